"""The one list of the program: rows with a cursor that keeps its place; a move repaints two lines."""

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message

from goaltui.model.quick_dataclass import dataclass
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.components.painted_rows import PaintedRows, Row

_MENU = 3
"""The button of the mouse that asks what can be done."""


@dataclass(frozen=True, slots=True)
class CursorPosition:
    """The position of a cursor: its key, and its place from the first row (0) on."""

    key: str
    place: int


class GoalList(PaintedRows[Row], Generic[Row], inherit_bindings=False, can_focus=True):
    """Rows and a cursor; refilled in place, keeping cursor and scroll by key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home,g", "edge(0)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--text",
        "list--dim",
        "list--unfilled",
        "list--today",
        "list--accent",
        "list--green",
        "list--yellow",
        "list--red",
        "list--chosen",
    }
    DEFAULT_CSS = """
    GoalList {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-color: $hairline;
        scrollbar-color-hover: $dim;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        overflow-x: hidden;
    }
    GoalList.-ascii { scrollbar-size-vertical: 0; }
    GoalList > .list--text { color: $foreground; }
    GoalList > .list--dim { color: $dim; }
    GoalList > .list--unfilled { color: $unfilled; }
    GoalList > .list--today { color: $today; }
    GoalList > .list--accent { color: $accent; }
    GoalList > .list--green { color: $success; }
    GoalList > .list--yellow { color: $warning; }
    GoalList > .list--red { color: $error; }
    GoalList > .list--chosen { background: $chosen; }
    """

    class Moved(Message):
        """The cursor stands on another row, or on none."""

        def __init__(self, list_widget: "GoalList[Row]", key: str | None) -> None:
            super().__init__()
            self.list = list_widget
            self.key = key

    class Chosen(Message):
        """A row was entered or clicked twice."""

        def __init__(self, list_widget: "GoalList[Row]", key: str) -> None:
            super().__init__()
            self.list = list_widget
            self.key = key

    class HeadClicked(Message):
        """The name of a column was clicked; empty for one that nothing is sorted by."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._places: dict[str, int] = {}
        self.still = False
        """Whether the next filling leaves the rows where they are and lets the cursor go with its own."""

    @property
    def cursor(self) -> int:
        """The place of the cursor, -1 for none."""
        return self._cursor

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if 0 <= self._cursor < len(self._rows) else None

    @property
    def cursor_key(self) -> str | None:
        """The id of the thing under the cursor."""
        row = self.cursor_row
        return row.key if row is not None else None

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on its key, else near its place, and the list does not jump."""
        row, before = self.cursor_row, self.cursor_key
        place, offset = self._cursor, self._cursor - self.scroll_offset.y
        in_sight = 0 <= offset < self._page
        self._rows = rows
        # Counted from the end: a thing that is listed twice is found at its first place.
        backwards = zip(range(len(rows) - 1, -1, -1), reversed(rows), strict=True)
        self._places = {row.key: number for number, row in backwards if row.key is not None}
        self.virtual_size = Size(0, len(rows) + self.HEAD)
        found = self.found(row) if row is not None else None
        self._cursor = found if found is not None else self._selectable(min(max(place, 0), len(rows) - 1))
        top = found - offset if found is not None and not self.still else self.scroll_offset.y
        self.still = False
        self._scroll(top)
        if in_sight or place < 0:
            self._show_cursor()
        self._refresh_changed()
        if self.cursor_key != before:
            self.post_message(self.Moved(self, self.cursor_key))

    def found(self, row: Row) -> int | None:
        """Return the index of an earlier row's thing; none where it is not listed any more."""
        return self._places.get(row.key) if row.key is not None else None

    def move_to(self, key: str) -> bool:
        """Put the cursor on a key and bring it into sight; false where it is not listed."""
        place = self._places.get(key)
        if place is None:
            return False
        self._go(place)
        return True

    @property
    def stand(self) -> CursorPosition | None:
        """The cursor's place, to be restored in another list of the kind."""
        key = self.cursor_key
        return CursorPosition(key, self._cursor) if key is not None else None

    def return_to(self, stand: CursorPosition) -> None:
        """Put the cursor where one stood, else near that place."""
        if not self.move_to(stand.key):
            self._go(self._selectable(min(stand.place, len(self._rows) - 1)))

    def action_move(self, step: int) -> None:
        """Move one row on, passing rows of words."""
        place = self._cursor + step
        while 0 <= place < len(self._rows) and self._rows[place].key is None:
            place += step
        if 0 <= place < len(self._rows):
            self._go(place)
        else:
            self.past_edge(step)

    def past_edge(self, step: int) -> None:
        """Answer a move of the cursor beyond the first (-1) or last (1) row."""
        self.scroll_to(y=0 if step < 0 else self.max_scroll_y, animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """Move a page on."""
        page = max(1, self._page - 1)
        place = min(max(self._cursor + step * page, 0), len(self._rows) - 1)
        self._go(self._selectable(place))

    def action_edge(self, last: int) -> None:
        """Move to the first or the last row."""
        self._go(self._selectable(len(self._rows) - 1 if last else 0))

    def action_choose(self) -> None:
        """Enter the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))

    def on_click(self, event: Click) -> None:
        """Move the cursor on one click, enter the row on two."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.HEAD:
            if event.button != _MENU:
                self.head_clicked(offset.x)
            return
        place = offset.y - self.HEAD + self.scroll_offset.y
        if place >= len(self._rows) or self._rows[place].key is None:
            return
        self._go(place)
        self.clicked(place, offset.x)
        if event.chain >= 2 and event.button != _MENU:
            self.action_choose()

    def clicked(self, place: int, x: int) -> None:
        """Answer a click on a cell of a row; for lists whose cells do something."""

    def head_clicked(self, x: int) -> None:
        """The line above the rows was clicked at a cell; for lists that sort by their columns."""

    def on_resize(self, event: Resize) -> None:
        """Bring the cursor into sight in the size there is now: a list may be filled before it has one."""
        self._show_cursor()

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - self.HEAD)

    def _selectable(self, place: int) -> int:
        """Return the nearest row with a key at or after a place, else before it; -1 for none."""
        after = range(max(place, 0), len(self._rows))
        before = range(min(place, len(self._rows)) - 1, -1, -1)
        for candidate in chain(after, before):
            if self._rows[candidate].key is not None:
                return candidate
        return -1

    def _go(self, place: int) -> None:
        old, self._cursor = self._cursor, place
        if old == place:
            return
        if not self._show_cursor():
            for line in (old, place):
                self._repaint(line)
        self.post_message(self.Moved(self, self.cursor_key))

    def _show_cursor(self) -> bool:
        """Bring the cursor into sight, a third of a page at a time so that few moves repaint all lines."""
        top, page = self.scroll_offset.y, self._page
        if not self.size.height or self._cursor < 0 or top <= self._cursor < top + page:
            return False
        third = page // 3
        wanted = self._cursor - third if self._cursor < top else self._cursor - page + 1 + third
        self._scroll(wanted)
        return True

    def _scroll(self, top: int) -> None:
        top = min(max(0, top), max(0, len(self._rows) - self._page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
