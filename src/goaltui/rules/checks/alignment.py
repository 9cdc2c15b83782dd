"""Checks of alignment between goals: one measure read twice, contributions, mixed ambitions."""

from goaltui.model.enums import Method, Severity
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import (
    KeyResultRecord,
    ObjectiveRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_key_results,
    on_objectives,
)
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import clip


@check(
    "measure-gone",
    Severity.ERROR,
    N_("A key result reads a measure that was deleted."),
    N_("Edit it to read another measure or none, or bring the measure back from the History."),
    on_key_results,
    words={
        Method.OKR: ("", N_("Edit it to read none, or bring the measure back from the History.")),
    },
)
def _measure_gone(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    return _("The measure that it reads was deleted, so it has no value.") if record.unbound else None


@check(
    "shared-measure",
    Severity.WARNING,
    N_("Two key results of a cycle read the same measure, so a change counts twice."),
    N_("Keep the one where it belongs."),
    on_key_results,
)
def _shared_measure(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    cycle = facts.goals.objectives[record.objective].cycle
    others = [
        other
        for other in facts.goals.key_results_on.get(record.measure, ())
        if other.id != record.id and facts.goals.objectives[other.objective].cycle == cycle
    ]
    if not others or record.own_measure:
        return None
    return _("{other} reads the same measure in the same cycle.", other=clip(others[0].title))


@check(
    "no-contribution",
    Severity.HINT,
    N_("No team has an objective under one that is for all."),
    N_("Ask which team moves it."),
    on_objectives,
    needs=(Method.OKR,),
)
def _no_contribution(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    topmost = facts.goals.tree.parents[record.id] is None and record.team is None and record.cycle is not None
    if (
        not topmost
        or facts.goals.children.get(record.id)
        or not facts.people.teams
        or not facts.people.objectives_of_team
    ):
        return None
    return _("It is for all teams, and no team's objective is under it.")


@check(
    "mixed-ambition",
    Severity.HINT,
    N_("Committed and aspirational objectives are siblings."),
    N_("Keep promises and stretches apart, so that grades make sense."),
    on_objectives,
    needs=(Method.OKR,),
)
def _mixed_ambition(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    kinds = {child.ambition for child in facts.goals.children.get(record.id, ())}
    return _("Committed and aspirational objectives are side by side under it.") if len(kinds) > 1 else None


CHECKS = checks_in(globals())
