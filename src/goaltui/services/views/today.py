"""The Today view: due check-ins, red things nobody works on, open work, changes by others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goaltui.model.changes import Looked, made_on
from goaltui.model.enums import AT_WORK, DataState, EntityKind, Frequency, Method, ObjectiveState, Status
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import InitiativeRecord, Records
from goaltui.rules.progress import periods
from goaltui.rules.progress.rhythm import after_pauses, paused, paused_until, pauses_by_owner
from goaltui.rules.progress.staleness import is_silent, is_valueless
from goaltui.services.core import formatting
from goaltui.services.core.clock import end_of
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.ownership import mine, persons
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import initiative_row, owners_of
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.rows.today import ChangeRow, DueRow, RedRow, TodayView, WorkRow
from goaltui.services.core.scorecard import Measured
from goaltui.services.core.shown_by_method import hidden_ids, in_sight

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_NEWS_DAYS = 7
_NEWS_LIMIT = 40
_NEWS_FIELDS = frozenset({"value", "title", "target", "state", "deleted", "owner", "due", "text"})


def today_view(
    records: Records,
    tree: Outline,
    measured: Mapping[str, Measured],
    changes: Sequence[ChangeRow],
    header: ViewHeader,
    author: str,
) -> TodayView:
    """Return the view of a day for `author`: theirs first, then the longest owed."""
    names, red = mine(records, author), list[RedRow]()
    if header.method.uses_okr:
        red += () if None in names else _red_key_results(tree)
    if header.method.uses_scorecard:
        red += _red_measures(records, tree, measured, _Missing(header.method, owner=None not in names))
    hidden = hidden_ids(records)
    news = tuple(row for row in changes if row.id not in hidden)
    goals = bool(records.objectives or records.measures)
    return replace(owed_view(records, tree, measured, header, author), red=tuple(red), changes=news, goals=goals)


def owed_view(
    records: Records, tree: Outline, measured: Mapping[str, Measured], header: ViewHeader, author: str
) -> TodayView:
    """Return the due check-ins and work of a day, without the red things and the changes of that day's view."""
    due, work = owed_until(records, tree, measured, header, author, header.as_of)
    person = next(iter(persons(records, author)), None)
    pauses = paused(pauses_by_owner(records.workspace, records.people), person.id if person else None)
    until = paused_until(pauses, header.as_of)
    return TodayView(header, due, (), (), work, paused_until=until)


class _DueDay(NamedTuple):
    """The rows of `today`, of which those owed up to `until` are due; those owned under one of the `names` are mine."""

    tree: Outline
    measured: Mapping[str, Measured]
    today: date
    names: frozenset[str | None]
    until: date


def owed_until(
    records: Records,
    tree: Outline,
    measured: Mapping[str, Measured],
    header: ViewHeader,
    author: str,
    until: date,
) -> tuple[tuple[DueRow, ...], tuple[WorkRow, ...]]:
    """Return the check-ins and initiatives due by a day, as far as known on the day of the header: those of
    `author` first, then the longest owed.
    """
    day, due = _DueDay(tree, measured, header.as_of, mine(records, author), until), list[DueRow]()
    if header.method.uses_okr:
        due += _due_key_results(records.all_running(day.today), day)
    if header.method.uses_scorecard:
        due += _due_measures(records, day)
    due.sort(key=lambda row: (not row.mine, -row.late, row.title))
    found = _due_work(in_sight(records), day)
    return tuple(due), tuple(sorted(found, key=lambda row: (not row.mine, -row.late)))


def _due_work(records: Records, day: _DueDay) -> Iterator[WorkRow]:
    """Yield the initiatives that are open on their due day or after it, whatever the colour of the thing they serve."""
    owners = owners_of(records)
    for record in records.initiatives:
        row = initiative_row(record, owners, day.today)
        if not row.is_open or row.owed is None or row.owed > day.until:
            continue
        serves = record.serves or ""
        above = day.tree.key_results.get(serves) or day.tree.objectives.get(serves)
        context = above.title if above else day.measured[serves].row.title if serves in day.measured else ""
        place = above.objective if isinstance(above, KeyResultRow) else above.id if above else ""
        team = day.tree.objectives[place].team if place else None
        yield WorkRow(row, context, (day.today - row.owed).days, row.owner in day.names, team)


def is_news(row: ChangeRow, author: str) -> bool:
    """Return whether a change is worth telling `author`: one by somebody else, of a thing that goals are made of."""
    return row.author not in (author, SETUP_AUTHOR) and row.field in _NEWS_FIELDS and bool(row.title)


def _due_key_results(running: frozenset[str], day: _DueDay) -> Iterator[DueRow]:
    for row, owed in day.tree.due_by(day.until):
        objective = day.tree.objectives[row.objective]
        due = owed if row.checked_in else _asked_since(owed, row.record.created, day.today)
        yield DueRow(
            id=row.id,
            kind=EntityKind.KEY_RESULT,
            title=row.title,
            context=objective.title,
            unit=row.unit,
            owner=row.owner,
            value=row.value,
            target=row.target,
            now=formatting.now_text(row),
            due=due,
            late=(day.today - due).days,
            status=row.status,
            band=None,
            progress=row.progress,
            expected=row.expected,
            mine=row.owner in day.names,
            stale=is_silent(row.status, spoken=row.spoken, at_work=objective.is_at_work(running)),
            team=objective.team,
        )


