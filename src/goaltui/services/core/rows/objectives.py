"""The rows of the tree of objectives, each with the parts that count in it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from goaltui.model.enums import (
    Ambition,
    ObjectiveState,
    Status,
)
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import ObjectiveRecord
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasuredScore, ScorecardObjectiveRow


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with what hangs on it; it `counts` in its parent once its cycle has begun. `worst` is the title of
    the counting child that pulls it down, `share` the part 0–1 of what it counts in that it is fixed at.
    `counting` is what its progress is the mean of, as it stood on the last day of its cycle where that is past;
    `coverage` the part 0–1 of their weight that has a value, none where they weigh nothing; once it is `over` what has
    none counts 0. `contributes` are the ids of what it serves beside its parent, `contributing` of what serves it so;
    `scored` is what stands for progress where the method has a scorecard alone, `by_measures` what stands for a status
    under both where measures alone tell how a strategic objective goes.
    """

    record: ObjectiveRecord
    id: str
    parent: str | None
    title: str
    cycle: str | None
    perspective: str | None
    team: str | None
    owner: str | None
    ambition: Ambition
    state: ObjectiveState
    weight: float
    counts: bool
    progress: float | None
    expected: float | None
    status: Status
    reason: str
    worst: str | None
    grade: float | None
    key_results: tuple[KeyResultRow, ...]
    children: tuple["ObjectiveRow", ...]
    counting: tuple["KeyResultRow | ObjectiveRow", ...]
    share: float | None = None
    initiatives: tuple[InitiativeRow, ...] = ()
    coverage: float | None = None
    over: bool = False
    theme: str | None = None
    partners: tuple[str, ...] = ()
    contributes: tuple[str, ...] = ()
    contributing: tuple[str, ...] = ()
    scored: ScorecardObjectiveRow | None = None
    by_measures: MeasuredScore | None = None

    def is_at_work(self, running: Collection[str]) -> bool:
        """Return whether somebody works on it, given the names of the cycles that run."""
        return self.state is ObjectiveState.ACTIVE and (self.cycle is None or self.cycle in running)


def objectives_in(roots: Iterable[ObjectiveRow]) -> Iterator[ObjectiveRow]:
    """Yield the objectives of these trees, each before those below it."""
    waiting = list(roots)
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(row.children)


@dataclass(frozen=True, slots=True)
class CycleSpan:
    """A cycle and its first and last day."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Linked:
    """An objective where it contributes to another than its parent: it counts elsewhere, under `counts_in`, or at the
    top where that is empty."""

    row: ObjectiveRow
    counts_in: str

    @property
    def told(self) -> str:
        """The place in which it counts."""
        return _("counts in {parent}", parent=self.counts_in) if self.counts_in else _("counts at the top")


@dataclass(frozen=True, slots=True)
class TreeView:
    """The objectives, `roots` with the present first (`cycle_groups`), and the cycles that they are of; `kept` says
    what the method does not show; `linked` is by the id of an objective what else contributes to it. Where they are not
    grouped by cycle, `headings` are key, name and what is told of each group. Siblings stand in their own order here,
    and are shown by what is asked for with `sort`."""

    header: ViewHeader
    roots: tuple[ObjectiveRow, ...]
    cycles: tuple[CycleSpan, ...] = ()
    kept: str = ""
    linked: tuple[tuple[str, tuple[Linked, ...]], ...] = ()
    group: str = "cycle"
    sort: str = ""
    headings: tuple[tuple[str, str, str], ...] = ()
