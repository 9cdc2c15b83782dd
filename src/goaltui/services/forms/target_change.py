"""The move of a target while its cycle runs: the first one stays beside it, and the reason is recorded."""

from collections.abc import Mapping, Sequence
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, ObjectiveState, RemarkKind
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _, _n
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import KeyResultRecord, Records
from goaltui.model.refs import new_id
from goaltui.rules.progress.target_change import move_told
from goaltui.services.core import formatting

WHY = "moved"
"""The form's field that asks why."""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The changes beside a moved target: the field that keeps the first one, and the decision with the reason."""

    fields: Mapping[str, Value]
    drafts: tuple[Operation, ...] = ()


def is_running(records: Records, record: KeyResultRecord, today: date) -> bool:
    """Return whether a key result is in an active objective of a running cycle and has a check-in; before that
    its target is still being set.
    """
    objective = next((item for item in records.objectives if item.id == record.objective), None)
    if objective is None or record.checked_in is None or objective.state != ObjectiveState.ACTIVE:
        return False
    return any(item.id == objective.cycle and item.runs_on(today) for item in records.cycles)


def moved(records: Records, before: KeyResultRecord, target: float | None, why: str, today: date) -> TargetChange:
    """Return what moving the target of a running key result writes beside it; raises
    InvalidField where no reason is given.
    """
    fields = _beside(records, before, target, today)
    if fields.get("first_target") is None:
        return TargetChange(fields)
    if not why.strip():
        raise InvalidField(
            _(
                "The target changes from {before} to {after} in mid-cycle; say why. The first target is kept.",
                before=formatting.number(before.target),
                after=formatting.number(target),
            ),
            WHY,
        )
    return TargetChange(fields, (_decision(before, target, why),))


def beside_targets(
    records: Records, drafts: Sequence[Operation], today: date, name: str, why: str = ""
) -> tuple[tuple[Operation, ...], str]:
    """Return a file's changes with the first target and a decision beside each target that moves, and a sentence on
    them. A file cannot be asked why, so without `why` the reason is the file `name`.
    """
    known = {record.id: record for record in records.key_results}
    decided = {draft.fields.get("subject") for draft in drafts if draft.fields.get("kind") == RemarkKind.DECISION}
    kept, decisions, count = [], [], 0
    for draft in drafts:
        before = known.get(draft.entity_id) if draft.entity == EntityKind.KEY_RESULT else None
        fields: Mapping[str, Value] = {}
        target: float | None = None
        if before is not None and "target" in draft.fields and "first_target" not in draft.fields:
            told = draft.fields["target"]
            target = None if told is None else float(told)
            fields = _beside(records, before, target, today)
        if before is not None and fields.get("first_target") is not None:
            count += 1
            if before.id not in decided:
                decisions.append(_decision(before, target, why.strip() or _("imported from {name}", name=name)))
        kept.append(replace(draft, fields={**draft.fields, **fields}) if fields else draft)
    if not count:
        return tuple(kept), ""
    moves = _n(
        "{count} target changed in mid-cycle; the first is kept.",
        "{count} targets changed in mid-cycle; the first is kept.",
        count,
    )
    if decisions and not why.strip():
        moves = _("{moves} Recorded as imported from {name}; --why TEXT says more.", moves=moves, name=name)
    return (*kept, *decisions), moves


def _decision(before: KeyResultRecord, target: float | None, why: str) -> Operation:
    text = move_told(formatting.number(before.target), formatting.number(target), why.strip())
    decision: dict[str, Value] = {"kind": RemarkKind.DECISION.value, "subject_kind": EntityKind.KEY_RESULT.value}
    return Operation(EntityKind.REMARK, new_id(), {**decision, "subject": before.id, "text": text})


def _beside(records: Records, before: KeyResultRecord, target: float | None, today: date) -> Mapping[str, Value]:
    if target == before.target or not is_running(records, before, today):
        return {}
    first = before.target if before.first_target is None else before.first_target
    return {} if first is None else {"first_target": None if target == first else first}