def _due_measures(records: Records, day: _DueDay) -> Iterator[DueRow]:
    people = {person.id: person.name for person in records.people}
    pauses = pauses_by_owner(records.workspace, records.people)
    for record in records.measures:
        row = day.measured[record.id].row
        frequency = Frequency(record.frequency)
        if row.data is DataState.NOT_APPLICABLE or frequency is Frequency.IRREGULAR:
            continue
        # The first missing period counts as late, however many follow.
        ended = periods.before(periods.period_of(day.today, frequency), frequency)
        if row.measured_on is not None:
            ended = periods.after(periods.period_of(row.measured_on, frequency), frequency)
        elif periods.owed_from(ended) > day.today:
            # A value already owed stays owed while the grace of the period that just ended runs.
            ended = periods.before(ended, frequency)
        due = after_pauses(periods.owed_from(ended), paused(pauses, record.updater or record.owner), day.today)
        if due > day.until:
            continue
        if row.measured_on is None:
            due = _asked_since(due, record.created, day.today)
        updater = people.get(record.updater or "") or row.owner
        objective = day.tree.objectives.get(record.objective or "")
        yield DueRow(
            id=row.id,
            kind=EntityKind.MEASURE,
            title=row.title,
            context=objective.title if objective else "",
            unit=row.unit,
            owner=updater,
            value=row.value,
            target=row.target,
            now=formatting.measure_now(row),
            due=due,
            late=(day.today - due).days,
            status=None,
            band=row.band,
            progress=None,
            expected=None,
            mine=updater in day.names,
            stale=is_valueless(row.data),
            team=row.team or (objective.team if objective else None),
        )


def _asked_since(due: date, created: int, today: date) -> date:
    """Since when a first value is asked for: not from before the thing was made."""
    made = made_on(created)
    return made if due < made <= today else due


def _red_key_results(tree: Outline) -> Iterator[RedRow]:
    for row in tree.key_results.values():
        objective = tree.objectives[row.objective]
        if objective.state is ObjectiveState.ACTIVE and row.status is Status.AT_RISK and row.owner is None:
            why = _("{reason}, and no owner", reason=row.reason)
            yield RedRow(row.id, EntityKind.KEY_RESULT, row.title, objective.title, why, objective.team)


def _red_measures(
    records: Records, tree: Outline, measured: Mapping[str, Measured], missing: "_Missing"
) -> Iterator[RedRow]:
    bound = {row.measure for row in tree.key_results.values() if _is_running(row, tree)}
    helped = set(_helped(records.initiatives, tree))
    moved = _with_parents((row.objective for row in tree.key_results.values() if _is_running(row, tree)), tree)
    worked = moved | _with_parents(helped, tree)
    for item in measured.values():
        row = item.row
        if not row.is_red or row.id in bound or row.id in helped or row.objective in worked:
            continue
        objective = tree.objectives.get(row.objective or "")
        where, team = (objective.title, objective.team) if objective is not None else ("", None)
        said = row.judgement.status.word if row.judgement is not None else ""
        why = ", ".join(filter(None, (said, missing.on(row))))
        yield RedRow(row.id, EntityKind.MEASURE, row.title, where, why, team)


class _Missing(NamedTuple):
    """The meaning of nobody on a thing: no key result where the method has them, no owner where one is not alone."""

    method: Method
    owner: bool

    def on(self, row: MeasureRow) -> str:
        """Return the gap of a measure."""
        if row.owner is None and self.owner:
            okr = _("no owner, no key result and no initiative")
            return okr if self.method.uses_okr else _("no owner, no initiative")
        return _("no key result and no initiative") if self.method.uses_okr else _("no initiative")


def _with_parents(busy: Iterable[str], tree: Outline) -> set[str]:
    """Return these objectives and all above them: work below is work on what it serves."""
    found: set[str] = set()
    for identity in busy:
        above: str | None = identity
        while above is not None and above in tree.objectives and above not in found:
            found.add(above)
            above = tree.objectives[above].parent
    return found


def _is_running(row: KeyResultRow, tree: Outline) -> bool:
    return tree.objectives[row.objective].state is ObjectiveState.ACTIVE


def _helped(initiatives: Iterable[InitiativeRecord], tree: Outline) -> Iterator[str]:
    for initiative in initiatives:
        if initiative.state in AT_WORK:
            key_result = tree.key_results.get(initiative.key_result or "")
            yield key_result.objective if key_result else initiative.serves or ""


def today_of(workspace: "Workspace", looked: Looked | None = None) -> TodayView:
    """Return what is owed on the day looked at, for the author of the workspace, who `looked` then."""
    # Imported here because it brings the database, which the rows of this view do without.
    from goaltui.services.views.history.change_rows import changes_of
    from goaltui.store.known.looks import looked_now

    look = workspace.look
    since = min(workspace.clock.now(), end_of(look.day)) - timedelta(days=_NEWS_DAYS)
    changes = changes_of(workspace, limit=_NEWS_LIMIT * 4, since=since, looked=looked)
    news = [row for row in changes if is_news(row, workspace.author)][:_NEWS_LIMIT]
    view = today_view(look.records(), look.outline(), look.measured(), news, look.header(), workspace.author)
    return replace(view, looked=looked_now(workspace.database))


def due_of(workspace: "Workspace", *, whole: bool = False) -> TodayView:
    """Return what is owed on the day looked at, for the author of the workspace, and nothing else of that view. It is
    read without the rest of the workspace, unless the `whole` of it is asked for more.
    """
    look = workspace.look if whole else workspace.look.owed()
    return owed_view(look.records(), look.outline(), look.measured(), look.header(), workspace.author)
