"""The lines of a quadrant: objectives, measures, and the work and key results below them as far as there is room."""

from collections.abc import Iterator
from enum import IntEnum

from rich.cells import cell_len

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow
from goaltui.tui.appearance.text import right, steady, wrapped

SCORE = 5
"""Cells of a score."""
ARROW = 3
"""Cells of a trend, or of the mark of a band."""
ROOMY = 50
"""Cells from which lines are indented further."""
WITH_KEY_RESULTS = 66
"""Cells from which key results have room."""
_KEY_RESULTS = 5
_INITIATIVES = 8


class ShownBelow(IntEnum):
    """The lines below objectives beside their measures: none, open initiatives, key results with all of them."""

    NOTHING = 0
    WORK = 1
    KEY_RESULTS = 2


class QuadrantLine(NamedTuple):
    """An objective, a measure, a key result or an initiative, or words (`text`) that the cursor passes by."""

    row: ScorecardObjectiveRow | MeasureRow | KeyResultRow | InitiativeRow | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id if self.row is not None else None


def quadrant_lines(row: PerspectiveRow, width: int, shown: ShownBelow) -> Iterator[QuadrantLine]:
    """Yield the lines of a perspective, from top to bottom, in so many cells."""
    yield from (
        line for measure in row.measures for item in _with_work(measure, shown) for line in _line_of(item, width)
    )
    above = bool(row.measures)
    for objective in row.objectives:
        below = [item for measure in objective.measures for item in _with_work(measure, shown)]
        below += objective.key_results if shown is ShownBelow.KEY_RESULTS else ()
        below += _shown(objective.work, shown)
        # Titles with nothing below stand close together: there is nothing between the lines to part.
        if above or (below and objective is not row.objectives[0]):
            yield QuadrantLine()
        above = bool(below)
        yield QuadrantLine(objective)
        if part := _measured_below(objective, width - 1):
            yield QuadrantLine(text=f"   {part}")
        yield from (line for item in below for line in _line_of(item, width))
    if row.objectives or row.measures:
        yield QuadrantLine()
    yield from (QuadrantLine(text=f" {line}") for line in wrapped(row.gap, max(width - 2, 10)))


def _line_of(item: MeasureRow | KeyResultRow | InitiativeRow, width: int) -> Iterator[QuadrantLine]:
    """Yield the line of a thing, and below a measure what no number says: what somebody judged, the day its baseline
    ends, or the elapsed part of a sum whose period runs and, where it has room, the goal so far."""
    yield QuadrantLine(item)
    if isinstance(item, MeasureRow) and (item.record.in_words or item.baseline is not None):
        whole = f"     {formatting.measure_data(item)}"
        yield QuadrantLine(text=whole if cell_len(whole) <= width else whole.partition(", ")[0])
    elif isinstance(item, MeasureRow) and item.elapsed is not None:
        wanted = item.target_to_date
        told = "" if wanted is None else _(", {number} wanted by now", number=formatting.number(round(wanted, 1)))
        elapsed = f"     {formatting.measure_data(item)}"
        yield QuadrantLine(text=f"{elapsed}{told}" if cell_len(elapsed + told) <= width else elapsed)


def _with_work(row: MeasureRow, shown: ShownBelow) -> list[MeasureRow | KeyResultRow | InitiativeRow]:
    return [row, *_shown(row.initiatives, shown)]


def _shown(work: tuple[InitiativeRow, ...], shown: ShownBelow) -> Iterator[InitiativeRow]:
    return (row for row in work if shown is ShownBelow.KEY_RESULTS or (shown is ShownBelow.WORK and row.is_open))


def counts_beside(row: ScorecardObjectiveRow, width: int) -> str:
    """Return the number of initiatives and the coverage of the score, as far as the title leaves room for them."""
    part = _measured(row)
    counts = _counts(row).strip() if width >= (WITH_KEY_RESULTS if part else ROOMY - 10) else ""
    told = ("".join(f"  {text}" for text in texts if text) for texts in ((counts, part), (part,)))
    return next((text for text in told if cell_len(text) <= _beside_title(row, width)), "")


def _measured_below(row: ScorecardObjectiveRow, width: int) -> str:
    """Return the coverage of the score where it has no room beside the title: a line of its own then says it."""
    part = _measured(row)
    return part if part and cell_len(part) + 2 > _beside_title(row, width) else ""


def _measured(row: ScorecardObjectiveRow) -> str:
    return formatting.measured(row.coverage) if row.score is not None else ""


def _beside_title(row: ScorecardObjectiveRow, width: int) -> int:
    return width - SCORE - ARROW - cell_len(steady(row.title))


def _counts(row: ScorecardObjectiveRow) -> str:
    if not row.measures and row.score is None:
        return right(_("no measure"), _KEY_RESULTS + _INITIATIVES)
    key_results = _("{count} KR", count=len(row.key_results)) if row.key_results else ""
    initiatives = _("{count} init", count=row.at_work) if row.at_work else ""
    return right(key_results, _KEY_RESULTS) + right(_("from KR") if row.from_key_results else initiatives, _INITIATIVES)
