"""The strategy on a page: its statements, its themes with their results, its gaps, and the goals that serve it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from goaltui.model.enums import CLOSED, Band, Method, ObjectiveState
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.scoring import rollup
from goaltui.services.core.formatting import listed_some
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.scorecard import band_of
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.views.strategy_thread import serves_strategy

LABELS = (
    ("vision", N_("Vision"), N_("Where do we want to be in the end?")),
    ("mission", N_("Mission"), N_("What are we here for?")),
    ("values", N_("Values"), N_("What do we hold to on the way?")),
    ("strategy", N_("Strategy"), N_("How do we get there, and what do we not do?")),
    ("destination", N_("Destination"), N_("What is different in three to five years, in numbers?")),
)
"""The field of each statement, what it is called, and what it answers."""

_NO_TEAM = N_("no team")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, its text empty where nothing was written yet."""

    field: str
    label: str
    text: str
    asks: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme: how many strategic objectives it holds, their score with its coverage, and the progress of what
    serves them in cycles."""

    id: str
    name: str
    text: str
    objectives: int
    score: float | None
    band: Band | None
    coverage: float | None
    progress: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """The share of objectives of a cycle, or of a team over all running cycles, that serve a strategic one."""

    name: str
    serving: int
    count: int

    @property
    def part(self) -> float:
        """The share, 0–1."""
        return self.serving / self.count


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """All of it; `lacking` are sentences."""

    statements: tuple[Statement, ...]
    themes: tuple[ThemeRow, ...]
    lacking: tuple[str, ...]
    by_cycle: tuple[Share, ...]
    by_team: tuple[Share, ...]


def strategy_page(look: Snapshot) -> StrategyPage:
    """Return the page on the day looked at."""
    home = look.records().workspace
    statements = tuple(Statement(field, _(label), getattr(home, field), _(asks)) for field, label, asks in LABELS)
    by_cycle, by_team = _shares(look) if Method(home.method).uses_okr else ((), ())
    return StrategyPage(statements, tuple(theme_rows(look)), tuple(_lacking(look, statements)), by_cycle, by_team)


def sponsor_of(look: Snapshot) -> str:
    """Return the name of the leader who answers for the strategy; empty for nobody."""
    records = look.records()
    return next((item.name for item in records.people if item.id == records.workspace.sponsor), "")


def theme_rows(look: Snapshot) -> Iterator[ThemeRow]:
    """Yield the themes with what their objectives on the scorecard come to, and what serves them in cycles."""
    scored = {row.id: row for place in look.scorecard().perspectives for row in place.objectives}
    rows = look.outline().objectives
    for theme in look.records().themes:
        held = [row for row in rows.values() if row.theme == theme.name and row.state is not ObjectiveState.DROPPED]
        strategic = [row for row in held if row.cycle is None]
        parts = [
            rollup.Scored(item.weight, item.score, item.coverage or 0.0, item.coverage is not None)
            for row in held
            if (item := scored.get(row.id)) is not None
        ]
        whole = rollup.score(parts)
        moving = [row for row in held if row.cycle is not None and not _is_below_another(row, rows.values())]
        done = rollup.progress([rollup.Part.of(row, row.progress) for row in moving], over=False)
        yield ThemeRow(
            theme.id,
            theme.name,
            theme.text,
            len(strategic),
            whole.score,
            band_of(whole.score),
            whole.coverage if whole.applies and parts else None,
            done,
        )


def _is_below_another(row: ObjectiveRow, rows: Iterable[ObjectiveRow]) -> bool:
    """Return whether it counts already in another objective of a cycle."""
    return any(other.id == row.parent and other.cycle is not None for other in rows)


def _shares(look: Snapshot) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
    records = look.records()
    running = records.all_running(look.day)
    cycles, teams, serving_cycles, serving_teams = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in look.outline().objectives.values():
        if row.cycle is None or row.state is ObjectiveState.DROPPED:
            continue
        serves = serves_strategy(look, row)
        cycles[row.cycle] += 1
        serving_cycles[row.cycle] += serves
        if row.cycle in running:
            teams[row.team or _(_NO_TEAM)] += 1
            serving_teams[row.team or _(_NO_TEAM)] += serves
    ordered = sorted(records.cycles, key=lambda item: (item.start, item.name), reverse=True)
    by_cycle = tuple(
        Share(item.name, serving_cycles[item.name], cycles[item.name]) for item in ordered if cycles[item.name]
    )
    return by_cycle, tuple(Share(name, serving_teams[name], teams[name]) for name in sorted(teams))


def _lacking(look: Snapshot, statements: Iterable[Statement]) -> Iterator[str]:
    """Yield the parts that a complete strategy still lacks, from far to near."""
    records = look.records()
    for statement in statements:
        if not statement.text:
            yield _("No {statement}: {asks}", statement=statement.label.lower(), asks=statement.asks)
    strategic = [row for row in look.outline().objectives.values() if row.cycle is None and row.state not in CLOSED]
    if Method(records.workspace.method).uses_scorecard:
        yield from _lacking_on_the_scorecard(look, strategic)
    if records.themes:
        loose = [row.title for row in strategic if row.theme is None]
        if loose:
            yield _("In no theme: {titles}.", titles=listed_some(loose))
        held = {row.theme for row in strategic}
        empty = [theme.name for theme in records.themes if theme.name not in held]
        if empty:
            yield _("Themes without a strategic objective: {names}.", names=listed_some(empty))


def _lacking_on_the_scorecard(look: Snapshot, strategic: list[ObjectiveRow]) -> Iterator[str]:
    records, measured = look.records(), {item.objective for item in look.records().measures}
    if not strategic:
        yield _("No strategic objective: what has to be true in each perspective?")
        return
    held = {row.perspective for row in strategic}
    empty = [item.name for item in records.ordered_perspectives if item.key not in held]
    if empty:
        yield _n(
            "{count} perspective without an objective: {names}.",
            "{count} perspectives without an objective: {names}.",
            len(empty),
            names=listed_some(empty),
        )
    blind = [row.title for row in strategic if row.id not in measured]
    if blind:
        yield _("Without a measure: {titles}.", titles=listed_some(blind))
    if len(strategic) > 1 and not records.links:
        yield _("No link on the map: which objective drives which?")
