"""The routes of the strategy map's arrows: through the gaps between rows of boxes, and past rows beside the boxes.

An arrow leaves a box upwards, runs sideways on a track of the gap and goes on upwards; one that drives something lower
leaves at the bottom. No two arrows share a column within a gap, so a sign where two meet is always a crossing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from goaltui.model.quick_dataclass import dataclass

_INSET = 2
"""Cells between the corner of a box and its first arrow."""


@dataclass(frozen=True, slots=True)
class ArrowEnd:
    """An end of an arrow: the row of its box, and the box's first cell and width."""

    row: int
    left: int
    width: int

    @property
    def middle(self) -> int:
        """The cell in the middle."""
        return self.left + self.width // 2

    @property
    def ports(self) -> range:
        """The cells in which an arrow may leave or arrive."""
        return range(self.left + _INSET, self.left + self.width - _INSET)


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire from driver to driven."""

    start: ArrowEnd
    end: ArrowEnd

    @property
    def up(self) -> bool:
        """Whether it leaves at the top: to a row above, or to the same one."""
        return self.end.row <= self.start.row

    @property
    def first(self) -> int:
        """The gap that it leaves into; gap n lies above row n."""
        return self.start.row if self.up else self.start.row + 1

    @property
    def last(self) -> int:
        """The gap from which it arrives."""
        return self.end.row + 1 if self.end.row < self.start.row else self.end.row

    @property
    def gaps(self) -> range:
        """All gaps that it runs through."""
        return range(min(self.first, self.last), max(self.first, self.last) + 1)


@dataclass(slots=True)
class Route:
    """The columns in which a wire leaves, passes rows and arrives, and the tracks on which it changes column."""

    wire: Wire
    leaves: int
    passes: int
    arrives: int
    tracks: dict[int, int]


@dataclass(frozen=True, slots=True)
class RowGap:
    """The contents of a gap: heads of arrows at its top (▲) and at its bottom (▼), tracks, anything at all."""

    up: bool
    down: bool
    tracks: int
    used: bool

    @property
    def height(self) -> int:
        """The height that it needs, in lines."""
        lines = self.up + self.down + self.tracks
        return max(1, lines + (1 if self.used and not self.tracks else 0))


class Router:
    """Finds routes one after the other; `rows` holds first cell and width of the boxes of each row."""

    def __init__(self, rows: Sequence[Sequence[tuple[int, int]]], left: int, right: int) -> None:
        self._rows = rows
        self._bounds = range(left, right)
        self._taken: defaultdict[int, set[int]] = defaultdict(set)

    def routes(self, wires: Sequence[Wire]) -> list[Route]:
        """Return the routes, in the order of the wires; short ones choose first."""
        found: dict[int, Route] = {}
        order = sorted(range(len(wires)), key=lambda place: _length(wires[place]))
        for place in order:
            found[place] = self._route(wires[place])
        self._spread(list(found.values()))
        return [found[place] for place in range(len(wires))]

    def gaps(self, routes: Sequence[Route]) -> list[RowGap]:
        """Return the contents of each gap, the one above the first row and the one below the last among them."""
        up: set[int] = set()
        down: set[int] = set()
        used: set[int] = set()
        tracks: defaultdict[int, int] = defaultdict(int)
        for route in routes:
            (up if route.wire.end.row < route.wire.start.row else down).add(route.wire.last)
            used.update(route.wire.gaps)
            for gap, track in route.tracks.items():
                tracks[gap] = max(tracks[gap], track + 1)
        return [RowGap(gap in up, gap in down, tracks[gap], gap in used) for gap in range(len(self._rows) + 1)]

    def _route(self, wire: Wire) -> Route:
        if wire.first == wire.last and wire.start.row != wire.end.row:
            shared = range(
                max(wire.start.ports[0], wire.end.ports[0]), min(wire.start.ports[-1], wire.end.ports[-1]) + 1
            )
            straight = self._free(shared, (wire.start.middle + wire.end.middle) // 2, wire.gaps, strict=True)
            if straight is not None:
                return self._claim(wire, straight, straight, straight)
        leaves = self._port(wire.start, wire.end.middle, wire.first)
        self._taken[wire.first].add(leaves)
        arrives = self._port(wire.end, leaves, wire.last)
        passes = arrives if wire.first == wire.last else self._passage(wire, leaves, arrives)
        return self._claim(wire, leaves, passes, arrives)

    def _claim(self, wire: Wire, leaves: int, passes: int, arrives: int) -> Route:
        self._taken[wire.first].add(leaves)
        self._taken[wire.last].add(arrives)
        for gap in wire.gaps:
            self._taken[gap].add(passes)
        return Route(wire, leaves, passes, arrives, {})

    def _port(self, stop: ArrowEnd, towards: int, gap: int) -> int:
        quarter = stop.width // 4
        wanted = stop.middle + max(-quarter, min(quarter, towards - stop.middle))
        found = self._free(stop.ports, wanted, range(gap, gap + 1))
        return stop.middle if found is None else found

    def _passage(self, wire: Wire, leaves: int, arrives: int) -> int:
        """Return the column in which it passes the rows between: beside every box of theirs, with a cell to spare."""
        between = range(min(wire.start.row, wire.end.row) + 1, max(wire.start.row, wire.end.row))
        blocked = {
            x for row in between for first, width in self._rows[row] for x in range(first - 1, first + width + 1)
        }
        if arrives not in blocked and not any(arrives in self._taken[gap] for gap in wire.gaps if gap != wire.last):
            return arrives
        open_ = [x for x in self._bounds if x not in blocked]
        free = [x for x in open_ if not any(x in self._taken[gap] for gap in wire.gaps)]
        return min(free or open_ or self._bounds, key=lambda x: abs(x - leaves) + abs(x - arrives))

    def _free(self, among: Sequence[int], wanted: int, gaps: range, *, strict: bool = False) -> int | None:
        """Return the free column nearest to the wanted one, with a cell to spare where there is room."""
        taken = {x for gap in gaps for x in self._taken[gap]}
        order = sorted(among, key=lambda x: abs(x - wanted))
        roomy = (x for x in order if not {x - 1, x, x + 1} & taken)
        return next(roomy, None if strict else next((x for x in order if x not in taken), None))

    def _spread(self, routes: Sequence[Route]) -> None:
        """Give every sideways run a track of its gap on which nothing else lies."""
        runs: defaultdict[int, list[tuple[int, int, Route]]] = defaultdict(list)
        for route in routes:
            for gap, low, high in _runs(route):
                runs[gap].append((low, high, route))
        for gap, found in runs.items():
            tracks: list[list[tuple[int, int]]] = []
            for low, high, route in sorted(found, key=lambda run: (run[1] - run[0], run[0])):
                free = (place for place, lying in enumerate(tracks) if not _meets(lying, low, high))
                place = next(free, len(tracks))
                if place == len(tracks):
                    tracks.append([])
                tracks[place].append((low, high))
                route.tracks[gap] = place


def points(route: Route, track_y: Mapping[int, int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the corners of a route from its first line to that of its head; `track_y`
    is the line of its track by gap.
    """
    wire = route.wire
    x = route.leaves
    yield x, start
    for gap, onto in ((wire.first, route.passes), (wire.last, route.arrives)):
        if onto != x:
            yield x, track_y[gap]
            yield onto, track_y[gap]
            x = onto
    yield x, end


NORTH, SOUTH, WEST, EAST = 1, 2, 4, 8


def cells(corners: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield column, line and directions of each cell along a line through corners; a cell may come twice."""
    for (x, y), (to_x, to_y) in pairwise(corners):
        step_x, step_y = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
        ahead = EAST if step_x > 0 else WEST if step_x < 0 else SOUTH if step_y > 0 else NORTH
        behind = {EAST: WEST, WEST: EAST, SOUTH: NORTH, NORTH: SOUTH}[ahead]
        while (x, y) != (to_x, to_y):
            yield x, y, ahead
            x, y = x + step_x, y + step_y
            yield x, y, behind


def _length(wire: Wire) -> tuple[int, int, int]:
    return len(wire.gaps), abs(wire.start.middle - wire.end.middle), wire.start.left


def _runs(route: Route) -> Iterator[tuple[int, int, int]]:
    wire = route.wire
    x = route.leaves
    for gap, onto in ((wire.first, route.passes), (wire.last, route.arrives)):
        if onto != x:
            yield gap, min(x, onto), max(x, onto)
            x = onto


def _meets(lying: Sequence[tuple[int, int]], low: int, high: int) -> bool:
    return any(first <= high and low <= last for first, last in lying)
