"""The reader of a workspace from TOML: types, names and ranges are checked to the last
line before anything is handed on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goaltui.formats.content import WorkspaceContent, visible
from goaltui.formats.diff.check_in_matching import paired, references
from goaltui.formats.document import FORMAT, Document
from goaltui.formats.entries import Entry, EntryReader, placed, refuse
from goaltui.formats.toml.goals import read_goals
from goaltui.formats.toml.initiatives_links_notes import read_beside_goals
from goaltui.formats.toml.series import CheckInSeries
from goaltui.formats.toml.structure import read_places
from goaltui.formats.toml.table import unfinished
from goaltui.model.changes import Fields, Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.plain.values import values_of
from goaltui.model.quick.translation import _

_IN_FILE = {"driver": "from", "driven": "to", "subject": "on", "subject_kind": "on_kind"}
"""Fields that a file calls by another name."""


Covered = tuple[str, str | None]
"""A measure, and the key result in whose context alone it is meant; all of its check-ins where that is none."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """The contents of a file: changes in the order in which things are to be made, with check-ins apart.

    `mentioned` are the ids that it refers to. With `all_perspectives` it lists every perspective there is. `sections`
    are the names of the lists at its top. `lists` are the targets and milestones that it lists, by what they stand
    under. `series` are the check-ins that it lists, with the last of their days. `notes` name what may be meant
    otherwise, with file and line.
    """

    drafts: tuple[Operation, ...]
    check_ins: tuple[Operation, ...]
    mentioned: frozenset[str]
    all_perspectives: bool
    sections: frozenset[str] = frozenset()
    lists: frozenset[tuple[EntityKind, str]] = frozenset()
    series: Mapping[Covered, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read(document: Document, *, known: WorkspaceContent, today: date, complete: bool = False) -> Incoming:
    """Return the changes that a file asks for against what is known; raises Refused with file, line and what to do.

    A `complete` file means what it leaves out: a key result that names no measure is then bound to none.
    """
    standing = visible(known)
    reading = EntryReader(standing, document.tables, today, complete=complete)
    _read_head(reading)
    all_perspectives = read_places(reading)
    series = read_goals(reading)
    check_ins = paired(reading, series, {record.id: record for record in standing.check_ins})
    read_beside_goals(reading)
    reading.root.done()
    drafts = tuple(reading.drafts())
    for reference in references(series):
        reading.resolve(reference)
    _validate(reading, drafts)
    if reading.mistakes.found:
        refuse(reading.mistakes, document.name, document.text)
    return Incoming(
        drafts,
        check_ins,
        frozenset(reading.mentioned),
        all_perspectives,
        frozenset(document.tables),
        frozenset(reading.lists),
        dict(_covered(reading, series)),
        placed(reading.notes, document.name, document.text),
    )


def _read_head(reading: EntryReader) -> None:
    version = reading.root.count("format")
    if version not in (None, FORMAT):
        words = _(
            "the file is of format {version}; this version reads format {known}, so update goaltui",
            version=version,
            known=FORMAT,
        )
        reading.mistakes.add(("format",), words)
    reading.root.line("part")
    known = reading.root.table("known", _("what the file knew"))
    if known is not None:
        for name in dict(known.items()):
            known.count(name)


def _covered(reading: EntryReader, series: Sequence[CheckInSeries]) -> Iterator[tuple[Covered, str]]:
    for item in series:
        measure = item.measure if isinstance(item.measure, str) else reading.meant([item.measure])
        if item.whole and measure is not None:
            shared = item.context is not None and reading.is_lasting(measure)
            last = max((str(given.fields.get("date", "")) for given in item.check_ins), default="")
            yield (measure, item.context if shared else None), last


_NAMED = frozenset({EntityKind.PERSPECTIVE, EntityKind.THEME, EntityKind.TEAM, EntityKind.PERSON})


def _validate(reading: EntryReader, drafts: Iterable[Operation]) -> None:
    """Check what a type alone does not tell: ranges and lengths. Mistakes name the field's line."""
    entries = {(entry.kind.value, entry.id): entry for entry in reading.entries}
    for draft in drafts:
        entry = entries.get((draft.entity, draft.entity_id))
        if entry is not None:
            _validated(reading, entry, draft.fields)


def _validated(reading: EntryReader, entry: Entry, fields: Fields) -> None:
    # A person or perspective that stands may be named by its key alone.
    spare = {"name": "-"} if entry.kind in _NAMED else {}
    waiting = {**spare, **fields, "id": entry.id}
    is_sound = not reading.mistakes.under(entry.path)
    while (error := _fault(entry.kind, waiting)) is not None:
        place = entry.path if error.field is None else (*entry.path, _IN_FILE.get(error.field, error.field))
        # Of a table with other mistakes it was said already what is missing or refers to nothing.
        if is_sound or (waiting.get(error.field or "") not in (None, "") and not reading.mistakes.under(place)):
            reading.mistakes.add(place, unfinished(error))
        if error.field is None or waiting.pop(error.field, None) is None:
            return


def _fault(kind: EntityKind, fields: Fields) -> InvalidField | None:
    try:
        values_of(kind, fields)
    except InvalidField as error:
        return error
    return None
