"""The page of a team: its own goals, with progress, score and coverage over these alone."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import CLOSED, Band, EntityKind, Method
from goaltui.model.errors import NotFound
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _, _p
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import fold
from goaltui.rules.scoring import rollup
from goaltui.services.core import formatting
from goaltui.services.core.ownership import persons
from goaltui.services.core.rows.detail import ExplanationLine
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, objectives_in
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.scorecard import band_of
from goaltui.services.filters.filtered_views import FilterContext, asking_of
from goaltui.services.views.strategy_thread import serves_strategy
from goaltui.services.views.today import today_of

if TYPE_CHECKING:
    from goaltui.services.core.snapshot import Snapshot
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team with what is its own, or of its people where it names no other team. `progress` is the mean of its
    objectives of running cycles that stand under no other of them, `score` that of its measures, each with its
    coverage; `elsewhere` are key results of its people under objectives of others; `serving` of its objectives of
    running cycles serve a strategic one."""

    id: str
    name: str
    above: str | None
    below: tuple[str, ...]
    people: tuple[str, ...]
    objectives: tuple[ObjectiveRow, ...]
    elsewhere: tuple[KeyResultRow, ...]
    measures: tuple[MeasureRow, ...]
    work: tuple[InitiativeRow, ...]
    progress: float | None
    coverage: float | None
    score: float | None
    band: Band | None
    measured: float | None
    due: int
    late: int
    running: int
    serving: int


def team_page(workspace: "Workspace", team: str) -> TeamPage:
    """Return the page of a team by its id; raises NotFound."""
    look = workspace.look
    records, tree = look.records(), look.outline()
    record = next((item for item in records.teams if item.id == team), None)
    if record is None:
        raise NotFound(_("That team is no longer there; somebody may have deleted it."))
    asking, method = asking_of(workspace), Method(records.workspace.method)
    own = [row for row in _standing(look) if asking.team(row.team, owner=row.owner) == record.name]
    now = [row for row in own if row.is_at_work(asking.running)] if method.uses_okr else []
    within = {row.id for row in now if row.cycle is not None}
    top = [row for row in now if row.cycle is not None and row.parent not in within]
    parts = [rollup.Part.of(row, row.progress, measured=row.coverage or 0.0) for row in top]
    mine = [item for item in look.measured().values() if _is_of(item.row, look, asking, record.name)]
    scored = rollup.score([item.part for item in mine if method.uses_scorecard])
    held = {row.id for row in own}
    elsewhere = [
        row
        for row in tree.key_results.values()
        if method.uses_okr
        and row.objective not in held
        and tree.objectives[row.objective].state not in CLOSED
        and asking.team(owner=row.owner) == record.name
    ]
    owed = [row for row in today_of(workspace).due if asking.team(row.team, owner=row.owner) == record.name]
    return TeamPage(
        id=record.id,
        name=record.name,
        above=next((item.name for item in records.teams if item.id == record.parent), None),
        below=tuple(sorted(item.name for item in records.teams if item.parent == record.id)),
        people=tuple(sorted(item.name for item in records.people if item.team == record.id)),
        objectives=tuple(own),
        elsewhere=tuple(elsewhere),
        measures=tuple(item.row for item in mine) if method.uses_scorecard else (),
        work=tuple(_work(look, asking, record.name)),
        progress=rollup.progress(parts),
        coverage=rollup.coverage(parts) if parts else None,
        score=scored.score,
        band=band_of(scored.score),
        measured=scored.coverage if scored.applies and mine else None,
        due=len(owed),
        late=sum(1 for row in owed if row.late > 0),
        running=len(within),
        serving=sum(serves_strategy(look, row) for row in now if row.id in within),
    )


def team_named(workspace: "Workspace", name: str) -> str:
    """Return the id of the team of that name or key; raises NotFound, naming what there is."""
    teams = workspace.look.records().teams
    for item in teams:
        if fold(name.strip()) in (fold(item.name), fold(item.key)):
            return item.id
    known = listed(sorted(item.name for item in teams)) or _("none")
    if owner := next(iter(persons(workspace.look.records(), name.strip())), None):
        raise NotFound(
            _(
                "{name} is a person, not a team; goaltui tree --filter owner:{key} shows what is owned.",
                name=formatting.quoted(owner.name),
                key=owner.key,
            )
        )
    raise NotFound(_("No team is called {name}; there are {known}.", name=formatting.quoted(name), known=known))


