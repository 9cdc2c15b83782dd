"""Another one like it: an objective with all that stands under it, a key result, a measure or an initiative."""

from collections.abc import Iterator

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import Refused
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.model.refs import new_id
from goaltui.model.text import TITLE_LIMIT
from goaltui.services import words
from goaltui.services.rows import Outcome
from goaltui.services.submit import kind_of
from goaltui.services.workspace import Workspace

_MARK = " (copy)"
_OPEN = (ObjectiveState.DRAFT, ObjectiveState.ACTIVE)


def duplicate(workspace: Workspace, identity: str) -> Outcome:
    """Write a copy beside the thing, without check-ins and grades, in one batch; raises Refused for other kinds.

    Key results with a measure of their own get a fresh one; those bound to a lasting measure go on reading it. Fixed
    shares stay within what was copied; the copy itself follows, for the shares around it are given out.
    """
    workspace.refuse_looking()
    records = workspace.look.records()
    made = list(_Copier(records).copied(identity))
    if not made:
        kind = kind_of(records, identity)
        raise Refused(f"A {kind.word} is not duplicated; choose an objective or what is in it.")
    title = words.quoted(workspace.resolve(identity).title)
    return workspace.write(made, f"Made a copy of {title}.", made[0].entity_id)


class _Copier:
    """Goes through what stands under a thing, once each: what merging alone can break may hold a loop."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._seen: set[str] = set()

    def copied(self, identity: str) -> Iterator[Draft]:
        """Drafts of the copy, the thing itself first."""
        for objective in self._records.objectives:
            if objective.id == identity:
                yield from self._objective(objective, objective.parent, _MARK)
        for key_result in self._records.key_results:
            if key_result.id == identity:
                yield from self._key_result(key_result, key_result.objective, _MARK)
        for measure in self._records.measures:
            if measure.id == identity:
                yield _measure(measure)
        for work in self._records.initiatives:
            if work.id == identity:
                yield _initiative(work, work.objective, work.key_result, _MARK)

    def _objective(self, record: ObjectiveRecord, parent: str | None, mark: str = "") -> Iterator[Draft]:
        if record.id in self._seen:
            return
        self._seen.add(record.id)
        identity = new_id()
        state = record.state if record.state in _OPEN else ObjectiveState.ACTIVE
        fields: dict[str, Value] = {
            "title": _marked(record.title, mark),
            "why": record.why,
            "parent": parent,
            "cycle": record.cycle,
            "perspective": record.perspective,
            "team": record.team,
            "owner": record.owner,
            "ambition": record.ambition,
            "weight": record.weight,
            "share": None if mark else record.share,
            "counts": record.counts,
            "state": state,
        }
        yield Draft(EntityKind.OBJECTIVE, identity, fields)
        for key_result in self._records.key_results:
            if key_result.objective == record.id:
                yield from self._key_result(key_result, identity)
        for work in self._records.initiatives:
            if work.objective == record.id and work.key_result is None:
                yield _initiative(work, identity, None)
        for child in self._records.objectives:
            if child.parent == record.id:
                yield from self._objective(child, identity)

    def _key_result(self, record: KeyResultRecord, objective: str, mark: str = "") -> Iterator[Draft]:
        identity = new_id()
        measure = new_id() if record.own_measure else record.measure
        title = _marked(record.title, mark)
        fields: dict[str, Value] = {
            "title": title,
            "objective": objective,
            "measure": measure,
            "start": record.start,
            "target": record.target,
            "low": record.low,
            "high": record.high,
            "condition": record.condition,
            "weight": record.weight,
            "share": None if mark else record.share,
            "owner": record.owner,
            "due": record.due.isoformat() if record.due else None,
            "cadence": record.cadence,
            "phases": record.phases,
        }
        yield Draft(EntityKind.KEY_RESULT, identity, fields)
        if record.own_measure:
            own: dict[str, Value] = {"title": title, "unit": record.unit, "key_result": identity}
            yield Draft(EntityKind.MEASURE, measure, own | {"frequency": record.cadence})
        for step in self._records.milestones:
            if step.key_result == record.id:
                due = step.due.isoformat() if step.due else None
                like: dict[str, Value] = {"key_result": identity, "title": step.title, "due": due}
                yield Draft(EntityKind.MILESTONE, new_id(), like | {"weight": step.weight})
        for work in self._records.initiatives:
            if work.key_result == record.id:
                yield _initiative(work, None, identity)


def _measure(record: MeasureRecord) -> Draft:
    fields: dict[str, Value] = {
        "title": _marked(record.title, _MARK),
        "unit": record.unit,
        "definition": record.definition,
        "source": record.source,
        "owner": record.owner,
        "updater": record.updater,
        "kind": record.kind,
        "frequency": record.frequency,
        "aggregation": record.aggregation,
        "scoring": record.scoring,
        "weight": record.weight,
        "objective": record.objective,
        "perspective": record.perspective,
        "applies": record.applies,
    }
    return Draft(EntityKind.MEASURE, new_id(), fields)


def _initiative(record: InitiativeRecord, objective: str | None, key_result: str | None, mark: str = "") -> Draft:
    fields: dict[str, Value] = {
        "title": _marked(record.title, mark),
        "objective": objective,
        "key_result": key_result,
        "owner": record.owner,
        "due": record.due.isoformat() if record.due else None,
    }
    return Draft(EntityKind.INITIATIVE, new_id(), fields)


def _marked(title: str, mark: str) -> str:
    return title[: TITLE_LIMIT - len(mark)] + mark
