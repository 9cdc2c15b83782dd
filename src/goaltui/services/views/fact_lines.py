"""Facts of one thing, a line each: as declared, and as the other rules tell them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from goaltui.model.enums import (
    Audience,
    DataState,
    EntityKind,
    shown_word,
)
from goaltui.model.errors import NotFound
from goaltui.model.fields import FIELDS, field_words
from goaltui.model.quick.translation import _, _p
from goaltui.model.records import MeasureRecord, RemarkRecord
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.rules.progress.stretch import is_reached
from goaltui.rules.scoring.weight_shares import Weighed, by_weight, parts_of_whole
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import ExplanationLine
from goaltui.services.core.rows.initiatives import InitiativeRow, owners_of
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.views.strategy_thread import thread


def thread_lines(look: Snapshot, identity: str) -> list[ExplanationLine]:
    """Return what a thing serves, and where that thread is torn."""
    with suppress(NotFound):
        found = thread(look, identity)
        serves = [ExplanationLine(_("serves"), found.above)] if found.above else []
        return [*serves, *([ExplanationLine(_("torn"), found.torn)] if found.torn else [])]
    return []


def work_lines(look: Snapshot, identity: str) -> list[ExplanationLine]:
    """Return the initiatives on a thing, a line each."""
    rows = look.work().get(identity, ())
    return [ExplanationLine(_("initiative"), f"{row.title} ({formatting.work_told(row, look.day)})") for row in rows]


def first_target_lines(row: KeyResultRow) -> Iterator[ExplanationLine]:
    """Yield what the target was at first, where it was moved."""
    first = row.record.first_target
    if first is not None:
        told = _("{first}, moved to {target}", first=formatting.number(first), target=formatting.number(row.target))
        yield ExplanationLine(_("first target"), told)


def declared_lines(kind: EntityKind, record: object, today: date) -> Iterator[ExplanationLine]:
    """Yield the facts that are told as they stand, without those that are empty."""
    for spec in FIELDS[kind]:
        value = getattr(record, spec.name) if spec.is_fact else None
        if value is not None and value != "":
            told = _as_told(value, today)
            yield ExplanationLine(_(field_words(spec.name)), _(told) if spec.words else told)


def _as_told(value: object, today: date) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formatting.day(value, today)
    return formatting.number(value) if isinstance(value, float) else str(value)


def next_check_in(look: Snapshot, row: KeyResultRow) -> str:
    """Return the day of the next check-in, with its rhythm where that is more than a cadence."""
    rhythm = Rhythm.of(look.outline().sources[row.id].record)
    more = f", {rhythm.every}" if rhythm.weeks > 1 or rhythm.weekday else ""
    # A day that passed is none that comes; how late it is stands on Today.
    due = row.next_due is not None and row.next_due <= look.day
    return f"{_('due now') if due else formatting.day(row.next_due, look.day)}{more}"


def stretch_lines(row: KeyResultRow) -> Iterator[ExplanationLine]:
    """Yield the stretch target, and whether it is reached; progress counts to the target alone."""
    if row.stretch is None or row.target is None:
        return
    reached = row.value is not None and is_reached(row.condition, row.start, row.target, row.stretch, row.value)
    text = f"{formatting.number(row.stretch, row.unit)}, {_('reached') if reached else _('beyond the target')}"
    yield ExplanationLine(_("stretch"), text)


def partner_lines(row: KeyResultRow | ObjectiveRow) -> Iterator[ExplanationLine]:
    """Yield the partners beside the owner."""
    if row.partners:
        yield ExplanationLine(_("with"), ", ".join(row.partners))


def contributing_lines(look: Snapshot, row: ObjectiveRow) -> Iterator[ExplanationLine]:
    """Yield the objectives that it contributes to beside its parent, and those that
    contribute to it, where that counts.
    """
    rows = look.outline().objectives
    for title in sorted(rows[identity].title for identity in row.contributes if identity in rows):
        yield ExplanationLine(_("contributes to"), _("{title} (linked, counts once)", title=title))
    for item in (rows[identity] for identity in row.contributing):
        above = rows.get(item.parent or "")
        counted = _("counts in {parent}", parent=above.title) if above is not None else _("counts at the top")
        yield ExplanationLine(_("contributing"), f"{item.title}, {formatting.percent(item.progress)} ({counted})")


def weight_group(look: Snapshot, row: ObjectiveRow) -> Sequence[Weighed]:
    """Return the group in which an objective counts, itself included: under its
    parent, else at the top of its cycle.
    """
    if row.parent is not None:
        return look.outline().objectives[row.parent].counting
    if row.cycle is None:
        return ()
    parents = look.outline().parents
    inside = {item.id: item for item in look.records().objectives if item.cycle == row.record.cycle}
    top = (item for item in inside.values() if parents[item.id] not in inside)
    return [row if item.id == row.id else item if parents[item.id] is None else by_weight(item) for item in top]


def measures_beside(look: Snapshot, objective: str | None) -> Sequence[Weighed]:
    rows = [item.row for item in look.measured().values()] if objective else []
    return [row for row in rows if row.objective == objective and row.data is not DataState.NOT_APPLICABLE]


def weight_lines(row: Weighed, group: Sequence[Weighed]) -> Iterator[ExplanationLine]:
    """Yield its weight with its part of the whole, where there is something beside it."""
    if len(group) > 1:
        parts = zip(group, parts_of_whole(group), strict=True)
        yield from (
            ExplanationLine(_("weight"), formatting.weight(row.weight, row.share, part))
            for item, part in parts
            if item is row
        )


def measure_lines(row: MeasureRow, record: MeasureRecord, look: Snapshot) -> Iterator[ExplanationLine]:
    yield ExplanationLine(_("now"), formatting.with_unit(formatting.measure_now(row), row.unit))
    if not record.in_words:
        yield ExplanationLine(
            _("score"),
            f"{formatting.points(row.score)} {formatting.band_word(row.band)}".replace(f" {formatting.NOTHING}", ""),
        )
    if row.judgement is not None:
        said = (formatting.day(row.judgement.day, look.day), row.judgement.note)
        yield ExplanationLine(_("judged"), ", ".join(filter(None, said)))
    if row.baseline is not None or row.judgement is not None:
        # Baseline and judgement have lines of their own.
        if row.data is not DataState.MEASURED:
            yield ExplanationLine(_("data"), formatting.data_word(row.data))
    elif row.data is not DataState.MEASURED or row.elapsed is not None:
        yield ExplanationLine(_("data"), formatting.measure_data(row))
    yield ExplanationLine(_("owner"), row.owner or _("nobody"))
    updater = owners_of(look.records()).names.get(record.updater or "")
    if updater is not None and record.updater != record.owner:
        yield ExplanationLine(_("updater"), updater)
    if row.team:
        yield ExplanationLine(_("team"), row.team)
    if record.key_measure:
        yield ExplanationLine(_("key measure"), _("yes"))
    yield from audience_lines(record.audience)
    yield from declared_lines(EntityKind.MEASURE, record, look.day)


def audience_lines(audience: str) -> Iterator[ExplanationLine]:
    """Yield who it may be shown to, where that is more than the house."""
    if audience != Audience.INTERNAL:
        yield ExplanationLine(_("audience"), shown_word(audience))


def due_told(row: InitiativeRow, today: date) -> str:
    """Return the day of an initiative, and the one after it where that is in a pause."""
    moved = row.is_open and row.owed is not None and row.owed != row.due
    pause = _("in a pause, so {day}", day=formatting.day(row.owed, today)) if moved else ""
    return ", ".join(
        filter(None, (formatting.day(row.due, today), pause, _p("initiative", "late") if row.late else ""))
    )


def note_lines(look: Snapshot, identity: str) -> list[ExplanationLine]:
    """Return the notes on a thing, a line each."""
    notes = (item for item in look.records().remarks if item.subject == identity)
    return [ExplanationLine(shown_word(item.kind), f"{item.text}{_by(item)}") for item in notes]


def _by(remark: RemarkRecord) -> str:
    return f" ({remark.author})" if remark.author else ""
