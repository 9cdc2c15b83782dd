"""The detail pane of one thing: facts, arithmetic, values and notes."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from goaltui.model.enums import (
    CLOSED,
    Condition,
    DataState,
    EntityKind,
    Frequency,
    MeasureKind,
    Method,
    StatusPreset,
    shown_word,
)
from goaltui.model.errors import NotFound
from goaltui.model.fields import FIELDS, field_words
from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import CheckInRecord, InitiativeRecord, MeasureRecord, Point, RemarkRecord
from goaltui.rules.progress import forecast
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.rules.progress.stretch import is_reached
from goaltui.rules.scoring.weight_shares import Weighed, parts_of_whole
from goaltui.services.charts import curves
from goaltui.services.charts.marks import days_of, effects_of_work, marked
from goaltui.services.charts.plotting import landed
from goaltui.services.core import formatting
from goaltui.services.core.objective_tree import at_the_top, top_of
from goaltui.services.core.rows.curves import ForecastRow
from goaltui.services.core.rows.detail import CheckInRow, Detail, ExplanationLine, InterimPath
from goaltui.services.core.rows.initiatives import InitiativeRow, initiative_row, owners_of
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.scorecard import scored_by_measures
from goaltui.services.core.shown_by_method import hidden_ids
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.views import explanation
from goaltui.services.views.link_evidence import link_lines
from goaltui.services.views.strategy_thread import effects, thread
from goaltui.store.database import Database

CHECK_INS_SHOWN = 12
_MEASURES = {MeasureKind.LAG: N_("lag measure"), MeasureKind.LEAD: N_("lead measure")}


def detail(database: Database, look: Snapshot, identity: str) -> Detail:
    """Return the detail of an objective, key result, measure, initiative or perspective, with its remarks;
    raises NotFound for anything else.
    """
    found = _detail(database, look, identity)
    above = _thread(look, identity)
    remarks = [item for item in look.records().remarks if item.subject == identity]
    lines = [ExplanationLine(shown_word(item.kind), f"{item.text}{_by(item)}") for item in remarks]
    work = [ExplanationLine(_("initiative"), _told(row, look.day)) for row in look.work().get(identity, ())]
    return replace(found, facts=(*found.facts, *above, *work, *lines)) if above or work or lines else found


def _thread(look: Snapshot, identity: str) -> list[ExplanationLine]:
    """Return what a thing serves, and where that thread is torn."""
    with suppress(NotFound):
        found = thread(look, identity)
        serves = [ExplanationLine(_("serves"), found.above)] if found.above else []
        return [*serves, *([ExplanationLine(_("torn"), found.torn)] if found.torn else [])]
    return []


def _told(row: InitiativeRow, today: date) -> str:
    return f"{row.title} ({formatting.work_told(row, today)})"


def _by(remark: RemarkRecord) -> str:
    return f" ({remark.author})" if remark.author else ""


def _detail(database: Database, look: Snapshot, identity: str) -> Detail:
    tree = look.outline()
    if identity in tree.key_results:
        return _key_result(database, look, tree.key_results[identity])
    if identity in tree.objectives:
        return _objective(database, look, tree.objectives[identity])
    measured = look.measured().get(identity)
    if measured is not None:
        return _measure(database, look, measured.row)
    for record in look.records().initiatives:
        if record.id == identity:
            return _initiative(database, look, record)
    for row in look.scorecard().perspectives:
        if row.id == identity and row.key:
            lines = tuple(explanation.perspective_lines(row))
            return Detail(identity, EntityKind.PERSPECTIVE, row.name, _("perspective"), (), lines, ())
    raise NotFound(_("It is no longer there; somebody may have deleted it."))


def total(look: Snapshot) -> tuple[ExplanationLine, ...]:
    """Return the reason for the scorecard's total."""
    return tuple(explanation.total_lines(look.scorecard()))


