"""Checks of the structure: Viva Goals, Lark, OKR ORCA; orphan and unlinked from the scorecard's side."""

from collections.abc import Sequence

from goaltui.model.enums import Method, Need, Severity
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import (
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    ObjectiveRecord,
    PerspectiveRecord,
    TeamRecord,
    WorkspaceRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_all_objectives,
    on_cycles,
    on_initiatives,
    on_key_results,
    on_links,
    on_measures,
    on_objectives,
    on_perspectives,
    on_workspace,
)
from goaltui.rules.checks.facts import Facts, shown_day
from goaltui.rules.checks.texts import clip, percent
from goaltui.rules.scoring.weight_shares import Weighed, effective, misfit
from goaltui.rules.structure.strategic_link import serves_strategic
from goaltui.rules.structure.tree_repair import DEEPEST


def _measure_alone(facts: Facts, record: MeasureRecord, _limit: float) -> str | None:
    if record.objective in facts.goals.objectives or record.perspective in facts.perspectives.by_id:
        return None
    return _("It has no objective and no perspective, so it counts in no score.")


def _initiative_alone(facts: Facts, record: InitiativeRecord, _limit: float) -> str | None:
    if record.objective in facts.goals.objectives or record.key_result in facts.goals.key_results:
        return None
    if record.measure in facts.measures.by_id:
        return None
    if facts.method.uses_okr:
        return _("It serves no measure, and no objective or key result that is open.")
    return _("It serves no measure, and no objective that is open.")


