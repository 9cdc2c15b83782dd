"""Lines of cells on the line API: only lines in sight are painted, and a change repaints those that differ."""

from collections.abc import Sequence
from typing import ClassVar, Generic, Protocol, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from goaltui.tui.appearance.glyphs import UNICODE, Glyphs


class ListRow(Protocol):
    """A row of a list; without a key it is words between rows and the cursor passes it by."""

    @property
    def key(self) -> str | None:
        """The id of the row's thing."""


Row = TypeVar("Row", bound=ListRow)


class PaintedLines(ScrollView, inherit_bindings=False, can_focus=True):
    """Paints lines and repaints those that changed; its styles are component classes, `{PREFIX}--{name}`."""

    PREFIX: ClassVar[str]

    def __init__(self, *, id: str | None = None, classes: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._painted: dict[int, Strip] = {}
        self._lately: tuple[Region, list[Strip]] | None = None
        """What was asked for last and the answer, until something changes: Textual asks for all lines of all widgets
        whenever one of them changes a line."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a part of the screen."""
        if self._lately is None or self._lately[0] != crop:
            self._lately = crop, super().render_lines(crop)
        return self._lately[1]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have lines painted anew."""
        self._lately = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        strip = self._painted[y] = self._line(y)
        return strip

    def _line(self, y: int) -> Strip:
        """Return a line of the screen, painted anew."""
        raise NotImplementedError

    def style(self, name: str, *, bold: bool = False, chosen: bool = False) -> Style:
        """Return the style of a component, on the background of what it stands in."""
        key = (name, bold, chosen)
        found = self._styles.get(key)
        if found is None:
            background = self.get_component_rich_style(f"{self.PREFIX}--{'chosen' if chosen else 'text'}").bgcolor
            colour = self.get_component_rich_style(f"{self.PREFIX}--{name}").color
            reverse = chosen and self.app.native_ansi_color
            colour = background if reverse else colour
            found = self._styles[key] = Style(color=colour, bgcolor=background, bold=bold, reverse=reverse)
        return found

    def notify_style_update(self) -> None:
        """Forget the styles, for another theme."""
        self._styles.clear()
        self._lately = None
        super().notify_style_update()

    def _refresh_changed(self) -> None:
        for y in range(self.size.height):
            if self._painted.get(y) != self._line(y):
                self._refresh_line(y)

    def _refresh_line(self, y: int) -> None:
        """Have a line of the screen painted anew, without the scroll bar beside it."""
        self.refresh(Region(0, y, self.scrollable_content_region.width, 1))


class PaintedRows(PaintedLines, Generic[Row], inherit_bindings=False, can_focus=True):
    """Rows, a way to paint one, fixed lines above them and what stands below the last."""

    PREFIX = "list"
    HEAD: ClassVar[int] = 0
    """Lines above the rows that do not scroll."""

    foot = 0
    """Lines below the last row that `beyond` paints, and that have to be in sight."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, classes="-ascii" if glyphs.spelling else None, glyphs=glyphs)
        self._rows: Sequence[Row] = ()
        self._cursor = -1
        self.marks: frozenset[str] = frozenset()
        """The keys of the rows with a sign before them."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows."""
        return self._rows

    @property
    def shows_cursor(self) -> bool:
        """Whether the cursor is painted."""
        return True

    def head(self, width: int) -> list[Segment]:
        """Return the fixed line above the rows."""
        return []

    def beyond(self, place: int, width: int) -> list[Segment]:
        """Return the segments below the last row."""
        return []

    def paint(self, row: Row, width: int, chosen: bool) -> list[Segment]:
        """Return a row as segments of at most `width` cells."""
        raise NotImplementedError

    def _line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y - self.HEAD + self.scroll_offset.y
        chosen = y >= self.HEAD and place == self._cursor and self.shows_cursor
        if y < self.HEAD:
            segments = self.head(width)
        elif place >= len(self._rows):
            segments = self.beyond(place, width)
        else:
            segments = self.paint(self._rows[place], width, chosen)
        strip = Strip(segments).adjust_cell_length(width, self.style("text", chosen=chosen))
        if self.marks and y >= self.HEAD and place < len(self._rows) and self._rows[place].key in self.marks:
            sign = Segment(self.glyphs.marked, self.style("accent", bold=True, chosen=chosen))
            return Strip([sign, *strip.crop(1)])
        return strip

    def _repaint(self, place: int) -> None:
        y = place - self.scroll_offset.y + self.HEAD
        if self.HEAD <= y < self.size.height:
            self._refresh_line(y)
