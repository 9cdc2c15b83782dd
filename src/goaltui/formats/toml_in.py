"""A workspace from TOML: types, names and ranges are checked to the last line before anything is handed on."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goaltui.formats.pairing import paired, references
from goaltui.formats.reading import Entry, Reading, refuse
from goaltui.formats.toml_extras import read_extras
from goaltui.formats.toml_goals import read_goals
from goaltui.formats.toml_places import read_places
from goaltui.formats.toml_table import shown, unfinished
from goaltui.formats.whole import Whole, visible
from goaltui.model.changes import Draft, Fields
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.validation import validated

FORMAT = 1
_WHERE = re.compile(r"^(?P<words>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)
_IN_FILE = {"driver": "from", "driven": "to", "subject": "on", "subject_kind": "on_kind"}
"""Fields that a file calls by another name."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says: changes in the order in which things are to be made, with check-ins apart.

    `mentioned` are the ids that it refers to; with `all_perspectives` it lists every perspective there is.
    """

    drafts: tuple[Draft, ...]
    check_ins: tuple[Draft, ...]
    mentioned: frozenset[str]
    all_perspectives: bool


def read(text: str, name: str, *, known: Whole, today: date, complete: bool = False) -> Incoming:
    """The changes that a file asks for against what is known; raises Refused with file, line and what to do.

    A `complete` file means what it leaves out: a key result that names no measure is then bound to none.
    """
    standing = visible(known)
    reading = Reading(standing, _parsed(text.removeprefix("\ufeff"), name), today, complete=complete)
    version = reading.root.count("format")
    if version not in (None, FORMAT):
        words = f"the file is of format {version}; this version reads format {FORMAT}, so update goaltui"
        reading.mistakes.add(("format",), words)
    all_perspectives = read_places(reading)
    series = read_goals(reading)
    check_ins = paired(reading, series, {record.id: record for record in standing.check_ins})
    read_extras(reading)
    reading.root.done()
    _stop(reading, name, text)
    drafts = tuple(reading.drafts())
    for reference in references(series):
        reading.resolve(reference)
    _stop(reading, name, text)
    _validate(reading, drafts)
    _stop(reading, name, text)
    return Incoming(drafts, check_ins, frozenset(reading.mentioned), all_perspectives)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(_syntax(str(error), name, text)) from error
    except (ValueError, RecursionError) as error:
        # What the parser of the standard library lets through: numbers of thousands of digits, endless nesting.
        raise Refused(f"{name}: a number is too long or lists are nested too deeply; nothing was written.") from error


def _syntax(message: str, name: str, text: str) -> str:
    found = _WHERE.match(message)
    if found is None:
        return f"{name}: this is not TOML: {shown(message)}; nothing was written."
    line = found["line"] or str(text.count("\n") + 1)
    return f"{name}:{line}: this is not TOML: {shown(found['words'])}; nothing was written."


def _validate(reading: Reading, drafts: Iterable[Draft]) -> None:
    """What a type alone does not tell: ranges and lengths, said with the field's line."""
    entries = {(entry.kind.value, entry.id): entry for entry in reading.entries}
    for draft in drafts:
        entry = entries.get((draft.entity, draft.entity_id))
        if entry is not None:
            _validated(reading, entry, draft.fields)


def _validated(reading: Reading, entry: Entry, fields: Fields) -> None:
    # A person or perspective that stands may be named by its key alone.
    spare = {"name": "-"} if entry.kind in (EntityKind.PERSPECTIVE, EntityKind.TEAM, EntityKind.PERSON) else {}
    try:
        validated(entry.kind, {**spare, **fields, "id": entry.id})
    except InvalidField as error:
        place = entry.path
        if error.field is not None:
            place = (*entry.path, _IN_FILE.get(error.field, error.field))
        reading.mistakes.add(place, unfinished(error))


def _stop(reading: Reading, name: str, text: str) -> None:
    if reading.mistakes.found:
        refuse(reading.mistakes, name, text)
