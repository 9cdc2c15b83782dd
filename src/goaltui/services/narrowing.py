"""The views with only what a query asks for, and with what that stands under."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from goaltui.model.enums import CLOSED, EntityKind, Status
from goaltui.rules.staleness import is_silent, is_valueless
from goaltui.services.gaps import gap
from goaltui.services.history_view import HistoryView
from goaltui.services.query import Facets, Query
from goaltui.services.rows import (
    ChangeRow,
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
from goaltui.services.scope import Reach, scope_of
from goaltui.services.words import NOTHING_LIKE_THAT

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace


class Place(NamedTuple):
    """The key of a perspective and the name of a cycle, empty where there is none."""

    perspective: str = ""
    cycle: str = ""


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Asking:
    """Whoever asks: the `names` under which they own things, those of everybody in their teams (`close`), and the team
    that each owner is in (`teams`), which a thing without a team of its own counts to; `running` are the names of the
    cycles that run, and `place` gives perspective and cycle of a thing by its id, empty where it has none."""

    names: frozenset[str] = frozenset()
    close: frozenset[str] = frozenset()
    teams: Mapping[str, str] = field(default_factory=dict)
    running: frozenset[str] = frozenset()
    place: "Callable[[str], Place]" = field(default=lambda _identity: _NOWHERE)

    def team(self, *candidates: str | None, owner: str | None) -> str:
        """The first team named, or that of the owner; empty where there is none."""
        return next(filter(None, candidates), self.teams.get(owner or "", ""))

    def flags(self, owner: str | None, *more: str) -> frozenset[str]:
        """What a query may ask with `is:` of a thing of this owner, `more` of it among them."""
        flags = {"mine": owner in self.names, "team": owner in self.close, "alone": owner is None}
        return frozenset({*(flag for flag, holds in flags.items() if holds), *more} - {""})


def asking_of(workspace: "Workspace") -> Asking:
    """Who asks, and in which teams people are."""
    records = workspace.look.records()
    names = {team.id: team.name for team in records.teams}
    people = [person for person in records.people if person.team in names]
    teams = {called: names[person.team or ""] for person in people for called in (person.key, person.name)}
    close = scope_of(records, workspace.author, Reach.TEAM).names

    # Worked out once something asks: not every query needs the whole tree.
    @cache
    def places() -> Mapping[str, Place]:
        return _places(workspace)

    running = records.all_running(workspace.today)
    return Asking(workspace.names(), close, teams, running, lambda identity: places().get(identity, _NOWHERE))


def _places(workspace: "Workspace") -> Mapping[str, Place]:
    """Where everything stands, by its id; what hangs on an objective stands where that does."""
    records, tree = workspace.look.records(), workspace.look.outline()
    keys = {item.id: item.key for item in records.perspectives}
    found = {identity: Place(key) for identity, key in keys.items()}
    for objective in tree.objectives.values():
        found[objective.id] = Place(objective.perspective or "", objective.cycle or "")
    for row in tree.key_results.values():
        found[row.id] = found[row.objective]
    for record in records.measures:
        above = found.get(record.objective or "", _NOWHERE)
        found[record.id] = Place(keys.get(record.perspective or "", above.perspective), above.cycle)
    for work in records.initiatives:
        found[work.id] = found.get(work.key_result or work.objective or "", _NOWHERE)
    return found


def narrow_roots(roots: tuple[ObjectiveRow, ...], query: Query, asking: Asking) -> tuple[ObjectiveRow, ...]:
    """Objectives and key results that match, under the objectives above them; an objective that matches keeps its key
    results."""
    kept: list[ObjectiveRow] = []
    for row in roots:
        children = narrow_roots(row.children, query, asking)
        if query.matches(_objective(row, asking)):
            kept.append(replace(row, children=children))
            continue
        key_results = tuple(item for item in row.key_results if query.matches(_key_result(item, row, asking)))
        if children or key_results:
            kept.append(replace(row, children=children, key_results=key_results))
    return tuple(kept)


def narrow_tree(view: TreeView, query: Query, asking: Asking) -> TreeView:
    """The tree with what matches."""
    return replace(view, roots=narrow_roots(view.roots, query, asking)) if query.terms else view


def narrow_scorecard(view: ScorecardView, query: Query, asking: Asking) -> ScorecardView:
    """The scorecard with what matches; scores stay those of the whole."""
    if not query.terms:
        return view
    return replace(
        view, perspectives=tuple(_perspective(row, query, asking, view.header.as_of) for row in view.perspectives)
    )


def narrow_today(view: TodayView, query: Query, asking: Asking) -> TodayView:
    """The day with what matches; what others changed is asked for by its title, its author and where it stands."""
    if not query.terms:
        return view
    return replace(
        view,
        due=tuple(row for row in view.due if query.matches(_due(row, asking))),
        red=tuple(row for row in view.red if query.matches(_red(row, asking))),
        changes=tuple(row for row in view.changes if query.matches(_change(row, row.author, asking))),
    )


def narrow_history(view: HistoryView, query: Query, asking: Asking) -> HistoryView:
    """The batches of an author (`by:`), of an author's team, of a kind, or about what a title says."""
    kept = tuple(
        batch for batch in view.batches if any(query.matches(_change(row, batch.author, asking)) for row in batch.rows)
    )
    return replace(view, batches=kept)


