"""Load the rows of each view from the workspace, filtered."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.changes import Looked
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.services.core.rows import ScorecardView, TreeView
from goaltui.services.core.today_rows import TodayView
from goaltui.services.filters.query import Query
from goaltui.services.views.history import HistoryView
from goaltui.services.views.strategy_map import MapView
from goaltui.tui.commands.command import View
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.view_lists import Rows

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """What is asked of the views: what a query lets through, `pages` of the History, all of it or that `about` one
    thing, which was asked for `back` there; what came since the journal was `looked` at is new; Today has the
    `first_steps`."""

    query: Query = field(default_factory=Query)
    pages: int = 1
    about: Selection | None = None
    back: View = View.OBJECTIVES
    looked: Looked | None = None
    first_steps: bool = False

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The filters for the bar, each a word and its subject; empty where nothing is left out."""
        narrowed = self.query.unsorted
        only = ((_("only"), narrowed),) if narrowed else ()
        return (*only, (_("history of"), self.about.title)) if self.about is not None else only


def read(view: View, asked: ViewRequest, workspace: "Workspace") -> Rows:
    """Return the rows of a view."""
    return _narrowed(_READS[view](workspace, asked), asked.query, workspace)


def lists_something(rows: Rows) -> bool:
    """Return whether a tree has an objective, or a scorecard an objective or a measure."""
    if isinstance(rows, TreeView):
        return bool(rows.roots)
    return isinstance(rows, ScorecardView) and any(row.objectives or row.measures for row in rows.perspectives)


def _today(workspace: "Workspace", asked: ViewRequest) -> Rows:
    from goaltui.services.views.today import today_of

    view = today_of(workspace, asked.looked)
    if not asked.first_steps or view.header.back or view.header.known_at or asked.query.narrows:
        return view
    from goaltui.services.setup.first_steps import first_steps

    return replace(view, steps=first_steps(workspace))


def _tree(workspace: "Workspace", _asked: ViewRequest) -> Rows:
    return workspace.look.tree()


def _scorecard(workspace: "Workspace", _asked: ViewRequest) -> Rows:
    return workspace.look.scorecard()


def _map(workspace: "Workspace", _asked: ViewRequest) -> Rows:
    from goaltui.services.views.strategy_map import strategy_map

    return strategy_map(workspace.look)


def _history(workspace: "Workspace", asked: ViewRequest) -> Rows:
    from goaltui.services.views.history import history_view

    about = asked.about.id if asked.about is not None else None
    return history_view(workspace, asked.pages, about, asked.looked)


def _narrowed(rows: Rows, query: Query, workspace: "Workspace") -> Rows:
    if query.sort:
        rows = _sorted(rows, query.sort)
    if not query.narrows:
        return rows
    from goaltui.services.filters.nothing_found import unmatched

    found = _matching(rows, query, workspace)
    if _is_empty(found):
        what = _p("sought", _WHAT[type(rows)])
        nothing = unmatched(query, what, lambda one: not _is_empty(_matching(rows, one, workspace)))
        told = _("{nothing} Esc clears the filter.", nothing=nothing)
        found = replace(found, header=replace(found.header, unmatched=told))
    return found


def _sorted(rows: Rows, sort: str) -> Rows:
    """Return the rows of a view in the order asked for; the map and the History have one of their own."""
    from goaltui.services.filters.sorting import Sorting, sort_scorecard, sort_today

    if isinstance(rows, TreeView):
        return replace(rows, sort=sort)
    if isinstance(rows, ScorecardView):
        return sort_scorecard(rows, Sorting.of(sort))
    return sort_today(rows, Sorting.of(sort)) if isinstance(rows, TodayView) else rows


def _is_empty(rows: Rows) -> bool:
    """Return whether a view lists nothing."""
    if isinstance(rows, TodayView):
        return not (rows.due or rows.work or rows.red or rows.changes)
    if isinstance(rows, HistoryView):
        return not rows.batches
    return not rows.nodes if isinstance(rows, MapView) else not lists_something(rows)


def _matching(rows: Rows, query: Query, workspace: "Workspace") -> Rows:
    from goaltui.services.filters.filtered_views import (
        asking_of,
        narrow_scorecard,
        narrow_today,
        narrow_tree,
    )
    from goaltui.services.strategy.by_theme import map_grouped, scorecard_grouped
    from goaltui.services.strategy.editing import with_headings
    from goaltui.services.views.history import narrow_history
    from goaltui.services.views.strategy_map import narrow_map

    asking = asking_of(workspace)
    rows = replace(rows, header=replace(rows.header, narrowed=True))
    if isinstance(rows, TreeView):
        return with_headings(narrow_tree(rows, query, asking), workspace.look)
    if isinstance(rows, TodayView):
        return narrow_today(rows, query, asking)
    if isinstance(rows, HistoryView):
        return narrow_history(rows, query, asking)
    if isinstance(rows, ScorecardView):
        return scorecard_grouped(narrow_scorecard(rows, query, asking), workspace.look, query)
    return map_grouped(narrow_map(rows, workspace.look, query, asking), workspace.look, query)


_WHAT: Mapping[type, str] = {
    TodayView: N_p("sought", "check-in, work or change"),
    TreeView: N_p("sought", "objective"),
    ScorecardView: N_p("sought", "objective or measure"),
    MapView: N_p("sought", "objective"),
    HistoryView: N_p("sought", "change"),
}
_READS: "dict[View, Callable[[Workspace, ViewRequest], Rows]]" = {
    View.TODAY: _today,
    View.OBJECTIVES: _tree,
    View.SCORECARD: _scorecard,
    View.MAP: _map,
    View.HISTORY: _history,
}
