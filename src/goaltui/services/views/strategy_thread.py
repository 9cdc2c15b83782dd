"""The thread from a key result, a measure or a piece of work up to mission and vision, and where it is torn."""

from collections.abc import Iterable, Iterator

from goaltui.model.enums import Method
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.refs import WORKSPACE_ID
from goaltui.rules.structure.ties import reachable
from goaltui.services.core.formatting import day, number, quoted
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.snapshot import Snapshot

ARROW = " › "


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on the way up: what it is, its id, and what it is called; of an objective also its cycle."""

    what: str
    id: str
    title: str
    cycle: str = ""

    @property
    def word(self) -> str:
        """Its kind, as people read it."""
        return _("objective of {cycle}", cycle=self.cycle) if self.cycle else _(self.what)


@dataclass(frozen=True, slots=True)
class Thread:
    """The steps from a thing upwards, itself the first; `torn` says where they end too early, empty where they do
    not, `unwritten` which statements they would lead to, `also` what else is contributed to on the way."""

    steps: tuple[Step, ...]
    torn: str
    unwritten: str
    also: tuple[str, ...] = ()

    @property
    def above(self) -> str:
        """The goals above the thing, in one line."""
        return ARROW.join(" ".join(step.title.split()) for step in self.steps[1:])


def thread(look: Snapshot, identity: str) -> Thread:
    """Return the thread of a thing; raises NotFound for a thing without one."""
    steps = list(_below(look, identity))
    start = steps[-1].id if steps else identity
    place = _objective_of(look, start)
    rows = list(_upwards(look, place))
    if not steps and not rows:
        raise NotFound(_("It has no thread: choose an objective, a key result, a measure or an initiative."))
    steps += (
        Step(f"objective of {row.cycle}" if row.cycle else N_("objective"), row.id, row.title, row.cycle or "")
        for row in rows
    )
    torn = _torn(look, rows, steps)
    if not torn:
        steps += _top(look, rows)
    named = look.outline().objectives
    also = tuple(title for row in rows for title in sorted(named[key].title for key in row.contributes if key in named))
    return Thread(tuple(steps), torn, "" if torn else _unwritten(look), also)


def serves_strategy(look: Snapshot, row: ObjectiveRow) -> bool:
    """Return whether an objective of a cycle stands under a strategic one, or contributes to one that does."""
    return any(True for _ in served_by(look, row))


def served_by(look: Snapshot, row: ObjectiveRow) -> Iterator[ObjectiveRow]:
    """Yield the strategic objectives above an objective of a cycle, and those that it or
    a goal above it contributes to.
    """
    rows = look.outline().objectives

    def served(start: str) -> Iterable[str]:
        found = rows.get(start)
        return (found.parent or "", *found.contributes) if found is not None else ()

    found = (rows.get(item) for item in reachable([row.id], served))
    yield from (item for item in found if item is not None and item.cycle is None)


def effects(look: Snapshot, row: ObjectiveRow) -> Iterator[tuple[str, str]]:
    """Yield the titles of the measures of the served objectives with their values before the cycle and at its end, once
    it is over. Other causes of the difference are not known.
    """
    window = look.window(row.cycle)
    if window is None or window[1] > look.day:
        return
    served = {item.id for item in served_by(look, row)}
    for record in look.records().measures:
        if record.objective not in served:
            continue
        points = look.points().get(record.id, ())
        before = [point.value for point in points if point.date < window[0]][-1:]
        after = [point.value for point in points if window[0] <= point.date <= window[1]][-1:]
        if before and after:
            yield (
                record.title,
                _(
                    "{before} before {day}, {after} at its end",
                    before=number(before[0], record.unit),
                    day=day(window[0], look.day),
                    after=number(after[0], record.unit),
                ),
            )


def _below(look: Snapshot, identity: str) -> Iterator[Step]:
    """Yield the thing itself where it is no objective, and for work the key result or measure that it serves."""
    records = look.records()
    work = next((item for item in records.initiatives if item.id == identity), None)
    if work is not None:
        yield Step(N_("initiative"), work.id, work.title)
        identity = work.serves or ""
    for item in records.key_results:
        if item.id == identity:
            yield Step(N_("key result"), item.id, item.title)
    for measure in records.measures:
        if measure.id == identity:
            yield Step(N_("measure"), measure.id, measure.title)


def _objective_of(look: Snapshot, identity: str) -> str | None:
    records = look.records()
    if identity in look.outline().objectives:
        return identity
    found = [item.objective for item in records.key_results if item.id == identity]
    found += [item.objective or "" for item in records.measures if item.id == identity]
    found += [item.objective or "" for item in records.initiatives if item.id == identity]
    return found[0] if found else None


def _upwards(look: Snapshot, identity: str | None) -> Iterator[ObjectiveRow]:
    rows = look.outline().objectives
    row = rows.get(identity or "")
    while row is not None:
        yield row
        row = rows.get(row.parent or "")


def _torn(look: Snapshot, rows: list[ObjectiveRow], steps: list[Step]) -> str:
    records = look.records()
    if not rows:
        placed = next((item for item in records.measures if item.id == steps[-1].id), None)
        return (
            ""
            if placed is not None and placed.perspective
            else _("{title} serves no objective.", title=quoted(steps[-1].title))
        )
    strategic = any(item.cycle is None for item in records.objectives)
    wanted = strategic or Method(records.workspace.method) is Method.BOTH
    if rows[-1].cycle is not None and wanted and not serves_strategy(look, rows[0]):
        return _("{title} has no strategic objective above it.", title=quoted(rows[-1].title))
    if records.themes and rows[-1].theme is None and rows[-1].cycle is None:
        return _("{title} is in no theme.", title=quoted(rows[-1].title))
    return ""


def _top(look: Snapshot, rows: list[ObjectiveRow]) -> Iterator[Step]:
    records = look.records()
    for theme in records.themes:
        if rows and theme.name == rows[0].theme:
            yield Step(N_("theme"), theme.id, theme.name)
    for what, text in ((N_("mission"), records.workspace.mission), (N_("vision"), records.workspace.vision)):
        if text:
            yield Step(what, WORKSPACE_ID, text)


def _unwritten(look: Snapshot) -> str:
    home = look.records().workspace
    if home.mission:
        return "" if home.vision else _("No vision is written.")
    return _("No mission is written.") if home.vision else _("No mission and no vision is written.")