def _key_result(database: Database, look: Snapshot, row: KeyResultRow) -> Detail:
    objective = look.outline().objectives[row.objective]
    window = look.window(row.cycle)
    points = database.series.points([row.measure], since=None, until=look.day).get(row.measure, ())
    inside = [point for point in points if window is None or window[0] <= point.date <= window[1]]
    facts = [
        *_declared(EntityKind.KEY_RESULT, row.record, look.day),
        ExplanationLine(_("now"), formatting.with_unit(formatting.now_text(row), row.unit)),
        ExplanationLine(
            _("confidence"),
            _("{confidence} of 10", confidence=row.confidence) if row.confidence is not None else formatting.NOTHING,
        ),
        *_stretch(row),
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        *_with(row),
        ExplanationLine(_("due"), formatting.day(row.due or (window[1] if window else None), look.day)),
        *([ExplanationLine(_("first day"), formatting.day(row.first_day, look.day))] if row.first_day else []),
        ExplanationLine(_("next check-in"), _next(look, row)),
        *_weight(row, objective.counting),
        *_first_target(row),
    ]
    landing = _forecast(inside, window[1], row.target) if window and row.target is not None else None
    curve = curves.of_key_result(look, row, window, inside, landing)
    if landing is not None:
        told = _("{value} on {day}", value=landed(curve, landing.value), day=formatting.day(landing.on, look.day))
        facts.append(ExplanationLine(_("lands at"), told))
    check_ins = database.series.check_ins(measure=row.measure, until=look.day, limit=CHECK_INS_SHOWN)
    by = _judging(database, look, objective)
    return Detail(
        id=row.id,
        kind=EntityKind.KEY_RESULT,
        title=row.title,
        subtitle=_("key result · {title}", title=objective.title),
        facts=tuple(facts),
        why=tuple(explanation.key_result_lines(row, window, look.outline().sources[row.id].steps, by)),
        check_ins=tuple(map(_check_in, check_ins)),
        curve=marked(database, look, curve, row.id, row.measure),
        unit="%" if row.condition is Condition.MILESTONES else row.unit,
        way=_way(look, row),
    )


def _first_target(row: KeyResultRow) -> Iterator[ExplanationLine]:
    """Yield what the target was at first, where it was moved."""
    first = row.record.first_target
    if first is not None:
        told = _("{first}, moved to {target}", first=formatting.number(first), target=formatting.number(row.target))
        yield ExplanationLine(_("first target"), told)


def _declared(kind: EntityKind, record: object, today: date) -> Iterator[ExplanationLine]:
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


def _next(look: Snapshot, row: KeyResultRow) -> str:
    """Return the day of the next check-in, with its rhythm where that is more than a cadence."""
    rhythm = Rhythm.of(look.outline().sources[row.id].record)
    more = f", {rhythm.every}" if rhythm.weeks > 1 or rhythm.weekday else ""
    # A day that passed is none that comes; how late it is stands on Today.
    due = row.next_due is not None and row.next_due <= look.day
    return f"{_('due now') if due else formatting.day(row.next_due, look.day)}{more}"


def _stretch(row: KeyResultRow) -> Iterator[ExplanationLine]:
    """Yield the stretch target, and whether it is reached; progress counts to the target alone."""
    if row.stretch is None or row.target is None:
        return
    reached = row.value is not None and is_reached(row.condition, row.start, row.target, row.stretch, row.value)
    text = f"{formatting.number(row.stretch, row.unit)}, {_('reached') if reached else _('beyond the target')}"
    yield ExplanationLine(_("stretch"), text)


def _with(row: KeyResultRow | ObjectiveRow) -> Iterator[ExplanationLine]:
    """Yield the partners beside the owner."""
    if row.partners:
        yield ExplanationLine(_("with"), ", ".join(row.partners))


def _contributing(look: Snapshot, row: ObjectiveRow) -> Iterator[ExplanationLine]:
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


def _way(look: Snapshot, row: KeyResultRow) -> InterimPath | None:
    steps = look.outline().sources[row.id].steps if row.condition is Condition.MILESTONES else ()
    ordered = sorted(steps, key=lambda step: (step.due or date.max, step.title))
    return InterimPath(look.day, row.phases, tuple(ordered)) if row.phases or ordered else None


