"""Checks of trees and links: loops, depth, lost ends, levels of teams, times that never meet."""

from collections.abc import Sequence

from goaltui.model.enums import Method, Severity
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import (
    LinkRecord,
    ObjectiveRecord,
    TeamRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_all_objectives,
    on_links,
    on_objectives,
)
from goaltui.rules.checks.facts import Facts, shown_day
from goaltui.rules.checks.texts import clip
from goaltui.rules.structure.tree_repair import DEEPEST


@check(
    "parent-loop",
    Severity.ERROR,
    N_("Objectives form a loop."),
    N_("Choose another parent, or none."),
    on_all_objectives,
)
def _parent_loop(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    parent = facts.goals.objectives.get(record.parent or "")
    if parent is None or record.id not in facts.goals.tree.moved - facts.goals.tree.too_deep:
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
    too_deep = record.id in facts.goals.tree.too_deep
    return _("{count} objectives are above it, so it is shown at the top.", count=DEEPEST) if too_deep else None


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
)
def _broken_link(facts: Facts, record: LinkRecord, _limit: float) -> str | None:
    gone = [identity for identity in (record.driver, record.driven) if identity not in facts.goals.objectives]
    return _n("One end of it was deleted.", "Both ends of it were deleted.", len(gone)) if gone else None


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
    needs=(Method.OKR,),
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
    needs=(Method.OKR,),
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


CHECKS = checks_in(globals())
