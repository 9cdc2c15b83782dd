"""The lines of the tree of objectives: its open part, flattened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goaltui.model.enums import ObjectiveState
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.services.core.cycle_groups import CycleGroup
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import Linked, ObjectiveRow, objectives_in
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.filters.sorting import Sorting, ordered

_OPEN_AT_FIRST = 400
_AS_THEY_STAND = Sorting()


class TreeLine(NamedTuple):
    """A row in sight: `opened` is none for a row with nothing under it."""

    row: ObjectiveRow | KeyResultRow | MeasureRow | InitiativeRow
    depth: int
    opened: bool | None

    @property
    def key(self) -> str:
        """The id."""
        return self.row.id


class LinkedLine(NamedTuple):
    """An objective that contributes to the one above without counting in it; the cursor passes it by."""

    linked: Linked
    depth: int

    @property
    def key(self) -> None:
        """No key: the objective stands elsewhere under its own."""


class HeadingLine(NamedTuple):
    """The name of a cycle that is not running, above what is of it; without one, the empty line before it."""

    name: str = ""
    when: str = ""

    @property
    def key(self) -> None:
        """No key: a heading is about nothing."""


def tree_lines(
    groups: Sequence[CycleGroup], opened: set[str], linked: Mapping[str, Sequence[Linked]], sorting: Sorting
) -> Iterator[TreeLine | LinkedLine | HeadingLine]:
    """Yield the open lines from top to bottom, siblings as they are sorted."""
    for place, group in enumerate(groups):
        if group.heading:
            yield from [HeadingLine()] if place else []
            yield HeadingLine(group.heading, group.when)
        yield from _flattened(group.roots, opened, linked, sorting)


def _flattened(
    roots: Sequence[ObjectiveRow], opened: set[str], linked: Mapping[str, Sequence[Linked]], sorting: Sorting
) -> Iterator[TreeLine | LinkedLine]:
    waiting: list[tuple[ObjectiveRow, int]] = [(row, 0) for row in reversed(ordered(roots, sorting))]
    while waiting:
        row, depth = waiting.pop()
        parts = _parts(row, sorting)
        below = bool(parts or row.children or row.initiatives or row.id in linked)
        is_open = row.id in opened
        yield TreeLine(row, depth, is_open if below else None)
        if is_open:
            for part in parts:
                unfolded = part.id in opened if part.initiatives else None
                yield TreeLine(part, depth + 1, unfolded)
                if unfolded:
                    yield from (TreeLine(work, depth + 2, None) for work in ordered(part.initiatives, sorting))
            yield from (TreeLine(work, depth + 1, None) for work in ordered(row.initiatives, sorting))
            yield from (LinkedLine(item, depth + 1) for item in linked.get(row.id, ()))
            waiting.extend((child, depth + 1) for child in reversed(ordered(row.children, sorting)))


def _parts(row: ObjectiveRow, sorting: Sorting = _AS_THEY_STAND) -> tuple[KeyResultRow | MeasureRow, ...]:
    """Return the proof of an objective: its key results, or the measures where it has a score."""
    measures = row.scored.measures if row.scored is not None else ()
    return (*ordered(row.key_results, sorting), *ordered(measures, sorting))


def tops(roots: Iterable[ObjectiveRow]) -> Iterator[tuple[str, str]]:
    for row in objectives_in(roots):
        yield from ((work.id, row.id) for work in row.initiatives)
        for part in _parts(row):
            yield part.id, row.id
            yield from ((work.id, part.id) for work in part.initiatives)
        yield from ((child.id, row.id) for child in row.children)


def opened_at_first(groups: Sequence[CycleGroup], current: str | None) -> set[str]:
    """Return the open groups, of the present where there are any, until the list is a few hundred rows long; the
    running cycle comes first."""
    present = groups if groups[0].heading else groups[:1]
    everything = list(objectives_in(row for group in present for row in group.roots))
    everything.sort(key=lambda row: row.cycle not in (current, None))
    opened: set[str] = set()
    shown = sum(len(group.roots) for group in groups)
    for row in everything:
        shown += len(_parts(row)) + len(row.children) + len(row.initiatives)
        shown += sum(len(part.initiatives) for part in _parts(row))
        if shown > _OPEN_AT_FIRST:
            break
        if row.state in (ObjectiveState.ACTIVE, ObjectiveState.DRAFT):
            opened.update((row.id, *(part.id for part in _parts(row))))
    return opened
