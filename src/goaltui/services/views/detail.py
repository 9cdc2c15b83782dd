"""The detail pane of one thing: facts, arithmetic, values and notes."""

from collections.abc import Iterator
from datetime import date

from goaltui.model.enums import (
    CLOSED,
    Condition,
    EntityKind,
    Frequency,
    MeasureKind,
    Method,
    StatusPreset,
    shown_word,
)
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import CheckInRecord, InitiativeRecord, Point
from goaltui.rules.progress import forecast
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.services.charts import curves
from goaltui.services.charts.marks import days_of, effects_of_work, marked
from goaltui.services.charts.plotting import landed
from goaltui.services.core import formatting
from goaltui.services.core.rows.curves import ForecastRow
from goaltui.services.core.rows.detail import CheckInRow, Detail, ExplanationLine, InterimPath
from goaltui.services.core.rows.initiatives import initiative_row, owners_of
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.scorecard import scored_by_measures
from goaltui.services.core.shown_by_method import hidden_ids
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.views import explanation
from goaltui.services.views.fact_lines import (
    audience_lines,
    contributing_lines,
    declared_lines,
    due_told,
    first_target_lines,
    measure_lines,
    measures_beside,
    next_check_in,
    note_lines,
    partner_lines,
    stretch_lines,
    thread_lines,
    weight_group,
    weight_lines,
    work_lines,
)
from goaltui.services.views.link_evidence import link_lines
from goaltui.services.views.strategy_thread import effects
from goaltui.store.database import Database

CHECK_INS_SHOWN = 12
_MEASURES = {MeasureKind.LAG: N_("lag measure"), MeasureKind.LEAD: N_("lead measure")}


def detail(database: Database, look: Snapshot, identity: str) -> Detail:
    """Return the detail of an objective, key result, measure, initiative or perspective, with its remarks;
    raises NotFound for anything else.
    """
    found = _detail(database, look, identity)
    above = thread_lines(look, identity)
    work, notes = work_lines(look, identity), note_lines(look, identity)
    return replace(found, facts=(*found.facts, *above, *work, *notes)) if above or work or notes else found


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
        *declared_lines(EntityKind.KEY_RESULT, row.record, look.day),
        ExplanationLine(_("now"), formatting.with_unit(formatting.now_text(row), row.unit)),
        ExplanationLine(
            _("confidence"),
            _("{confidence} of 10", confidence=row.confidence) if row.confidence is not None else formatting.NOTHING,
        ),
        *stretch_lines(row),
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        *partner_lines(row),
        ExplanationLine(_("due"), formatting.day(row.due or (window[1] if window else None), look.day)),
        *([ExplanationLine(_("first day"), formatting.day(row.first_day, look.day))] if row.first_day else []),
        ExplanationLine(_("next check-in"), next_check_in(look, row)),
        *weight_lines(row, objective.counting),
        *first_target_lines(row),
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
        *declared_lines(EntityKind.OBJECTIVE, row.record, look.day),
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        *partner_lines(row),
        *contributing_lines(look, row),
        ExplanationLine(_("team"), row.team or formatting.NOTHING),
        *([ExplanationLine(_("perspective"), placed or formatting.NOTHING)] if method.uses_scorecard else ()),
        *([ExplanationLine(_("ambition"), row.ambition.word)] if method.uses_okr else ()),
        *audience_lines(row.record.audience),
        *weight_lines(row, weight_group(look, row)),
    ]
    if row.grade is not None:
        facts.append(ExplanationLine(_("grade"), formatting.grade(row.grade)))
    closing = next((item.closing for item in records.objectives if item.id == row.id), "")
    # Where no cause was told, the learning takes its place; it is shown once.
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
    measured = any(item.objective == row.id for item in look.records().measures)
    lanes = look.scorecard().perspectives if measured or not okr else ()
    for item in (item for lane in lanes for item in lane.objectives if item.id == row.id):
        if item.measures:
            yield from explanation.scorecard_objective_lines(item)
        elif not okr:
            yield ExplanationLine(_("Why no score"), _("it has no measure"))
    yield from link_lines(look, row.id)


def _judging(database: Database, look: Snapshot, row: ObjectiveRow) -> explanation.StatusBasis:
    """Return what judges the status of an objective and its parts, and the end of a closed one."""
    turns = [
        item
        for item in (database.journal.history(row.id) if row.state in CLOSED else ())
        if item.field == "state" and item.change.entity_id == row.id and item.change.day <= look.day
    ]
    return explanation.StatusBasis(look.day, StatusPreset(look.records().workspace.status_preset), turns)


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
        facts=(*measure_lines(row, record, look), *weight_lines(row, measures_beside(look, row.objective))),
        why=tuple(explanation.measure_lines(row, record, targets, look.day)),
        check_ins=tuple(map(_check_in, check_ins)),
        curve=marked(database, look, curve, row.id, row.id),
        unit=row.unit,
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
    begun, ended = days = days_of(database, record)
    facts = (
        ExplanationLine(_("owner"), row.owner or _("nobody")),
        ExplanationLine(_("due"), due_told(row, look.day)),
        ExplanationLine(_("state"), shown_word(record.state)),
        ExplanationLine(
            _("done"), f"{formatting.number(record.percent)} %" if record.percent is not None else formatting.NOTHING
        ),
        *agreed,
        *([ExplanationLine(_("begun"), formatting.day(begun, look.day))] if begun else []),
        *([ExplanationLine(_("ended"), formatting.day(ended, look.day))] if ended else []),
        *declared_lines(EntityKind.INITIATIVE, record, look.day),
    )
    subtitle = _("initiative · {title}", title=above.title) if above else _("initiative")
    why = tuple(_effect(title, text) for title, text in effects_of_work(database, look, record, days))
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
