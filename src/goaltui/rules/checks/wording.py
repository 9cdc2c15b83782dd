"""Checks of a goal's wording: re:Work, OKR ORCA, Koliber; the word lists are our own."""

from goaltui.model.enums import Condition, EntityKind, Method, Severity
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import (
    InitiativeRecord,
    KeyResultRecord,
    MeasureRecord,
    ObjectiveRecord,
)
from goaltui.rules.checks.check import check, checks_in, on_initiatives, on_key_results, on_measures, on_objectives
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import clip, counts_words, metric_in, number, numbers_in, placeholder_in

_METRIC = frozenset({Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST, Condition.BETWEEN})
_NEAR = 1e-9


@check(
    "number-in-objective",
    Severity.WARNING,
    N_("An objective has a number, a percent or a currency sign in its title."),
    N_("Say what will be different, and leave the number to a key result."),
    on_objectives,
    live=True,
    words={
        Method.SCORECARD: ("", N_("Say what will be different, and leave the number to a measure.")),
    },
)
def _digit(_facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = metric_in(objective.title)
    return _("The title has a number in it: '{found}'.", found=found) if found else None


@check(
    "short-title",
    Severity.WARNING,
    N_("An objective's title has too few words to say what changes."),
    N_("Say who or what will be different."),
    on_objectives,
    threshold=4,
    live=True,
)
def _short(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    count = facts.titles.read(objective.title).length
    if count >= limit or not counts_words(objective.title):
        return None
    return _n(
        "The title has {count} word; {limit} make a sentence.",
        "The title has {count} words; {limit} make a sentence.",
        count,
        limit=number(limit),
    )


@check(
    "long-title",
    Severity.WARNING,
    N_("An objective's title has too many words to be remembered."),
    N_("Shorten it, and put the rest into why."),
    on_objectives,
    threshold=18,
    live=True,
)
def _long(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    count = facts.titles.read(objective.title).length
    if count <= limit or not counts_words(objective.title):
        return None
    return _("The title has {count} words; {limit} can be remembered.", count=count, limit=number(limit))


@check(
    "output-objective",
    Severity.WARNING,
    N_("An objective names something to deliver and not what it is for."),
    N_("Say what it will change, and make the delivery an initiative."),
    on_objectives,
    live=True,
)
def _output(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = facts.titles.read(objective.title).begins(facts.titles.lexicon.delivery)
    return _("It begins with '{found}', which names something to deliver.", found=found) if found else None


@check(
    "upkeep-objective",
    Severity.HINT,
    N_("An objective asks to go on as before."),
    N_("Track it as a measure on the scorecard, and set an objective where something has to change."),
    on_objectives,
    live=True,
    words={
        Method.OKR: ("", N_("Set an objective where something has to change.")),
        Method.SCORECARD: ("", N_("Say what has to change, and leave the level to a measure.")),
    },
)
def _upkeep(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = facts.titles.read(objective.title).begins(facts.titles.lexicon.upkeep)
    return _("It begins with '{found}', which asks for nothing to change.", found=found) if found else None


@check(
    "two-goals",
    Severity.WARNING,
    N_("An objective joins two goals."),
    N_("Make two objectives, or drop the lesser half."),
    on_objectives,
    live=True,
)
def _two_goals(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = facts.titles.read(objective.title).joined(facts.titles.lexicon.joiners)
    return _("'{found}' joins what look like two objectives.", found=found) if found else None


@check(
    "names-solution",
    Severity.WARNING,
    N_("An objective names a solution instead of the problem."),
    N_("Say which problem is gone when it works."),
    on_objectives,
    live=True,
)
def _solution(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    found = facts.titles.read(objective.title).has(facts.titles.lexicon.solutions)
    return _("'{found}' names a solution.", found=found) if found else None


@check(
    "vague-actor",
    Severity.WARNING,
    N_("A key result does not say who does what."),
    N_("Name the people and what they will do more or less of."),
    on_key_results,
    live=True,
)
def _vague(facts: Facts, key_result: KeyResultRecord, _limit: float) -> str | None:
    found = facts.titles.read(key_result.title).has(facts.titles.lexicon.vague)
    return _("'{found}' does not say who does what.", found=found) if found else None


@check(
    "activity-key-result",
    Severity.WARNING,
    N_("A key result describes an activity."),
    N_("Say what will be different when the activity has worked."),
    on_key_results,
    live=True,
)
def _activity(facts: Facts, key_result: KeyResultRecord, _limit: float) -> str | None:
    found = facts.titles.read(key_result.title).begins(facts.titles.lexicon.activity)
    return _("It begins with '{found}', which is an activity.", found=found) if found else None


@check(
    "task-key-result",
    Severity.WARNING,
    N_("A key result reads like a task."),
    N_("Make it an initiative, and measure what it is for."),
    on_key_results,
    live=True,
)
def _task(facts: Facts, key_result: KeyResultRecord, _limit: float) -> str | None:
    found = facts.titles.read(key_result.title).begins(facts.titles.lexicon.delivery)
    return _("It begins with '{found}', so it reads like a task.", found=found) if found else None


@check(
    "two-measures",
    Severity.WARNING,
    N_("A key result joins two results under one number."),
    N_("Make two key results."),
    on_key_results,
    live=True,
)
def _two_measures(facts: Facts, key_result: KeyResultRecord, _limit: float) -> str | None:
    found = facts.titles.read(key_result.title).joined(facts.titles.lexicon.joiners)
    if found is None or key_result.condition not in _METRIC:
        return None
    return _("'{found}' joins two results, and only one number is measured.", found=found)


@check(
    "other-numbers",
    Severity.HINT,
    N_("A key result's title and its target differ."),
    N_("Make title and numbers agree."),
    on_key_results,
    live=True,
)
def _other_numbers(_facts: Facts, key_result: KeyResultRecord, _limit: float) -> str | None:
    wanted = [value for value in (key_result.target, key_result.low, key_result.high) if value is not None]
    said = numbers_in(key_result.title) if wanted and key_result.condition in _METRIC else ()
    if not said or any(_same(reading, value) for readings in said for reading in readings for value in wanted):
        return None
    return _("Its title has numbers, and none of them is its target, {target}.", target=number(wanted[0]))


def _same(reading: float, value: float) -> bool:
    return any(
        abs(reading - wanted) <= _NEAR * max(1.0, abs(wanted)) for wanted in (value, value * 100, value / 100, -value)
    )


def _left_open(
    _facts: Facts, record: ObjectiveRecord | KeyResultRecord | MeasureRecord | InitiativeRecord, _limit: float
) -> str | None:
    found = placeholder_in(record.title)
    return _("'{found}' in the title is a placeholder.", found=found) if found else None


_PLACEHOLDER = check(
    "placeholder",
    Severity.ERROR,
    N_("A title still has a placeholder."),
    N_("Fill it in, or delete it until it is known."),
    on_objectives,
    live=True,
    also=(
        on_key_results(_left_open),
        on_measures(_left_open),
        on_initiatives(_left_open),
    ),
)(_left_open)


def _same_key_result(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    twin = record.id in facts.titles.twins(EntityKind.KEY_RESULT, record.objective)
    return _("Another key result of the objective has the same title.") if twin else None


def _same_measure(facts: Facts, record: MeasureRecord, _limit: float) -> str | None:
    return _("Another measure has the same title.") if record.id in facts.titles.twins(EntityKind.MEASURE) else None


@check(
    "same-title",
    Severity.WARNING,
    N_("Two siblings have the same title."),
    N_("Merge them, or say what sets them apart."),
    on_objectives,
    also=(
        on_key_results(_same_key_result),
        on_measures(_same_measure),
    ),
)
def _same_objective(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    twin = record.id in facts.titles.twins(EntityKind.OBJECTIVE, record.cycle)
    return _("Another objective of the cycle has the same title.") if twin else None


@check(
    "echo",
    Severity.HINT,
    N_("An objective repeats the title of its parent."),
    N_("Say what this part contributes."),
    on_objectives,
)
def _echo(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    parent = facts.goals.objectives.get(facts.goals.tree.parents[objective.id] or "")
    if parent is None or facts.titles.read(parent.title).words != facts.titles.read(objective.title).words:
        return None
    return _("It repeats the title of its parent, {parent}.", parent=clip(parent.title))


CHECKS = checks_in(globals())
