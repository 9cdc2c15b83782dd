"""The scorecard's view spec: perspectives with their measures and objectives."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_p
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.filters.query import Query
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.view import View
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.scorecard.grid import ScorecardGrid
from goaltui.tui.views.selection import Selection, among
from goaltui.tui.views.view_spec import Listing, ViewRequest, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_Row: TypeAlias = KeyResultRow | PerspectiveRow | ScorecardObjectiveRow | MeasureRow


class ScorecardSpec(ViewSpec[ScorecardView]):
    """Measures and objectives in their perspectives."""

    SOUGHT = N_p("sought", "objective or measure")

    def read(self, workspace: "Workspace", asked: ViewRequest) -> ScorecardView:
        return workspace.look.scorecard()

    def narrow(self, rows: ScorecardView, query: Query, workspace: "Workspace") -> ScorecardView:
        from goaltui.services.filters.filtered_views import asking_of, narrow_scorecard
        from goaltui.services.strategy.by_theme import scorecard_grouped

        return scorecard_grouped(narrow_scorecard(rows, query, asking_of(workspace)), workspace.look, query)

    def sort(self, rows: ScorecardView, order: str) -> ScorecardView:
        from goaltui.services.filters.sorting import Sorting, sort_scorecard

        return sort_scorecard(rows, Sorting.of(order))

    def is_empty(self, rows: ScorecardView) -> bool:
        return not any(row.objectives or row.measures for row in rows.perspectives)

    def selection(self, rows: ScorecardView, identity: str) -> Selection | None:
        return in_scorecard(rows, identity)

    def siblings(self, rows: ScorecardView, identity: str) -> tuple[str, ...]:
        return among(_lists(rows, identity), identity)

    def kept(self, rows: ScorecardView) -> WindowState:
        return WindowState(scorecard=rows)

    def listing(self, glyphs: Glyphs) -> Listing[ScorecardView]:
        made = ScorecardGrid(id=View.SCORECARD.value, glyphs=glyphs)
        return Listing(made, made.show, made.move_to, lambda: made.cursor_key, lambda: made.current or made)


def in_scorecard(view: ScorecardView, identity: str) -> Selection | None:
    """Return the perspective, objective or measure of this id."""
    for perspective in view.perspectives:
        if perspective.id == identity:
            return Selection(EntityKind.PERSPECTIVE, identity, perspective.name, perspective=identity)
        for measure in perspective.measures:
            if measure.id == identity:
                return Selection(EntityKind.MEASURE, identity, measure.title, perspective=perspective.id)
        for row in perspective.objectives:
            if row.id == identity:
                return Selection(EntityKind.OBJECTIVE, identity, row.title, row.id, row.title, perspective.id)
            for kind, items in _under(row):
                for item in items:
                    if item.id == identity:
                        return Selection(kind, identity, item.title, row.id, row.title, perspective.id)
    return _work_of_measure(view, identity)


def _work_of_measure(view: ScorecardView, identity: str) -> Selection | None:
    for perspective in view.perspectives:
        for work in (item for measure in perspective.measures for item in measure.initiatives):
            if work.id == identity:
                return Selection(EntityKind.INITIATIVE, identity, work.title, perspective=perspective.id)
    return None


def _under(
    row: ScorecardObjectiveRow,
) -> tuple[tuple[EntityKind, tuple[MeasureRow | KeyResultRow | InitiativeRow, ...]], ...]:
    return (
        (EntityKind.MEASURE, row.measures),
        (EntityKind.KEY_RESULT, row.key_results),
        (EntityKind.INITIATIVE, row.work),
        *((EntityKind.INITIATIVE, measure.initiatives) for measure in row.measures),
    )


def _lists(view: ScorecardView, identity: str) -> Iterator[Iterable[_Row]]:
    yield (row for row in view.perspectives if row.id)
    for perspective in view.perspectives:
        yield perspective.objectives
        yield perspective.measures
        for row in perspective.objectives:
            yield row.measures
            own = next((bet.objective for bet in row.key_results if bet.id == identity), None)
            yield (bet for bet in row.key_results if bet.objective == own)


SPEC = ScorecardSpec()
