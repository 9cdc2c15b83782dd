"""Checks of values, targets and dates: Stratsys and Oslo's tracker (due and stale), ServiceNow (review of targets)."""

from collections import Counter
from datetime import date, timedelta

from goaltui.model.changes import made_on
from goaltui.model.enums import DataState, Frequency, InitiativeState, RemarkKind, Severity, shown_word
from goaltui.model.errors import InvalidField
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import (
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    MeasureRecord,
    RemarkRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_cycles,
    on_initiatives,
    on_key_results,
    on_measures,
    on_remarks,
)
from goaltui.rules.checks.facts import Facts, shown_day
from goaltui.rules.checks.texts import percent
from goaltui.rules.progress.pace import first_day
from goaltui.rules.progress.periods import GRACE_DAYS, Period, after, before, period_of
from goaltui.rules.scoring.in_force import lacks_target, target_on
from goaltui.rules.scoring.measure_score import check_entry

_MOST_MISSED = 99


@check(
    "never",
    Severity.WARNING,
    N_("A measure has had no value for two periods."),
    N_("Enter a value, or say what keeps it from being measured."),
    on_measures,
    threshold=2,
)
def _never(facts: Facts, measure: MeasureRecord, limit: float) -> str | None:
    frequency = Frequency(measure.frequency)
    if facts.points.get(measure.id) or frequency is Frequency.IRREGULAR:
        return None
    if measure.in_words and facts.data.get(measure.id) is not DataState.NEVER:
        return None
    made = made_on(measure.created)
    if made >= before(period_of(facts.today, frequency), frequency, int(limit) - 1).start:
        return None
    return _("It was created on {day} and has no value.", day=shown_day(facts, made))


@check(
    "overdue",
    Severity.WARNING,
    N_("A measure's value of the last period is missing, days after its end."),
    N_("Enter it, or choose a frequency that you can keep."),
    on_measures,
    threshold=GRACE_DAYS,
)
def _overdue(facts: Facts, measure: MeasureRecord, limit: float) -> str | None:
    frequency = Frequency(measure.frequency)
    points = facts.points.get(measure.id)
    if not points or frequency is Frequency.IRREGULAR:
        return None
    last = points[-1].date
    owed = before(period_of(facts.today, frequency), frequency)
    if facts.today <= owed.end + timedelta(days=int(limit)):
        owed = before(owed, frequency)
    if last >= owed.start:
        return None
    missed = counted(_missed(owed, last, frequency), "period", "periods")
    first = after(period_of(last, frequency), frequency)
    asked = facts.people.pauses.owed_on(first.end + timedelta(days=int(limit) + 1), measure.updater or measure.owner)
    if facts.today < asked:
        return None
    said = (
        N_("The value of {period} is missing; the latest is of {day}, {missed} short, so it has no score.")
        if facts.data.get(measure.id) is DataState.MISSING
        else N_("The value of {period} is missing; the latest is of {day}, {missed} short.")
    )
    return _(said, period=first.label, day=shown_day(facts, last), missed=missed)


def _missed(owed: Period, last: date, frequency: Frequency) -> int:
    count = 0
    while owed.start > last and count < _MOST_MISSED:
        count += 1
        owed = before(owed, frequency)
    return count


