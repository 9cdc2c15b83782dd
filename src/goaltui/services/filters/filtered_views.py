"""Filters of the views: the rows that match a query, with the rows above them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from goaltui.model.enums import CLOSED, EntityKind, RemarkKind, Status
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.model.text import fold
from goaltui.rules.progress.staleness import is_silent, is_valueless
from goaltui.services.core.formatting import NOTHING_LIKE_THAT
from goaltui.services.core.ownership import ME, NOBODY, Reach, mine, scope_of
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.core.rows.today import ChangeRow, DueRow, RedRow, TodayView, WorkRow
from goaltui.services.core.top_issue import gap
from goaltui.services.filters.query import Facets, Query, Term, is_named
from goaltui.services.parsing.cycle_words import CycleDays, cycle_meant

if TYPE_CHECKING:
    from goaltui.model.records import Records
    from goaltui.services.core.workspace import Workspace


class ItemPlace(NamedTuple):
    """The key of a perspective and the names of a cycle and a theme, empty where there is none."""

    perspective: str = ""
    cycle: str = ""
    theme: str = ""


_NOWHERE = ItemPlace()


@dataclass(frozen=True, slots=True)
class FilterContext:
    """Whoever asks: the `names` under which they own things, those of everybody in their teams (`close`), and the team
    that each owner is in (`teams`), which a thing without a team of its own counts to; `running` are the names of the
    cycles that run `today`, `cycles` are the days of every cycle by name, `people` are the folded names of everybody,
    `said` is what was said at the close of objectives by their id, and `place` gives perspective, cycle and theme of a
    thing by its id, empty where it has none."""

    names: frozenset[str | None] = frozenset()
    close: frozenset[str | None] = frozenset()
    teams: Mapping[str, str] = field(default_factory=dict)
    running: frozenset[str] = frozenset()
    today: date = date.min
    cycles: CycleDays = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)
    place: "Callable[[str], ItemPlace]" = field(default=lambda _identity: _NOWHERE)

    def team(self, *candidates: str | None, owner: str | None) -> str:
        """Return the first team named, or that of the owner; empty where there is none."""
        return next(filter(None, candidates), self.teams.get(owner or "", ""))

    def meant(self, query: Query) -> Query:
        """Return a query with the names that its words stand for, as in `cycle:current` and `owner:me`; raises
        WrongUsage for a word that could be several cycles.
        """
        if not any(term.key in ("cycle", "owner") for term in query.terms):
            return query
        return replace(query, terms=tuple(map(self._meant, query.terms)))

    def _meant(self, term: Term) -> Term:
        if term.key == "owner" and self.is_me(term.value):
            return replace(term, key="is", value="mine")
        if term.key == "owner" and self.is_nobody(term.value):
            return replace(term, key="is", value="alone")
        if term.key == "cycle":
            return replace(term, value=",".join(self.cycle(name.strip()) for name in term.value.split(",")))
        return term

    def is_me(self, name: str) -> bool:
        """Return whether a name stands for whoever asks."""
        return fold(name) in ME and fold(name) not in self.people

    def is_nobody(self, name: str) -> bool:
        """Return whether a name stands for no owner."""
        return fold(name) in NOBODY and fold(name) not in self.people

    def cycle(self, name: str) -> str:
        """Return the folded name of the cycle that a word means, or the name itself."""
        if not name or any(is_named(known, fold(name)) for known in self.cycles):
            return name
        meant = cycle_meant(self.cycles, name, self.today)
        return name if meant is None else fold(meant)

    def flags(self, owner: str | None, *more: str) -> frozenset[str]:
        """Return the words that `is:` matches for a thing of this owner, `more` among them."""
        flags = {"mine": owner in self.names, "team": owner in self.close, "alone": owner is None}
        return frozenset({*(flag for flag, holds in flags.items() if holds), *more} - {""})


def asking_of(workspace: "Workspace") -> FilterContext:
    """Return the context of a query: its author, and the teams of people."""
    records = workspace.look.records()
    names = {team.id: team.name for team in records.teams}
    people = [person for person in records.people if person.team in names]
    teams = {called: names[person.team or ""] for person in people for called in (person.key, person.name)}
    close = scope_of(records, workspace.author, Reach.TEAM).names

    # Worked out once something asks: not every query needs the whole tree.
    @cache
    def places() -> Mapping[str, ItemPlace]:
        return _places(workspace)

    running = records.all_running(workspace.today)
    return FilterContext(
        names=mine(records, workspace.author),
        close=close,
        teams=teams,
        running=running,
        today=workspace.today,
        cycles=records.cycle_days,
        people=frozenset(fold(called) for person in records.people for called in (person.key, person.name)),
        said=_said(records),
        place=lambda identity: places().get(identity, _NOWHERE),
    )


def _said(records: "Records") -> Mapping[str, str]:
    """Return the closing words of objectives, with reasons and learnings, by id."""
    found = {item.id: item.closing for item in records.objectives if item.closing}
    for item in records.remarks:
        if item.kind == RemarkKind.LEARNING and item.subject_kind == EntityKind.OBJECTIVE:
            found[item.subject] = f"{found.get(item.subject, '')} {item.text}"
    return found


def _places(workspace: "Workspace") -> Mapping[str, ItemPlace]:
    """Return the place of everything by id; a thing on an objective has the objective's place."""
    records, tree = workspace.look.records(), workspace.look.outline()
    keys = {item.id: item.key for item in records.perspectives}
    found = {identity: ItemPlace(key) for identity, key in keys.items()}
    for objective in tree.objectives.values():
        found[objective.id] = ItemPlace(objective.perspective or "", objective.cycle or "", objective.theme or "")
    for row in tree.key_results.values():
        found[row.id] = found[row.objective]
    for record in records.measures:
        above = found.get(record.objective or "", _NOWHERE)
        found[record.id] = ItemPlace(keys.get(record.perspective or "", above.perspective), above.cycle, above.theme)
    for work in records.initiatives:
        found[work.id] = found.get(work.serves or "", _NOWHERE)
    return found