def _objective(database: Database, look: Snapshot, row: ObjectiveRow) -> Detail:
    records = look.records()
    method = Method(records.workspace.method)
    cycle = (row.cycle if method.uses_okr or row.id in hidden_ids(records) else None) or _("strategic")
    placed = next((item.name for item in records.perspectives if item.key == row.perspective), None)
    facts = [
        *_declared(EntityKind.OBJECTIVE, row.record, look.day),
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        *_with(row),
        *_contributing(look, row),
        ExplanationLine(_("team"), row.team or formatting.NOTHING),
        *([ExplanationLine(_("perspective"), placed or formatting.NOTHING)] if method.uses_scorecard or placed else ()),
        *([ExplanationLine(_("ambition"), row.ambition.word)] if method.uses_okr else ()),
        *_weight(row, _beside(look, row)),
    ]
    if row.grade is not None:
        facts.append(ExplanationLine(_("grade"), formatting.grade(row.grade)))
    closing = next((item.closing for item in records.objectives if item.id == row.id), "")
    # Where no cause was told, what was learnt stands in its place; it is shown once.
    if closing and all(item.text != closing for item in records.remarks if item.subject == row.id):
        facts.append(ExplanationLine(_("at the close"), closing))
    lines = list(_standing(database, look, row))
    if method.uses_scorecard:
        lines.extend(_effect(title, text) for title, text in effects(look, row))
    return Detail(
        id=row.id,
        kind=EntityKind.OBJECTIVE,
        title=row.title,
        subtitle=_("objective · {cycle}", cycle=cycle),
        facts=tuple(facts),
        why=tuple(lines),
        check_ins=(),
    )


def _standing(database: Database, look: Snapshot, row: ObjectiveRow) -> Iterator[ExplanationLine]:
    """Why its progress and its score are what they are, as far as the method looks at them."""
    method = Method(look.records().workspace.method)
    okr = method.uses_okr or row.id in hidden_ids(look.records())
    scores = scored_by_measures(look.records(), look.outline(), look.measured()) if method.uses_scorecard else {}
    if okr and row.id in scores:
        yield ExplanationLine(_("Why no progress"), _("nothing counts in it yet; its measures say how it goes"))
    elif okr:
        yield from explanation.objective_lines(row, look.window(row.cycle), _judging(database, look, row))
    if not method.uses_scorecard:
        return
    for item in (item for lane in look.scorecard().perspectives for item in lane.objectives if item.id == row.id):
        if item.measures:
            yield from explanation.scorecard_objective_lines(item)
        elif not okr:
            yield ExplanationLine(_("Why no score"), _("it has no measure"))
    yield from link_lines(look, row.id)


def _judging(database: Database, look: Snapshot, row: ObjectiveRow) -> explanation.Judging:
    """Return what judges the status of an objective and its parts, and the end of a closed one."""
    turns = [
        item
        for item in (database.journal.history(row.id) if row.state in CLOSED else ())
        if item.field == "state" and item.change.entity_id == row.id and item.change.at.date() <= look.day
    ]
    return explanation.Judging(look.day, StatusPreset(look.records().workspace.status_preset), turns)


def _beside(look: Snapshot, row: ObjectiveRow) -> Sequence[Weighed]:
    """Return the group in which an objective counts, itself included: under its
    parent, else at the top of its cycle.
    """
    objectives = look.outline().objectives
    if row.parent is not None:
        return objectives[row.parent].counting
    if row.cycle is None:
        return ()
    return [at_the_top(item) for item in top_of([item for item in objectives.values() if item.cycle == row.cycle])]


def _applying(look: Snapshot, objective: str | None) -> Sequence[Weighed]:
    rows = [item.row for item in look.measured().values()] if objective else []
    return [row for row in rows if row.objective == objective and row.data is not DataState.NOT_APPLICABLE]


def _weight(row: Weighed, pool: Sequence[Weighed]) -> Iterator[ExplanationLine]:
    """Yield its weight with its part of the whole, where there is something beside it."""
    if len(pool) > 1:
        parts = zip(pool, parts_of_whole(pool), strict=True)
        yield from (
            ExplanationLine(_("weight"), formatting.weight(row.weight, row.share, part))
            for item, part in parts
            if item is row
        )


