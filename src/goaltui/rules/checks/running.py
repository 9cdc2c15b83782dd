"""Checks while a cycle runs: Viva Goals' alerts, Operately (outdated), WorkBoard (confidence), OKR ORCA."""

from datetime import date, timedelta

from goaltui.model.enums import Condition, EntityKind, ManualStatus, Method, Severity, Status, StatusPreset
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import KeyResultRecord, ObjectiveRecord
from goaltui.rules.checks.check import check, checks_in, on_key_results, on_objectives
from goaltui.rules.checks.facts import Facts, shown_day
from goaltui.rules.checks.texts import number, percent, rounded
from goaltui.rules.figures import landing
from goaltui.rules.progress import periods
from goaltui.rules.progress.forecast import forecast
from goaltui.rules.progress.pace import first_day
from goaltui.rules.progress.progress import clamp01, is_done, raw_progress, towards
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.rules.scoring import status


@check(
    "outdated",
    Severity.WARNING,
    N_("A key result's check-in is overdue."),
    N_("Check in, even if nothing changed."),
    on_key_results,
    threshold=periods.CADENCE_GRACE_DAYS,
)
def _outdated(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    done = is_done(Condition(record.condition), facts.progress.get(record.id))
    if record.checked_in is None or done or not facts.cycles.running(record.objective):
        return None
    rhythm = Rhythm.of(record)
    due = rhythm.due_after(record.checked_in, None)
    if due is None or (facts.today - due).days <= limit:
        return None
    if (facts.today - facts.people.pauses.owed_on(due, facts.goals.owner(record))).days <= limit:
        return None
    days = (facts.today - record.checked_in).days
    return _("No check-in for {days}; one is due {every}.", days=counted(days, "day", "days"), every=rhythm.every)


@check(
    "silent",
    Severity.WARNING,
    N_("An objective has had no check-in for two weeks."),
    N_("Check in on its key results, or drop it and say why."),
    on_objectives,
    threshold=14,
    needs=(Method.OKR,),
)
def _silent(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    window = facts.cycles.running(objective.id)
    found = facts.goals.key_results_of.get(objective.id, ())
    if window is None or not found:
        return None
    days = min(
        _days_outside(facts, record, max(window[0], _last_heard(record) or first_day(record.first_day, window)))
        for record in found
    )
    return _("No check-in on its key results for {days}.", days=counted(days, "day", "days")) if days > limit else None


def _days_outside(facts: Facts, record: KeyResultRecord, since: date) -> int:
    """Return the number of days since a day, without those in its owner's pauses."""
    return facts.people.pauses.days_since(since, facts.goals.owner(record))


def _last_heard(record: KeyResultRecord) -> date | None:
    heard = [day for day in (record.checked_in, record.value_on) if day is not None]
    return max(heard, default=None)


@check(
    "not-started",
    Severity.WARNING,
    N_("A week of the cycle is over and a key result has no check-in."),
    N_("Check in with its current value, or move it to a later cycle."),
    on_key_results,
    threshold=7,
)
def _not_started(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    window = facts.cycles.running(record.objective)
    if window is None:
        return None
    begun = first_day(record.first_day, window)
    if _days_outside(facts, record, begun) <= limit:
        return None
    heard = _last_heard(record)
    stepped = any(step.done for step in facts.goals.milestones_of.get(record.id, ()))
    if stepped or (heard is not None and heard >= window[0]):
        return None
    said = (
        N_("The cycle began {days} ago and there is no check-in yet.")
        if begun == window[0]
        else N_("It began {days} ago and there is no check-in yet.")
    )
    return _(said, days=counted((facts.today - begun).days, "day", "days"))


@check(
    "far-behind",
    Severity.WARNING,
    N_("A key result is far behind what is expected today."),
    N_("Decide: more work, another approach, or a smaller promise."),
    on_key_results,
    threshold=25,
)
def _far_behind(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    found, wanted = facts.progress.get(record.id), facts.expected.get(record.id)
    if found is None or wanted is None or not facts.cycles.running(record.objective):
        return None
    gap = (wanted - clamp01(found)) * 100
    if gap <= limit + 1e-9:
        return None
    return _(
        "{progress} of {expected} expected, {points} points behind.",
        progress=percent(clamp01(found)),
        expected=percent(wanted),
        points=rounded(gap),
    )


@check(
    "too-rosy",
    Severity.WARNING,
    N_("A key result was set to on track by hand while its numbers say at risk."),
    N_("Say in a note what the numbers do not show, or release the status with !auto."),
    on_key_results,
)
def _too_rosy(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    found, wanted = facts.progress.get(record.id), facts.expected.get(record.id)
    if record.manual_status != ManualStatus.ON_TRACK or found is None or wanted is None:
        return None
    preset = StatusPreset(facts.records.workspace.status_preset)
    if (
        not facts.cycles.running(record.objective)
        or status.computed(clamp01(found), wanted, preset) is not Status.AT_RISK
    ):
        return None
    return _(
        "It was set to on track by hand at {progress} of {expected} expected.",
        progress=percent(clamp01(found)),
        expected=percent(wanted),
    )


@check(
    "flat",
    Severity.WARNING,
    N_("A key result is on track and has not moved for weeks."),
    N_("Ask whether anybody works on it, and whether it was reached before it began."),
    on_key_results,
    threshold=4,
)
def _flat(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    if facts.status.get(record.id) is not Status.ON_TRACK or not facts.cycles.running(record.objective):
        return None
    if (facts.progress.get(record.id) or 0.0) >= 1:
        return None
    points = facts.points.get(record.measure, ())
    first = facts.today - timedelta(days=7 * int(limit))
    before = [point for point in points if point.date <= first][-1:]
    recent = [point for point in points if point.date > first]
    if not before or not recent or any(point.value != before[0].value for point in recent):
        return None
    return _(
        "It is on track, and its value has been {value} for {weeks} weeks.",
        value=number(before[0].value),
        weeks=number(limit),
    )


@check(
    "past-due",
    Severity.WARNING,
    N_("A key result is overdue and still open."),
    N_("Close it with what was reached, or agree on another day."),
    on_key_results,
)
def _past_due(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.due is None or record.due >= facts.today or (facts.progress.get(record.id) or 0.0) >= 1:
        return None
    late = counted((facts.today - record.due).days, "day", "days")
    return _("It was due on {due}, {late} ago, and is open.", due=shown_day(facts, record.due), late=late)


@check(
    "low-confidence",
    Severity.WARNING,
    N_("Confidence is low and nobody says what stands in the way."),
    N_("Write down the obstacle, or the next thing to try."),
    on_key_results,
    threshold=3,
)
def _low_confidence(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    if record.confidence is None or record.confidence > limit or not facts.cycles.running(record.objective):
        return None
    helped = not facts.goals.work_on.isdisjoint((record.id, record.objective, record.measure))
    spoken = (facts.noted or {}).get(record.measure) == record.checked_in and record.checked_in is not None
    if helped or spoken or (EntityKind.KEY_RESULT, record.id) in facts.goals.remarked:
        return None
    return _(
        "Confidence is {confidence} of 10, without a note, an obstacle or work on it.", confidence=record.confidence
    )


@check(
    "moved-goal",
    Severity.WARNING,
    N_("A key result's title, start or target changed after its cycle began."),
    N_("Say why in a note, so that the grade makes sense."),
    on_key_results,
    threshold=7,
)
def _moved_goal(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    day = (facts.rewritten or {}).get(record.id)
    window = facts.cycles.window(record.objective)
    if day is None or window is None or (day - window[0]).days <= limit:
        return None
    since = counted((day - window[0]).days, "day", "days")
    return _(
        "Its title, start or target was changed on {day}, {since} into the cycle.",
        day=shown_day(facts, day),
        since=since,
    )


@check(
    "forecast-misses",
    Severity.HINT,
    N_("The trend of a key result's check-ins misses its target."),
    N_("Change something now, while there is time."),
    on_key_results,
)
def _forecast_misses(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    window = facts.cycles.running(record.objective)
    if window is None or record.target is None or (facts.progress.get(record.id) or 0.0) >= 1:
        return None
    points = facts.since(record, window[0])
    end = min(record.due, window[1]) if record.due else window[1]
    found = forecast([(point.date, point.value) for point in points], end, None) if points else None
    if found is None:
        return None
    reached = towards(Condition(record.condition), record, found.value)
    if reached is None or reached >= 1:
        return None
    wanted = number(record.target)
    return _(
        "At this pace it lands at {value} on {day}; the target is {target}.",
        value=landing(found.value, (point.value for point in points), (record.target,)),
        day=shown_day(facts, end),
        target=wanted,
    )


@check(
    "late-jump",
    Severity.HINT,
    N_("A key result made most of its progress in the last week of its cycle."),
    N_("Ask whether the number or the work moved."),
    on_key_results,
    threshold=50,
)
def _late_jump(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    window = facts.cycles.window(record.objective) if record.measure in facts.points else None
    if window is None or record.start is None or record.target is None or record.start == record.target:
        return None
    last_week = window[1] - timedelta(days=7)
    points = facts.since(record, window[0])
    before = [point.value for point in points if point.date <= last_week]
    after = [point.value for point in points if last_week < point.date <= window[1]]
    if not before or not after:
        return None
    jump = (
        clamp01(raw_progress(record.start, record.target, after[-1]))
        - clamp01(raw_progress(record.start, record.target, before[-1]))
    ) * 100
    return (
        _("Progress grew by {points} points in the last week of the cycle.", points=rounded(jump))
        if jump > limit
        else None
    )


CHECKS = checks_in(globals())