def _perspective(row: PerspectiveRow, query: Query, asking: Asking, today: date) -> PerspectiveRow:
    def asked(measure: MeasureRow) -> bool:
        return query.matches(_measure(measure, row.key, asking))

    measures = tuple(filter(asked, row.measures))
    scored = [_scored(item, row, query, asked, asking) for item in row.objectives]
    objectives = tuple(item for item in scored if item is not None)
    nearest = gap(objectives, measures, today) if objectives or measures else NOTHING_LIKE_THAT
    return replace(row, measures=measures, objectives=objectives, gap=nearest)


def _scored(
    row: ScorecardObjectiveRow,
    perspective: PerspectiveRow,
    query: Query,
    asked: Callable[[MeasureRow], bool],
    asking: Asking,
) -> ScorecardObjectiveRow | None:
    facets = Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(owner=row.owner),
        kind=EntityKind.OBJECTIVE.value,
        perspective=perspective.key,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=asking.flags(row.owner),
    )
    if query.matches(facets):
        return row
    measures = tuple(filter(asked, row.measures))
    return replace(row, measures=measures) if measures else None


def _objective(row: ObjectiveRow, asking: Asking) -> Facets:
    state = "closed" if row.state in CLOSED else "open"
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(row.team, owner=row.owner),
        kind=EntityKind.OBJECTIVE.value,
        cycle=row.cycle or "",
        perspective=row.perspective or "",
        status=row.status.value,
        flags=asking.flags(row.owner, state),
    )


def _key_result(row: KeyResultRow, objective: ObjectiveRow, asking: Asking) -> Facets:
    state = "closed" if objective.state in CLOSED else "open"
    stale = "stale" if is_silent(row.status, at_work=objective.is_at_work(asking.running)) else ""
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(objective.team, owner=row.owner or objective.owner),
        kind=EntityKind.KEY_RESULT.value,
        cycle=row.cycle or "",
        perspective=objective.perspective or "",
        status=row.status.value,
        flags=asking.flags(row.owner, state, stale),
    )


def _measure(row: MeasureRow, perspective: str, asking: Asking) -> Facets:
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(owner=row.owner),
        kind=EntityKind.MEASURE.value,
        perspective=perspective,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=asking.flags(row.owner, "open", "stale" if is_valueless(row.data) else ""),
    )


def _due(row: DueRow, asking: Asking) -> Facets:
    status = row.status.value if row.status else row.band.value if row.band else Status.PENDING.value
    place = asking.place(row.id)
    return Facets(
        f"{row.title} {row.context}",
        owner=row.owner or "",
        team=asking.team(row.team, owner=row.owner),
        kind=row.kind.value,
        status=status,
        flags=asking.flags(row.owner, "open", "stale" if row.stale else ""),
        perspective=place.perspective,
        cycle=place.cycle,
    )


def _change(row: ChangeRow, author: str, asking: Asking) -> Facets:
    kind = row.kind.value if row.kind else ""
    place = asking.place(row.id)
    return Facets(
        row.title,
        owner=author,
        team=asking.team(owner=author),
        kind=kind,
        flags=asking.flags(author),
        perspective=place.perspective,
        cycle=place.cycle,
    )


def _red(row: RedRow, asking: Asking) -> Facets:
    title = f"{row.title} {row.context}"
    place = asking.place(row.id)
    return Facets(
        title,
        team=row.team or "",
        kind=row.kind.value,
        status=Status.AT_RISK.value,
        flags=("open", "alone"),
        perspective=place.perspective,
        cycle=place.cycle,
    )
