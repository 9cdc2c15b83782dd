"""Checks of drafting and closing: re:Work and Google's playbook (grades), Viva Goals (too safe), Radical Focus."""

from statistics import fmean

from goaltui.model.enums import Ambition, EntityKind, Method, ObjectiveState, Severity
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import CycleRecord, KeyResultRecord, ObjectiveRecord
from goaltui.rules.checks.check import check, checks_in, on_closed, on_cycles, on_key_results, on_objectives
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import computed, grade
from goaltui.rules.progress.grade import GREEN_FROM

_DRAFTING_DAYS = 14
_FEWEST_GRADES = 2


def _confidence_at_start(facts: Facts, objective: ObjectiveRecord) -> float | None:
    window = facts.cycles.window(objective.id)
    begun = window is not None and (facts.today - window[0]).days > _DRAFTING_DAYS
    said = [
        record.confidence
        for record in facts.goals.key_results_of.get(objective.id, ())
        if record.confidence is not None
    ]
    if not said or (begun and objective.state != ObjectiveState.DRAFT):
        return None
    return fmean(said)


@check(
    "too-sure",
    Severity.HINT,
    N_("Confidence at the start of a cycle is so high that nothing is at stake."),
    N_("Aim for an even chance of reaching it."),
    on_objectives,
    threshold=9,
    needs=(Method.OKR,),
)
def _too_sure(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    mean = _confidence_at_start(facts, objective)
    return (
        _("Its key results begin at a confidence of {mean} of 10.", mean=computed(mean))
        if mean and mean > limit
        else None
    )


@check(
    "no-faith",
    Severity.HINT,
    N_("Confidence at the start of a cycle is so low that nobody will try."),
    N_("Aim for an even chance of reaching it."),
    on_objectives,
    threshold=2.5,
    needs=(Method.OKR,),
)
def _no_faith(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    mean = _confidence_at_start(facts, objective)
    if mean is None or mean >= limit:
        return None
    return _("Its key results begin at a confidence of {mean} of 10.", mean=computed(mean))


@check(
    "unclosed",
    Severity.WARNING,
    N_("A cycle is over and one of its objectives is still open."),
    N_("Close it with a grade and a word on what was learnt, or carry it over."),
    on_objectives,
    needs=(Method.OKR,),
)
def _unclosed(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    window = facts.cycles.window(objective.id)
    if window is None or (facts.today - window[1]).days <= limit:
        return None
    return _(
        "Its cycle ended {days} ago and it is still open.",
        days=counted((facts.today - window[1]).days, "day", "days"),
    )


@check(
    "ungraded",
    Severity.HINT,
    N_("An objective was closed without a grade."),
    N_("Grade it from 0.0 to 1.0 while you remember it."),
    on_closed,
    needs=(Method.OKR,),
)
def _ungraded(_facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    return _("It was closed without a grade.") if objective.grade is None and objective.cycle is not None else None


@check(
    "committed-missed",
    Severity.WARNING,
    N_("A committed objective was closed below 1.0 without an explanation."),
    N_("Say what kept it from 1.0."),
    on_closed,
    needs=(Method.OKR,),
)
def _committed_missed(_facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    missed = objective.grade is not None and objective.grade < 1 and objective.ambition == Ambition.COMMITTED
    if not missed or objective.grade is None or objective.closing.strip():
        return None
    return _(
        "It was committed and closed at {grade}, without a word on what kept it from 1.0.", grade=grade(objective.grade)
    )


@check(
    "no-cause",
    Severity.WARNING,
    N_("An objective was closed below its target and no cause was given."),
    N_("Say what was learnt, for the next one."),
    on_closed,
    threshold=float(GREEN_FROM),
    needs=(Method.OKR,),
)
def _without_cause(_facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    if objective.grade is None or objective.ambition == Ambition.COMMITTED or objective.closing.strip():
        return None
    low = objective.grade < limit
    return (
        _("It was closed at {grade} without a word on what was learnt.", grade=grade(objective.grade)) if low else None
    )


@check(
    "too-safe",
    Severity.HINT,
    N_("An aspirational objective was reached in full."),
    N_("Aim higher next time, or call it committed."),
    on_closed,
    threshold=1.0,
    needs=(Method.OKR,),
)
def _too_safe(_facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    if objective.grade is None or objective.ambition == Ambition.COMMITTED or objective.grade < limit:
        return None
    return _("It was aspirational and closed at {grade}.", grade=grade(objective.grade))


def _mean_grade(facts: Facts, cycle: CycleRecord) -> float | None:
    grades = facts.cycles.grades_of.get(cycle.id, ())
    return fmean(grades) if len(grades) >= _FEWEST_GRADES else None


@check(
    "safe-cycle",
    Severity.HINT,
    N_("The objectives of a cycle closed very high on average."),
    N_("Aim higher in the next cycle."),
    on_cycles,
    threshold=0.85,
    needs=(Method.OKR,),
)
def _safe_cycle(facts: Facts, cycle: CycleRecord, limit: float) -> str | None:
    mean = _mean_grade(facts, cycle)
    return (
        _("Its objectives closed at {mean} on average.", mean=computed(mean))
        if mean is not None and mean > limit + 1e-9
        else None
    )


@check(
    "hard-cycle",
    Severity.HINT,
    N_("The objectives of a cycle closed very low on average."),
    N_("Take on fewer in the next cycle."),
    on_cycles,
    threshold=0.4,
    needs=(Method.OKR,),
)
def _hard_cycle(facts: Facts, cycle: CycleRecord, limit: float) -> str | None:
    mean = _mean_grade(facts, cycle)
    return (
        _("Its objectives closed at {mean} on average.", mean=computed(mean))
        if mean is not None and mean < limit - 1e-9
        else None
    )


@check(
    "carried",
    Severity.HINT,
    N_("A key result was carried over unchanged into a third cycle."),
    N_("Change the approach or the target, or track it as a measure."),
    on_key_results,
    threshold=3,
    words={
        Method.OKR: ("", N_("Change the approach or the target.")),
    },
)
def _carried(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    cycles = facts.cycles.promised(record)
    return (
        _("It has had the same target for {cycles}.", cycles=EntityKind.CYCLE.counted(cycles))
        if cycles >= limit
        else None
    )


CHECKS = checks_in(globals())
