"""What is owed today: due check-ins, what is red with nobody on it, what others changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from goaltui.model.changes import made_on
from goaltui.model.enums import AT_WORK, Band, DataState, EntityKind, Frequency, ObjectiveState, Status
from goaltui.model.records import InitiativeRecord, Records
from goaltui.rules import periods
from goaltui.rules.staleness import is_silent, is_valueless
from goaltui.services.outline import Outline
from goaltui.services.rows import ChangeRow, DueRow, Header, KeyResultRow, MeasureRow, RedRow, TodayView
from goaltui.services.scope import mine
from goaltui.services.scorecard import Measured


def today_view(
    records: Records,
    tree: Outline,
    measured: Mapping[str, Measured],
    changes: Sequence[ChangeRow],
    header: Header,
    author: str,
) -> TodayView:
    """The view of a day for `author`: theirs first, then the longest owed."""
    names = mine(records, author)
    due = [
        *_due_key_results(tree, header.as_of, names, records.all_running(header.as_of)),
        *_due_measures(records, tree, measured, header.as_of, names),
    ]
    due.sort(key=lambda row: (not row.mine, -row.late, row.title))
    red = [*_red_key_results(tree), *_red_measures(records, tree, measured)]
    return TodayView(header, tuple(due), tuple(red), tuple(changes))


def _due_key_results(tree: Outline, today: date, names: frozenset[str], running: frozenset[str]) -> Iterator[DueRow]:
    for row in tree.key_results.values():
        if row.next_due is None or row.next_due > today:
            continue
        objective = tree.objectives[row.objective]
        due = row.next_due if row.checked_in else _asked_since(row.next_due, tree.sources[row.id].record.created, today)
        yield DueRow(
            id=row.id,
            kind=EntityKind.KEY_RESULT,
            title=row.title,
            context=objective.title,
            unit=row.unit,
            owner=row.owner,
            value=row.value,
            target=row.target,
            due=due,
            late=(today - due).days,
            status=row.status,
            band=None,
            progress=row.progress,
            expected=row.expected,
            mine=row.owner in names,
            stale=is_silent(row.status, at_work=objective.is_at_work(running)),
            team=objective.team,
        )


def _due_measures(
    records: Records, tree: Outline, measured: Mapping[str, Measured], today: date, names: frozenset[str]
) -> Iterator[DueRow]:
    people = {person.id: person.name for person in records.people}
    for record in records.measures:
        row = measured[record.id].row
        frequency = Frequency(record.frequency)
        if row.data is DataState.NOT_APPLICABLE or frequency is Frequency.IRREGULAR:
            continue
        ended = periods.before(periods.period_of(today, frequency), frequency)
        due = ended.end + timedelta(days=periods.GRACE_DAYS)
        if due > today or (row.measured_on is not None and row.measured_on >= ended.start):
            continue
        if row.measured_on is None:
            due = _asked_since(due, record.created, today)
        updater = people.get(record.updater or "") or row.owner
        objective = tree.objectives.get(record.objective or "")
        yield DueRow(
            id=row.id,
            kind=EntityKind.MEASURE,
            title=row.title,
            context=objective.title if objective else "",
            unit=row.unit,
            owner=updater,
            value=row.value,
            target=row.target,
            due=due,
            late=(today - due).days,
            status=None,
            band=row.band,
            progress=None,
            expected=None,
            mine=updater in names,
            stale=is_valueless(row.data),
            team=objective.team if objective else None,
        )


def _asked_since(due: date, created: int, today: date) -> date:
    """Since when a first value is asked for: not from before the thing was made."""
    made = made_on(created)
    return made if due < made <= today else due


def _red_key_results(tree: Outline) -> Iterator[RedRow]:
    for row in tree.key_results.values():
        objective = tree.objectives[row.objective]
        if objective.state is ObjectiveState.ACTIVE and row.status is Status.AT_RISK and row.owner is None:
            why = f"{row.reason}, and no owner"
            yield RedRow(row.id, EntityKind.KEY_RESULT, row.title, objective.title, why, objective.team)


def _red_measures(records: Records, tree: Outline, measured: Mapping[str, Measured]) -> Iterator[RedRow]:
    bound = {row.measure for row in tree.key_results.values() if _is_running(row, tree)}
    helped = set(_helped(records.initiatives, tree))
    for item in measured.values():
        row = item.row
        if row.band is not Band.RED or row.id in bound or row.objective in helped:
            continue
        objective = tree.objectives.get(row.objective or "")
        if objective is not None and any(_is_running(key_result, tree) for key_result in objective.key_results):
            continue
        where, team = (objective.title, objective.team) if objective is not None else ("", None)
        yield RedRow(row.id, EntityKind.MEASURE, row.title, where, _nobody(row), team)


def _nobody(row: MeasureRow) -> str:
    owner = "no owner, " if row.owner is None else ""
    return f"{owner}no key result and no initiative"


def _is_running(row: KeyResultRow, tree: Outline) -> bool:
    return tree.objectives[row.objective].state is ObjectiveState.ACTIVE


def _helped(initiatives: Iterable[InitiativeRecord], tree: Outline) -> Iterator[str]:
    for initiative in initiatives:
        if initiative.state in AT_WORK:
            key_result = tree.key_results.get(initiative.key_result or "")
            yield initiative.objective or (key_result.objective if key_result else "")
