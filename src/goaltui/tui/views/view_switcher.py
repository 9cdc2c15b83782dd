"""The lists, one in sight; each is made when it is first shown and refilled in place from then on.

What is read beside a list is mounted here too: every container around it would be painted again with every key.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from goaltui.model.changes import Looked
from goaltui.model.quick_dataclass import replace
from goaltui.services.core.rows.header import ViewHeader
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.view import LISTS, View
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.loading import spec_of
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.view_spec import Listing, ViewRows, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.rows.today import ChangeRow
    from goaltui.services.views.history.view import BatchRow
    from goaltui.tui.views.history import HistoryList


class Views(Horizontal):
    """Knows which list is in sight, what fills it and where its cursor stands."""

    BLANK = True
    DEFAULT_CSS: ClassVar[str] = """
    Views { height: 1fr; }
    Views > .list { width: 1fr; }
    Views > .-away { display: none; }
    """

    def __init__(self, remembered: WindowState, glyphs: Glyphs) -> None:
        super().__init__()
        self.view = remembered.view if remembered.view in LISTS else View.OBJECTIVES
        self._glyphs = glyphs
        self._remembered = remembered
        self._looked = remembered.looked
        self.first_steps = remembered.first_steps
        """Whether Today shows the first steps of a new workspace."""
        self._rows: dict[View, ViewRows | None] = {view: remembered.rows_of(view) for view in LISTS}
        self._made = {self.view: self._listing(self.view)}

    def compose(self) -> ComposeResult:
        yield self._shown.widget

    async def on_mount(self) -> None:
        await self._fill_shown()
        if self._remembered.cursor is not None:
            self.reveal(self._remembered.cursor) or self.call_after_refresh(self.reveal, self._remembered.cursor)

    @property
    def header(self) -> ViewHeader | None:
        """The header that came with the rows in sight."""
        rows = self._rows[self.view]
        return rows.header if rows else None

    @property
    def cursor_key(self) -> str | None:
        """The id of the thing under the cursor."""
        return self._shown.cursor()

    @property
    def place(self) -> Selection | None:
        """The thing that commands act on."""
        identity, rows = self.cursor_key, self._rows[self.view]
        return self._spec.selection(rows, identity) if identity is not None and rows is not None else None

    @property
    def among(self) -> tuple[str, ...]:
        """The ids among which what the cursor stands on is moved up and down, itself among them."""
        identity, rows = self.cursor_key, self._rows[self.view]
        return self._spec.siblings(rows, identity) if identity is not None and rows is not None else ()

    @property
    def due(self) -> int:
        """The number of due check-ins in the list in sight."""
        rows = self._rows[self.view]
        return self._spec.due(rows) if rows is not None else 0

    @property
    def is_empty(self) -> bool:
        """Whether the list in sight has nothing to stand on; Today only where there is no goal either, or none that
        was asked for."""
        rows = self._rows[self.view]
        return rows is not None and self.cursor_key is None and not self._spec.is_all_done(rows)

    @property
    def replaced(self) -> bool:
        """Whether somebody's change replaced a value of the change under the cursor."""
        change = self.change
        if change is None:
            return False
        from goaltui.services.views.history.revert import replaced_of

        return bool(replaced_of(*change))

    @property
    def change(self) -> "tuple[BatchRow, ChangeRow] | None":
        """The batch under the cursor of the History, and what the line there is about."""
        return self._history.change if self._history is not None else None

    @property
    def sentence(self) -> str:
        """The sentence of a change under the cursor of the History; empty where its line has all of it."""
        return self._history.left_out if self._history is not None else ""

    @property
    def next_page(self) -> int | None:
        """The page of the History to read next; none where nobody waits for it."""
        return self._history.next_page if self._history is not None else None

    @property
    def lines(self) -> int:
        """The lines that the list in sight needs to be there whole."""
        from goaltui.tui.components.row_list import GoalList

        shown = self._shown.widget
        return shown.HEAD + len(shown.rows) + shown.foot if isinstance(shown, GoalList) else 0

    @property
    def roomy(self) -> int:
        """The width of the screen from which on the item stands beside the list in sight."""
        return self._spec.ROOMY

    @property
    def target(self) -> Widget:
        """The widget that gets the keys."""
        return self._shown.target()

    def remembered(self, theme: str) -> WindowState:
        """Return the state that the next start paints first."""
        rows = self._rows[self.view]
        return replace(
            self._spec.kept(rows) if rows is not None else WindowState(),
            view=self.view,
            cursor=self.cursor_key,
            theme=theme,
            looked=self._looked,
            first_steps=self.first_steps,
        )

    async def turn_to(self, view: View) -> None:
        """Bring another list to the front, with what it was filled with last."""
        if view is self.view:
            return
        self._shown.widget.add_class("-away")
        self.view = view
        if view in self._made:
            self._shown.widget.remove_class("-away")
        else:
            self._made[view] = self._listing(view)
            await self.mount(self._shown.widget, before=0)
        await self._fill_shown()

    async def fill(self, view: View, rows: ViewRows) -> None:
        """Take in fresh rows; they are shown where their list is in sight."""
        self._rows[view] = rows
        if view is self.view:
            await self._fill_shown()

    def reveal(self, identity: str) -> bool:
        """Put the cursor on a thing, opening what it stands under; false where it is not listed."""
        return self._shown.reveal(identity)

    @property
    def _shown(self) -> Listing[Any]:
        return self._made[self.view]

    @property
    def _spec(self) -> ViewSpec[Any]:
        return spec_of(self.view)

    @property
    def _history(self) -> "HistoryList | None":
        if self.view is not View.HISTORY:
            return None
        # Imported with the list itself, which the first frame does without.
        from goaltui.tui.views.history import HistoryList

        shown = self._shown.widget
        return shown if isinstance(shown, HistoryList) else None

    def _listing(self, view: View) -> Listing[Any]:
        made = spec_of(view).listing(self._glyphs)
        made.widget.add_class("list")
        return made

    async def _fill_shown(self) -> None:
        rows = self._rows[self.view]
        if rows is not None:
            self._looked = self._news_of(rows) or self._looked
            await self._shown.fill(rows)

    def _news_of(self, rows: ViewRows) -> Looked | None:
        """Return the state of the journal whose news is all told here; none where there is no news, or not all, or the
        rows are of the past."""
        in_part = rows.header.back or rows.header.known_at or rows.header.narrowed
        return self._spec.looked(rows) if not in_part else None