@check(
    "no-target",
    Severity.WARNING,
    N_("A measure on the scorecard has no target."),
    N_("Choose a scoring and its numbers."),
    on_measures,
)
def _without_target(facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    on_card = facts.perspectives.of_measure(measure) is not None or measure.objective in facts.goals.objectives
    lacks = on_card and lacks_target(measure, facts.measures.targets_of.get(measure.id, ()), facts.today)
    return _("It has no target, so it gets no score.") if lacks else None


@check(
    "bad-scoring",
    Severity.ERROR,
    N_("The scoring numbers of a measure cannot give a score."),
    N_("Correct the numbers of its scoring."),
    on_measures,
)
def _bad_scoring(facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    try:
        scoring = facts.measures.scoring(measure)
        if scoring is not None:
            check_entry(scoring)
    except InvalidField as error:
        return str(error)
    return None


@check(
    "twin-targets",
    Severity.WARNING,
    N_("Two targets of a measure begin on the same day."),
    N_("Delete the one that does not apply."),
    on_measures,
)
def _twin_targets(facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    """Return a message on two targets with one first day, which only copies that met can hold;
    `rules.scoring.in_force` says which of the two judges.
    """
    days = Counter(target.start for target in facts.measures.targets_of.get(measure.id, ()))
    day = next((day for day, number in sorted(days.items()) if number > 1), None)
    return (
        None
        if day is None
        else _(
            "{count} targets begin on {day}; the one created last applies.",
            count=days[day],
            day=shown_day(facts, day),
        )
    )


@check(
    "no-source",
    Severity.HINT,
    N_("A measure does not say where its number comes from."),
    N_("Write a definition or a source, so that two people get the same number."),
    on_measures,
)
def _no_source(_facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    told = measure.source.strip() or measure.definition.strip()
    return None if told else _("It has neither a source nor a definition.")


@check(
    "review-due",
    Severity.HINT,
    N_("The review of a target is due."),
    N_("Keep it or set another from today on."),
    on_measures,
)
def _review_due(facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    target = target_on(facts.measures.targets_of.get(measure.id, ()), facts.today)
    if target is None or target.review is None or target.review > facts.today:
        return None
    return _(
        "Its target of {day} was due for review on {due}.",
        day=shown_day(facts, target.start),
        due=shown_day(facts, target.review),
    )


@check(
    "late-init",
    Severity.WARNING,
    N_("An initiative is overdue."),
    N_("Finish or drop it, or agree on another day."),
    on_initiatives,
)
def _late(facts: Facts, record: InitiativeRecord, _limit: float) -> str | None:
    if record.due is None or facts.people.pauses.owed_on(record.due, record.owner) >= facts.today:
        return None
    due, late = shown_day(facts, record.due), counted((facts.today - record.due).days, "day", "days")
    if record.percent is None:
        return _("It was due on {due}, {late} ago.", due=due, late=late)
    done = percent(record.percent / 100)
    return _("It was due on {due}, {late} ago, {percent} done.", due=due, late=late, percent=done)


@check(
    "done-and-open",
    Severity.HINT,
    N_("An initiative is at 100 % and still open."),
    N_("Mark it as done."),
    on_initiatives,
    threshold=100,
)
def _done_and_open(_facts: Facts, record: InitiativeRecord, limit: float) -> str | None:
    if record.percent is None or record.percent < limit:
        return None
    return _(
        "It is {percent} done and still {state}.", percent=percent(record.percent / 100), state=shown_word(record.state)
    )


@check(
    "planned-and-begun",
    Severity.HINT,
    N_("An initiative is planned and has a day on which it began."),
    N_("Set its state to running, or empty the day."),
    on_initiatives,
)
def _planned_and_begun(facts: Facts, record: InitiativeRecord, _limit: float) -> str | None:
    if record.begun is None or record.state != InitiativeState.PLANNED:
        return None
    return _("It is planned, and began on {day}.", day=shown_day(facts, record.begun))


@check(
    "data-gap",
    Severity.WARNING,
    N_("A data gap is overdue, or has no owner."),
    N_("Say who gets it and by when."),
    on_remarks,
)
def _data_gap(facts: Facts, record: RemarkRecord, _limit: float) -> str | None:
    if record.kind != RemarkKind.DATA_GAP:
        return None
    if record.owner is None or record.due is None:
        return _("The data gap has no owner.") if record.owner is None else _("The data gap has no day.")
    if facts.people.pauses.owed_on(record.due, record.owner) >= facts.today:
        return None
    return _(
        "The data was due on {due}, {late} ago.",
        due=shown_day(facts, record.due),
        late=counted((facts.today - record.due).days, "day", "days"),
    )


@check(
    "open-remark",
    Severity.HINT,
    N_("An obstacle or a decision is overdue."),
    N_("Settle it, or agree on another day."),
    on_remarks,
)
def _open_remark(facts: Facts, record: RemarkRecord, _limit: float) -> str | None:
    if record.kind == RemarkKind.DATA_GAP or record.due is None:
        return None
    if facts.people.pauses.owed_on(record.due, record.owner) >= facts.today:
        return None
    return _("The {kind} was due on {due} and is open.", kind=shown_word(record.kind), due=shown_day(facts, record.due))


@check(
    "outside-cycle",
    Severity.WARNING,
    N_("A key result is due outside the cycle of its objective."),
    N_("Choose a day in the cycle, or another cycle."),
    on_key_results,
    live=True,
)
def _outside_cycle(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    window = facts.cycles.window(record.objective)
    if window is None or record.due is None or first_day(record.first_day, window) < record.due <= window[1]:
        return None
    first = first_day(record.first_day, window)
    due, begins, ends = shown_day(facts, record.due), shown_day(facts, window[0]), shown_day(facts, window[1])
    if record.due <= first:
        starts = shown_day(facts, first)
        return _(
            "It is due on {due} and begins on {starts}, so it is expected by {ends}, the end of its cycle.",
            due=due,
            starts=starts,
            ends=ends,
        )
    return _("It is due on {due}; its cycle runs from {begins} to {ends}.", due=due, begins=begins, ends=ends)


@check(
    "backward-cycle",
    Severity.ERROR,
    N_("A cycle ends before it starts."),
    N_("Correct its dates."),
    on_cycles,
)
def _backward(facts: Facts, cycle: CycleRecord, _limit: float) -> str | None:
    start, end = shown_day(facts, cycle.start), shown_day(facts, cycle.end)
    return (
        _("It ends on {end}, before it starts on {start}.", end=end, start=start) if cycle.end < cycle.start else None
    )


@check(
    "outside-parent",
    Severity.WARNING,
    N_("A cycle is not within its parent cycle."),
    N_("Correct its dates, or choose another parent."),
    on_cycles,
)
def _outside_parent(facts: Facts, cycle: CycleRecord, _limit: float) -> str | None:
    parent = facts.cycles.by_id.get(cycle.parent or "")
    if parent is None or (parent.start <= cycle.start and cycle.end <= parent.end):
        return None
    return _(
        "It runs from {first} to {last}, {parent} from {begins} to {ends}.",
        first=shown_day(facts, cycle.start),
        last=shown_day(facts, cycle.end),
        parent=parent.name,
        begins=shown_day(facts, parent.start),
        ends=shown_day(facts, parent.end),
    )


CHECKS = checks_in(globals())
