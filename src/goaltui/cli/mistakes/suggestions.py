"""Suggestions for a word that is no command: the command that such a word usually means, else the nearest one."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence

from goaltui.cli.command_table import COMMANDS, GROUPS
from goaltui.cli.mistakes.filling import filled
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.services.filters.query import is_condition

_OF_COMMANDS: Mapping[str, str] = {
    "tree": "ls list l all okr okrs goal goals objective objectives kr krs keyresults key-results initiatives",
    "scorecard": "measure measures kpi kpis metric metrics scorecards bsc perspectives",
    "due": "today todo todos tasks overdue next owed ready waiting active agenda calendar",
    "tree --by theme": "tags tag labels label projects",
    "tree --as-of DATE": "checkout switch",
    "delete REF": "rm remove del destroy drop",
    "add": "new create insert make",
    "checkin REF VALUE": "ci check-in checkins record value update progress",
    "set REF state=planned": "stop pause",
    "set REF FIELD=VALUE": "rename modify mod change assign patch",
    "add note TEXT --on REF": "annotate comment",
    "log": "history journal changes activity audit blame reflog",
    "people": "team teams person persons users user owners members who",
    "cycles": "cycle quarter quarters periods",
    "records --kind obstacle": "blocked blockers risks",
    "records": "note notes remarks comments learnings obstacles decisions",
    "find TEXT": "search grep query",
    "show REF": "info view get cat details detail describe inspect",
    "why REF": "explain reason because",
    "chart REF": "graph plot trend burndown burnup",
    "balance": "stats statistics count counts sum totals",
    "undo": "revert rollback reset",
    "done REF": "complete finish finished resolve",
    "check": "lint validate verify health checks",
    "map": "strategymap strategy-map",
    "add link FROM TO": "link links connect",
    "move REF --under REF": "mv reparent attach",
    "close CYCLE": "archive finalize",
    "status": "st stat prompt",
    "round": "standup walk",
    "hub move TO": "serve server clone remote",
    "strategy": "vision mission values",
    "schema COMMAND": "schemas json-schema",
    "sync": "push pull fetch publish",
    "import FILE": "load",
    "export": "dump",
    "backup": "backups",
    "backup --restore FILE": "restore",
    "config": "settings setting preferences prefs options",
    "guide": "tutorial intro",
    "library": "catalogue catalog",
    "help": "man manual usage docs",
    "init": "setup",
    "--install-completion": "completion completions complete autocomplete",
    "review": "meeting minutes agenda report weekly summary",
}
_TO_ADD: Mapping[str, str] = {
    "objective": "goal okr o",
    "kr": "key-result keyresult key_result result krs",
    "measure": "kpi metric measures",
    "initiative": "task action work todo project",
    "note": "remark comment learning obstacle decision",
    "person": "user member people owner",
    "cycle": "quarter period",
    "link": "arrow edge",
}
_ABOVE: Mapping[str, str] = {
    **dict.fromkeys(("objective", "kr", "measure", "initiative", "milestone"), "--under"),
    "note": "--on",
}
"""The option that says what a new thing stands under, by kind."""
_SCREEN = frozenset(("open", "start", "tui", "ui", "run", "screen", "gui", "web", "launch"))
_OF_THINGS = {"start": "set REF state=running"}
_QUIT = frozenset(("quit", "exit", "q", "save", "commit", "stash", "submit"))
_ALMOST, _NEAR_KIND = 0.8, 0.6
_TAKEN = {
    **dict.fromkeys(("show", "delete", "why", "chart", "done", "thread"), "REF"),
    "checkin": "REF VALUE",
    "set": "REF FIELD=VALUE",
    "find": "TEXT",
    "close": "CYCLE",
}
"""What commands take that are known by their own names."""

_VALUE = re.compile(r"[-+=~]?[0-9][0-9.,]*%?|same|yes")
_ACCOUNT = frozenset(("login", "logout", "auth", "signin", "whoami"))


_OPTIONS: Mapping[tuple[str, str], str] = {
    **{(name, "-f"): f"goaltui {name} --filter QUERY" for name in ("tree", "due", "scorecard")},
    **{("export", word): "goaltui tree --format tsv, or goaltui export --json" for word in ("--format", "-f", "--csv")},
    **{("config", word): "goaltui config, which lists them" for word in ("--list", "-l", "--show", "--get")},
    **{("config", word): "goaltui config, which names the file" for word in ("--edit", "-e", "--global", "--path")},
    ("close", "--cycle"): "goaltui close CYCLE",
    ("log", "--grep"): "goaltui log REF",
    ("find", "--kind"): "goaltui tree --filter kind:NAME",
    **{("delete", word): "goaltui delete REF --yes" for word in ("-f", "--force")},
    **{(name, word): "goaltui diff FILE" for name in ("import", "apply") for word in ("--dry-run", "-n")},
    **{(name, "-f"): f"goaltui {name} FILE" for name in ("import", "apply", "diff", "check")},
    ("-f", "-f"): "goaltui import FILE",
    **{("strategy", f"--{word}"): f"goaltui set workspace {word}=TEXT" for word in ("vision", "mission", "values")},
    ("review", "--markdown"): "goaltui review, which is Markdown",
}
"""Suggestions for an option that a command does not have, by command and option."""


def habit_suggestion(words: Sequence[str]) -> str:
    """Return the suggestion for words known from other programs; empty for other words."""
    name, *rest = words
    if name == "config" and rest and rest[0] in ("set", "get", "list", "edit", "show"):
        return _(
            "There is no config {word}; goaltui config names the settings file, goaltui config --init writes one.",
            word=rest[0],
        )
    if name == "add" and (above := _ABOVE.get(rest[0] if rest else "")) and _are_two(rest[1:]):
        return _(
            "goaltui add {kind} takes one title, in quotes; what it stands under goes behind {option}, as in "
            "goaltui add {kind} TITLE {option} REF.",
            kind=rest[0],
            option=above,
        )
    if name == "init" and len(rest) == 1 and not rest[0].startswith("-"):
        return _(
            "goaltui init takes options alone; did you mean goaltui init --name {word}?", word=shlex.quote(rest[0])
        )
    if name in ("undo", "redo") and rest and rest[0].isdigit():
        return _("goaltui {name} takes no number; run it once for each change, latest first.", name=name)
    for before, option, *behind in zip(("", *words), words, (*words[1:], ""), strict=False):
        meant = "--json" if option == "-j" else _OPTIONS.get((name, option))
        # Behind another option it may be the value of that.
        if meant is not None and not before.startswith("-"):
            meant = filled(meant, behind) if meant.endswith(("QUERY", "CYCLE")) and all(behind) else meant
            return _("There is no option {option}; did you mean {meant}?", option=option, meant=meant)
    return ""


def _are_two(words: Sequence[str]) -> bool:
    """Return whether two words stand before any option, where a title alone belongs."""
    return len(words) > 1 and not any(word.startswith("-") for word in words[:2])


def command_suggestion(words: Sequence[str]) -> str:
    """Return the suggestion for words that begin with no command."""
    name, *rest = words
    word = clean_line(name)
    if name in _SCREEN and rest and not rest[0].startswith("-"):
        found = filled(_OF_THINGS.get(name, "show REF"), rest)
        return _("There is no command '{word}'; did you mean goaltui {found}?", word=word, found=found)
    if name in _SCREEN:
        return _("There is no command '{word}'; goaltui alone opens the screen.", word=word)
    if name in _QUIT:
        return _("There is no command '{word}'; every command ends by itself, and all is saved.", word=word)
    if name in _ACCOUNT:
        return _("There is no command '{word}' and no account; --as NAME or the settings say who you are.", word=word)
    if name == "watch":
        return _(
            "There is no command '{word}'; did you mean watch goaltui {line}?", word=word, line=" ".join(rest) or "due"
        )
    kind = _kind(name)
    if kind is not None and rest[:1] and rest[0] in ("add", "new", "create"):
        return _("There is no command '{word}'; goaltui add {kind} does it.", word=word, kind=kind)
    known = (*COMMANDS, *GROUPS)
    found = _command_of(name) or _nearest(name, known, _ALMOST)
    if not found and rest and not is_condition(name) and (behind := _command_of(rest[0])):
        return _(
            "There is no command '{word}'; the command comes first, as in goaltui {behind}.",
            word=word,
            behind=_with(behind, (name, *rest[1:])),
        )
    found = found or _of_a_thing(name, rest) or _nearest(name, known)
    if found:
        typed = rest if found in known or _command_of(name) else [name] if is_condition(name) else words
        meant = _with(found, typed)
        return _("There is no command '{word}'; did you mean goaltui {found}?", word=word, found=meant)
    return _("There is no command '{word}'; goaltui --help lists them.", word=word)


def _with(command: str, words: Sequence[str]) -> str:
    """Return a command with the words that it takes."""
    return filled(f"{command} {_TAKEN[command]}" if command in _TAKEN and words else command, words)


def _of_a_thing(name: str, rest: Sequence[str]) -> str:
    """Return the command of a line that begins with what it is about: a condition, or a title with its value; empty
    for other lines.
    """
    if is_condition(name):
        return "tree --filter QUERY"
    if rest and _VALUE.fullmatch(rest[0]):
        return "checkin REF VALUE"
    return "show REF" if " " in name.strip() and not rest else ""


def _command_of(name: str) -> str:
    """Return the command of a name, or the one that people mean by it; empty for none."""
    return name if name in COMMANDS else dict(_spread(_OF_COMMANDS)).get(name.lower(), "")


def kind_suggestion(name: str) -> str:
    """Return the suggestion for a word behind `add` that names no kind."""
    kinds = GROUPS["add"]
    kind = _kind(name) or _nearest(name, kinds, _NEAR_KIND)
    word = clean_line(name)
    if not kind and " " in name.strip():
        return _(
            "goaltui add takes a kind before what it is called, as in goaltui add objective {title}.",
            title=shlex.quote(word),
        )
    if kind:
        return _(
            "There is nothing to add that is called '{word}'; did you mean goaltui add {kind}?", word=word, kind=kind
        )
    return _("There is nothing to add that is called '{word}'; it can be {kinds}.", word=word, kinds=", ".join(kinds))


def _kind(name: str) -> str | None:
    """Return the kind to add under a name, or under one that people use for it; None for no kind."""
    return name if name in GROUPS["add"] else dict(_spread(_TO_ADD)).get(name.lower())


def _nearest(name: str, known: Sequence[str] | Mapping[str, str], least: float = 0.7) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.lower(), known, 1, least)), "")


def _spread(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((word, command) for command, words in table.items() for word in words.split())
