"""The lines of the tree where the method has a scorecard alone: scores in the place of progress, measures below."""

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.enums import Band, DataState, EntityKind
from goaltui.model.quick.translation import N_, _
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.status_symbols import BAND_STYLE
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import left, right
from goaltui.tui.components.bar import bar
from goaltui.tui.views.initiative_line import Styled

_MARK = 2
_WHOLE = 100
_UNSCORED = {DataState.MISSING: N_("missing"), DataState.NEVER: N_("no value")}
"""Words for a measure without a score, in the cells of a status."""


def told(row: ObjectiveRow, opened: bool | None) -> str:
    """Return the words beside the title of an objective: how much is measured, that nothing is, else what is folded."""
    scored = row.scored
    if scored is None or not scored.measures:
        return _("no measure")
    if part := formatting.measured(scored.coverage):
        return part
    return EntityKind.MEASURE.counted(len(scored.measures)) if opened is False else ""


def score_cells(
    score: float | None,
    band: Band | None,
    widths: "tuple[int, int, int]",
    glyphs: Glyphs,
    style: Styled,
    otherwise: str,
) -> list[Segment]:
    """Bar, points and band of a score, in the `widths` of their columns; what is said where there is none."""
    bar_width, points, status = widths
    colour = style(BAND_STYLE[band] if band else "dim")
    segments = []
    if bar_width:
        styles = (colour, style("unfilled"), style("today"))
        segments = [
            Segment(" ", style("dim")),
            *bar(None if score is None else score / _WHOLE, None, bar_width, glyphs, styles),
        ]
    mark = glyphs.band[band] if band else glyphs.nothing
    word = f" {formatting.band_word(band) if band else otherwise}" if status > _MARK else ""
    return [
        *segments,
        Segment(right(formatting.points(score), points), style("text")),
        Segment(left(f"{'  ' if word else ' '}{mark}{word}", status), colour),
    ]


def unscored(row: MeasureRow) -> str:
    """Why a measure has no score, in a word or two."""
    return _(_UNSCORED.get(row.data, N_("no score")))


def measure_title(row: MeasureRow, room: int, now: bool, style: Styled) -> list[Segment]:
    """Return the title of a measure, and where there is room its value beside its goal: both whole or not at all."""
    titled = row.title if not row.unit or row.unit in row.title else f"{row.title}, {row.unit}"
    value = f"  {formatting.number(row.value)}"
    goal = f" / {row.goal_text} " if row.goal_text else " "
    if not now or cell_len(value + goal) > room - 10:
        value, goal = "", ""
    width = room - cell_len(value + goal)
    return [
        Segment(left(titled, width), style("text")),
        Segment(value, style("text")),
        Segment(goal, style("dim")),
    ]
