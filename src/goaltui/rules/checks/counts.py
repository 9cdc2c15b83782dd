"""Checks of numbers of goals: re:Work, Viva Goals, Radical Focus, OKR ORCA. The limits are hints, not walls."""

from collections import Counter
from collections.abc import Iterable

from goaltui.model.enums import Frequency, Method, ObjectiveState, Severity
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import (
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    TeamRecord,
    WorkspaceRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_objectives,
    on_people,
    on_perspectives,
    on_teams,
    on_workspace,
)
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import number

_WEEKLY = frozenset({Frequency.DAY, Frequency.WEEK})


def _per_cycle(facts: Facts, objectives: Iterable[ObjectiveRecord], limit: float) -> str | None:
    found = Counter(
        cycle
        for record in objectives
        if (cycle := facts.cycles.by_id.get(record.cycle or "")) is not None and cycle.end >= facts.today
    )
    for cycle, count in found.most_common(1):
        if count > limit:
            return _(
                "{objectives} in {cycle}; {limit} is the limit.",
                objectives=counted(count, "open objective", "open objectives"),
                cycle=cycle.name,
                limit=number(limit),
            )
    return None


def _objectives_of_team(facts: Facts, team: TeamRecord, limit: float) -> str | None:
    return _per_cycle(facts, facts.people.objectives_of_team.get(team.id, ()), limit)


def _objectives_of_person(facts: Facts, person: PersonRecord, limit: float) -> str | None:
    return _per_cycle(facts, facts.people.objectives_of.get(person.id, ()), limit)


_TOO_MANY_OBJECTIVES = check(
    "too-many-objectives",
    Severity.WARNING,
    N_("A person or a team has more open objectives in one cycle than they can focus on."),
    N_("Keep the few that matter most and move the rest to a later cycle."),
    on_people,
    threshold=3,
    needs=(Method.OKR,),
    also=(on_teams(_objectives_of_team),),
)(_objectives_of_person)


_FAR_TOO_MANY_OBJECTIVES = check(
    "far-too-many-objectives",
    Severity.ERROR,
    N_("A person or a team has far too many open objectives in one cycle."),
    N_("Drop or postpone some until the limit holds."),
    on_people,
    threshold=5,
    needs=(Method.OKR,),
    also=(on_teams(_objectives_of_team),),
)(_objectives_of_person)


@check(
    "no-key-result",
    Severity.ERROR,
    N_("An objective of a cycle has no key result and no child that counts."),
    N_("Add two to five key results."),
    on_objectives,
    needs=(Method.OKR,),
)
def _without_key_results(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    if objective.cycle is None or facts.goals.key_results_of.get(objective.id):
        return None
    if any(child.counts for child in facts.goals.children.get(objective.id, ())):
        return None
    return _("It has no key result, so nobody can tell whether it is reached.")


@check(
    "lone-key-result",
    Severity.WARNING,
    N_("An objective has a single key result."),
    N_("Ask what else would have to be true, or make it part of another objective."),
    on_objectives,
    needs=(Method.OKR,),
)
def _single_key_result(facts: Facts, objective: ObjectiveRecord, _limit: float) -> str | None:
    alone = len(facts.goals.key_results_of.get(objective.id, ())) == 1 and not facts.goals.children.get(objective.id)
    return _("It has a single key result.") if alone and objective.cycle is not None else None


@check(
    "too-many-key-results",
    Severity.WARNING,
    N_("An objective has more key results than can be followed."),
    N_("Keep those without which the objective would not be reached."),
    on_objectives,
    threshold=5,
    needs=(Method.OKR,),
)
def _many_key_results(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    count = len(facts.goals.key_results_of.get(objective.id, ()))
    return (
        _("It has {count} key results; {limit} is the limit.", count=count, limit=number(limit))
        if count > limit
        else None
    )


@check(
    "busy-updater",
    Severity.HINT,
    N_("A person has to update more key results every week than anybody keeps up for long."),
    N_("Hand some over, or check in monthly on some."),
    on_people,
    threshold=7,
    needs=(Method.OKR,),
)
def _weekly_updates(facts: Facts, person: PersonRecord, limit: float) -> str | None:
    count = sum(
        1
        for record in facts.people.key_results_of.get(person.id, ())
        if record.rhythm in _WEEKLY and facts.cycles.running(record.objective)
    )
    return (
        _("{count} key results to update every week; {limit} is the limit.", count=count, limit=number(limit))
        if count > limit
        else None
    )


@check(
    "full-plate",
    Severity.WARNING,
    N_("A person has more key results, their own and the team's, than they can follow."),
    N_("Drop personal key results that repeat the team's."),
    on_people,
    threshold=10,
    needs=(Method.OKR,),
)
def _full_plate(facts: Facts, person: PersonRecord, limit: float) -> str | None:
    owned = [
        record for record in facts.people.key_results_of.get(person.id, ()) if facts.cycles.running(record.objective)
    ]
    shared = facts.people.shared_key_results.get(person.team or "", 0) if person.team else 0
    count = len(owned) + shared
    if not owned or count <= limit:
        return None
    return _(
        "{count} key results to follow, {shared} of them the team's; {limit} is the limit.",
        count=count,
        shared=shared,
        limit=number(limit),
    )


@check(
    "too-many",
    Severity.HINT,
    N_("A perspective has more strategic objectives than a strategy needs."),
    N_("Merge or drop some until the perspective says one thing."),
    on_perspectives,
    threshold=5,
    needs=(Method.SCORECARD,),
)
def _objectives_in(facts: Facts, perspective: PerspectiveRecord, limit: float) -> str | None:
    count = facts.perspectives.strategic_in.get(perspective.id, 0)
    return (
        _("It has {count} strategic objectives; {limit} is the limit.", count=count, limit=number(limit))
        if count > limit
        else None
    )


@check(
    "too-many-measures",
    Severity.HINT,
    N_("A perspective has more measures than anybody reads."),
    N_("Keep the measures that would make you act."),
    on_perspectives,
    threshold=7,
    needs=(Method.SCORECARD,),
)
def _measures_in(facts: Facts, perspective: PerspectiveRecord, limit: float) -> str | None:
    count = facts.perspectives.measures_in.get(perspective.id, 0)
    return (
        _("It has {count} measures; {limit} is the limit.", count=count, limit=number(limit)) if count > limit else None
    )


@check(
    "too-many-measures-in-all",
    Severity.HINT,
    N_("The scorecard has more measures than fit on one page."),
    N_("Keep the measures that would make you act."),
    on_workspace,
    threshold=25,
    needs=(Method.SCORECARD,),
)
def _measures_in_all(facts: Facts, _workspace: WorkspaceRecord, limit: float) -> str | None:
    count = sum(count for place, count in facts.perspectives.measures_in.items() if place is not None)
    return (
        _("The scorecard has {count} measures; {limit} is the limit.", count=count, limit=number(limit))
        if count > limit
        else None
    )


@check(
    "still-draft",
    Severity.WARNING,
    N_("The cycle has begun and an objective is still a draft."),
    N_("Make it active, or move it to a later cycle."),
    on_objectives,
    threshold=7,
    needs=(Method.OKR,),
)
def _drafts_waiting(facts: Facts, objective: ObjectiveRecord, limit: float) -> str | None:
    window = facts.cycles.window(objective.id)
    if objective.state != ObjectiveState.DRAFT or window is None:
        return None
    days = (facts.today - window[0]).days
    return (
        _("Its cycle began {days} ago and it is still a draft.", days=counted(days, "day", "days"))
        if days > limit
        else None
    )


CHECKS = checks_in(globals())
