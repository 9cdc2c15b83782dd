"""What the right-hand pane shows of one thing: facts, arithmetic, values and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from goaltui.model.enums import Condition, DataState, EntityKind
from goaltui.model.errors import NotFound
from goaltui.model.records import CheckInRecord, InitiativeRecord, MeasureRecord, Point, RemarkRecord
from goaltui.rules import forecast
from goaltui.rules.shares import Weighed, parts_of_whole
from goaltui.services import curves, why, words
from goaltui.services.curve_rows import ForecastRow
from goaltui.services.cycles import at_the_top, top_of
from goaltui.services.evidence import link_lines
from goaltui.services.look import Look
from goaltui.services.rows import CheckInRow, Detail, KeyResultRow, Line, MeasureRow, ObjectiveRow, Way
from goaltui.store.database import Database

CHECK_INS_SHOWN = 12


def detail(database: Database, look: Look, identity: str) -> Detail:
    """The detail of an objective, key result, measure, initiative or perspective, with what was remarked on it; raises
    NotFound for anything else."""
    found = _detail(database, look, identity)
    remarks = [item for item in look.records().remarks if item.subject == identity]
    lines = [Line(item.kind.replace("_", " "), f"{item.text}{_by(item)}") for item in remarks]
    return replace(found, facts=(*found.facts, *lines)) if lines else found


def _by(remark: RemarkRecord) -> str:
    return f" ({remark.author})" if remark.author else ""


def _detail(database: Database, look: Look, identity: str) -> Detail:
    tree = look.outline()
    if identity in tree.key_results:
        return _key_result(database, look, tree.key_results[identity])
    if identity in tree.objectives:
        return _objective(look, tree.objectives[identity])
    measured = look.measured().get(identity)
    if measured is not None:
        return _measure(database, look, measured.row)
    for record in look.records().initiatives:
        if record.id == identity:
            return _initiative(look, record)
    for row in look.scorecard().perspectives:
        if row.id == identity and row.key:
            lines = tuple(why.perspective_lines(row))
            return Detail(identity, EntityKind.PERSPECTIVE, row.name, "perspective", (), lines, ())
    raise NotFound("It is no longer there; somebody may have deleted it.")


def total(look: Look) -> tuple[Line, ...]:
    """Why the scorecard's total is what it is."""
    return tuple(why.total_lines(look.scorecard()))


def _key_result(database: Database, look: Look, row: KeyResultRow) -> Detail:
    objective = look.outline().objectives[row.objective]
    window = look.window(row.cycle)
    points = database.points([row.measure], since=None, until=look.day).get(row.measure, ())
    inside = [point for point in points if window is None or point.date >= window[0]]
    facts = [
        Line("now", words.now_text(row)),
        Line("confidence", f"{row.confidence} of 10" if row.confidence is not None else words.NOTHING),
        Line("owner", row.owner or "nobody"),
        Line("due", words.day(row.due or (window[1] if window else None), look.day)),
        Line("next check-in", words.day(row.next_due, look.day)),
        *_weight(row, objective.counting),
    ]
    first = look.outline().sources[row.id].record.first_target
    if first is not None:
        facts.append(Line("first target", f"{words.number(first)}, moved to {words.number(row.target)}"))
    landing = _forecast(inside, window[1], row.target) if window and row.target is not None else None
    if landing is not None:
        facts.append(Line("lands at", f"{words.number(landing.value)} on {words.day(landing.on, look.day)}"))
    check_ins = database.check_ins(measure=row.measure, until=look.day, limit=CHECK_INS_SHOWN)
    return Detail(
        id=row.id,
        kind=EntityKind.KEY_RESULT,
        title=row.title,
        subtitle=f"key result · {objective.title}",
        facts=tuple(facts),
        why=tuple(why.key_result_lines(row, window, look.outline().sources[row.id].steps, look.day)),
        check_ins=tuple(map(_check_in, check_ins)),
        curve=curves.of_key_result(look, row, window, inside, landing),
        unit="%" if row.condition is Condition.MILESTONES else row.unit,
        way=_way(look, row),
    )


def _way(look: Look, row: KeyResultRow) -> Way | None:
    steps = look.outline().sources[row.id].steps if row.condition is Condition.MILESTONES else ()
    ordered = sorted(steps, key=lambda step: (step.due or date.max, step.title))
    return Way(look.day, row.phases, tuple(ordered)) if row.phases or ordered else None


