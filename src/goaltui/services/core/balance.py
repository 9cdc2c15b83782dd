"""The balance over the perspectives: counts of goals and work, never graded."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from goaltui.model.enums import MeasureKind, Method, ObjectiveState
from goaltui.model.quick.translation import N_
from goaltui.model.records import Records
from goaltui.rules.scoring.evenness import evenness
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.rows.scorecard import BalanceRow, ScorecardView
from goaltui.services.core.shown_by_method import hidden_ids, in_sight

_KEY_RESULTS = N_("key results")


def balance_rows(records: Records, tree: Outline, recent: Mapping[str, int], today: date) -> tuple[BalanceRow, ...]:
    """Return the spread of objectives, measures, running key results, open initiatives and recent check-ins."""
    okr, hidden = Method(records.workspace.method).uses_okr, hidden_ids(records)
    records = in_sight(records)
    order = [record.key for record in records.ordered_perspectives]
    keys = {record.id: record.key for record in records.perspectives}

    def place(objective: str | None, perspective: str | None = None) -> str | None:
        row = tree.objectives.get(objective or "")
        return row.perspective if row else keys.get(perspective or "")

    measures = {record.id: place(record.objective, record.perspective) for record in records.measures}
    running = {
        row.id: place(row.objective)
        for row in tree.key_results.values()
        if okr and tree.objectives[row.objective].state is ObjectiveState.ACTIVE and _is_running(row.cycle, tree, today)
    }
    checked = Counter[str | None]()
    for row in tree.key_results.values():
        if okr and row.measure not in measures:
            checked[place(row.objective)] += recent.get(row.measure, 0)
    for identity, perspective in measures.items():
        checked[perspective] += recent.get(identity, 0)
    kinds = {record.id: record.kind for record in records.measures}
    counts: tuple[tuple[str, Mapping[str | None, int]], ...] = (
        (N_("objectives"), Counter(row.perspective for row in tree.objectives.values() if row.id not in hidden)),
        (N_("lag measures"), _of_kind(measures, kinds, MeasureKind.LAG)),
        (N_("lead measures"), _of_kind(measures, kinds, MeasureKind.LEAD)),
        (_KEY_RESULTS, Counter(running.values())),
        (N_("initiatives"), Counter(_initiative_places(records, tree, measures))),
        (N_("check-ins"), checked),
    )
    return tuple(_row(what, [found.get(key, 0) for key in order]) for what, found in counts)


def _row(what: str, counts: list[int]) -> BalanceRow:
    return BalanceRow(what, tuple(counts), evenness(counts))


def _is_running(cycle: str | None, tree: Outline, today: date) -> bool:
    return any(record.runs_on(today) for record in tree.names.cycles.values() if record.name == cycle)


def _of_kind(measures: Mapping[str, str | None], kinds: Mapping[str, str], kind: MeasureKind) -> Counter[str | None]:
    return Counter(perspective for identity, perspective in measures.items() if kinds[identity] == kind)


def _initiative_places(records: Records, tree: Outline, measures: Mapping[str, str | None]) -> Iterable[str | None]:
    for initiative in records.initiatives:
        serves = initiative.serves or ""
        key_result = tree.key_results.get(serves)
        objective = tree.objectives.get(key_result.objective if key_result else serves)
        if initiative.is_open and (objective is not None or serves in measures):
            yield objective.perspective if objective is not None else measures[serves]


def shown_rows(view: ScorecardView) -> tuple[BalanceRow, ...]:
    """Return the rows that the method looks at: without OKR there is nothing to say of key results."""
    return tuple(row for row in view.balance if view.header.method.uses_okr or row.what != _KEY_RESULTS)
