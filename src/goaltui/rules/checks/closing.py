"""Checks of drafting and closing: re:Work and Google's playbook (grades), Viva Goals (too safe), Radical Focus."""

from statistics import fmean

from goaltui.model.enums import Ambition, Method, ObjectiveState, Severity
from goaltui.model.records import CycleRecord, KeyResultRecord, ObjectiveRecord
from goaltui.rules.checks.check import check, checks_in, on_closed, on_cycles, on_key_results, on_objectives
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import computed, counted, grade
from goaltui.rules.progress.grade import GREEN_FROM

_DRAFTING_DAYS = 14
_FEWEST_GRADES = 2


def _confidence_at_start(facts: Facts, objective: ObjectiveRecord) -> float | None:
    window = facts.window(objective.id)
    begun = window is not None and (facts.today - window[0]).days > _DRAFTING_DAYS
    said = [record.confidence for record in facts.key_results_of.get(objective.id, ()) if record.confidence is not None]
    if not said or (begun and objective.state != ObjectiveState.DRAFT):
        return None
    return fmean(said)


@check(
    "too-sure",
    Severity.HINT,
    "Confidence at the start of a cycle is so high that nothing is at stake.",
    "Aim for an even chance of reaching it.",
    on_objectives,
    threshold=9,
    half=Method.OKR,
)
def _too_sure(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    mean = _confidence_at_start(facts, objective)
    return f"Its key results begin at a confidence of {computed(mean)} of 10." if mean and mean > limit else None


@check(
    "no-faith",
    Severity.HINT,
    "Confidence at the start of a cycle is so low that nobody will try.",
    "Aim for an even chance of reaching it.",
    on_objectives,
    threshold=2.5,
    half=Method.OKR,
)
def _no_faith(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    mean = _confidence_at_start(facts, objective)
    if mean is None or mean >= limit:
        return None
    return f"Its key results begin at a confidence of {computed(mean)} of 10."


@check(
    "unclosed",
    Severity.WARNING,
    "A cycle is over and one of its objectives is still open.",
    "Close it with a grade and a word on what was learnt, or carry it over.",
    on_objectives,
    half=Method.OKR,
)
def _unclosed(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    window = facts.window(objective.id)
    if window is None or (facts.today - window[1]).days <= limit:
        return None
    return f"Its cycle ended {counted((facts.today - window[1]).days, 'day')} ago and it is still open."


@check(
    "ungraded",
    Severity.HINT,
    "An objective was closed without a grade.",
    "Grade it from 0.0 to 1.0 while you remember it.",
    on_closed,
    half=Method.OKR,
)
def _ungraded(_facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    return "It was closed without a grade." if objective.grade is None and objective.cycle is not None else None


@check(
    "committed-missed",
    Severity.WARNING,
    "A committed objective was closed below 1.0 without an explanation.",
    "Say what kept it from 1.0.",
    on_closed,
    half=Method.OKR,
)
def _committed_missed(_facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    missed = objective.grade is not None and objective.grade < 1 and objective.ambition == Ambition.COMMITTED
    if not missed or objective.grade is None or objective.closing.strip():
        return None
    return f"It was committed and closed at {grade(objective.grade)}, without a word on what kept it from 1.0."


@check(
    "no-cause",
    Severity.WARNING,
    "An objective was closed below its target and no cause was given.",
    "Say what was learnt, for the next one.",
    on_closed,
    threshold=float(GREEN_FROM),
    half=Method.OKR,
)
def _without_cause(_facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    if objective.grade is None or objective.ambition == Ambition.COMMITTED or objective.closing.strip():
        return None
    low = objective.grade < limit
    return f"It was closed at {grade(objective.grade)} without a word on what was learnt." if low else None


@check(
    "too-safe",
    Severity.HINT,
    "An aspirational objective was reached in full.",
    "Aim higher next time, or call it committed.",
    on_closed,
    threshold=1.0,
    half=Method.OKR,
)
def _too_safe(_facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    if objective.grade is None or objective.ambition == Ambition.COMMITTED or objective.grade < limit:
        return None
    return f"It was aspirational and closed at {grade(objective.grade)}."


def _mean_grade(facts: Facts, cycle: CycleRecord) -> float | None:
    grades = facts.grades_of.get(cycle.id, ())
    return fmean(grades) if len(grades) >= _FEWEST_GRADES else None


@check(
    "safe-cycle",
    Severity.HINT,
    "The objectives of a cycle closed very high on average.",
    "Aim higher in the next cycle.",
    on_cycles,
    threshold=0.85,
    half=Method.OKR,
)
def _safe_cycle(facts: Facts, cycle: CycleRecord, limit: float) -> str | None:
    mean = _mean_grade(facts, cycle)
    return (
        f"Its objectives closed at {computed(mean)} on average." if mean is not None and mean > limit + 1e-9 else None
    )


@check(
    "hard-cycle",
    Severity.HINT,
    "The objectives of a cycle closed very low on average.",
    "Take on fewer in the next cycle.",
    on_cycles,
    threshold=0.4,
    half=Method.OKR,
)
def _hard_cycle(facts: Facts, cycle: CycleRecord, limit: float) -> str | None:
    mean = _mean_grade(facts, cycle)
    return (
        f"Its objectives closed at {computed(mean)} on average." if mean is not None and mean < limit - 1e-9 else None
    )


@check(
    "carried",
    Severity.HINT,
    "A key result was carried over unchanged into a third cycle.",
    "Change the approach or the target, or track it as a measure.",
    on_key_results,
    threshold=3,
    half=Method.OKR,
)
def _carried(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    cycles = facts.cycles_of_bet(record)
    return f"It has had the same target for {counted(cycles, 'cycle')}." if cycles >= limit else None


CHECKS = checks_in(globals())
