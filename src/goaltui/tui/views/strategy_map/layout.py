"""Layout of the strategy map: boxes and arrow cells, computed without a screen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.views.strategy_map import Arrow, Lane, MapNode, MapView
from goaltui.tui.views.strategy_map.routing import ArrowEnd, Route, Router, RowGap, Wire, cells, points

LABEL = 16
"""Cells at the left for the names of the lanes."""
MOST_ARROWS = 40
"""With more of them only those of the chosen objective are drawn."""

PADDING = 4
"""Cells of a box that are not its title's."""

_NARROWEST_BOX = 26
_GOOD_BOX = 46
_WIDEST_BOX = 72
_GUTTER = 5
_WIDE_GUTTER = 13
_MARGIN = 4
_FRAME = 3
_EMPTY = 3
_MOST_PAD = 3
_MOST_TITLE_LINES = 3
NARROWEST = LABEL + 2 * _MARGIN + 2 * PADDING
"""Cells below which no box has room for a word and an arrow."""
_TWO_LINES = 1.7
"""Widths of a line that two lines hold, words being broken at blanks."""


class DrawnArrow(NamedTuple):
    """An arrow with its driver."""

    driver: str
    arrow: Arrow


class ArrowCell(NamedTuple):
    """The part of an arrow (its place among the drawn ones) in a cell: directions, or its head."""

    link: int
    directions: int
    head: str = ""


@dataclass(frozen=True, slots=True)
class Box(ArrowEnd):
    """An objective in a row, where its arrows end."""

    node: MapNode


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole map: rows of boxes with their first lines (`tops`) and lanes, arrows by line and cell, and where they
    leave a box (`exits`)."""

    rows: tuple[tuple[Box, ...], ...]
    lanes: tuple[Lane, ...]
    first: tuple[bool, ...]
    tops: tuple[int, ...]
    titles: int
    height: int
    links: tuple[DrawnArrow, ...]
    arrows: Mapping[int, Mapping[int, Sequence[ArrowCell]]]
    exits: Mapping[tuple[int, int], str]
    partly: bool

    @property
    def box_height(self) -> int:
        """The height of a box in lines."""
        return self.titles + _FRAME


@dataclass(frozen=True, slots=True)
class Ground:
    """The map without its arrows in `width` cells: the same wherever the cursor stands."""

    rows: tuple[tuple[Box, ...], ...]
    lanes: tuple[Lane, ...]
    first: tuple[bool, ...]
    links: tuple[DrawnArrow, ...]
    boxes: Mapping[str, Box]
    longest: int
    width: int


def ground(view: MapView, width: int) -> Ground:
    """Return the places of the boxes of a map."""
    rows, lanes, first = _rows(view, width)
    links = tuple(DrawnArrow(node.id, arrow) for node in view.nodes for arrow in node.drives)
    boxes = {box.node.id: box for row in rows for box in row}
    longest = max((cell_len(box.node.title) for box in boxes.values()), default=0)
    return Ground(rows, lanes, first, links, boxes, longest, width)


def lay_out(on: Ground, height: int, chosen: str | None) -> Picture:
    """Return the whole map; titles take up to three lines where `height` lines allow."""
    rows, lanes, first = on.rows, on.lanes, on.first
    partly = len(on.links) > MOST_ARROWS
    links = [link for link in on.links if not partly or chosen in (link.driver, link.arrow.other)]
    router = Router([[(box.left, box.width) for box in row] for row in rows], LABEL + 1, on.width - 1)
    routes = router.routes([Wire(on.boxes[link.driver], on.boxes[link.arrow.other]) for link in links])
    needed = router.gaps(routes)
    gaps = [RowGap(up=True, down=True, tracks=1, used=True)] * len(needed) if partly else needed
    if partly:
        for route in routes:
            route.tracks = dict.fromkeys(route.tracks, 0)
    heights = [gap.height if gap.used or 0 < place < len(rows) else 0 for place, gap in enumerate(gaps)]
    taken = sum(heights)
    titles = _title_lines(on, height - taken)
    spare = height - taken - _lines(rows, titles)
    pad = max(0, min(_MOST_PAD, spare // max(len(rows) - 1, 1)))
    tops, starts, at = [], [], 0
    for place, lines in enumerate(heights):
        starts.append(at)
        at += lines + (pad if 0 < place < len(rows) else 0)
        if place < len(rows):
            tops.append(at)
            at += _lines(rows[place : place + 1], titles)
    tracks = [start + gap.up for start, gap in zip(starts, gaps, strict=True)]
    arrows, exits = _drawn(routes, tops, tracks, _FRAME + titles)
    # What the name of an empty lane in two lines and the words below it take.
    at += not rows[-1]
    return Picture(rows, lanes, first, tuple(tops), titles, at, tuple(links), arrows, exits, partly)


def _title_lines(on: Ground, room: int) -> int:
    """Return lines for titles: as many as the longest one asks for, fewer where the whole map is then in sight."""
    inside = max((box.width - PADDING for box in on.boxes.values()), default=1)
    rows, longest = on.rows, on.longest
    wanted = 1 if longest <= inside else 2 if longest <= inside * _TWO_LINES else _MOST_TITLE_LINES
    return next((lines for lines in range(wanted, 0, -1) if _lines(rows, lines) <= room), wanted)


def _lines(rows: Sequence[Sequence[Box]], titles: int) -> int:
    """Return the height of rows; one without boxes has its lane's name alone."""
    return sum(_FRAME + titles if row else _EMPTY for row in rows)


