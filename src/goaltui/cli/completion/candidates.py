"""The candidates at the cursor: commands, options and their words from a table, names from the workspace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    if len(place.given) >= len(wanted) and "…" not in wanted[-1]:
        return (), Wanted(())
    if "COMMAND" in metavar:
        return tuple(_help_topics(table) if "TOPIC" in metavar else _commands(table)), Wanted(())
    if "FIELD" in metavar:
        return (), Wanted(("field", "ref") if place.given else ("ref",), place.given)
    kinds = [kind for kind, sign in (("ref", "REF"), ("cycle", "CYCLE")) if sign in metavar]
    return (), Wanted(tuple(kinds))


def _commands(table: Mapping[str, Any]) -> Iterator[Candidate]:
    for name, command in table["commands"].items():
        yield Candidate(name, command["help"])


def _help_topics(table: Mapping[str, Any]) -> Iterable[Candidate]:
    from goaltui.manual.pages import TOPICS

    return (*map(Candidate, TOPICS), *(item for item in _commands(table) if item.value not in TOPICS))
