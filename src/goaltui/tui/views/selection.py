"""The selected item of any view, and the objective under which new items are added."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.cycle_groups import cycle_groups
from goaltui.services.core.initiative_rows import InitiativeRow
from goaltui.services.core.rows import (
    KeyResultRow,
    MeasureRow,
    ObjectiveRow,
    PerspectiveRow,
    ScorecardObjectiveRow,
    ScorecardView,
    TreeView,
    objectives_in,
)
from goaltui.services.core.today_rows import DueRow, RedRow, TodayView
from goaltui.services.views.history import HistoryView

if TYPE_CHECKING:
    from goaltui.services.views.strategy_map import MapView

_Row: TypeAlias = ObjectiveRow | KeyResultRow | PerspectiveRow | ScorecardObjectiveRow | MeasureRow


@dataclass(frozen=True, slots=True)
class Selection:
    """One thing in a view; `objective` is itself for an objective, else the one it stands under, if any."""

    kind: EntityKind
    id: str
    title: str
    objective: str | None = None
    objective_title: str = ""
    perspective: str | None = None


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
        below = [bet.initiatives for bet in row.key_results] + [measure.initiatives for measure in measures]
        for work in chain(row.initiatives, *below):
            if work.id == identity:
                return Selection(EntityKind.INITIATIVE, identity, work.title, row.id, row.title)
    return None


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


def in_map(view: "MapView", identity: str) -> Selection | None:
    """Return the objective of this id."""
    for lane in view.lanes:
        for node in lane.nodes:
            if node.id == identity:
                return Selection(EntityKind.OBJECTIVE, identity, node.title, identity, node.title, lane.id)
    return None


def siblings(rows: object, identity: str) -> tuple[str, ...]:
    """Return the ids among which a thing of the tree or the scorecard is moved up and down, in the order in sight."""
    lists: Iterator[Iterable[_Row]] = iter(())
    if isinstance(rows, TreeView):
        lists = _tree_lists(rows)
    elif isinstance(rows, ScorecardView):
        lists = _scorecard_lists(rows, identity)
    return next((ids for ids in (tuple(row.id for row in listed) for listed in lists) if identity in ids), ())


def _tree_lists(view: TreeView) -> Iterator[Iterable[_Row]]:
    yield from (group.roots for group in cycle_groups(view))
    for row in objectives_in(view.roots):
        yield row.key_results
        yield row.scored.measures if row.scored is not None else ()
        yield row.children


def _scorecard_lists(view: ScorecardView, identity: str) -> Iterator[Iterable[_Row]]:
    yield (row for row in view.perspectives if row.id)
    for perspective in view.perspectives:
        yield perspective.objectives
        yield perspective.measures
        for row in perspective.objectives:
            yield row.measures
            own = next((bet.objective for bet in row.bets if bet.id == identity), None)
            yield (bet for bet in row.bets if bet.objective == own)


def _under(
    row: ScorecardObjectiveRow,
) -> tuple[tuple[EntityKind, tuple[MeasureRow | KeyResultRow | InitiativeRow, ...]], ...]:
    return (
        (EntityKind.MEASURE, row.measures),
        (EntityKind.KEY_RESULT, row.bets),
        (EntityKind.INITIATIVE, row.work),
        *((EntityKind.INITIATIVE, measure.initiatives) for measure in row.measures),
    )


def in_today(view: TodayView, identity: str) -> Selection | None:
    """Return the due, red or changed thing with this id."""
    rows: tuple[DueRow | RedRow, ...] = (*view.due, *view.red)
    for row in rows:
        if row.id == identity:
            return Selection(row.kind, identity, row.title)
    for work in view.work:
        if work.id == identity:
            return Selection(EntityKind.INITIATIVE, identity, work.row.title)
    for change in view.changes:
        if change.id == identity and change.kind is not None:
            return Selection(change.kind, identity, change.title)
    return None


def in_history(view: HistoryView, identity: str) -> Selection | None:
    """Return the thing that a change is about."""
    for batch in view.batches:
        for row in batch.rows:
            if row.id == identity and row.kind is not None and row.title:
                kind = EntityKind.KEY_RESULT if row.kind is EntityKind.CHECK_IN else row.kind
                return Selection(kind, identity, row.title)
    return None


def _objective(row: ObjectiveRow) -> Selection:
    return Selection(EntityKind.OBJECTIVE, row.id, row.title, row.id, row.title)


def _key_result(row: KeyResultRow, objective: ObjectiveRow) -> Selection:
    return Selection(EntityKind.KEY_RESULT, row.id, row.title, objective.id, objective.title)
