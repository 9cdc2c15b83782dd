"""The contents of a workspace for text: everything that stands, and every check-in, oldest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from goaltui.model.enums import EntityKind
from goaltui.model.id_lists import ids_of, ids_text
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.records import CheckInRecord, KeyResultRecord, Records, RemarkRecord, TargetRecord
from goaltui.model.refs import WORKSPACE_ID
from goaltui.rules.scoring.in_force import target_on

Record = TypeVar("Record", bound=NamedTuple)


class WorkspaceContent(NamedTuple):
    """The records of the last day there is, so that nothing is left out, and the check-ins in order."""

    records: Records
    check_ins: tuple[CheckInRecord, ...]


def visible(whole: WorkspaceContent) -> WorkspaceContent:
    """Return the contents that a file can show: nothing under deleted things, and no reference to one."""
    records = whole.records
    cycles, teams, people = _ids(records.cycles), _ids(records.teams), _ids(records.people)
    perspectives, objectives, measures = _ids(records.perspectives), _ids(records.objectives), _ids(records.measures)
    themes = _ids(records.themes)
    key_results = tuple(
        item for item in _kept(records.key_results, owner=people, partners=people) if item.objective in objectives
    )
    key_result_ids = _ids(key_results)
    shown = records._replace(
        cycles=_kept(records.cycles, parent=cycles),
        teams=_kept(records.teams, parent=teams),
        people=_kept(records.people, team=teams),
        objectives=_kept(
            records.objectives,
            parent=objectives,
            cycle=cycles,
            perspective=perspectives,
            theme=themes,
            team=teams,
            owner=people,
            contributes=objectives,
            partners=people,
        ),
        key_results=key_results,
        measures=_kept(
            records.measures, objective=objectives, perspective=perspectives, owner=people, updater=people, team=teams
        ),
        targets=tuple(item for item in _holding(records.targets) if item.measure in measures),
        milestones=tuple(item for item in records.milestones if item.key_result in key_result_ids),
        initiatives=_kept(
            records.initiatives, objective=objectives, key_result=key_result_ids, measure=measures, owner=people
        ),
        links=tuple(item for item in records.links if item.driver in objectives and item.driven in objectives),
    )
    check_ins = tuple(_check_ins(whole.check_ins, measures, key_results))
    remarks = _remarks(_kept(records.remarks, owner=people), shown, check_ins)
    return WorkspaceContent(shown._replace(remarks=remarks), check_ins)


def _holding(targets: Sequence[TargetRecord]) -> Iterator[TargetRecord]:
    """Yield the targets that are in force on some day. Of two with one first day, which copies that met may have, one
    never is, and no file may bring both.
    """
    by_measure: defaultdict[str, list[TargetRecord]] = defaultdict(list)
    for item in targets:
        by_measure[item.measure].append(item)
    yield from (item for item in targets if item == target_on(by_measure[item.measure], item.start))


def joined(before: WorkspaceContent, now: WorkspaceContent) -> WorkspaceContent:
    """Return everything that a file that knew `before` can mean now: what stood then as it was, and what came since."""
    first, second = before.records, now.records
    own = {item.id: item for item in second.key_results if item.own_measure}
    # A key result that was given a measure of its own since keeps that one where the file names none.
    rebound = tuple(own.get(item.id, item) if not item.own_measure else item for item in first.key_results)
    first = first._replace(key_results=rebound)
    records = Records(first.workspace, *(_both(*pair) for pair in zip(first[1:], second[1:], strict=True)))
    return WorkspaceContent(records, _both(before.check_ins, now.check_ins))


def part(records: Records, objective: str) -> Records:
    """Return the records that the file of one objective shows: itself and what stands under it."""
    key_results = tuple(item for item in records.key_results if item.objective == objective)
    measures = tuple(item for item in records.measures if item.objective == objective)
    key_result_ids, measure_ids = _ids(key_results), _ids(measures)
    nothing = Records(records.workspace, *(() for _ in Records._fields[1:]))
    return nothing._replace(
        objectives=tuple(item for item in records.objectives if item.id == objective),
        key_results=key_results,
        measures=measures,
        targets=tuple(item for item in records.targets if item.measure in measure_ids),
        milestones=tuple(item for item in records.milestones if item.key_result in key_result_ids),
        initiatives=tuple(
            item for item in records.initiatives if item.serves in {objective, *key_result_ids, *measure_ids}
        ),
    )


def _check_ins(
    check_ins: Iterable[CheckInRecord], lasting: Collection[str], key_results: Iterable[KeyResultRecord]
) -> Iterator[CheckInRecord]:
    own = {item.measure: item.id for item in key_results if item.own_measure}
    key_result_ids = _ids(key_results)
    for record in check_ins:
        if record.measure in own:
            # Whoever checks in on a measure of one key result means that key result.
            context: str | None = own[record.measure]
        elif record.measure in lasting:
            context = record.key_result if record.key_result in key_result_ids else None
        else:
            continue
        yield record if context == record.key_result else record._replace(key_result=context)


def _remarks(
    remarks: Sequence[RemarkRecord], shown: Records, check_ins: Iterable[CheckInRecord]
) -> tuple[RemarkRecord, ...]:
    """Return the remarks on things that are there; a remark on a missing remark is missing too."""
    standing = {
        EntityKind.WORKSPACE: {WORKSPACE_ID},
        EntityKind.PERSPECTIVE: _ids(shown.perspectives),
        EntityKind.THEME: _ids(shown.themes),
        EntityKind.CYCLE: _ids(shown.cycles),
        EntityKind.TEAM: _ids(shown.teams),
        EntityKind.PERSON: _ids(shown.people),
        EntityKind.OBJECTIVE: _ids(shown.objectives),
        EntityKind.KEY_RESULT: _ids(shown.key_results),
        EntityKind.MEASURE: _ids(shown.measures),
        EntityKind.TARGET: _ids(shown.targets),
        EntityKind.MILESTONE: _ids(shown.milestones),
        EntityKind.INITIATIVE: _ids(shown.initiatives),
        EntityKind.LINK: _ids(shown.links),
        EntityKind.CHECK_SETTING: _ids(shown.check_settings),
        EntityKind.REMARK: _ids(remarks),
    }
    if any(record.subject_kind == EntityKind.CHECK_IN for record in remarks):
        standing[EntityKind.CHECK_IN] = _ids(check_ins)
    while True:
        kept = tuple(item for item in remarks if item.subject in standing.get(EntityKind(item.subject_kind), ()))
        if len(kept) == len(remarks):
            return kept
        remarks = kept
        standing[EntityKind.REMARK] = _ids(kept)


def _kept(records: Iterable[Record], **known: Collection[str]) -> tuple[Record, ...]:
    """Return the records, with references to what does not stand left out."""
    return tuple(_without(record, known) for record in records)


def _without(record: Record, known: dict[str, Collection[str]]) -> Record:
    """Return the record with no reference to what does not stand; of a list of them those stay that do."""
    lost: dict[str, str | None] = {}
    for name, ids in known.items():
        at = getattr(record, name)
        if at is not None and at not in ids:
            left = ids_text(item for item in ids_of(at) if item in ids)
            if left != at:
                lost[name] = left
    return record._replace(**lost) if lost else record


def _both(before: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
    known = _ids(before)
    return (*before, *(item for item in now if item.id not in known))


def _ids(records: Iterable[NamedTuple]) -> set[str]:
    return {getattr(record, "id") for record in records}  # noqa: B009
