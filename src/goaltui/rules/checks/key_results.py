"""Checks of a key result's numbers: re:Work, OKR ORCA, Koliber; `posing` is goaltui's own."""

from goaltui.model.enums import Condition, MeasureKind, Method, Severity
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import KeyResultRecord, ObjectiveRecord
from goaltui.rules.checks.check import check, checks_in, on_key_results, on_objectives
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import number, numbers_in
from goaltui.rules.figures import landing
from goaltui.rules.progress import forecast
from goaltui.rules.progress.progress import raw_progress
from goaltui.rules.progress.stretch import is_beyond
from goaltui.rules.scoring.measure_score import FULL, goal_of

_WITH_TARGET = frozenset({Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST})
_NUMBERS = frozenset({*_WITH_TARGET, Condition.BETWEEN})
_GREEN = 2 * FULL / 3


@check(
    "weak-goal",
    Severity.ERROR,
    N_("A key result lacks the numbers that its condition needs."),
    N_("Give it the number that says when it is reached."),
    on_key_results,
    live=True,
)
def _without_target(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.condition in _WITH_TARGET and record.target is None:
        return _("It has no target, so there is no progress.")
    if record.condition == Condition.BETWEEN and (record.low is None or record.high is None):
        return _("It needs a low and a high number, and lacks one.")
    if record.condition == Condition.MILESTONES and not facts.goals.milestones_of.get(record.id):
        return _("It is reached by milestones and has none.")
    return None


@check(
    "no-start",
    Severity.WARNING,
    N_("A key result does not say where it starts."),
    N_("Enter today's value as start, or make finding it the first step."),
    on_key_results,
    live=True,
)
def _without_start(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.condition != Condition.REACH or record.start is not None:
        return None
    return _("It has no start, so progress is counted from 0.")


@check(
    "start-is-target",
    Severity.ERROR,
    N_("A key result has its target at its start."),
    N_("Choose a more distant target, or track it as a measure."),
    on_key_results,
    live=True,
    words={
        Method.OKR: ("", N_("Choose a more distant target.")),
    },
)
def _no_distance(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.condition != Condition.REACH or record.start is None or record.start != record.target:
        return None
    return _("Start and target are both {value}, so there is nothing to move.", value=number(record.start))


@check(
    "empty-range",
    Severity.ERROR,
    N_("The range of a key result is empty."),
    N_("Make low smaller than high."),
    on_key_results,
    live=True,
)
def _empty_range(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.condition != Condition.BETWEEN or record.low is None or record.high is None or record.low < record.high:
        return None
    return _("Low is {low} and high is {high}.", low=number(record.low), high=number(record.high))


@check(
    "near-stretch",
    Severity.WARNING,
    N_("The stretch target of a key result is not beyond its target."),
    N_("Set it beyond the target, or clear it."),
    on_key_results,
)
def _near_stretch(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    target, stretch = record.target, record.stretch
    if record.condition not in _WITH_TARGET or target is None or stretch is None:
        return None
    beyond = is_beyond(Condition(record.condition), record.start, target, stretch)
    return (
        None
        if beyond
        else _(
            "The stretch target is {stretch} and the target {target}.",
            stretch=number(stretch),
            target=number(target),
        )
    )


@check(
    "no-unit",
    Severity.HINT,
    N_("A key result does not say what its numbers count."),
    N_("Give it a unit: %, kSEK, days, customers."),
    on_key_results,
    live=True,
)
def _unitless(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    if record.condition not in _NUMBERS or record.unit.strip() or numbers_in(record.title):
        return None
    return _("Neither its numbers nor its title say what is counted.")


@check(
    "yes-no",
    Severity.WARNING,
    N_("A key result is done or not done."),
    N_("Measure what it is for, or give it milestones."),
    on_key_results,
    live=True,
)
def _done_or_not(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    return (
        _("It is done or not done, so its progress shows only at the end.")
        if record.condition == Condition.DONE
        else None
    )


@check(
    "only-yes-no",
    Severity.HINT,
    N_("All key results of an objective are done or not done."),
    N_("Add one that measures whether it helped."),
    on_objectives,
    needs=(Method.OKR,),
)
def _nothing_measured(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = facts.goals.key_results_of.get(objective.id, ())
    if len(found) < 2 or any(record.condition != Condition.DONE for record in found):
        return None
    return _("All {count} key results are done or not done.", count=len(found))


@check(
    "posing",
    Severity.HINT,
    N_("A key result asks to hold a level, as a measure does."),
    N_("Make it a measure, and choose a change as key result."),
    on_key_results,
    live=True,
    words={
        Method.OKR: (N_("A key result asks to hold a level."), N_("Choose a change as key result.")),
    },
)
def _posing(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    title = facts.titles.read(record.title)
    found = title.begins(facts.titles.lexicon.upkeep) or title.has(facts.titles.lexicon.holding)
    if found:
        return _("'{found}' asks to hold a level.", found=found)
    measure = None if record.own_measure else facts.measures.by_id.get(record.measure)
    score = facts.score.get(record.measure) if measure else None
    if measure is None or score is None or score < _GREEN - 1e-9:
        return None
    scoring = facts.measures.scoring(measure)
    if scoring is None or record.target is None or goal_of(scoring) != record.target:
        return None
    return _("Its measure is green and has the same target, {target}.", target=number(record.target))


@check(
    "no-stretch",
    Severity.WARNING,
    N_("A key result's target lies where the trend leads anyway."),
    N_("Choose a target that takes effort."),
    on_key_results,
    threshold=6,
)
def _no_stretch(facts: Facts, record: KeyResultRecord, limit: float) -> str | None:
    window = facts.cycles.window(record.objective)
    if window is None or record.condition != Condition.REACH or record.start is None or record.target is None:
        return None
    earlier = [point for point in facts.points.get(record.measure, ()) if point.date < window[0]]
    if record.start == record.target or len(earlier) < limit:
        return None
    found = forecast.forecast([(point.date, point.value) for point in earlier], window[1], None)
    if found is None or raw_progress(record.start, record.target, found.value) < 1:
        return None
    return _(
        "The trend before the cycle leads to {value} by its end; the target is {target}.",
        value=landing(found.value, (point.value for point in earlier), (record.target,)),
        target=number(record.target),
    )


@check(
    "one-kind",
    Severity.HINT,
    N_("An objective's key results all read lag measures, or all read lead measures."),
    N_("Pair an outcome with what is expected to cause it."),
    on_objectives,
    threshold=2,
    needs=(Method.OKR, Method.SCORECARD),
)
def _one_kind(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    bound = [record for record in facts.goals.key_results_of.get(objective.id, ()) if not record.own_measure]
    kinds = {facts.measures.by_id[record.measure].kind for record in bound if record.measure in facts.measures.by_id}
    if len(bound) < limit or len(kinds) != 1 or len(bound) < len(facts.goals.key_results_of[objective.id]):
        return None
    return (
        _n("All {count} key result read lag measures.", "All {count} key results read lag measures.", len(bound))
        if MeasureKind.LAG in kinds
        else _n("All {count} key result read lead measures.", "All {count} key results read lead measures.", len(bound))
    )


CHECKS = checks_in(globals())