def team_lines(page: TeamPage) -> Iterator[ExplanationLine]:
    """Yield the page in lines; those with a depth are below the one before."""
    yield from _facts(page)
    yield from _listed(_("Objectives"), [line for row in page.objectives for line in _objective(row)])
    yield from _listed(_("Key results for others"), [_key_result(row) for row in page.elsewhere])
    yield from _listed(_("Measures"), [_measure(row) for row in page.measures])
    yield from _listed(_("Work"), [ExplanationLine(row.title, _told(row), 1) for row in page.work])


def _facts(page: TeamPage) -> Iterator[ExplanationLine]:
    if page.above:
        yield ExplanationLine(_("Part of"), page.above)
    if page.below:
        yield ExplanationLine(_("Teams in it"), ", ".join(page.below))
    yield ExplanationLine(_("People"), ", ".join(page.people) or _("nobody"))
    if page.running:
        told = counted(page.running, "objective of a running cycle", "objectives of running cycles")
        progress = formatting.covered(page.progress, page.coverage)
        yield ExplanationLine(
            _("Progress"),
            _(
                "{progress} ({objectives}, {serving} serving the strategy)",
                progress=progress,
                objectives=told,
                serving=page.serving,
            ),
        )
    if page.measures:
        told = EntityKind.MEASURE.counted(len(page.measures))
        yield ExplanationLine(_("Score"), f"{formatting.scored(page.score, page.band, page.measured)} ({told})")
    due = EntityKind.CHECK_IN.counted(page.due) if page.due else _p("due", "nothing")
    late = _("{check_ins}, {late} late", check_ins=due, late=page.late)
    yield ExplanationLine(_("Due"), late if page.due and page.late else due)


def _listed(heading: str, lines: Sequence[ExplanationLine]) -> Iterator[ExplanationLine]:
    if lines:
        yield ExplanationLine(heading, "")
        yield from lines


def _objective(row: ObjectiveRow) -> Iterator[ExplanationLine]:
    stands = (formatting.covered(row.progress, row.coverage), row.status.word)
    scored = row.scored or row.by_measures
    if scored is not None:
        stands = (formatting.scored(scored.score, scored.band, scored.coverage), "")
    told = filter(None, (row.cycle or _("strategic"), *stands, row.owner or _("no owner")))
    yield ExplanationLine(row.title, ", ".join(told), 1)
    for item in row.key_results:
        yield ExplanationLine(item.title, _of_key_result(item), 2)


def _key_result(row: KeyResultRow) -> ExplanationLine:
    return ExplanationLine(row.title, _of_key_result(row), 1)


def _of_key_result(row: KeyResultRow) -> str:
    now = (formatting.now_text(row), formatting.percent(row.progress), row.status.word)
    return ", ".join((*now, row.owner or _("no owner")))


def _measure(row: MeasureRow) -> ExplanationLine:
    now = formatting.with_unit(formatting.measure_now(row), row.unit)
    return ExplanationLine(row.title, f"{now}, {formatting.scored(row.score, row.band, None)}", 1)


def _told(row: InitiativeRow) -> str:
    return ", ".join(part for part in (row.owner or _("no owner"), formatting.work_word(row)) if part)


def _standing(look: "Snapshot") -> Iterator[ObjectiveRow]:
    """Yield the objectives that are not closed, in their order."""
    rows = {row.id: row for row in objectives_in(look.tree().roots)}
    listed = (rows[item.id] for item in look.records().objectives if item.id in rows)
    yield from (row for row in listed if row.state not in CLOSED)


def _is_of(row: MeasureRow, look: "Snapshot", asking: FilterContext, team: str) -> bool:
    """Return whether a measure is the team's: its own team, else that of its owner, else that of its objective."""
    above = look.outline().objectives.get(row.objective or "")
    return (asking.team(row.team, owner=row.owner) or (above.team if above else None)) == team


def _work(look: "Snapshot", asking: FilterContext, team: str) -> Iterator[InitiativeRow]:
    rows = look.outline()
    for serves, items in look.work().items():
        key_result = rows.key_results.get(serves)
        above = rows.objectives.get(key_result.objective if key_result else serves)
        for row in items:
            if row.is_open and (asking.team(owner=row.owner) or (above.team if above else None)) == team:
                yield row