@check(
    "orphan",
    Severity.WARNING,
    N_("An objective, a measure or an initiative belongs to nothing."),
    N_("Move it under what it serves, or drop it."),
    on_objectives,
    also=(
        on_measures(_measure_alone),
        on_initiatives(_initiative_alone),
    ),
)
def _objective_alone(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    if facts.perspectives.of_objective[record.id] is not None or _is_asked_for(facts, record):
        return None
    top = facts.goals.tree.parents[record.id] is None
    if record.cycle is None:
        known = facts.method is not Method.OKR and top and facts.records.workspace.perspective_needed != Need.OFF
        return _("It has no perspective.") if known else None
    linked = facts.records.workspace.strategic_link != Need.OFF
    if facts.method is Method.BOTH and top and facts.goals.strategic and linked and not _serves(facts, record):
        return _("It has no strategic objective above it and no perspective.")
    if record.team is not None and top and not record.why.strip():
        return _("It has a team, but no parent and no reason why.")
    return None


def _is_asked_for(facts: Facts, record: ObjectiveRecord) -> bool:
    """Return whether a missing part of an objective is required, so that a check of its own says so."""
    return _lacks_link(facts, record) or _lacks_perspective(facts, record)


def _lacks_link(facts: Facts, record: ObjectiveRecord) -> bool:
    if facts.records.workspace.strategic_link != Need.REQUIRED or record.cycle is None or not facts.method.uses_okr:
        return False
    return not _serves(facts, record)


def _lacks_perspective(facts: Facts, record: ObjectiveRecord) -> bool:
    if facts.records.workspace.perspective_needed != Need.REQUIRED or not facts.method.uses_scorecard:
        return False
    return facts.perspectives.of_objective[record.id] is None


@check(
    "no-strategic-link",
    Severity.ERROR,
    N_("An objective of a cycle serves no strategic objective, which the workspace requires."),
    N_("Choose a parent that does, or name one in Contributes to."),
    on_objectives,
    half=Method.OKR,
)
def _unlinked(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    told = _("It serves no strategic objective, neither through its parent nor through what it contributes to.")
    return told if _lacks_link(facts, record) else None


def _serves(facts: Facts, record: ObjectiveRecord) -> bool:
    return serves_strategic(record.id, facts.goals.objectives, facts.goals.tree.parents)


@check(
    "no-perspective",
    Severity.ERROR,
    N_("An objective has no perspective, which the workspace requires."),
    N_("Choose one, or a parent that has one."),
    on_objectives,
    half=Method.SCORECARD,
)
def _unplaced(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    return _("It has no perspective.") if _lacks_perspective(facts, record) else None


def _key_result_unowned(facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    team = facts.goals.objectives[record.objective].team
    unowned = facts.goals.owner(record) is None and team is None and not facts.alone
    return _("Neither it nor its objective has an owner.") if unowned else None


def _thing_unowned(facts: Facts, record: MeasureRecord | InitiativeRecord, _limit: float) -> str | None:
    return _("It has no owner.") if record.owner is None and not facts.alone else None


@check(
    "unowned",
    Severity.WARNING,
    N_("An objective, a key result, a measure or an initiative has no owner."),
    N_("Name one person."),
    on_objectives,
    live=True,
    also=(
        on_key_results(_key_result_unowned),
        on_measures(_thing_unowned),
        on_initiatives(_thing_unowned),
    ),
)
def _objective_unowned(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    unowned = record.owner is None and record.team is None and not facts.alone
    return _("It has no owner.") if unowned else None


@check(
    "parent-loop",
    Severity.ERROR,
    N_("Objectives form a loop."),
    N_("Choose another parent, or none."),
    on_all_objectives,
)
def _parent_loop(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    parent = facts.goals.objectives.get(record.parent or "")
    if parent is None or record.id not in facts.goals.tree.moved - facts.goals.tree.sunk:
        return None
    return _("It and its parent {parent} form a loop; it is shown at the top.", parent=clip(parent.title))


@check(
    "too-deep",
    Severity.WARNING,
    N_("An objective is more than 100 levels deep."),
    N_("Choose a parent higher up, or none."),
    on_all_objectives,
)
def _too_deep(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    sunk = record.id in facts.goals.tree.sunk
    return _("{count} objectives are above it, so it is shown at the top.", count=DEEPEST) if sunk else None


@check(
    "lost-parent",
    Severity.WARNING,
    N_("The parent of an objective was deleted."),
    N_("Choose another parent, or none."),
    on_all_objectives,
)
def _lost_parent(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    lost = record.parent is not None and record.parent not in facts.goals.objectives
    return _("Its parent was deleted; it is shown at the top.") if lost else None


@check(
    "map-loop",
    Severity.ERROR,
    N_("Links of the strategy map form a loop."),
    N_("Remove the weakest link."),
    on_links,
    half=Method.SCORECARD,
)
def _map_loop(facts: Facts, record: LinkRecord, _limit: float) -> str | None:
    if (record.driver, record.driven) not in facts.links.looping:
        return None
    return _("Following the links from here leads back here.")


@check(
    "broken-link",
    Severity.WARNING,
    N_("A link of the strategy map has lost an end."),
    N_("Delete the link, or undo the deletion."),
    on_links,
    half=Method.SCORECARD,
)
def _broken_link(facts: Facts, record: LinkRecord, _limit: float) -> str | None:
    gone = [identity for identity in (record.driver, record.driven) if identity not in facts.goals.objectives]
    return _("{ends} of it was deleted.", ends=counted(len(gone), "end", "ends")) if gone else None


def _teams_above(facts: Facts, team: TeamRecord) -> Sequence[TeamRecord]:
    """Return the teams over a team, the next first."""
    found: list[TeamRecord] = []
    step = facts.people.teams.get(team.parent or "")
    while step is not None and step not in found:
        found.append(step)
        step = facts.people.teams.get(step.parent or "")
    return found


@check(
    "skipped-level",
    Severity.WARNING,
    N_("An objective skips a level of teams."),
    N_("Move it under an objective of the team in between."),
    on_objectives,
    half=Method.OKR,
)
def _skipped_level(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    parent = facts.goals.objectives.get(facts.goals.tree.parents[record.id] or "")
    own = facts.people.teams.get(record.team or "")
    if parent is None or own is None:
        return None
    above = _teams_above(facts, own)
    farther = [team.name for team in above[1:] if team.id == parent.team]
    return (
        _("Its parent belongs to {farther}; {between} lies between the two.", farther=farther[0], between=above[0].name)
        if farther
        else None
    )


@check(
    "apart-in-time",
    Severity.WARNING,
    N_("An objective and its parent never run at the same time."),
    N_("Move one of them to another cycle, or choose another parent."),
    on_objectives,
    half=Method.OKR,
)
def _apart_in_time(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    own, parent = facts.cycles.window(record.id), facts.goals.tree.parents[record.id]
    above = facts.cycles.window(parent) if parent else None
    if own is None or above is None or (own[0] <= above[1] and above[0] <= own[1]):
        return None
    begins, ends = shown_day(facts, above[0]), shown_day(facts, above[1])
    return _(
        "Its cycle ends {end}, its parent's begins {begins} and ends {ends}.",
        end=shown_day(facts, own[1]),
        begins=begins,
        ends=ends,
    )


def _no_perspective_weight(facts: Facts, _workspace: WorkspaceRecord, _limit: float) -> str | None:
    found: tuple[PerspectiveRecord, ...] = facts.records.perspectives
    if not found or any(effective(found)):
        return None
    return _n(
        "All {count} perspective weigh 0, so the scorecard has no total.",
        "All {count} perspectives weigh 0, so the scorecard has no total.",
        len(found),
    )


@check(
    "no-weight",
    Severity.WARNING,
    N_("All weights of siblings are 0."),
    N_("Give at least one a weight."),
    on_objectives,
    also=(on_workspace(_no_perspective_weight),),
)
def _no_weight(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    parts, measures = facts.weight_groups.under(record.id).whole, facts.weight_groups.of_measures(record.id).whole
    if parts and not any(effective(parts)):
        return _n(
            "All {count} part under it weigh 0, so it has no progress.",
            "All {count} parts under it weigh 0, so it has no progress.",
            len(parts),
        )
    if measures and not any(effective(measures)):
        return _n(
            "All {count} measure under it weigh 0, so it has no score.",
            "All {count} measures under it weigh 0, so it has no score.",
            len(measures),
        )
    return None


def _shares_apart_at_the_top(facts: Facts, record: CycleRecord, _limit: float) -> str | None:
    return (
        _apart(N_("The shares fixed at its top add up to {percent}."), facts.weight_groups.top(record.id).whole)
        if record.id in facts.cycles.unclosed
        else None
    )


def _shares_apart_inside(facts: Facts, record: PerspectiveRecord, _limit: float) -> str | None:
    return _apart(
        N_("The shares fixed in it add up to {percent}."),
        facts.weight_groups.inside(record.id, facts.perspectives.of_objective).whole,
    )


def _perspective_shares_apart(facts: Facts, _workspace: WorkspaceRecord, _limit: float) -> str | None:
    return _apart(N_("The shares fixed for the perspectives add up to {percent}."), facts.records.perspectives)


@check(
    "shares-apart",
    Severity.WARNING,
    N_("The fixed shares of siblings do not add up to 100 %."),
    N_("Edit one of them: type another share, or a number, so that it adapts."),
    on_objectives,
    also=(
        on_cycles(_shares_apart_at_the_top),
        on_perspectives(_shares_apart_inside),
        on_workspace(_perspective_shares_apart),
    ),
)
def _shares_apart(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    pools = facts.weight_groups.under(record.id), facts.weight_groups.of_measures(record.id)
    return next(
        filter(None, (_apart(N_("The shares fixed under it add up to {percent}."), pool.whole) for pool in pools)), None
    )


def _apart(said: str, pool: Sequence[Weighed]) -> str | None:
    fixed = misfit(pool)
    return None if fixed is None else _(said, percent=percent(fixed, 1))


@check(
    "measure-gone",
    Severity.ERROR,
    N_("A key result reads a measure that was deleted."),
    N_("Edit it to read another measure or none, or bring the measure back from the History."),
    on_key_results,
)
def _measure_gone(_facts: Facts, record: KeyResultRecord, _limit: float) -> str | None:
    return _("The measure that it reads was deleted, so it has no value.") if record.unbound else None


@check(
    "shared-measure",
    Severity.WARNING,
    N_("Two key results of a cycle read the same measure, so a change counts twice."),
    N_("Keep the one where it belongs."),
    on_key_results,
    half=Method.OKR,
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
    half=Method.OKR,
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
    half=Method.OKR,
)
def _mixed_ambition(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    kinds = {child.ambition for child in facts.goals.children.get(record.id, ())}
    return _("Committed and aspirational objectives are side by side under it.") if len(kinds) > 1 else None


CHECKS = checks_in(globals())
