"""What fills each view: read from the workspace, narrowed to what is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from goaltui.services.history_view import HistoryView
from goaltui.services.query import Query
from goaltui.services.rows import ScorecardView, TodayView, TreeView
from goaltui.tui.commands import View
from goaltui.tui.screens.listings import Rows
from goaltui.tui.screens.places import Place

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the views: what a query lets through, `pages` of the History, all of it or that `about` one
    thing, which was asked for `back` there."""

    query: Query = field(default_factory=Query)
    pages: int = 1
    about: Place | None = None
    back: View = View.OBJECTIVES

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What the bar says of it beside the workspace, each a word and what it is about; none where nothing is left
        out."""
        only = (("only", self.query.text),) if self.query.text else ()
        return (*only, ("history of", self.about.title)) if self.about is not None else only


def read(view: View, asked: Asked, workspace: "Workspace") -> Rows:
    """The rows of a view."""
    return _narrowed(_READS[view](workspace, asked), asked.query, workspace)


def lists_something(rows: Rows) -> bool:
    """Whether a tree has an objective, or a scorecard an objective or a measure."""
    if isinstance(rows, TreeView):
        return bool(rows.roots)
    return isinstance(rows, ScorecardView) and any(row.objectives or row.measures for row in rows.perspectives)


def _today(workspace: "Workspace", _asked: Asked) -> Rows:
    return workspace.today_view()


def _tree(workspace: "Workspace", _asked: Asked) -> Rows:
    return workspace.tree()


def _scorecard(workspace: "Workspace", _asked: Asked) -> Rows:
    return workspace.scorecard()


def _map(workspace: "Workspace", _asked: Asked) -> Rows:
    from goaltui.services.strategy_map import strategy_map

    return strategy_map(workspace.look)


def _history(workspace: "Workspace", asked: Asked) -> Rows:
    from goaltui.services.history_view import history_view

    return history_view(workspace, asked.pages, asked.about.id if asked.about is not None else None)


def _narrowed(rows: Rows, query: Query, workspace: "Workspace") -> Rows:
    if not query.terms:
        return rows
    from goaltui.services.narrowing import asking_of, narrow_history, narrow_scorecard, narrow_today, narrow_tree
    from goaltui.services.strategy_map import narrow_map

    asking = asking_of(workspace)
    rows = replace(rows, header=replace(rows.header, narrowed=True))
    if isinstance(rows, TreeView):
        return narrow_tree(rows, query, asking)
    if isinstance(rows, TodayView):
        return narrow_today(rows, query, asking)
    if isinstance(rows, HistoryView):
        return narrow_history(rows, query, asking)
    if isinstance(rows, ScorecardView):
        return narrow_scorecard(rows, query, asking)
    return narrow_map(rows, workspace.look, query, asking)


_READS: "dict[View, Callable[[Workspace, Asked], Rows]]" = {
    View.TODAY: _today,
    View.OBJECTIVES: _tree,
    View.SCORECARD: _scorecard,
    View.MAP: _map,
    View.HISTORY: _history,
}
