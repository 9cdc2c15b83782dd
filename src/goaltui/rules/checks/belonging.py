"""Checks of a goal's parent, strategic link, perspective and owner: as in Viva Goals, Lark and OKR ORCA."""

from goaltui.model.enums import Method, Need, Severity
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import (
    InitiativeRecord,
    KeyResultRecord,
    MeasureRecord,
    ObjectiveRecord,
)
from goaltui.rules.checks.check import (
    check,
    checks_in,
    on_initiatives,
    on_key_results,
    on_measures,
    on_objectives,
)
from goaltui.rules.checks.facts import Facts
from goaltui.rules.structure.strategic_link import serves_strategic


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
    words={
        Method.OKR: (N_("An objective or an initiative belongs to nothing."), ""),
    },
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
    needs=(Method.OKR,),
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
    needs=(Method.SCORECARD,),
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
    words={
        Method.OKR: (N_("An objective, a key result or an initiative has no owner."), ""),
        Method.SCORECARD: (N_("An objective, a measure or an initiative has no owner."), ""),
    },
)
def _objective_unowned(facts: Facts, record: ObjectiveRecord, _limit: float) -> str | None:
    unowned = record.owner is None and record.team is None and not facts.alone
    return _("It has no owner.") if unowned else None


CHECKS = checks_in(globals())
