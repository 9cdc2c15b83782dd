"""A goal that is being typed, as facts for the checks that need no more than it."""

from datetime import date

from goaltui.model.enums import Ambition, Condition, EntityKind, Frequency, Method, ObjectiveState, StatusPreset
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import (
    CheckSettingRecord,
    CycleRecord,
    KeyResultRecord,
    MilestoneRecord,
    ObjectiveRecord,
    Records,
    WorkspaceRecord,
)
from goaltui.rules.checks.facts import Facts

_OBJECTIVE = "objective"
_KEY_RESULT = "key result"
_CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class TypedGoal:
    """A goal as far as it was typed; `steps` is the number of its milestones, `cycle` its first and last day.

    Any text will do as `owner`; a key result without one has its objective's.
    """

    kind: EntityKind
    title: str
    owner: str | None = None
    condition: Condition = Condition.REACH
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    steps: int = 0
    due: date | None = None
    cycle: tuple[date, date] | None = None


def typed_facts(
    typed: TypedGoal, language: str, settings: tuple[CheckSettingRecord, ...], method: Method
) -> tuple[Facts, str]:
    """Return the facts of a workspace that holds nothing but the typed goal, and the goal's id there."""
    workspace = WorkspaceRecord("", "", "", "", method, language, StatusPreset.STEADY)
    alone = typed.kind is EntityKind.OBJECTIVE
    steps = tuple(MilestoneRecord(str(place), _KEY_RESULT, "", None, 1.0, False) for place in range(typed.steps))
    cycles = (CycleRecord(_CYCLE, "", *typed.cycle, None),) if typed.cycle else ()
    records = Records(
        workspace=workspace,
        perspectives=(),
        cycles=cycles,
        teams=(),
        people=(),
        objectives=(_objective(typed),),
        key_results=() if alone else (_key_result(typed),),
        measures=(),
        targets=(),
        milestones=steps,
        initiatives=(),
        links=(),
        remarks=(),
        check_settings=settings,
    )
    return Facts(records, date.min), _OBJECTIVE if alone else _KEY_RESULT


def _objective(typed: TypedGoal) -> ObjectiveRecord:
    own = typed.kind is EntityKind.OBJECTIVE
    return ObjectiveRecord(
        id=_OBJECTIVE,
        key=None,
        title=typed.title if own else "",
        why="",
        parent=None,
        cycle=_CYCLE if typed.cycle else None,
        perspective=None,
        team=None,
        owner=typed.owner if own else typed.owner or _OBJECTIVE,
        ambition=Ambition.ASPIRATIONAL,
        weight=1.0,
        counts=True,
        state=ObjectiveState.ACTIVE,
        grade=None,
        closing="",
        created=0,
    )


def _key_result(typed: TypedGoal) -> KeyResultRecord:
    return KeyResultRecord(
        id=_KEY_RESULT,
        key=None,
        title=typed.title,
        objective=_OBJECTIVE,
        measure="",
        unit=typed.unit,
        start=typed.start,
        target=typed.target,
        low=typed.low,
        high=typed.high,
        condition=typed.condition,
        weight=1.0,
        owner=typed.owner,
        due=typed.due,
        cadence=None,
        first_day=None,
        first_target=None,
        frequency=Frequency.WEEK,
        value=None,
        value_on=None,
        estimate=False,
        checked_in=None,
        confidence=None,
        manual_status=None,
        own_measure=True,
        created=0,
    )
