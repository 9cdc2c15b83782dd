"""What was meant by a word that is no command: the command that people who type it look for, else the nearest one."""

from collections.abc import Iterator, Mapping, Sequence

from goaltui.cli.command_table import COMMANDS, GROUPS
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line

_OF_COMMANDS: Mapping[str, str] = {
    "tree": N_("ls list l all okr okrs goal goals objective objectives kr krs keyresults key-results initiatives"),
    "scorecard": N_("measure measures kpi kpis metric metrics scorecards bsc perspectives"),
    "due": N_("today todo todos tasks overdue next owed"),
    "delete REF": N_("rm remove del destroy drop"),
    "add": N_("new create insert make"),
    "checkin REF VALUE": N_("ci check-in checkins record report value update progress"),
    "set REF FIELD=VALUE": N_("rename modify change assign"),
    "log": N_("history journal changes activity audit"),
    "people": N_("team teams person persons users user owners members who"),
    "cycles": N_("cycle quarter quarters periods"),
    "records": N_("note notes remarks comments learnings obstacles decisions"),
    "find TEXT": N_("search grep query"),
    "show REF": N_("info view get cat details detail describe inspect"),
    "why REF": N_("explain reason because"),
    "chart REF": N_("graph plot trend"),
    "done REF": N_("complete finish finished resolve"),
    "check": N_("lint validate verify health checks"),
    "map": N_("strategymap strategy-map links"),
    "sync": N_("push pull fetch"),
    "import FILE": "load",
    "export": "dump",
    "backup": "backups",
    "backup --restore FILE": "restore",
    "config": N_("settings setting preferences prefs options"),
    "guide": N_("tutorial intro"),
    "help": N_("man manual usage docs"),
    "init": "setup",
    "review": N_("meeting minutes"),
}
_TO_ADD: Mapping[str, str] = {
    "objective": N_("goal okr o"),
    "kr": N_("key-result keyresult key_result result krs"),
    "measure": N_("kpi metric measures"),
    "initiative": N_("task action work todo project"),
    "note": N_("remark comment learning obstacle decision"),
    "person": N_("user member people owner"),
    "cycle": N_("quarter period"),
    "link": N_("arrow edge"),
}
_SCREEN = frozenset(("open", "start", "tui", "ui", "run", "screen", "gui", "web", "launch"))
_QUIT = frozenset(("quit", "exit", "q", "save"))


def what_was_meant(words: Sequence[str]) -> str:
    """Return the sentence on words that begin with no command."""
    name, *rest = words
    said = _("There is no command '{clean_line}'; ", clean_line=clean_line(name))
    if name in _SCREEN:
        return _("{said}goaltui alone opens the screen.", said=said)
    if name in _QUIT:
        return _("{said}every command ends by itself, and all is saved.", said=said)
    kind = _kind(name)
    if kind is not None and rest[:1] and rest[0] in ("add", "new", "create"):
        return _("{said}goaltui add {kind} does it.", said=said, kind=kind)
    found = dict(_spread(_OF_COMMANDS)).get(name.lower()) or _nearest(name, [*COMMANDS, *GROUPS])
    return (
        _("{said}did you mean goaltui {found}?", said=said, found=found)
        if found
        else _("{said}goaltui --help lists them.", said=said)
    )


def what_was_to_be_added(name: str) -> str:
    """Return the sentence on a word behind `add` that is nothing to add."""
    kinds = GROUPS["add"]
    kind = _kind(name) or _nearest(name, kinds)
    said = _("There is nothing to add that is called '{clean_line}'; ", clean_line=clean_line(name))
    return (
        _("{said}did you mean goaltui add {kind}?", said=said, kind=kind)
        if kind
        else _("{said}it can be {join}.", said=said, join=", ".join(kinds))
    )


def _kind(name: str) -> str | None:
    """What can be added under a name, or under one that people use for it."""
    return name if name in GROUPS["add"] else dict(_spread(_TO_ADD)).get(name.lower())


def _nearest(name: str, known: Sequence[str] | Mapping[str, str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.lower(), known, 1)), "")


def _spread(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((word, command) for command, words in table.items() for word in words.split())
