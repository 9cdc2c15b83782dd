"""The strategy map as lanes below each other: every objective with its links in both directions."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize

from goaltui.model.enums import Band, EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.services.core import formatting
from goaltui.services.core.status_symbols import BAND_STYLE
from goaltui.services.views.strategy_map import Arrow, Lane, MapNode, MapView
from goaltui.tui.appearance.text import cut, left, right, wrapped
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.scorecard.quadrant import trend_mark
from goaltui.tui.views.strategy_map.labels import LANE_COLOURS, lane_colour

_BEGIN = N_(
    "Nothing is on the map yet. a adds an objective: without a cycle it is strategic and is shown here, in the lane "
    "of its perspective. L then links it to what it drives."
)
_NO_LINKS = N_("Nothing is linked yet: L links the objective under the cursor to what it drives.")
_SCORE = 5
_WORD = 11
_TREND = 6
_COUNTS = 24
_PART = 15
_ROOMY = 96


class MapLine(NamedTuple):
    """The name of the lane at a `place`, an objective (`node`), a link of it (`arrow`), or words; the cursor stands on
    objectives alone."""

    lane: Lane | None = None
    node: MapNode | None = None
    arrow: Arrow | None = None
    drives: bool = False
    text: str = ""
    place: int = 0

    @property
    def key(self) -> str | None:
        """The id of the objective."""
        return self.node.id if self.node is not None and self.arrow is None else None


class MapList(GoalList[MapLine]):
    """Lanes with their objectives; the links of the one under the cursor stand out, and so do those they lead to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{name}" for name in LANE_COLOURS}
    DEFAULT_CSS = """
    MapList > .list--p1 { color: $perspective-1; }
    MapList > .list--p2 { color: $perspective-2; }
    MapList > .list--p3 { color: $perspective-3; }
    MapList > .list--p4 { color: $perspective-4; }
    """

    _view: MapView | None = None

    def show(self, view: MapView) -> None:
        """Fill with this map."""
        self._view = view
        self._reflow()

    def on_resize(self, event: Resize) -> None:
        """Wrap sentences anew; the rows in sight from the top stay."""
        self._reflow()
        if 0 <= self.cursor < self._page:
            self._scroll(0)

    def on_goal_list_moved(self) -> None:
        """Mark the ends of the cursor's links in other lines too."""
        self._refresh_changed()

    def paint(self, row: MapLine, width: int, chosen: bool) -> list[Segment]:
        if row.arrow is not None and row.node is not None:
            return [Segment(cut(self._link(row.arrow, drives=row.drives), width), self._link_style(row))]
        if row.node is not None:
            return self._node(row.node, width, chosen)
        if row.lane is not None:
            return self._lane(row.lane, row.place, width)
        return [Segment(cut(f" {row.text}", width), self.style("dim"))]

    def _reflow(self) -> None:
        if self._view is not None:
            self.fill(list(_lines(self._view, max(self.scrollable_content_region.width - 2, 20))))

    def _lane(self, lane: Lane, place: int, width: int) -> list[Segment]:
        part = formatting.measured(lane.coverage)
        score = (
            f"{formatting.points(lane.score)} {self._mark(lane)} {formatting.band_word(lane.band)}"
            f"{f', {part}' if part else ''}"
            if lane.band
            else ""
        )
        room = width - len(score) - 2
        colour = BAND_STYLE[lane.band] if lane.band else "dim"
        return [
            Segment(left(f" {lane.name.upper()}", room), self.style(lane_colour(place, lane), bold=True)),
            Segment(f" {score} ", self.style(colour)),
        ]

    def _node(self, node: MapNode, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        colour = self.style(BAND_STYLE[node.band], bold=True, chosen=chosen) if node.band else dim
        part = formatting.measured(node.coverage) if node.band else ""
        counts = right(_counts(node), _COUNTS) if width >= _ROOMY else ""
        counts += right(part, _PART) if part else ""
        moved = trend_mark(node.trend, self.glyphs)
        trend = f"{moved} {formatting.points(abs(node.trend))}" if moved and node.trend is not None else ""
        word = formatting.band_word(node.band) if node.band else ""
        worded = max(_WORD, *(cell_len(formatting.band_word(band)) + 1 for band in Band))
        room = width - 3 - cell_len(counts) - _SCORE - 3 - worded - _TREND
        beside = self._beside(node)
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{beside or ' '} ", self.style("accent", chosen=chosen)),
            Segment(left(node.title, room), self.style("accent" if beside else "text", bold=True, chosen=chosen)),
            Segment(counts, dim),
            Segment(right(formatting.points(node.score), _SCORE), colour),
            Segment(f" {self._mark(node)} ", colour),
            Segment(left(word, worded), colour),
            Segment(left(trend, _TREND), dim),
        ]

    def _mark(self, row: MapNode | Lane) -> str:
        return self.glyphs.band[row.band] if row.band else self.glyphs.nothing

    def _beside(self, node: MapNode) -> str:
        """Return the sign of an objective that the chosen one drives (up) or is driven by (down); empty for others."""
        chosen = self.cursor_row.node if self.cursor_row is not None else None
        if chosen is None:
            return ""
        if any(arrow.other == node.id for arrow in chosen.drives):
            return self.glyphs.up
        return self.glyphs.down if any(arrow.other == node.id for arrow in chosen.driven_by) else ""

    def _link(self, arrow: Arrow, *, drives: bool) -> str:
        word = _("{sign} drives", sign=self.glyphs.up) if drives else _("{sign} driven by", sign=self.glyphs.down)
        loop = _(", on a loop") if arrow.loops else ""
        why = f": {arrow.why}" if arrow.why else ""
        return f"     {word} {arrow.title} ({arrow.text}{loop}){why}"

    def _link_style(self, row: MapLine) -> Style:
        mine = row.node is not None and row.node.id == self.cursor_key
        loops = row.arrow is not None and row.arrow.loops
        return self.style("red" if loops else "accent" if mine else "dim")


def _lines(view: MapView, width: int) -> Iterator[MapLine]:
    if not view.nodes:
        nothing = view.header.unmatched or _(formatting.NOTHING_LIKE_THAT) if view.header.narrowed else _(_BEGIN)
        yield from (MapLine(text=line) for line in ("", *wrapped(nothing, width)))
        return
    if not any(node.drives for node in view.nodes):
        yield from (MapLine(text=line) for line in (*wrapped(_(_NO_LINKS), width), ""))
    for loop in view.loops:
        yield from (
            MapLine(text=line) for line in (*wrapped(_("A loop: {titles}", titles=" → ".join(loop)), width), "")
        )
    for place, lane in enumerate(view.lanes):
        yield MapLine(lane=lane, place=place)
        if not lane.nodes:
            nothing = (
                view.header.unmatched or _(formatting.NOTHING_LIKE_THAT)
                if view.header.narrowed
                else _("No objective here yet.")
            )
            yield MapLine(text=f"  {nothing}")
        for node in lane.nodes:
            yield MapLine(node=node)
            yield from (MapLine(node=node, arrow=arrow, drives=True) for arrow in node.drives)
            yield from (MapLine(node=node, arrow=arrow) for arrow in node.driven_by)
        yield MapLine()


def _counts(node: MapNode) -> str:
    if not node.measures and node.score is None:
        return _("no measure")
    measures = EntityKind.MEASURE.counted(node.measures)
    return _("{measures}, {count} KR", measures=measures, count=node.key_results) if node.key_results else measures
