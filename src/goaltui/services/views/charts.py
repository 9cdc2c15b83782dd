"""The chart over the whole screen, and small charts of all objectives of a cycle."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goaltui.model.enums import ManualStatus, Status
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.model.records import CheckInRecord
from goaltui.services.charts import curves
from goaltui.services.charts.progress_series import measures_below, subtree
from goaltui.services.core import formatting
from goaltui.services.core.rows.curves import Curve
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.detail import detail_of

CHECK_INS = 2_000
_SERIES = 40
"""Key results of an objective whose check-ins are told below its chart."""


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """A check-in in a line."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class JudgedOn:
    """A judgement of a measure in words, none where the day took it back."""

    day: str
    status: Status | None
    author: str
    note: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """The curve of one thing; `moments` are its check-ins, the oldest first; `nothing` says that there are none, and
    it `takes` the first one itself or not. `coverage` is that of an objective, none for what has values of its own.
    A measure in words has `judgements`, the latest first, and nothing to draw; all else has none."""

    title: str
    unit: str
    curve: Curve
    moments: tuple[ChartEvent, ...]
    nothing: str
    takes: bool
    coverage: float | None = None
    judgements: tuple[JudgedOn, ...] | None = None


@dataclass(frozen=True, slots=True)
class SmallChart:
    """One objective among others; `reason` says why its status is what it is, `coverage` how much of it has a value."""

    id: str
    title: str
    status: Status
    reason: str
    progress: float | None
    coverage: float | None
    curve: Curve


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """All objectives of a cycle, in the order of the tree."""

    cycle: str
    charts: tuple[SmallChart, ...]


def chart_of(workspace: Workspace, identity: str) -> ChartView:
    """Return the chart of a key result, a measure or an objective; raises NotFound, or Refused for a
    thing without values of its own.
    """
    tree = workspace.look.outline()
    if identity in tree.objectives:
        if not workspace.look.header().method.uses_okr:
            raise Refused(_("An objective of a scorecard has a score; its measures have charts."))
        return _of_objective(workspace, tree.objectives[identity])
    found = detail_of(workspace, identity)
    if found.curve is None:
        raise Refused(_("A chart shows a key result, a measure or an objective; choose one of these."))
    row = tree.key_results.get(identity)
    takes = workspace.read_only is None
    if any(item.id == identity and item.in_words for item in workspace.look.records().measures):
        told = _judgements(workspace, identity)
        return ChartView(found.title, "", found.curve, (), _("Not judged yet."), takes, judgements=tuple(told))
    moments = _moments(workspace, row.measure if row else identity, found.unit)
    return ChartView(found.title, found.unit, found.curve, tuple(moments), _("No check-in yet."), takes)


def small_charts(workspace: Workspace, cycle: str) -> SmallCharts:
    """Return the progress of every objective of the cycle of that name."""
    look = workspace.look
    tree = look.outline()
    in_order = (tree.objectives[record.id] for record in look.records().objectives)
    rows = [row for row in in_order if row.cycle == cycle]
    series = workspace.database.series.points(measures_below(rows), since=None, until=look.day)
    return SmallCharts(cycle, tuple(_small(row, curves.of_objective(look, row, series)) for row in rows))


def _small(row: ObjectiveRow, curve: Curve) -> SmallChart:
    return SmallChart(row.id, row.title, row.status, row.reason, row.progress, row.coverage, curve)


def _of_objective(workspace: Workspace, row: ObjectiveRow) -> ChartView:
    below = [kr for item in subtree(row) for kr in item.key_results]
    series = workspace.database.series.points({kr.measure for kr in below}, since=None, until=workspace.today)
    curve = curves.of_objective(workspace.look, row, series)
    if not curve.points:
        _refuse_measured(workspace, row)
    told = [moment for kr in below[:_SERIES] for moment in _moments_of(workspace, kr)]
    inside = [moment for moment in told if moment.day >= curve.window[0]]
    in_order = tuple(sorted(inside, key=lambda moment: moment.day))
    return ChartView(row.title, "%", curve, in_order, _("Nothing under it has a check-in yet."), False, row.coverage)


def _refuse_measured(workspace: Workspace, row: ObjectiveRow) -> None:
    """Raise Refused where the values are those of measures, which have no progress in common."""
    below = {item.id for item in subtree(row)}
    measures = {record.id for record in workspace.look.records().measures if record.objective in below}
    if any(workspace.database.series.points(measures, since=None, until=workspace.today).values()):
        raise Refused(_("No key result below has a value; the scorecard has its measures' charts."))


def _moments_of(workspace: Workspace, row: KeyResultRow) -> Iterator[ChartEvent]:
    for moment in _moments(workspace, row.measure, row.unit):
        yield ChartEvent(moment.day, f"{moment.text}   {row.title}")


def _moments(workspace: Workspace, measure: str, unit: str) -> Iterator[ChartEvent]:
    told = workspace.database.series.check_ins(measure=measure, until=workspace.today, limit=CHECK_INS)
    for record in reversed(told):
        yield ChartEvent(record.date, described(record, unit, workspace.today))


def _judgements(workspace: Workspace, measure: str) -> Iterator[JudgedOn]:
    """Yield the judgements of a measure in words, the latest first."""
    for record in workspace.database.series.check_ins(measure=measure, until=workspace.today, limit=CHECK_INS):
        if record.status is not None:
            status = None if record.status == ManualStatus.AUTO else Status(record.status)
            yield JudgedOn(formatting.day(record.date, workspace.today), status, record.author, record.note)


def described(record: CheckInRecord, unit: str, today: date) -> str:
    """Return a check-in in a line: day, value, confidence, author and note."""
    value = formatting.number(record.value, unit) if record.value is not None else ""
    parts = (
        formatting.day(record.date, today),
        f"~{value}" if record.estimate and value else value,
        f"@{record.confidence}" if record.confidence is not None else "",
        record.author,
        record.note,
    )
    return "   ".join(part for part in parts if part)
