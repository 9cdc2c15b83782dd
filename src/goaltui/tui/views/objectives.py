"""The view of the objectives: the tree with its key results and initiatives."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_p
from goaltui.model.quick_dataclass import replace
from goaltui.services.core.cycle_groups import cycle_groups
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView, objectives_in
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.filters.query import Query
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.view import View
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.objective_tree import ObjectiveTree
from goaltui.tui.views.selection import Selection, among
from goaltui.tui.views.view_spec import Listing, ViewRequest, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


class ObjectivesSpec(ViewSpec[TreeView]):
    """Objectives with their key results, work and children."""

    SOUGHT = N_p("sought", "objective")
    ROOMY = 110

    def read(self, workspace: "Workspace", asked: ViewRequest) -> TreeView:
        return workspace.look.tree()

    def narrow(self, rows: TreeView, query: Query, workspace: "Workspace") -> TreeView:
        from goaltui.services.filters.filtered_views import asking_of, narrow_tree
        from goaltui.services.strategy.editing import with_headings

        return with_headings(narrow_tree(rows, query, asking_of(workspace)), workspace.look)

    def sort(self, rows: TreeView, order: str) -> TreeView:
        return replace(rows, sort=order)

    def is_empty(self, rows: TreeView) -> bool:
        return not rows.roots

    def selection(self, rows: TreeView, identity: str) -> Selection | None:
        return in_tree(rows, identity)

    def siblings(self, rows: TreeView, identity: str) -> tuple[str, ...]:
        return among(_lists(rows), identity)

    def kept(self, rows: TreeView) -> WindowState:
        return WindowState(tree=rows)

    def listing(self, glyphs: Glyphs) -> Listing[TreeView]:
        made = ObjectiveTree(id=View.OBJECTIVES.value, glyphs=glyphs)
        return Listing(made, made.show, made.reveal, lambda: made.cursor_key)


def in_tree(view: TreeView, identity: str) -> Selection | None:
    """Return the objective, key result or initiative of this id."""
    for row in objectives_in(view.roots):
        if row.id == identity:
            return _objective(row)
        for key_result in row.key_results:
            if key_result.id == identity:
                return _key_result(key_result, row)
        measures = row.scored.measures if row.scored is not None else ()
        for measure in measures:
            if measure.id == identity:
                return Selection(EntityKind.MEASURE, identity, measure.title, row.id, row.title)
        below = [item.initiatives for item in row.key_results] + [measure.initiatives for measure in measures]
        for work in chain(row.initiatives, *below):
            if work.id == identity:
                return Selection(EntityKind.INITIATIVE, identity, work.title, row.id, row.title)
    return None


def _lists(view: TreeView) -> Iterator[Iterable[ObjectiveRow | KeyResultRow | MeasureRow]]:
    yield from (group.roots for group in cycle_groups(view))
    for row in objectives_in(view.roots):
        yield row.key_results
        yield row.scored.measures if row.scored is not None else ()
        yield row.children


def _objective(row: ObjectiveRow) -> Selection:
    return Selection(EntityKind.OBJECTIVE, row.id, row.title, row.id, row.title)


def _key_result(row: KeyResultRow, objective: ObjectiveRow) -> Selection:
    return Selection(EntityKind.KEY_RESULT, row.id, row.title, objective.id, objective.title)


SPEC = ObjectivesSpec()
