"""Checks of the scorecard: blind and neglected from Hoshinplan, overdue from Stratsys, the reports of Spider Impact."""

from goaltui.model.enums import Frequency, MeasureKind, Method, Severity
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import CycleRecord, MeasureRecord, ObjectiveRecord, PerspectiveRecord
from goaltui.rules.checks.check import check, checks_in, on_cycles, on_measures, on_objectives, on_perspectives
from goaltui.rules.checks.facts import Facts
from goaltui.rules.progress.periods import period_of
from goaltui.rules.scoring import measure_score
from goaltui.rules.scoring.measure_score import FULL

_FEWEST_KEY_RESULTS = 3


@check(
    "blind",
    Severity.WARNING,
    N_("A strategic objective has no measure and no key result."),
    N_("Add a measure, or a key result under it."),
    on_objectives,
    needs=(Method.SCORECARD,),
    words={Method.SCORECARD: (N_("A strategic objective has no measure."), N_("Add a measure."))},
)
def _blind(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    if objective.cycle is not None or objective.id in facts.measures.measured:
        return None
    if facts.method.uses_okr:
        return _("It has no measure and no key result, nor has anything under it.")
    return _("It has no measure, nor has anything under it.")


@check(
    "neglected",
    Severity.WARNING,
    N_("A measure is short of its goal, and no work is under way."),
    N_("Make a key result from it, or start an initiative."),
    on_measures,
    threshold=2 * FULL / 3,
    words={
        Method.SCORECARD: ("", N_("Start an initiative.")),
    },
)
def _neglected(facts: Facts, measure: MeasureRecord, limit: float) -> str | None:
    score = facts.score.get(measure.id)
    if score is None or score >= limit - 1e-9:
        return None
    if (
        facts.goals.key_results_on.get(measure.id)
        or measure.id in facts.goals.work_on
        or measure.objective in facts.goals.worked_on
    ):
        return None
    if facts.method.uses_okr:
        said = (
            N_("Its score is {score}, and there is no key result, no initiative.")
            if measure.owner
            else N_("Its score is {score}, and there is no key result, no initiative, no owner.")
        )
    else:
        said = (
            N_("Its score is {score}, and there is no initiative.")
            if measure.owner
            else N_("Its score is {score}, and there is no initiative, no owner.")
        )
    return _(said, score=measure_score.shown(score, 1))


@check(
    "no-lead",
    Severity.HINT,
    N_("A lag measure has no driver: no lead measure on its objective or on what drives it."),
    N_("Add a lead measure of its expected cause."),
    on_measures,
)
def _no_lead(facts: Facts, measure: MeasureRecord, _limit: float) -> str | None:
    if measure.objective is None or measure.kind != MeasureKind.LAG or measure.objective not in facts.goals.objectives:
        return None
    near = {measure.objective, *facts.links.drivers.get(measure.objective, ())}
    if not near.isdisjoint(facts.measures.led):
        return None
    return _("It is a lag measure, and there is no lead measure on its objective or on what drives it.")


@check(
    "unlinked",
    Severity.HINT,
    N_("A strategic objective has no link on the map."),
    N_("Link it to what it drives, or to what drives it."),
    on_objectives,
    needs=(Method.SCORECARD,),
)
def _unlinked(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    if objective.cycle is not None or len(facts.goals.strategic) < 2 or objective.id in facts.links.ends:
        return None
    return _("No link on the map leads to it or from it.")


@check(
    "empty-perspective",
    Severity.WARNING,
    N_("A perspective has no objective, or no work in the running cycle."),
    N_("Add what matters there, or remove the perspective."),
    on_perspectives,
    needs=(Method.SCORECARD,),
    words={
        Method.SCORECARD: (N_("A perspective has no objective and no measure."), ""),
    },
)
def _empty_perspective(facts: Facts, perspective: PerspectiveRecord, _limit: float) -> str | None:
    if perspective.id not in facts.perspectives.used:
        return _("It has no objective and no measure.")
    if perspective.id not in facts.perspectives.at_work and facts.cycles.at_present:
        return _("It has no key result and no initiative in the running cycle.")
    return None


@check(
    "red-no-note",
    Severity.WARNING,
    N_("A measure is red and no note says why."),
    N_("Check in again with a note: fact, cause, action."),
    on_measures,
    threshold=FULL / 3,
)
def _red_without_note(facts: Facts, measure: MeasureRecord, limit: float) -> str | None:
    score = facts.score.get(measure.id)
    points = facts.points.get(measure.id, ())
    if facts.noted is None or score is None or score >= limit - 1e-9 or not points:
        return None
    period = period_of(points[-1].date, Frequency(measure.frequency))
    noted = facts.noted.get(measure.id)
    if noted is not None and noted >= period.start:
        return None
    return _(
        "Its score is {score}, and no note says why in {period}.",
        score=measure_score.shown(score, 1),
        period=period.label,
    )


@check(
    "one-sided",
    Severity.HINT,
    N_("All key results of a cycle are in one perspective."),
    N_("Ask what the other perspectives need in this cycle."),
    on_cycles,
    threshold=1.0,
    needs=(Method.SCORECARD,),
)
def _one_sided(facts: Facts, cycle: CycleRecord, limit: float) -> str | None:
    found = facts.perspectives.key_results_in.get(cycle.id, {})
    count = sum(found.values())
    if cycle.id not in facts.cycles.at_present or len(facts.perspectives.by_id) < 2 or count < _FEWEST_KEY_RESULTS:
        return None
    place, most = max(found.items(), key=lambda item: item[1])
    if place is None or most / count < limit:
        return None
    name = facts.perspectives.by_id[place].name
    return _n(
        "{most} of {count} key result are in {perspective}.",
        "{most} of {count} key results are in {perspective}.",
        count,
        most=most,
        perspective=name,
    )


CHECKS = checks_in(globals())
