"""Learnings, obstacles, decisions, data gaps and comments as one list that can be searched."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, RemarkKind, RemarkState
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, fold
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.shown_by_method import hidden_ids

if TYPE_CHECKING:
    from goaltui.model.records import Records
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark with its subject; `open` until it is done."""

    id: str
    kind: RemarkKind
    text: str
    subject_kind: EntityKind
    subject: str
    title: str
    owner: str | None
    due: date | None
    author: str
    open: bool

    @property
    def asks(self) -> bool:
        """Whether it is of a kind that something has to be done about: a decision is where it has a day."""
        return self.kind in _ASKING or (self.kind is RemarkKind.DECISION and self.due is not None)


_ASKING = frozenset({RemarkKind.OBSTACLE, RemarkKind.DATA_GAP})


def remark_rows(workspace: "Workspace") -> tuple[RemarkRow, ...]:
    """Return every remark: open ones first, by their due date, then the newest first."""
    records = workspace.look.records()
    titles = _titles_of(records)
    people = {person.id: person.name for person in records.people}
    rows = []
    hidden = hidden_ids(records)
    for item in reversed(records.remarks):
        if item.subject in hidden:
            continue
        kind = RemarkKind(item.kind)
        rows.append(
            RemarkRow(
                item.id,
                kind,
                item.text,
                EntityKind(item.subject_kind),
                item.subject,
                titles.get(item.subject, ""),
                people.get(item.owner or ""),
                item.due,
                item.author,
                item.state == RemarkState.OPEN,
            )
        )
    closings = (row for row in _closings(records) if row.subject not in hidden)
    return tuple(sorted((*rows, *closings), key=_place))


def _titles_of(records: "Records") -> dict[str, str]:
    """Return the title of each id."""
    named: dict[str, str] = {}
    for group in (records.perspectives, records.themes, records.cycles, records.teams, records.people):
        named.update((item.id, item.name) for item in group)
    for titled in (records.objectives, records.measures, records.key_results, records.initiatives, records.milestones):
        named.update((item.id, item.title) for item in titled)
    named.update((item.measure, item.title) for item in records.key_results if item.measure not in named)
    return named


def _closings(records: "Records") -> Iterator[RemarkRow]:
    """Yield the closing words of objectives on why they came out as they did, where no note says it."""
    said = {(item.subject, item.text) for item in records.remarks}
    for item in records.objectives:
        if item.closing and (item.id, item.closing) not in said:
            yield RemarkRow(
                id=item.id,
                kind=RemarkKind.LEARNING,
                text=item.closing,
                subject_kind=EntityKind.OBJECTIVE,
                subject=item.id,
                title=item.title,
                owner=None,
                due=None,
                author="",
                open=False,
            )


def matching(
    rows: tuple[RemarkRow, ...], text: str = "", kind: RemarkKind | None = None, *, open_only: bool = False
) -> tuple[RemarkRow, ...]:
    """Return the remarks of a kind that hold every word of a text, in their text, their
    subject, their author or owner.
    """
    wanted = fold(text).split()
    return tuple(
        row
        for row in rows
        if (kind is None or row.kind is kind)
        and (not open_only or (row.open and row.asks))
        and all(word in _searched(row) for word in wanted)
    )


def turn(workspace: "Workspace", row: RemarkRow) -> Outcome:
    """Mark a remark as done, or open again."""
    state = RemarkState.DONE if row.open else RemarkState.OPEN
    kind, text = row.kind.word, _quoted(row)
    done, again = (
        _("The {kind} {text} is done.", kind=kind, text=text),
        _("The {kind} {text} is open.", kind=kind, text=text),
    )
    return _set(workspace, row, {"state": state.value}, done if state is RemarkState.DONE else again)


def reword(workspace: "Workspace", row: RemarkRow, text: str) -> Outcome:
    """Give a remark another text; raises InvalidField where it is empty."""
    if not text.strip():
        raise InvalidField(_("The text is empty; d in the list deletes a record."), "text")
    return _set(
        workspace,
        row,
        {"text": text.strip()},
        _("Changed the {kind} {text}.", kind=row.kind.word, text=_quoted(row)),
    )


def delete(workspace: "Workspace", row: RemarkRow) -> Outcome:
    """Delete a remark; undo brings it back."""
    sentence = _("Deleted the {kind} {text}; undo brings it back.", kind=row.kind.word, text=_quoted(row))
    return _set(workspace, row, {"deleted": True}, sentence)


def counted_remarks(rows: tuple[RemarkRow, ...]) -> str:
    """Return the remarks counted in words: `12 records, 3 open`."""
    waiting = sum(1 for row in rows if row.open and row.asks)
    records = counted(len(rows), "record", "records")
    return _("{records}, {waiting} open", records=records, waiting=waiting) if waiting else records


def _set(workspace: "Workspace", row: RemarkRow, fields: Mapping[str, Value], sentence: str) -> Outcome:
    workspace.refuse_looking()
    if row.id == row.subject:
        raise Refused(
            _("It was written when the objective was closed; x in the cycles opens that again, to change it.")
        )
    if workspace.database.things.get(EntityKind.REMARK, row.id) is None:
        raise NotFound(_("That record is no longer there; somebody may have deleted it."))
    return workspace.write([Operation(EntityKind.REMARK, row.id, dict(fields))], sentence)


def _place(row: RemarkRow) -> tuple[bool, date]:
    return (not (row.open and row.asks), row.due if row.asks and row.due else date.max)


def _quoted(row: RemarkRow) -> str:
    return formatting.quoted(clean_line(row.text))


def _searched(row: RemarkRow) -> str:
    return fold(" ".join(_told(row)))


def _told(row: RemarkRow) -> Iterator[str]:
    yield from (row.text, row.title, row.owner or "", row.author, row.kind.word)
