"""The strategy map drawn: lanes of boxes with arrows between them, a line of the screen at a time."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from goaltui.services.core import formatting
from goaltui.services.core.status_symbols import BAND_STYLE
from goaltui.services.views.strategy_map import MapView
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.painted_rows import PaintedLines
from goaltui.tui.views.scorecard.quadrant import trend_mark
from goaltui.tui.views.strategy_map.labels import LANE_COLOURS, lane_colour, lane_label, numbers_tail, titled
from goaltui.tui.views.strategy_map.layout import LABEL, NARROWEST, ArrowCell, Box, Ground, Picture, ground, lay_out

_SIGNS = {3: "│", 12: "─", 5: "╯", 9: "╰", 6: "╮", 10: "╭"}
_STRONG = {3: "┃", 12: "━", 5: "┛", 9: "┗", 6: "┓", 10: "┏"}
_WEAK = {**_SIGNS, 3: "╎", 12: "╌"}
_SETS = {"strong": _STRONG, "weak": _WEAK}
_ASCII = str.maketrans("━┛┗┓┏╎", "=++++:")
"""Signs for the chosen box and for weak links where ASCII is all there is."""
_TREND = 6
"""Cells of how a score moved."""
_FRAME = "╭─╮│╰╯"
_CHOSEN_FRAME = "┏━┓┃┗┛"


class MapPicture(PaintedLines, inherit_bindings=False, can_focus=True):
    """The cursor goes from box to box; the arrows of the box under it stand out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "row(1)", show=False),
        Binding("up,k", "row(-1)", show=False),
        Binding("right", "beside(1)", show=False),
        Binding("left", "beside(-1)", show=False),
        Binding("pagedown", "row(3)", show=False),
        Binding("pageup", "row(-3)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    PREFIX = "map"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"map--{name}" for name in ("text", "dim", "line", "accent", "green", "yellow", "red", "chosen", *LANE_COLOURS)
    }
    DEFAULT_CSS = """
    MapPicture {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-color: $hairline;
        scrollbar-background: $background;
        overflow-x: hidden;
    }
    MapPicture > .map--text { color: $foreground; }
    MapPicture > .map--dim { color: $dim; }
    MapPicture > .map--line { color: $unfilled; }
    MapPicture > .map--accent { color: $accent; }
    MapPicture > .map--green { color: $success; }
    MapPicture > .map--yellow { color: $warning; }
    MapPicture > .map--red { color: $error; }
    MapPicture > .map--chosen { background: $chosen; }
    MapPicture > .map--p1 { color: $perspective-1; }
    MapPicture > .map--p2 { color: $perspective-2; }
    MapPicture > .map--p3 { color: $perspective-3; }
    MapPicture > .map--p4 { color: $perspective-4; }
    """

    class Moved(Message):
        """The cursor stands on another objective."""

    class Chosen(Message):
        """An objective was entered or clicked twice."""

    def __init__(self, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs=glyphs)
        self._view: MapView | None = None
        self._ground: Ground | None = None
        self._picture: Picture | None = None
        self._key: str | None = None
        self._titled: tuple[int, Mapping[str, tuple[str, ...]]] | None = None

    @property
    def cursor_key(self) -> str | None:
        """The id of the objective under the cursor."""
        return self._key

    @property
    def partly(self) -> bool:
        """Whether there are so many arrows that only those of the chosen objective are drawn."""
        return self._picture is not None and self._picture.partly

    def show(self, view: MapView) -> None:
        """Draw this map; the cursor stays on its objective."""
        # Until there is room to draw it nothing is: what stood there may be of objectives that are gone.
        self._view, self._ground, self._picture = view, None, None
        ids = [node.id for node in view.nodes]
        before = self._key
        self._key = self._key if self._key in ids else next(iter(ids), None)
        self._draw()
        if self._key != before:
            self.post_message(self.Moved())

    def move_to(self, key: str) -> bool:
        """Put the cursor on an objective; false where it is not on the map."""
        if self._view is None or all(node.id != key for node in self._view.nodes):
            return False
        self._go(key)
        return True

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        self._draw()
        self._show_cursor()

    def action_row(self, step: int) -> None:
        """Move to the nearest box in another row."""
        picture, box = self._picture, self._box
        if picture is None or box is None:
            return
        way, place, target = (1 if step > 0 else -1), box.row, box
        for _ in range(abs(step)):
            place += way
            while 0 <= place < len(picture.rows) and not picture.rows[place]:
                place += way
            if not 0 <= place < len(picture.rows):
                break
            target = min(picture.rows[place], key=lambda other: abs(other.middle - box.middle))
        self._go(target.node.id)

    def action_beside(self, step: int) -> None:
        """Move to the box at the left or at the right."""
        if self._picture is None or self._box is None:
            return
        row = self._picture.rows[self._box.row]
        place = row.index(self._box) + step
        if 0 <= place < len(row):
            self._go(row[place].node.id)

    def action_edge(self, place: int) -> None:
        """Move to the first or the last box."""
        boxes = [box for row in self._picture.rows for box in row] if self._picture is not None else []
        if boxes:
            self._go(boxes[place].node.id)

    def action_choose(self) -> None:
        """Enter the box under the cursor."""
        if self._key is not None:
            self.post_message(self.Chosen())

    def on_click(self, event: Click) -> None:
        """Move the cursor on one click, enter the box on two."""
        offset = event.get_content_offset(self)
        if offset is None or self._picture is None:
            return
        row, line = self._row_at(offset.y + self.scroll_offset.y)
        for box in self._picture.rows[row] if line is not None else ():
            if box.left <= offset.x < box.left + box.width:
                self._go(box.node.id)
                if event.chain >= 2:
                    self.action_choose()

    def _draw(self) -> None:
        if self._view is None or self.size.width <= NARROWEST:
            return
        # A cell is kept for the bar at the side, so that its coming and going moves nothing.
        width = self.size.width - 1
        if self._ground is None or self._ground.width != width:
            self._ground, self._titled = ground(self._view, width), None
        self._picture = lay_out(self._ground, self.size.height, self._key)
        self.virtual_size = Size(0, self._picture.height)
        self.refresh()

    @property
    def _box(self) -> Box | None:
        return self._ground.boxes.get(self._key or "") if self._ground is not None else None

    def _go(self, key: str) -> None:
        if key == self._key:
            return
        self._key = key
        if self.partly:
            self._draw()
        self._show_cursor()
        self._refresh_changed()
        self.post_message(self.Moved())

    def _show_cursor(self) -> None:
        picture, box = self._picture, self._box
        if picture is None or box is None:
            return
        top, bottom = picture.tops[box.row] - 1, picture.tops[box.row] + picture.box_height + 1
        at, page = self.scroll_offset.y, self.size.height
        if top < at or bottom > at + page:
            wanted = top if top < at else bottom - page
            self.scroll_to(
                y=min(max(wanted, 0), max(picture.height - page, 0)), animate=False, immediate=True, force=True
            )

    def _row_at(self, y: int) -> tuple[int, int | None]:
        """Return the row at or above a line, and the line within its boxes; none between rows."""
        picture = self._picture
        if picture is None:
            return 0, None
        row = bisect_right(picture.tops, y) - 1
        line = y - picture.tops[row] if row >= 0 else -1
        return max(row, 0), line if 0 <= line < picture.box_height else None

    def _line(self, screen_y: int) -> Strip:
        width = self.size.width
        pieces = sorted(self._pieces(screen_y + self.scroll_offset.y), key=lambda piece: piece[0])
        segments: list[Segment] = []
        at = 0
        for x, found in pieces:
            if x > at:
                segments.append(Segment(" " * (x - at), self.style("text")))
            segments += found
            at = max(at, x) + sum(segment.cell_length for segment in found)
        if self.glyphs.spelling is not None:
            segments = [Segment(text.translate(_ASCII), style) for text, style, _ in segments]
        return Strip(segments).adjust_cell_length(width, self.style("text"))

    def _pieces(self, y: int) -> Iterator[tuple[int, list[Segment]]]:
        picture = self._picture
        if picture is None or y >= picture.height:
            return
        row, line = self._row_at(y)
        if line is not None:
            bar = self.glyphs.cursor if self.glyphs.spelling is None else "|"
            yield 0, [Segment(bar, self.style(lane_colour(self._lane(row), picture.lanes[row])))]
            if picture.first[row]:
                yield 2, [self._label(row, line)]
            for box in picture.rows[row]:
                yield box.left, list(self._box_line(box, line, y))
        for x, found in picture.arrows.get(y, {}).items():
            yield x, [self._arrow(list(found))]

    def _lane(self, row: int) -> int:
        """Return the place of a row's lane among the lanes."""
        return sum(self._picture.first[: row + 1]) - 1 if self._picture is not None else 0

    def _label(self, row: int, line: int) -> Segment:
        picture = self._picture
        if picture is None:
            return Segment("")
        named = lane_label(picture.lanes[row], self._lane(row), picture.box_height - 1, self.glyphs)
        if not 0 < line <= len(named):
            return Segment("")
        text, style = named[line - 1]
        return Segment(cut(text, LABEL - 1), self.style(style, bold=True))

    def _box_line(self, box: Box, line: int, y: int) -> Iterator[Segment]:
        picture = self._picture
        if picture is None:
            return
        chosen = box.node.id == self._key
        frame = _CHOSEN_FRAME if chosen else _FRAME
        colour = lane_colour(self._lane(box.row), picture.lanes[box.row]) if chosen or self._is_near(box) else "dim"
        style = self.style(colour, bold=chosen, chosen=chosen)
        inside = box.width - 2
        if line in (0, picture.box_height - 1):
            ends = (frame[0], frame[2]) if line == 0 else (frame[4], frame[5])
            border = [ends[0], *(frame[1] * inside), ends[1]]
            for place in range(1, inside + 1):
                border[place] = picture.exits.get((box.left + place, y), border[place])
            yield Segment("".join(border), style)
            return
        yield Segment(frame[3], style)
        if line <= picture.titles:
            title = self._titles(picture.titles)[box.node.id][line - 1]
            yield Segment(f" {left(title, inside - 2)} ", self.style("text", bold=True, chosen=chosen))
        else:
            yield from self._numbers(box, inside, chosen=chosen)
        yield Segment(frame[3], style)

    def _titles(self, lines: int) -> Mapping[str, tuple[str, ...]]:
        """Return the titles in the boxes, computed once for a map that stays as it is."""
        if self._titled is None or self._titled[0] != lines:
            rows = self._picture.rows if self._picture is not None else ()
            self._titled = lines, titled([box for row in rows for box in row], lines)
        return self._titled[1]

    def _numbers(self, box: Box, width: int, *, chosen: bool) -> Iterator[Segment]:
        node = box.node
        mark = self.glyphs.band[node.band] if node.band else self.glyphs.nothing
        score = (
            f" {formatting.points(node.score)} {mark} {formatting.band_word(node.band)}" if node.band else f" {mark}"
        )
        moved = trend_mark(node.trend, self.glyphs)
        trend = f"  {moved} {formatting.points(abs(node.trend))}" if moved and node.trend is not None else ""
        room = width - len(score)
        tail = numbers_tail(node, room - _TREND, partly=self.partly)
        # How much of the score was measured comes before how it moved.
        moves = _TREND if cell_len(tail) <= room - _TREND else 0
        yield Segment(score, self.style(BAND_STYLE[node.band] if node.band else "dim", bold=True, chosen=chosen))
        yield Segment(left(trend, moves) + right(tail, room - moves), self.style("dim", chosen=chosen))

    def _is_near(self, box: Box) -> bool:
        return any(self._key == arrow.other for arrow in (*box.node.drives, *box.node.driven_by))

    def _arrow(self, found: list[ArrowCell]) -> Segment:
        """Return the sign of a cell: an arrow of the chosen objective lies above the
        others, else two that meet cross.
        """
        picture = self._picture
        if picture is None:
            return Segment(" ")
        links = picture.links
        mine = [cell for cell in found if self._key in (links[cell.link].driver, links[cell.link].arrow.other)]
        top = (mine or found)[-1]
        arrow = links[top.link].arrow
        signs = _SETS.get(arrow.strength, _SIGNS)
        directions = top.directions
        if not mine:
            for cell in found:
                directions |= cell.directions
        sign = top.head or signs.get(directions, "┼")
        return Segment(sign, self.style("red" if arrow.loops else "accent" if mine else "dim", bold=bool(mine)))
