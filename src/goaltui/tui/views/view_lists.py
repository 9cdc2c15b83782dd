"""The lists behind one face; each is imported when it is first shown, since the first frame needs one of them."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from textual.widget import Widget

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.services.core.rows import ScorecardView, TreeView
from goaltui.services.core.today_rows import TodayView
from goaltui.services.views.history import HistoryView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.command import View

if TYPE_CHECKING:
    from goaltui.services.views.strategy_map import MapView

Rows: TypeAlias = "TodayView | TreeView | ScorecardView | MapView | HistoryView"


class Listing(NamedTuple):
    """A list and what is asked of it: `fill` takes the rows of its view, `target` is what the keys go to."""

    widget: Widget
    fill: Callable[[Rows], Awaitable[None]]
    reveal: Callable[[str], bool]
    cursor: Callable[[], str | None]
    target: Callable[[], Widget]


def listing(view: View, glyphs: Glyphs) -> Listing:
    """Return the list of a view, empty."""
    if view is View.TODAY:
        return _today(glyphs)
    if view is View.HISTORY:
        return _history(glyphs)
    if view is View.MAP:
        return _map(glyphs)
    return _scorecard(glyphs) if view is View.SCORECARD else _objectives(glyphs)


def _history(glyphs: Glyphs) -> Listing:
    from goaltui.tui.views.history import HistoryList

    made = HistoryList(id=View.HISTORY.value, glyphs=glyphs)

    async def fill(rows: Rows) -> None:
        if isinstance(rows, HistoryView):
            made.show(rows)

    def item() -> str | None:
        return made.change[1].id if made.change else None

    return Listing(made, fill, made.move_to, item, lambda: made)


def _map(glyphs: Glyphs) -> Listing:
    from goaltui.services.views.strategy_map import MapView
    from goaltui.tui.views.strategy_map.view import StrategyMap

    made = StrategyMap(id=View.MAP.value, glyphs=glyphs)

    async def fill(rows: Rows) -> None:
        if isinstance(rows, MapView):
            made.show(rows)

    return Listing(made, fill, made.move_to, lambda: made.cursor_key, lambda: made.target)


def _today(glyphs: Glyphs) -> Listing:
    from goaltui.tui.views.today import TodayList

    made = TodayList(id=View.TODAY.value, glyphs=glyphs)

    async def fill(rows: Rows) -> None:
        if isinstance(rows, TodayView):
            made.show(rows)

    return Listing(made, fill, made.move_to, lambda: made.cursor_key, lambda: made)


def _objectives(glyphs: Glyphs) -> Listing:
    from goaltui.tui.views.objective_tree import ObjectiveTree

    made = ObjectiveTree(id=View.OBJECTIVES.value, glyphs=glyphs)

    async def fill(rows: Rows) -> None:
        if isinstance(rows, TreeView):
            made.show(rows)

    return Listing(made, fill, made.reveal, lambda: made.cursor_key, lambda: made)


def _scorecard(glyphs: Glyphs) -> Listing:
    from goaltui.tui.views.scorecard.grid import ScorecardGrid

    made = ScorecardGrid(id=View.SCORECARD.value, glyphs=glyphs)

    async def fill(rows: Rows) -> None:
        if isinstance(rows, ScorecardView):
            await made.show(rows)

    return Listing(made, fill, made.move_to, lambda: made.cursor_key, lambda: made.current or made)
