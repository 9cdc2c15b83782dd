"""The views with only what a query asks for, and with what that stands under."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from goaltui.model.enums import DataState, ObjectiveState, Status
from goaltui.services.gaps import gap
from goaltui.services.history_view import HistoryView
from goaltui.services.query import Facets, Query
from goaltui.services.rows import (
    DueRow,
    KeyResultRow,
    MeasureRow,
    ObjectiveRow,
    PerspectiveRow,
    RedRow,
    ScorecardObjectiveRow,
    ScorecardView,
    TodayView,
    TreeView,
)

_CLOSED = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})
_STALE = frozenset({DataState.CARRIED, DataState.MISSING, DataState.NEVER})


def narrow_roots(roots: tuple[ObjectiveRow, ...], query: Query, names: frozenset[str]) -> tuple[ObjectiveRow, ...]:
    """Objectives and key results that match, under the objectives above them; an objective that matches keeps its key
    results. `names` are those of whoever asks."""
    kept: list[ObjectiveRow] = []
    for row in roots:
        children = narrow_roots(row.children, query, names)
        if query.matches(_objective(row, names)):
            kept.append(replace(row, children=children))
            continue
        key_results = tuple(item for item in row.key_results if query.matches(_key_result(item, row, names)))
        if children or key_results:
            kept.append(replace(row, children=children, key_results=key_results))
    return tuple(kept)


def narrow_tree(view: TreeView, query: Query, names: frozenset[str]) -> TreeView:
    """The tree with what matches."""
    return replace(view, roots=narrow_roots(view.roots, query, names)) if query.terms else view


def narrow_scorecard(view: ScorecardView, query: Query, names: frozenset[str]) -> ScorecardView:
    """The scorecard with what matches; scores stay those of the whole."""
    if not query.terms:
        return view
    return replace(
        view, perspectives=tuple(_perspective(row, query, names, view.header.as_of) for row in view.perspectives)
    )


def narrow_today(view: TodayView, query: Query, names: frozenset[str]) -> TodayView:
    """The day with what matches; what others changed is asked for by its title and its author."""
    if not query.terms:
        return view
    return replace(
        view,
        due=tuple(row for row in view.due if query.matches(_due(row, names))),
        red=tuple(row for row in view.red if query.matches(_red(row))),
        changes=tuple(row for row in view.changes if query.matches(Facets(row.title, owner=row.author))),
    )


def narrow_history(view: HistoryView, query: Query) -> HistoryView:
    """The batches of an author or about what a title says."""
    kept = tuple(
        batch
        for batch in view.batches
        if any(query.matches(Facets(row.title, owner=batch.author)) for row in batch.rows)
    )
    return replace(view, batches=kept)


def _perspective(row: PerspectiveRow, query: Query, names: frozenset[str], today: date) -> PerspectiveRow:
    def asked(measure: MeasureRow) -> bool:
        return query.matches(_measure(measure, row.key, names))

    measures = tuple(filter(asked, row.measures))
    scored = [_scored(item, row, query, asked, names) for item in row.objectives]
    objectives = tuple(item for item in scored if item is not None)
    return replace(row, measures=measures, objectives=objectives, gap=gap(objectives, measures, today))


def _scored(
    row: ScorecardObjectiveRow,
    perspective: PerspectiveRow,
    query: Query,
    asked: Callable[[MeasureRow], bool],
    names: frozenset[str],
) -> ScorecardObjectiveRow | None:
    facets = Facets(
        row.title,
        owner=row.owner or "",
        perspective=perspective.key,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=_flags(row.owner, names),
    )
    if query.matches(facets):
        return row
    measures = tuple(filter(asked, row.measures))
    return replace(row, measures=measures) if measures else None


def _objective(row: ObjectiveRow, names: frozenset[str]) -> Facets:
    state = "closed" if row.state in _CLOSED else "open"
    return Facets(
        row.title,
        owner=row.owner or "",
        team=row.team or "",
        cycle=row.cycle or "",
        perspective=row.perspective or "",
        status=row.status.value,
        flags=_flags(row.owner, names, state),
    )


def _key_result(row: KeyResultRow, objective: ObjectiveRow, names: frozenset[str]) -> Facets:
    state = "closed" if objective.state in _CLOSED else "open"
    stale = "stale" if row.status is Status.OUTDATED else ""
    return Facets(
        row.title,
        owner=row.owner or "",
        team=objective.team or "",
        cycle=row.cycle or "",
        perspective=objective.perspective or "",
        status=row.status.value,
        flags=_flags(row.owner, names, state, stale),
    )


def _measure(row: MeasureRow, perspective: str, names: frozenset[str]) -> Facets:
    return Facets(
        row.title,
        owner=row.owner or "",
        perspective=perspective,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=_flags(row.owner, names, "open", "stale" if row.data in _STALE else ""),
    )


def _due(row: DueRow, names: frozenset[str]) -> Facets:
    status = row.status.value if row.status else row.band.value if row.band else Status.PENDING.value
    return Facets(
        f"{row.title} {row.context}",
        owner=row.owner or "",
        status=status,
        flags=_flags(row.owner, names, "open", "stale"),
    )


def _red(row: RedRow) -> Facets:
    return Facets(f"{row.title} {row.context}", status=Status.AT_RISK.value, flags=("open", "alone"))


def _flags(owner: str | None, names: frozenset[str], *more: str) -> frozenset[str]:
    return frozenset({"mine" if owner in names else "", "alone" if owner is None else "", *more} - {""})
