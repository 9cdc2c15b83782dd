"""The candidates at the cursor: commands, options and their words from a table, names from the workspace."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goaltui.cli.completion.protocol import Candidate, CompletionRequest
from goaltui.cli.output.generated_tables import generated_table
from goaltui.model.enums import Aggregation, Condition, Frequency, RemarkKind, Severity
from goaltui.model.quick.translation import SOURCE, spoken
from goaltui.model.quick_dataclass import dataclass

_BY_OPTION: Mapping[str, str] = {
    **dict.fromkeys(("--cycle", "--to", "--inside"), "cycle"),
    **dict.fromkeys(("--owner", "--by", "--as", "--with"), "person"),
    **dict.fromkeys(("--under", "--on", "--before", "--after", "--measure"), "ref"),
    "--team": "team",
    "--perspective": "perspective",
    "--filter": "filter",
}
"""The options that take the name of something."""

_LISTS = ("table", "tsv", "markdown", "json")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    **{f"{command} --format": _LISTS for command in ("tree", "due", "records", "log")},
    "check --format": ("text", "github", "json"),
    "check --severity": tuple(Severity),
    "add kr --condition": tuple(Condition),
    "add kr --cadence": tuple(Frequency),
    "add measure --frequency": tuple(Frequency),
    "add measure --aggregation": tuple(Aggregation),
    "add measure --kind": ("lag", "lead"),
    **{
        f"{command} --kind": tuple(kind.replace("_", "-") for kind in RemarkKind) for command in ("records", "add note")
    },
}
"""The options that take one of a few words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The question to the workspace: the kinds of names (`ref`, `cycle`, `person`, `team`, `perspective`, `filter`,
    `field`), and for fields the names given before.
    """

    kinds: tuple[str, ...]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of the cursor: its command, the arguments before it, and the option that waits for its value."""

    words: str
    command: Mapping[str, Any]
    given: tuple[str, ...]
    waiting: str


def known(question: CompletionRequest) -> tuple[tuple[Candidate, ...], Wanted]:
    """Return what is known without the workspace, and what is to be asked of it."""
    table = generated_table("completion_table", spoken()) or generated_table("completion_table", SOURCE)
    place = _place(table, question.words)
    if place.waiting:
        return _values(place)
    if question.typed.startswith("-"):
        options = {**table["options"], **place.command["options"]}
        return tuple(Candidate(name, told) for name, (_, told) in options.items() if name[:2] == "--"), Wanted(())
    below = place.command.get("commands")
    if below and not place.given:
        return tuple(Candidate(name, command["help"]) for name, command in below.items()), Wanted(())
    return _arguments(place, table)


def _place(table: Mapping[str, Any], words: Sequence[str]) -> _Place:
    names: list[str] = []
    command, given, waiting = table, list[str](), ""
    for word in words:
        takes = {**table["options"], **command["options"]}
        if waiting:
            waiting = ""
        elif word in takes:
            waiting = word if takes[word][0] else ""
        elif word.startswith("-") and word != "-":
            continue
        elif not given and word in command.get("commands", {}):
            command = command["commands"][word]
            names.append(word)
        else:
            given.append(word)
    return _Place(" ".join(names), command, tuple(given), waiting)


def _values(place: _Place) -> tuple[tuple[Candidate, ...], Wanted]:
    name = place.waiting
    if f"{place.words} {name}" in _CHOICES:
        return tuple(map(Candidate, _CHOICES[f"{place.words} {name}"])), Wanted(())
    metavar = str(place.command["options"].get(name, ("",))[0])
    if metavar.startswith("<"):
        return tuple(map(Candidate, metavar.strip("<>").split("|"))), Wanted(())
    kind = "team" if (place.words, name) == ("add team", "--under") else _BY_OPTION.get(name, "")
    return (), Wanted((kind,) if kind else ())


def _arguments(place: _Place, table: Mapping[str, Any]) -> tuple[tuple[Candidate, ...], Wanted]:
    wanted = place.command["arguments"]
    if not wanted:
        return (), Wanted(())
    metavar = wanted[min(len(place.given), len(wanted) - 1)]
    if "COMMAND" in metavar:
        return tuple(_named_commands(place, table)), Wanted(())
    if len(place.given) >= len(wanted) and "…" not in wanted[-1]:
        return (), Wanted(())
    if "FIELD" in metavar:
        return (), Wanted(("field", "ref") if place.given else ("ref",), place.given)
    kinds = [kind for kind, sign in (("ref", "REF"), ("cycle", "CYCLE"), ("team", "TEAM")) if sign in metavar]
    return (), Wanted(tuple(kinds))


def _named_commands(place: _Place, table: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the next word of what `help` or `schema` may name: a page of the manual, a command or one below it."""
    told = {words: str(command["help"]) for words, command in _commands(table)}
    if place.words == "schema":
        from goaltui.cli.commands.prompt.schema import schema_names

        told = {words: told.get(words, "") for words in map(tuple, map(str.split, schema_names()))}
    elif not place.given:
        from goaltui.manual.pages import TOPICS

        pages = dict.fromkeys(((topic,) for topic in TOPICS), "")
        told = pages | told | pages
    number = len(place.given)
    found: dict[str, str] = {}
    for words, help_text in told.items():
        if len(words) > number and words[:number] == place.given:
            found.setdefault(words[number], help_text if len(words) == number + 1 else "")
    yield from map(Candidate, found, found.values())


def _commands(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield every command by its words."""
    for name, command in table["commands"].items():
        yield (name,), command
        yield from (((name, below), item) for below, item in command.get("commands", {}).items())