def _drawn(
    routes: Sequence[Route], tops: Sequence[int], tracks: Sequence[int], box: int
) -> tuple[Mapping[int, Mapping[int, Sequence[ArrowCell]]], Mapping[tuple[int, int], str]]:
    arrows: defaultdict[int, defaultdict[int, list[ArrowCell]]] = defaultdict(lambda: defaultdict(list))
    exits: dict[tuple[int, int], str] = {}
    for place, route in enumerate(routes):
        wire = route.wire
        rises = wire.end.row < wire.start.row
        start = tops[wire.start.row] - 1 if wire.up else tops[wire.start.row] + box
        end = tops[wire.end.row] + box if rises else tops[wire.end.row] - 1
        exits[route.leaves, start + 1 if wire.up else start - 1] = "┴" if wire.up else "┬"
        track_y = {gap: tracks[gap] + track for gap, track in route.tracks.items()}
        found: defaultdict[tuple[int, int], int] = defaultdict(int)
        found[route.leaves, start] = 2 if wire.up else 1
        for x, y, directions in cells(list(points(route, track_y, start, end))):
            found[x, y] |= directions
        for (x, y), directions in found.items():
            head = ("▲" if rises else "▼") if (x, y) == (route.arrives, end) else ""
            arrows[y][x].append(ArrowCell(place, directions, head))
    return arrows, exits


def _rows(view: MapView, width: int) -> tuple[tuple[tuple[Box, ...], ...], tuple[Lane, ...], tuple[bool, ...]]:
    usable = width - LABEL - 2 * _MARGIN
    fits = max(1, (usable + _GUTTER) // (_NARROWEST_BOX + _GUTTER))
    columns = max(1, min(fits, max((len(lane.nodes) for lane in view.lanes), default=1)))
    # Where there is much room the arrows take some of it; from side to side it is used in any case.
    between = _WIDE_GUTTER if usable >= columns * (_GOOD_BOX + _WIDE_GUTTER) else _GUTTER
    box = min(_WIDEST_BOX, (usable - between * (columns - 1)) // columns)
    gutter = (usable - box * columns) // (columns - 1) if columns > 1 else 0
    stands: dict[str, int] = {}
    rows: list[tuple[Box, ...]] = []
    lanes: list[Lane] = []
    first: list[bool] = []
    for lane in view.lanes:
        ordered = _in_order(lane, stands, columns)
        for start in range(0, max(len(ordered), 1), columns):
            chunk = ordered[start : start + columns]
            lefts = _columns(chunk, stands, columns)
            for node, column in zip(chunk, lefts, strict=True):
                stands[node.id] = column
            row = len(rows)
            rows.append(
                tuple(
                    Box(row, LABEL + _MARGIN + column * (box + gutter), box, node)
                    for node, column in zip(chunk, lefts, strict=True)
                )
            )
            lanes.append(lane)
            first.append(start == 0)
    return tuple(rows), tuple(lanes), tuple(first)


def _wanted(node: MapNode, stands: Mapping[str, int]) -> float | None:
    """Return the mean column of the linked boxes that have a place already."""
    linked = [stands[arrow.other] for arrow in (*node.drives, *node.driven_by) if arrow.other in stands]
    return sum(linked) / len(linked) if linked else None


def _in_order(lane: Lane, stands: Mapping[str, int], columns: int) -> list[MapNode]:
    """Return the objectives of a lane, each near the ones it is linked to (Sugiyama's
    barycentres, one pass from above).
    """
    share = columns / max(len(lane.nodes), 1)
    keys = []
    for place, node in enumerate(lane.nodes):
        wanted = _wanted(node, stands)
        keys.append((place * share if wanted is None else wanted, place, node))
    return [node for _, _, node in sorted(keys, key=lambda key: key[:2])]


def _columns(chunk: Sequence[MapNode], stands: Mapping[str, int], columns: int) -> list[int]:
    """Return a column for each, from left to right, near the boxes it is linked to."""
    found: list[int] = []
    for place, node in enumerate(chunk):
        wanted = _wanted(node, stands)
        natural = (place + 0.5) * columns / len(chunk) - 0.5
        column = round(natural if wanted is None else wanted)
        least = found[-1] + 1 if found else 0
        found.append(max(least, min(column, columns - len(chunk) + place)))
    return found
