"""What a chart shows of a key result or a measure: values, what was expected, the target, where it lands, the notes."""

from dataclasses import dataclass
from datetime import date, timedelta

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.services import words
from goaltui.services.rows import CheckInRow, ForecastRow
from goaltui.services.workspace import Workspace

CHECK_INS = 2_000
_STEPS = 60


@dataclass(frozen=True, slots=True)
class ChartView:
    """The values by day and the days that the chart spans; `lines` are levels with a name, such as the target;
    `expected` is a line of days and values, empty where nothing is expected; `check_ins` are the oldest first."""

    title: str
    unit: str
    today: date
    window: tuple[date, date]
    points: tuple[tuple[date, float], ...]
    lines: tuple[tuple[str, float], ...]
    expected: tuple[tuple[date, float], ...]
    forecast: ForecastRow | None
    check_ins: tuple[CheckInRow, ...]


def chart_of(workspace: Workspace, identity: str) -> ChartView:
    """The chart of a key result or a measure; raises Refused for what has no values of its own, NotFound."""
    found = workspace.detail(identity)
    if found.kind not in (EntityKind.KEY_RESULT, EntityKind.MEASURE):
        raise Refused("A chart shows the values of a key result or a measure; choose one of these.")
    of_key_result = found.kind is EntityKind.KEY_RESULT
    measure = workspace.look.outline().key_results[identity].measure if of_key_result else identity
    told = workspace.database.check_ins(measure=measure, until=workspace.today, limit=CHECK_INS)
    rows = tuple(
        CheckInRow(item.date, item.value, item.estimate, item.confidence, item.status, item.note, item.author)
        for item in reversed(told)
    )
    days = [day for day, _ in found.points]
    window = found.window or (min(days, default=workspace.today), max(days, default=workspace.today))
    return ChartView(
        title=found.title,
        unit=found.unit,
        today=workspace.today,
        window=(min([window[0], *days]), max([window[1], *days])),
        points=found.points,
        lines=tuple(_levels(workspace, identity, found.target)),
        expected=_expected(workspace, identity, found.window) if of_key_result and found.window else (),
        forecast=found.forecast,
        check_ins=rows,
    )


def _levels(workspace: Workspace, identity: str, target: float | None) -> list[tuple[str, float]]:
    from goaltui.model.scoring import NUMBERS
    from goaltui.services.scorecard import scoring_on

    records = workspace.look.records()
    record = next((item for item in records.measures if item.id == identity), None)
    if record is None:
        return [] if target is None else [("target", target)]
    in_force = scoring_on(record, [item for item in records.targets if item.measure == identity], workspace.today)
    if in_force is None:
        return [] if target is None else [("target", target)]
    names = NUMBERS[in_force.preset]
    shown = [(name.replace("_", " "), in_force.number(name)) for name in names if name != "tolerance"]
    return shown[:3]


def _expected(workspace: Workspace, identity: str, window: tuple[date, date]) -> tuple[tuple[date, float], ...]:
    """Where the value should be on the days of the cycle, along dated milestones where there are any."""
    from goaltui.services.outline import expected_of

    source = workspace.look.outline().sources[identity]
    start, target = source.record.start, source.record.target
    if start is None or target is None:
        return ()
    span = max((window[1] - window[0]).days, 1)
    days = sorted({window[0] + timedelta(days=span * step // _STEPS) for step in range(_STEPS + 1)})
    found = [(day, expected_of(source.record, window, source.steps, day)) for day in days]
    return tuple((day, start + share * (target - start)) for day, share in found if share is not None)


def described(row: CheckInRow, unit: str, today: date) -> str:
    """A check-in in a line: day, value, confidence, author and note."""
    value = words.number(row.value, unit) if row.value is not None else ""
    parts = (
        words.day(row.date, today),
        f"~{value}" if row.estimate and value else value,
        f"@{row.confidence}" if row.confidence is not None else "",
        row.author,
        row.note,
    )
    return "   ".join(part for part in parts if part)
