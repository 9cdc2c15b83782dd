"""Actions agreed in earlier reviews and their outcome: the first items of the next agenda."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, InitiativeState, RemarkKind
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.records import InitiativeRecord, RemarkRecord
from goaltui.model.text import clean_line
from goaltui.services.core import formatting
from goaltui.services.core.rows.initiatives import InitiativeRow, initiative_row, owners_of
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.initiative_states import done_draft, dropped_draft, opened_draft, put_off_draft
from goaltui.services.filters.filtered_views import asking_of, initiative_facets
from goaltui.services.parsing.future_date import read_due
from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem, Rank

_OVER = {InitiativeState.DONE: ActionOutcome.DONE, InitiativeState.DROPPED: ActionOutcome.DROPPED}

_CHANGES = 10_000
"""Changes of the minutes that are looked at: a line each."""


def agreed_items(workspace: Workspace, last: RemarkRecord | None, ended: int) -> Iterator[AgendaItem]:
    """Yield the open actions of earlier reviews, and those that were settled since the `last`
    one, which `ended` at that clock.
    """
    records, today, asking = workspace.look.records(), workspace.today, asking_of(workspace)
    owners = owners_of(records)
    titles = _titles(workspace)
    over_today = last.id if last is not None and last.due == today else None
    agreed_in = _agreed_in(workspace)
    for found_record in records.initiatives:
        held = agreed_in.get(found_record.id)
        # Reviews of earlier versions left no day on agreed actions.
        record = found_record if found_record.agreed or held is None else found_record._replace(agreed=held.due)
        # An action agreed today belongs to the current review, unless it is of one that was over today already.
        under_way = record.agreed == today and (over_today is None or (held is not None and held.id != over_today))
        if record.agreed is None or record.agreed > today or under_way:
            continue
        row = initiative_row(record, owners, today)
        due = _due_before(workspace, record, ended)
        if record.is_open or _is_over_since(workspace, record, ended):
            found = _item(row, titles.get(record.serves or "", ""), due, today)
            facets = initiative_facets(row, asking)
            yield replace(found, facets=replace(facets, title=f"{found.title} {found.context}"))


def settled(item: AgendaItem, became: ActionOutcome, day: date | None, today: date) -> AgendaItem:
    """Return the item with its outcome in this review."""
    reasons = (became.word, *item.reasons[1:])
    now = became.word
    if day is not None:
        now = _("{became}, until {day}", became=now, day=formatting.day(day, today))
    return replace(item, became=became, reasons=reasons, now=now)


def drafts_of(record: InitiativeRecord, became: ActionOutcome, day: date | None) -> tuple[Operation, ...]:
    """Return the changes that settle an action; one that is not done stays open as it is."""
    if became is ActionOutcome.DONE:
        return (done_draft(record),)
    if became is ActionOutcome.DROPPED:
        return (dropped_draft(record),)
    if became is ActionOutcome.CARRIED_ON and day is not None:
        return (put_off_draft(record, day),)
    return () if record.is_open else (opened_draft(record),)


def new_day(workspace: Workspace, text: str) -> date:
    """Return the day that an action is carried on to; raises InvalidField where none is given."""
    if not text.strip():
        raise InvalidField(_("The day is missing; say until when, such as fri or +1w."), "due")
    cycles = {cycle.name: cycle.end for cycle in workspace.look.records().cycles}
    return read_due(text, "due", workspace.today, cycles)


def _item(row: InitiativeRow, context: str, due: date | None, today: date) -> AgendaItem:
    moved = due is not None and row.due is not None and row.due > due
    late = ActionOutcome.NOT_DONE if row.late else None
    became = _OVER.get(row.state) or late or (ActionOutcome.CARRIED_ON if moved else None)
    why = became.word if became else _("agreed")
    if row.late and row.owed is not None:
        why = formatting.late((today - row.owed).days)
    since = _("agreed {day}", day=formatting.day(row.agreed, today))
    return AgendaItem(
        id=row.id,
        kind=EntityKind.INITIATIVE,
        title=row.title,
        context=context,
        owner=row.owner,
        reasons=(why, since),
        rank=Rank.AGREED,
        now=", ".join(part for part in (_until(row.due, today), formatting.work_word(row)) if part),
        before=_until(due, today) if moved else "",
        points=None,
        label=clean_line(row.title),
        became=became,
    )


def _until(day: date | None, today: date) -> str:
    return _("due {day}", day=formatting.day(day, today)) if day is not None else ""


def _titles(workspace: Workspace) -> dict[str, str]:
    tree = workspace.look.outline()
    found = {row.id: row.title for row in tree.objectives.values()}
    found |= {row.id: row.title for row in tree.key_results.values()}
    return found | {item.row.id: item.row.title for item in workspace.look.measured().values()}


def _agreed_in(workspace: Workspace) -> dict[str, RemarkRecord]:
    """Return the review of each initiative that was made in one, by its id: an action is
    written together with the minutes.
    """
    records = workspace.look.records()
    held = [remark for remark in records.remarks if remark.kind == RemarkKind.REVIEW] if records.initiatives else []
    batches = {
        item.change.batch: remark
        for remark in held
        for item in workspace.database.journal.history(remark.id, limit=_CHANGES)
    }
    if not batches:
        return {}
    made = ((record.id, workspace.database.journal.history(record.id)) for record in records.initiatives)
    first = {identity: changes[-1].change.batch for identity, changes in made if changes}
    return {identity: batches[batch] for identity, batch in first.items() if batch in batches}


def _is_over_since(workspace: Workspace, record: InitiativeRecord, ended: int) -> bool:
    changes = workspace.database.journal.history(record.id)
    return any(item.field == "state" and item.change.hlc > ended for item in changes)


def _due_before(workspace: Workspace, record: InitiativeRecord, ended: int) -> date | None:
    """Return the due day at the end of the last review; none where it was not moved since."""
    moved = [
        item
        for item in workspace.database.journal.history(record.id)
        if item.field == "due" and item.change.hlc > ended
    ]
    old = moved[-1].old if moved else None
    return date.fromisoformat(old) if isinstance(old, str) else None
