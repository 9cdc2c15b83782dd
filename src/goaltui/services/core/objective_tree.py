"""The tree of objectives as view rows: what each key result and objective stands at on a day.

Rows whose record did not change since the previous outline of the same day are taken over, so that one check-in in a
large workspace costs little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from goaltui.model.enums import (
    CLOSED,
    Ambition,
    ObjectiveState,
    Status,
    StatusPreset,
)
from goaltui.model.id_lists import ids_of
from goaltui.model.quick.made_on_demand import MadeOnDemand
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.model.records import ObjectiveRecord, Records
from goaltui.rules.progress import pace
from goaltui.rules.scoring import rollup, status
from goaltui.rules.scoring.weight_shares import Weighed, by_weight
from goaltui.rules.structure import tree_repair
from goaltui.services.core.key_result_rows import (
    KeyResultSource,
    RowNames,
    cycle_window,
    due_by_rhythm,
    key_result_row,
    last_look,
    names_of,
    sources_of,
)
from goaltui.services.core.rows.initiatives import InitiativeRow, initiatives_by_place
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow

NOT_BEGUN = N_("its cycle has not begun")
"""Why an objective is pending that is not measured yet, whatever it says: it counts from its first day on."""

_BADNESS = {
    Status.AT_RISK: 4,
    Status.OUTDATED: 3,
    Status.BEHIND: 2,
    Status.PENDING: 1,
    Status.ON_TRACK: 0,
    Status.CLOSED: -1,
}

Counting: TypeAlias = KeyResultRow | ObjectiveRow
"""A row that counts in an objective."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows by id, each made when it is asked for; `tops` are the ids of the top objectives in order, `parents` those of
    all objectives, `moved` the objectives that stand at the top because their parent cannot.
    """

    day: date
    objectives: MadeOnDemand[ObjectiveRow]
    key_results: MadeOnDemand[KeyResultRow]
    tops: tuple[str, ...]
    parents: Mapping[str, str | None] = field(repr=False)
    moved: frozenset[str]
    names: RowNames = field(repr=False)
    preset: StatusPreset
    sources: MadeOnDemand[KeyResultSource] = field(repr=False)

    @property
    def roots(self) -> tuple[ObjectiveRow, ...]:
        """The top objectives in order."""
        return tuple(self.objectives[identity] for identity in self.tops)

    def due_by(self, day: date) -> Iterator[tuple[KeyResultRow, date]]:
        """Yield the key results whose check-in is owed by a day, with their due days; no other rows are made."""
        first_due: dict[tuple[Any, ...], date | None] = {}
        for source in self.sources.values():
            record, objective = source.record, source.objective
            if objective.state != ObjectiveState.ACTIVE:
                continue
            cycle = self.names.cycles.get(objective.cycle or "")
            start = cycle.start if cycle else None
            rhythm = (record.cadence, record.own_measure, record.frequency, record.weeks, record.weekday)
            key = (*rhythm, record.checked_in, start)
            if key not in first_due:
                first_due[key] = due_by_rhythm(record, start)
            due = first_due[key]
            # A pause only moves it to a later day.
            if due is None or due > day:
                continue
            row = self.key_results[record.id]
            if row.next_due is not None and row.next_due <= day:
                yield row, row.next_due


Then = Callable[[date], Outline]
"""The outline of an earlier day."""


def outline(records: Records, today: date, previous: Outline | None = None, then: Then | None = None) -> Outline:
    """Return every objective and key result as it stands on `today`; one of a cycle that is over as on its last day.

    What goes on under an objective of such a cycle counts there as it stood `then`, on the last day.
    """
    names = RowNames.of(records)
    preset = StatusPreset(records.workspace.status_preset)
    repaired = sound_tree(records)
    parents, children = repaired.parents, _children(records, repaired)
    ordered = _parents_first(children)
    work = initiatives_by_place(records, today)
    sources = sources_of(records, names, today, work)
    kept = previous if previous and (previous.day, previous.names, previous.preset) == (today, names, preset) else None
    below = _key_results_by_objective(records)

    def row_of(source: KeyResultSource) -> KeyResultRow:
        return _taken_over(source, kept) or key_result_row(source, names, today, preset)

    key_results = MadeOnDemand(sources, row_of)
    perspectives = _inherited(ordered, parents, "perspective")
    themes = _inherited(ordered, parents, "theme")
    serving = _serving(ordered)

    def made(record: ObjectiveRecord) -> ObjectiveRow:
        parts = children.get(record.id, ())
        placed = record._replace(
            parent=parents[record.id], perspective=perspectives[record.id], theme=themes[record.id]
        )
        tree = _Below(
            tuple(key_results[identity] for identity in below.get(record.id, ())),
            tuple(objectives.made[child.id] for child in parts),
            tuple(_going_on(record, parts, names)),
            then,
            work.get(record.id, ()),
            tuple(serving.get(record.id, ())),
        )
        return _objective_row(placed, tree, names, today, preset)

    def with_children(record: ObjectiveRecord) -> ObjectiveRow:
        for item in reversed(_parents_first(children, record)):
            if item.id not in objectives.made:
                objectives.made[item.id] = made(item)
        return objectives.made[record.id]

    objectives = MadeOnDemand({record.id: record for record in reversed(ordered)}, with_children)
    tops = tuple(record.id for record in children.get(None, ()))
    moved = frozenset(repaired.moved)
    return Outline(today, objectives, key_results, tops, parents, moved, names, preset, sources)


def _key_results_by_objective(records: Records) -> Mapping[str, Sequence[str]]:
    below: defaultdict[str, list[str]] = defaultdict(list)
    for record in records.key_results:
        below[record.objective].append(record.id)
    return below


def _serving(ordered: Sequence[ObjectiveRecord]) -> Mapping[str, Sequence[str]]:
    """Return the ids of the objectives that contribute to each one."""
    serving: defaultdict[str, list[str]] = defaultdict(list)
    for record in ordered:
        for above in ids_of(record.contributes):
            serving[above].append(record.id)
    return serving


def _taken_over(source: KeyResultSource, before: Outline | None) -> KeyResultRow | None:
    """Return the row that was made of the same source before; none where there is none."""
    identity = source.record.id
    if before is None or before.sources.made.get(identity) != source:
        return None
    return before.key_results.made.get(identity)


def perspectives_of(records: Records) -> dict[str, str | None]:
    """Return the id of each objective's perspective: its own, else that of the objective it stands under."""
    sound = sound_tree(records)
    return _inherited(_parents_first(_children(records, sound)), sound.parents, "perspective")