def _objective(look: Look, row: ObjectiveRow) -> Detail:
    cycle = row.cycle or "strategic"
    records = look.records()
    placed = next((item.name for item in records.perspectives if item.key == row.perspective), None)
    facts = [
        Line("owner", row.owner or "nobody"),
        Line("team", row.team or words.NOTHING),
        Line("perspective", placed or words.NOTHING),
        Line("ambition", row.ambition.value),
        *_weight(row, _beside(look, row)),
    ]
    if row.why:
        facts.insert(0, Line("why", row.why))
    if row.grade is not None:
        facts.append(Line("grade", f"{row.grade:.1f}"))
    closing = next((item.closing for item in records.objectives if item.id == row.id), "")
    # Where no cause was told, what was learnt stands in its place; it is shown once.
    if closing and all(item.text != closing for item in records.remarks if item.subject == row.id):
        facts.append(Line("at the close", closing))
    lines = list(why.objective_lines(row, look.window(row.cycle), look.day))
    for perspective in look.scorecard().perspectives:
        for item in perspective.objectives:
            if item.id == row.id and item.measures:
                lines.extend(why.scorecard_objective_lines(item))
    lines.extend(link_lines(look, row.id))
    return Detail(
        id=row.id,
        kind=EntityKind.OBJECTIVE,
        title=row.title,
        subtitle=f"objective · {cycle}",
        facts=tuple(facts),
        why=tuple(lines),
        check_ins=(),
    )


def _beside(look: Look, row: ObjectiveRow) -> Sequence[Weighed]:
    """What an objective counts together with, itself included: under its parent, else at the top of its cycle."""
    objectives = look.outline().objectives
    if row.parent is not None:
        return objectives[row.parent].counting
    if row.cycle is None:
        return ()
    return [at_the_top(item) for item in top_of([item for item in objectives.values() if item.cycle == row.cycle])]


def _applying(look: Look, objective: str | None) -> Sequence[Weighed]:
    rows = [item.row for item in look.measured().values()] if objective else []
    return [row for row in rows if row.objective == objective and row.data is not DataState.NOT_APPLICABLE]


def _weight(row: Weighed, pool: Sequence[Weighed]) -> Iterator[Line]:
    """Its weight and what that comes to, where there is something beside it."""
    if len(pool) > 1:
        parts = zip(pool, parts_of_whole(pool), strict=True)
        yield from (Line("weight", words.weight(row.weight, row.share, part)) for item, part in parts if item is row)


def _measure(database: Database, look: Look, row: MeasureRow) -> Detail:
    records = look.records()
    record = next(item for item in records.measures if item.id == row.id)
    targets = [item for item in records.targets if item.measure == row.id]
    check_ins = database.check_ins(measure=row.id, until=look.day, limit=CHECK_INS_SHOWN)
    return Detail(
        id=row.id,
        kind=EntityKind.MEASURE,
        title=row.title,
        subtitle=f"{row.kind} measure · every {row.frequency}",
        facts=(*_measure_facts(row, record), *_weight(row, _applying(look, row.objective))),
        why=tuple(why.measure_lines(row, record, targets, look.day)),
        check_ins=tuple(map(_check_in, check_ins)),
        curve=curves.of_measure(look, record, look.points().get(row.id, ())),
        unit=row.unit,
    )


def _measure_facts(row: MeasureRow, record: MeasureRecord) -> Iterator[Line]:
    yield Line("now", f"{words.number(row.value, row.unit)} / {row.goal_text or words.NOTHING}")
    yield Line("score", f"{words.points(row.score)} {words.band_word(row.band)}".replace(f" {words.NOTHING}", ""))
    if row.data is not DataState.MEASURED:
        yield Line("data", words.data_word(row.data))
    yield Line("owner", row.owner or "nobody")
    if record.definition:
        yield Line("definition", record.definition)
    if record.source:
        yield Line("source", record.source)


def _initiative(look: Look, record: InitiativeRecord) -> Detail:
    tree = look.outline()
    people = {person.id: person.name for person in look.records().people}
    above = tree.key_results.get(record.key_result or "") or tree.objectives.get(record.objective or "")
    facts = (
        Line("owner", people.get(record.owner or "") or "nobody"),
        Line("due", words.day(record.due, look.day)),
        Line("state", record.state),
        Line("done", f"{words.number(record.percent)} %" if record.percent is not None else words.NOTHING),
    )
    subtitle = f"initiative · {above.title}" if above else "initiative"
    return Detail(record.id, EntityKind.INITIATIVE, record.title, subtitle, facts, (), ())


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
