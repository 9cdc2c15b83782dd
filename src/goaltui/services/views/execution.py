"""The execution of a cycle: the share of due check-ins that were made, and the learnings with those taken up.

It is of a cycle as a whole, never of a person.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind, InitiativeState, RemarkKind, RemarkState
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import CycleRecord, InitiativeRecord, KeyResultRecord, RemarkRecord
from goaltui.rules.progress.pace import first_day
from goaltui.rules.progress.rhythm import Rhythm, paused
from goaltui.services.core.rows.initiatives import initiative_row, owners_of

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Execution:
    """Of how many check-ins that were `due` by now how many were `made` in their span, how many learnings were written
    on what is in the cycle, how many of these were taken up, and how many initiatives for it that were due by now are
    done."""

    due: int = 0
    made: int = 0
    learnt: int = 0
    taken_up: int = 0
    work_due: int = 0
    work_done: int = 0

    @property
    def share(self) -> float | None:
        """The part 0–1 of the check-ins that came; none where none was due."""
        return self.made / self.due if self.due else None

    @property
    def told(self) -> str:
        """The numbers in words, `46 of 52 check-ins, 1 of 3 learnings taken up`; empty where there are none."""
        checked = _("{made} of {due} check-ins", made=self.made, due=self.due) if self.due else ""
        work = (
            _("{work_done} of {work_due} initiatives done", work_done=self.work_done, work_due=self.work_due)
            if self.work_due
            else ""
        )
        learnt = (
            _("{taken_up} of {learnt} learnings taken up", taken_up=self.taken_up, learnt=self.learnt)
            if self.learnt
            else ""
        )
        return ", ".join(filter(None, (checked, work, learnt)))


def executions(workspace: "Workspace") -> Mapping[str, Execution]:
    """Return how each cycle was carried out, by its id."""
    look = workspace.look
    records, tree = look.records(), look.outline()
    cycles = {item.id: item for item in records.cycles}
    within: defaultdict[str, list[KeyResultRecord]] = defaultdict(list)
    place: dict[str, str] = {item.id: item.cycle for item in records.objectives if item.cycle in cycles}
    for item in records.key_results:
        if item.objective in place:
            within[place[item.objective]].append(item)
            place[item.id] = place[item.objective]
    measures = {item.measure for items in within.values() for item in items}
    days = {
        measure: sorted({point.date for point in points})
        for measure, points in workspace.database.series.points(measures, since=None, until=look.day).items()
    }
    learnt: defaultdict[str, list[RemarkRecord]] = defaultdict(list)
    for remark in records.remarks:
        on_goal = remark.subject_kind in (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT)
        if remark.kind == RemarkKind.LEARNING and on_goal and remark.subject in place:
            learnt[place[remark.subject]].append(remark)
    work: defaultdict[str, list[InitiativeRecord]] = defaultdict(list)
    people = owners_of(records)
    for initiative in records.initiatives:
        owed = initiative_row(initiative, people, look.day).owed
        is_due = owed is not None and owed <= look.day
        if is_due and initiative.state != InitiativeState.DROPPED and initiative.serves in place:
            work[place[initiative.serves or ""]].append(initiative)
    owners = {item.id: item.owner for item in records.objectives}
    found = {}
    for cycle in records.cycles:
        due = made = 0
        for item in within[cycle.id]:
            breaks = paused(tree.names.pauses, item.owner or owners[item.objective])
            spans = [
                span
                for span in _spans(item, cycle, look.day)
                if not any(pause.first <= span[1] and pause.last >= span[0] for pause in breaks)
            ]
            due += len(spans)
            made += _made(spans, days.get(item.measure, ()))
        said = learnt[cycle.id]
        taken = sum(1 for remark in said if remark.state == RemarkState.DONE)
        awaited = work[cycle.id]
        done = sum(1 for item in awaited if item.state == InitiativeState.DONE)
        found[cycle.id] = Execution(due, made, len(said), taken, len(awaited), done)
    return found


def _spans(record: KeyResultRecord, cycle: CycleRecord, today: date) -> list[tuple[date, date]]:
    """Return the spans of a cycle that are over, in each of which one check-in is due."""
    rhythm = Rhythm.of(record)
    start = first_day(record.first_day, (cycle.start, cycle.end))
    found: list[tuple[date, date]] = []
    while (due := rhythm.due_after(None, start)) is not None and start < due <= min(today, cycle.end + _DAY):
        found.append((start, due - _DAY))
        start = due
    return found


def _made(spans: Iterable[tuple[date, date]], days: Sequence[date]) -> int:
    return sum(bisect_left(days, first) < bisect_right(days, last) for first, last in spans)