def _measure(database: Database, look: Snapshot, row: MeasureRow) -> Detail:
    records = look.records()
    record = next(item for item in records.measures if item.id == row.id)
    targets = [item for item in records.targets if item.measure == row.id]
    check_ins = database.series.check_ins(measure=row.id, until=look.day, limit=CHECK_INS_SHOWN)
    curve = curves.of_measure(look, record, look.points().get(row.id, ()))
    return Detail(
        id=row.id,
        kind=EntityKind.MEASURE,
        title=row.title,
        subtitle=f"{_(_MEASURES[MeasureKind(record.kind)])} · {Rhythm(Frequency(record.frequency)).every}",
        facts=(*_measure_facts(row, record, look), *_weight(row, _applying(look, row.objective))),
        why=tuple(explanation.measure_lines(row, record, targets, look.day)),
        check_ins=tuple(map(_check_in, check_ins)),
        curve=marked(database, look, curve, row.id, row.id),
        unit=row.unit,
    )


def _measure_facts(row: MeasureRow, record: MeasureRecord, look: Snapshot) -> Iterator[ExplanationLine]:
    yield ExplanationLine(_("now"), formatting.with_unit(formatting.measure_now(row), row.unit))
    yield ExplanationLine(
        _("score"),
        f"{formatting.points(row.score)} {formatting.band_word(row.band)}".replace(f" {formatting.NOTHING}", ""),
    )
    if row.data is not DataState.MEASURED or row.elapsed is not None:
        yield ExplanationLine(_("data"), formatting.measure_data(row))
    yield ExplanationLine(_("owner"), row.owner or _("nobody"))
    updater = owners_of(look.records()).names.get(record.updater or "")
    if updater is not None and record.updater != record.owner:
        yield ExplanationLine(_("updater"), updater)
    if row.team:
        yield ExplanationLine(_("team"), row.team)
    if record.key_measure:
        yield ExplanationLine(_("key measure"), _("yes"))
    yield from _declared(EntityKind.MEASURE, record, look.day)


def _due(row: InitiativeRow, today: date) -> str:
    """Return the day of an initiative, and the one after it where that is in a pause."""
    moved = row.is_open and row.owed is not None and row.owed != row.due
    pause = _("in a pause, so {day}", day=formatting.day(row.owed, today)) if moved else ""
    return ", ".join(
        filter(None, (formatting.day(row.due, today), pause, _p("initiative", "late") if row.late else ""))
    )


def _initiative(database: Database, look: Snapshot, record: InitiativeRecord) -> Detail:
    tree = look.outline()
    serves = record.serves or ""
    measured = look.measured().get(serves)
    above = tree.key_results.get(serves) or tree.objectives.get(serves) or (measured.row if measured else None)
    row = initiative_row(record, owners_of(look.records()), look.day)
    agreed = (
        (ExplanationLine(_("agreed"), _("in the review of {day}", day=formatting.day(row.agreed, look.day))),)
        if row.agreed
        else ()
    )
    begun, ended = days_of(database, record)
    facts = (
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        ExplanationLine(_("due"), _due(row, look.day)),
        ExplanationLine(_("state"), shown_word(record.state)),
        ExplanationLine(
            _("done"), f"{formatting.number(record.percent)} %" if record.percent is not None else formatting.NOTHING
        ),
        *agreed,
        *([ExplanationLine(_("begun"), formatting.day(begun, look.day))] if begun else []),
        *([ExplanationLine(_("ended"), formatting.day(ended, look.day))] if ended else []),
        *_declared(EntityKind.INITIATIVE, record, look.day),
    )
    subtitle = _("initiative · {title}", title=above.title) if above else _("initiative")
    why = tuple(_effect(title, text) for title, text in effects_of_work(database, look, record))
    return Detail(record.id, EntityKind.INITIATIVE, record.title, subtitle, facts, why, ())


def _effect(title: str, text: str) -> ExplanationLine:
    return ExplanationLine(_("Effect on {title}", title=title), text)


def _forecast(points: list[Point], last: date, target: float) -> ForecastRow | None:
    found = forecast.forecast([(point.date, point.value) for point in points], last, target)
    if found is None:
        return None
    return ForecastRow(last, found.value, found.low, found.high, found.reached)


def _check_in(record: CheckInRecord) -> CheckInRow:
    return CheckInRow(
        date=record.date,
        value=record.value,
        estimate=record.estimate,
        confidence=record.confidence,
        status=record.status,
        note=record.note,
        author=record.author,
    )


def detail_of(workspace: Workspace, identity: str) -> Detail:
    """Return everything the right-hand pane shows of one thing; raises NotFound."""
    return detail(workspace.database, workspace.look, identity)