def narrow_roots(roots: tuple[ObjectiveRow, ...], query: Query, asking: FilterContext) -> tuple[ObjectiveRow, ...]:
    """Return the rows that match, under their parents; an objective or key result that
    matches keeps what is under it.
    """
    return _narrow_roots(roots, asking.meant(query), asking)


def _narrow_roots(roots: tuple[ObjectiveRow, ...], query: Query, asking: FilterContext) -> tuple[ObjectiveRow, ...]:
    kept: list[ObjectiveRow] = []
    for row in roots:
        children = _narrow_roots(row.children, query, asking)
        if query.matches(_objective(row, asking)):
            kept.append(replace(row, children=children))
            continue
        found = [_narrow_key_result(item, row, query, asking) for item in row.key_results]
        key_results = tuple(item for item in found if item is not None)
        work = _narrow_work(row.initiatives, query, asking)
        scored = row.scored
        if scored is not None:
            measures = _narrow_measures(scored.measures, row.perspective or "", query, asking)
            scored = replace(scored, measures=measures)
        if children or key_results or work or (scored is not None and scored.measures):
            kept.append(replace(row, children=children, key_results=key_results, initiatives=work, scored=scored))
    return tuple(kept)


def _narrow_key_result(
    row: KeyResultRow, objective: ObjectiveRow, query: Query, asking: FilterContext
) -> KeyResultRow | None:
    if query.matches(key_result_facets(row, objective, asking)):
        return row
    work = _narrow_work(row.initiatives, query, asking)
    return replace(row, initiatives=work) if work else None


def _narrow_work(rows: tuple[InitiativeRow, ...], query: Query, asking: FilterContext) -> tuple[InitiativeRow, ...]:
    return tuple(row for row in rows if query.matches(initiative_facets(row, asking)))


def narrow_tree(view: TreeView, query: Query, asking: FilterContext) -> TreeView:
    """Return the tree with the rows that match."""
    if not query.terms:
        return view
    return replace(view, roots=narrow_roots(view.roots, query, asking), group=query.group)


def narrow_scorecard(view: ScorecardView, query: Query, asking: FilterContext) -> ScorecardView:
    """Return the scorecard with the rows that match; scores stay those of the whole."""
    if not query.terms:
        return view
    query = asking.meant(query)
    return replace(view, perspectives=tuple(_perspective(row, query, asking, view.header) for row in view.perspectives))


def narrow_today(view: TodayView, query: Query, asking: FilterContext) -> TodayView:
    """Return the day's rows that match; changes by others match by title, author and place."""
    if not query.terms:
        return view
    query = asking.meant(query)
    return replace(
        view,
        due=tuple(row for row in view.due if query.matches(_due(row, asking))),
        work=tuple(row for row in view.work if query.matches(_due_work(row, asking))),
        red=tuple(row for row in view.red if query.matches(_red(row, asking))),
        changes=tuple(row for row in view.changes if query.matches(change_facets(row, row.author, asking))),
    )


def _perspective(row: PerspectiveRow, query: Query, asking: FilterContext, header: ViewHeader) -> PerspectiveRow:
    measures = _narrow_measures(row.measures, row.key, query, asking)
    scored = [_scored(item, row, query, asking) for item in row.objectives]
    objectives = tuple(item for item in scored if item is not None)
    found = bool(objectives or measures)
    nearest = gap(objectives, measures, header.as_of, header.method) if found else _(NOTHING_LIKE_THAT)
    return replace(row, measures=measures, objectives=objectives, gap=nearest)