def sound_tree(records: Records) -> tree_repair.RepairedTree:
    """Return the repaired tree of objectives, the same in every copy."""
    order = {objective.id: objective.created for objective in records.objectives}
    return tree_repair.repaired({objective.id: objective.parent for objective in records.objectives}, order)


def _children(records: Records, repaired: tree_repair.RepairedTree) -> dict[str | None, list[ObjectiveRecord]]:
    children: defaultdict[str | None, list[ObjectiveRecord]] = defaultdict(list)
    for objective in records.objectives:
        children[repaired.parents[objective.id]].append(objective)
    return dict(children)


def _parents_first(
    children: Mapping[str | None, list[ObjectiveRecord]], top: ObjectiveRecord | None = None
) -> list[ObjectiveRecord]:
    """Return an objective and all that is under it, or all objectives, each before its children."""
    found: list[ObjectiveRecord] = []
    waiting = [top] if top is not None else list(children.get(None, ()))
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting.extend(children.get(record.id, ()))
    return found


def _inherited(
    parents_first: Sequence[ObjectiveRecord], parents: Mapping[str, str | None], field: Literal["perspective", "theme"]
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for record in parents_first:
        parent, own = parents[record.id], record.perspective if field == "perspective" else record.theme
        found[record.id] = own or (found[parent] if parent is not None else None)
    return found


class _Below(NamedTuple):
    """What hangs on an objective: key results, objectives, those that go on after its cycle, an earlier outline,
    initiatives, and the ids of what contributes to it.
    """

    key_results: tuple[KeyResultRow, ...]
    children: tuple[ObjectiveRow, ...]
    going_on: tuple[ObjectiveRecord, ...]
    then: Then | None
    initiatives: tuple[InitiativeRow, ...]
    contributing: tuple[str, ...]

    def counting(self, window: tuple[date, date] | None, today: date) -> Sequence[Counting]:
        """Return the parts that count, each as it stood on the last day where that is past."""
        day = last_look(window, today)
        earlier = self.then(day).objectives if self.then is not None and day < today and self.going_on else {}
        going_on = {record.id for record in self.going_on}
        children = (earlier.get(child.id, child) if child.id in going_on else child for child in self.children)
        return (*self.key_results, *(child for child in children if child.counts))


def _going_on(
    record: ObjectiveRecord, children: Sequence[ObjectiveRecord], names: RowNames
) -> Iterator[ObjectiveRecord]:
    window = cycle_window(record, names)
    if window is not None:
        yield from (child for child in children if not ends_by(cycle_window(child, names), window[1]))


def ends_by(window: tuple[date, date] | None, day: date) -> bool:
    """Return whether the goals of a cycle stay as they are after a day."""
    return window is not None and window[1] <= day


def is_over(window: tuple[date, date] | None, today: date, *, closed: bool) -> bool:
    """Return whether nothing is to come any more: it is closed, or its cycle has ended."""
    return closed or (window is not None and today > window[1])


def _objective_row(
    record: ObjectiveRecord, below: _Below, names: RowNames, today: date, preset: StatusPreset
) -> ObjectiveRow:
    window = cycle_window(record, names)
    counting = below.counting(window, today)
    parts = [rollup.Part.of(part, part.progress, part.expected, part.coverage) for part in counting]
    closed = record.state in CLOSED
    over = is_over(window, today, closed=closed)
    straight = pace.expected(*window, today) if window else None
    whole = status.whole(parts, straight, closed=closed, over=over, preset=preset)
    begun = closed or window is None or window[0] <= today
    found = whole.standing if begun else status.JudgedStatus(Status.PENDING, _(NOT_BEGUN))
    cycle = names.cycles.get(record.cycle or "")
    return ObjectiveRow(
        record=record,
        id=record.id,
        parent=record.parent,
        title=record.title,
        cycle=cycle.name if cycle else None,
        perspective=names.perspectives.get(record.perspective or ""),
        team=names.teams.get(record.team or ""),
        owner=names.people.get(record.owner or ""),
        ambition=Ambition(record.ambition),
        state=ObjectiveState(record.state),
        weight=record.weight,
        counts=record.counts and begun,
        progress=whole.progress,
        expected=whole.expected,
        status=found.status,
        reason=found.reason,
        worst=_worst(counting),
        grade=record.grade,
        key_results=below.key_results,
        children=below.children,
        counting=tuple(counting),
        share=record.share,
        initiatives=below.initiatives,
        coverage=whole.coverage,
        over=over,
        theme=names.themes.get(record.theme or ""),
        partners=names_of(record.partners, names.people),
        contributes=ids_of(record.contributes),
        contributing=below.contributing,
    )


def _worst(counting: Sequence[Counting]) -> str | None:
    late = [child for child in counting if _BADNESS[child.status] > _BADNESS[Status.ON_TRACK]]
    if not late:
        return None
    return max(late, key=lambda child: (_BADNESS[child.status], -(child.progress or 0.0))).title


def top_of(objectives: Sequence[ObjectiveRow]) -> list[ObjectiveRow]:
    """Return the objectives of a cycle that make up its progress; those under another
    one of them are in that already.
    """
    inside = {item.id for item in objectives}
    return [item for item in objectives if item.parent not in inside]


def at_the_top(row: ObjectiveRow) -> Weighed:
    """Return the weight of an objective at the top of a cycle; a share that it has under an
    objective of elsewhere is left out.
    """
    return row if row.parent is None else by_weight(row)
