"""The lists, one in sight; each is made when it is first shown and refilled in place from then on.

What is read beside a list is mounted here too: every container around it would be painted again with every key.
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from goaltui.model.changes import Looked
from goaltui.services.core.rows import ScorecardView, TreeView, ViewHeader
from goaltui.services.core.today_rows import ChangeRow, TodayView
from goaltui.services.views.history import BatchRow, HistoryView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.command import LISTS, View
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.selection import Selection, in_history, in_map, in_scorecard, in_today, in_tree, siblings
from goaltui.tui.views.view_lists import Listing, Rows, listing


class Views(Horizontal):
    """Knows which list is in sight, what fills it and where its cursor stands."""

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
        kept = {View.TODAY: remembered.today, View.OBJECTIVES: remembered.tree, View.SCORECARD: remembered.scorecard}
        self._rows: dict[View, Rows | None] = {**dict.fromkeys(LISTS), **kept}
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
        if identity is None or rows is None:
            return None
        if isinstance(rows, TreeView):
            return in_tree(rows, identity)
        if isinstance(rows, HistoryView):
            return in_history(rows, identity)
        if isinstance(rows, TodayView):
            return in_today(rows, identity)
        return in_scorecard(rows, identity) if isinstance(rows, ScorecardView) else in_map(rows, identity)

    @property
    def among(self) -> tuple[str, ...]:
        """The ids among which what the cursor stands on is moved up and down, itself among them."""
        identity = self.cursor_key
        return siblings(self._rows[self.view], identity) if identity is not None else ()

    @property
    def due(self) -> int:
        """The number of due check-ins in the list in sight."""
        rows = self._rows[self.view]
        return len(rows.due) if isinstance(rows, TodayView) else 0

    @property
    def is_empty(self) -> bool:
        """Whether the list in sight has nothing to stand on; Today only where there is no goal either, or none that
        was asked for."""
        rows = self._rows[self.view]
        nothing_due = isinstance(rows, TodayView) and rows.goals and not rows.header.narrowed
        return rows is not None and self.cursor_key is None and not nothing_due

    @property
    def replaced(self) -> bool:
        """Whether somebody's change replaced a value of the change under the cursor."""
        from goaltui.services.views.history import replaced_of

        change = self.change if self.view is View.HISTORY else None
        return change is not None and bool(replaced_of(*change))

    @property
    def change(self) -> tuple[BatchRow, ChangeRow] | None:
        """The batch under the cursor of the History, and what the line there is about."""
        from goaltui.tui.views.history import HistoryList

        shown = self._shown.widget
        return shown.change if isinstance(shown, HistoryList) else None

    @property
    def sentence(self) -> str:
        """The sentence of a change under the cursor of the History; empty where its line has all of it."""
        from goaltui.tui.views.history import HistoryList

        shown = self._shown.widget
        return shown.left_out if isinstance(shown, HistoryList) else ""

    @property
    def next_page(self) -> int | None:
        """The page of the History to read next; none where nobody waits for it."""
        from goaltui.tui.views.history import HistoryList

        shown = self._shown.widget
        return shown.next_page if isinstance(shown, HistoryList) else None

    @property
    def lines(self) -> int:
        """The lines that the list in sight needs to be there whole."""
        from goaltui.tui.components.row_list import GoalList

        shown = self._shown.widget
        return shown.HEAD + len(shown.rows) + shown.foot if isinstance(shown, GoalList) else 0

    @property
    def target(self) -> Widget:
        """The widget that gets the keys."""
        return self._shown.target()

    def remembered(self, theme: str) -> WindowState:
        """Return the state that the next start paints first."""
        rows = self._rows[self.view]
        return WindowState(
            view=self.view,
            cursor=self.cursor_key,
            theme=theme,
            today=rows if isinstance(rows, TodayView) else None,
            tree=rows if isinstance(rows, TreeView) else None,
            scorecard=rows if isinstance(rows, ScorecardView) else None,
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

    async def fill(self, view: View, rows: Rows) -> None:
        """Take in fresh rows; they are shown where their list is in sight."""
        self._rows[view] = rows
        if view is self.view:
            await self._fill_shown()

    def reveal(self, identity: str) -> bool:
        """Put the cursor on a thing, opening what it stands under; false where it is not listed."""
        return self._shown.reveal(identity)

    @property
    def _shown(self) -> Listing:
        return self._made[self.view]

    def _listing(self, view: View) -> Listing:
        made = listing(view, self._glyphs)
        made.widget.add_class("list")
        return made

    async def _fill_shown(self) -> None:
        rows = self._rows[self.view]
        if rows is not None:
            self._looked = _looked(rows) or self._looked
            await self._shown.fill(rows)


def _looked(rows: Rows) -> Looked | None:
    """Return the state of the journal whose news is all told here; none where there is no news, or not
    all, or the rows are of the past.
    """
    in_part = rows.header.back or rows.header.known_at or rows.header.narrowed
    return rows.looked if isinstance(rows, HistoryView | TodayView) and not in_part else None