def _narrow_measures(
    rows: tuple[MeasureRow, ...], perspective: str, query: Query, asking: FilterContext
) -> tuple[MeasureRow, ...]:
    kept = []
    for row in rows:
        work = row.initiatives
        if not query.matches(measure_facets(row, perspective, asking)):
            work = _narrow_work(row.initiatives, query, asking)
            if not work:
                continue
        kept.append(replace(row, initiatives=work))
    return tuple(kept)


def _scored(
    row: ScorecardObjectiveRow, perspective: PerspectiveRow, query: Query, asking: FilterContext
) -> ScorecardObjectiveRow | None:
    facets = Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(owner=row.owner),
        kind=EntityKind.OBJECTIVE.value,
        perspective=perspective.key,
        theme=asking.place(row.id).theme,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=asking.flags(row.owner),
    )
    if query.matches(facets):
        return row
    measures = _narrow_measures(row.measures, perspective.key, query, asking)
    work = _narrow_work(row.work, query, asking)
    return replace(row, measures=measures, work=work) if measures or work else None


def _objective(row: ObjectiveRow, asking: FilterContext) -> Facets:
    state = "closed" if row.state in CLOSED else "open"
    scored = row.scored or row.by_measures
    band = scored.band if scored is not None else None
    return Facets(
        f"{row.title} {asking.said.get(row.id, '')}",
        owner=row.owner or "",
        team=asking.team(row.team, owner=row.owner),
        kind=EntityKind.OBJECTIVE.value,
        cycle=row.cycle or "",
        perspective=row.perspective or "",
        theme=row.theme or "",
        status=band.value if band else row.status.value,
        flags=asking.flags(row.owner, state),
    )


def key_result_facets(row: KeyResultRow, objective: ObjectiveRow, asking: FilterContext) -> Facets:
    """Return the facets of a key result under an objective, for a query."""
    state = "closed" if objective.state in CLOSED else "open"
    stale = "stale" if is_silent(row.status, spoken=row.spoken, at_work=objective.is_at_work(asking.running)) else ""
    late = "late" if row.next_due is not None and row.next_due < asking.today else ""
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(objective.team, owner=row.owner or objective.owner),
        kind=EntityKind.KEY_RESULT.value,
        cycle=row.cycle or "",
        perspective=objective.perspective or "",
        theme=objective.theme or "",
        status=row.status.value,
        flags=asking.flags(row.owner, state, stale, late),
    )


def measure_facets(row: MeasureRow, perspective: str, asking: FilterContext) -> Facets:
    """Return the facets of a measure in a perspective, for a query."""
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(row.team, owner=row.owner),
        kind=EntityKind.MEASURE.value,
        perspective=perspective,
        theme=asking.place(row.id).theme,
        status=row.band.value if row.band else Status.PENDING.value,
        flags=asking.flags(
            row.owner, "open", "stale" if is_valueless(row.data) else "", "key" if row.record.key_measure else ""
        ),
    )


def initiative_facets(row: InitiativeRow, asking: FilterContext) -> Facets:
    """Return the facets of an initiative, for a query."""
    place = asking.place(row.id)
    return Facets(
        row.title,
        owner=row.owner or "",
        team=asking.team(owner=row.owner),
        kind=EntityKind.INITIATIVE.value,
        flags=asking.flags(row.owner, "open" if row.is_open else "closed", "late" if row.late else ""),
        perspective=place.perspective,
        cycle=place.cycle,
        theme=place.theme,
    )


def _due_work(row: WorkRow, asking: FilterContext) -> Facets:
    found = initiative_facets(row.row, asking)
    return replace(found, title=f"{row.row.title} {row.context}", team=asking.team(row.team, owner=row.row.owner))


def _due(row: DueRow, asking: FilterContext) -> Facets:
    status = row.status.value if row.status else row.band.value if row.band else Status.PENDING.value
    place = asking.place(row.id)
    return Facets(
        f"{row.title} {row.context}",
        owner=row.owner or "",
        team=asking.team(row.team, owner=row.owner),
        kind=row.kind.value,
        status=status,
        flags=asking.flags(row.owner, "open", "stale" if row.stale else "", "late" if row.late > 0 else ""),
        perspective=place.perspective,
        cycle=place.cycle,
        theme=place.theme,
    )


def change_facets(row: ChangeRow, author: str, asking: FilterContext) -> Facets:
    """Return what a query can ask of one change."""
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
        theme=place.theme,
    )


def _red(row: RedRow, asking: FilterContext) -> Facets:
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
        theme=place.theme,
    )
