"""Checks of the weights and the fixed shares of siblings."""

from collections.abc import Sequence

from goaltui.model.enums import Severity
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.records import (
    CycleRecord,
    ObjectiveRecord,
    PerspectiveRecord,
    WorkspaceRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_cycles,
    on_objectives,
    on_perspectives,
    on_workspace,
)
from goaltui.rules.checks.facts import Facts
from goaltui.rules.checks.texts import percent
from goaltui.rules.scoring.weight_shares import Weighed, effective, misfit


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
    groups = facts.weight_groups.under(record.id), facts.weight_groups.of_measures(record.id)
    return next(
        filter(None, (_apart(N_("The shares fixed under it add up to {percent}."), group.whole) for group in groups)),
        None,
    )


def _apart(said: str, group: Sequence[Weighed]) -> str | None:
    fixed = misfit(group)
    return None if fixed is None else _(said, percent=percent(fixed, 1))


CHECKS = checks_in(globals())
