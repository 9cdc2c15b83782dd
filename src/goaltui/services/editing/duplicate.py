"""Duplicate an objective with everything under it, a key result, a measure or an initiative."""

from collections.abc import Iterator
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import Refused
from goaltui.model.fields import copied_values
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.model.refs import new_id
from goaltui.model.text import TITLE_LIMIT
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import begins, open_form
from goaltui.services.forms.submit import kind_of, submit
from goaltui.services.parsing.naming import resolve

_MARK = N_(" (copy)")
_COPIED = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
_OPEN = (ObjectiveState.DRAFT, ObjectiveState.ACTIVE)


def duplicate(workspace: Workspace, identity: str) -> Outcome:
    """Write a copy beside the thing, without check-ins and grades, in one batch; raises Refused for other kinds.

    Key results with a measure of their own get a fresh one; those bound to a lasting measure go on reading it. Fixed
    shares stay within what was copied; the copy itself follows, for the shares around it are given out.
    """
    workspace.refuse_looking()
    records = workspace.look.records()
    made = list(_Copier(records, workspace.today).copied(identity))
    if not made:
        kind = kind_of(records, identity)
        raise Refused(_("A {kind} cannot be duplicated; choose an objective or something in it.", kind=kind.word))
    title = formatting.quoted(resolve(workspace.database, identity).title)
    return workspace.write(made, _("Made a copy of {title}.", title=title), made[0].entity_id)


def copy_form(workspace: Workspace, identity: str) -> Form:
    """Return the form of a copy of a thing, which is written only when `save_copy` is given it; raises Refused for what
    is not duplicated."""
    workspace.refuse_looking()
    records = workspace.look.records()
    kind = kind_of(records, identity)
    if kind not in _COPIED:
        raise Refused(_("A {kind} cannot be duplicated; choose an objective or something in it.", kind=kind.word))
    form = open_form(workspace, kind, identity)
    return replace(
        form.with_value("title", _marked(form.value("title"), _MARK)), title=_("Copy {kind}", kind=kind.word)
    )


def save_copy(workspace: Workspace, form: Form) -> Outcome:
    """Write the copy that a form of `copy_form` asks for, in one batch; raises InvalidField with what to mend, and then
    writes nothing."""
    source = form.id or ""
    before, look = open_form(workspace, form.kind, source), workspace.fresh_look()
    submit(form, look.records(), look.day, workspace.author, look.valued(source))
    written = duplicate(workspace, source)
    copy = open_form(workspace, form.kind, written.created)
    for field in form.fields:
        if field.value != before.value(field.name):
            copy = copy.with_value(field.name, field.value)
    look = workspace.fresh_look()
    changed = submit(copy, look.records(), look.day, workspace.author)
    done = workspace.write(changed.drafts, written.sentence, written.created, written.batch)
    return replace(done, touched=done.touched | written.touched)


class _Copier:
    """Goes through what stands under a thing, once each: what merging alone can break may hold a loop."""

    def __init__(self, records: Records, today: date) -> None:
        self._records = records
        self._today = today
        self._seen: set[str] = set()

    def copied(self, identity: str) -> Iterator[Operation]:
        """Yield the operations of the copy, the thing itself first."""
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
                serves = {"objective": work.objective, "key_result": work.key_result, "measure": work.measure}
                yield _initiative(work, _MARK, **serves)

    def _objective(self, record: ObjectiveRecord, parent: str | None, mark: str = "") -> Iterator[Operation]:
        if record.id in self._seen:
            return
        self._seen.add(record.id)
        identity = new_id()
        state = record.state if record.state in _OPEN else ObjectiveState.ACTIVE
        fields = copied_values(EntityKind.OBJECTIVE, record)
        fields |= {"title": _marked(record.title, mark), "parent": parent, "state": state}
        fields |= {"share": None} if mark else {}
        yield Operation(EntityKind.OBJECTIVE, identity, fields)
        for key_result in self._records.key_results:
            if key_result.objective == record.id:
                yield from self._key_result(key_result, identity)
        for work in self._records.initiatives:
            if work.serves == record.id:
                yield _initiative(work, objective=identity)
        for child in self._records.objectives:
            if child.parent == record.id:
                yield from self._objective(child, identity)

    def _key_result(self, record: KeyResultRecord, objective: str, mark: str = "") -> Iterator[Operation]:
        identity = new_id()
        measure = new_id() if record.own_measure else record.measure
        title = _marked(record.title, mark)
        first_day = begins(self._records.window_of(record.objective), self._today) or None
        fields = copied_values(EntityKind.KEY_RESULT, record)
        fields |= {"title": title, "objective": objective, "measure": measure, "first_day": first_day}
        fields |= {"share": None} if mark else {}
        yield Operation(EntityKind.KEY_RESULT, identity, fields)
        if record.own_measure:
            own: dict[str, Value] = {"title": title, "unit": record.unit, "key_result": identity}
            yield Operation(EntityKind.MEASURE, measure, own | {"frequency": record.rhythm.value})
        for step in self._records.milestones:
            if step.key_result == record.id:
                due = step.due.isoformat() if step.due else None
                like: dict[str, Value] = {"key_result": identity, "title": step.title, "due": due}
                yield Operation(EntityKind.MILESTONE, new_id(), like | {"weight": step.weight})
        for work in self._records.initiatives:
            if work.key_result == record.id:
                yield _initiative(work, key_result=identity)


def _measure(record: MeasureRecord) -> Operation:
    fields = copied_values(EntityKind.MEASURE, record) | {"title": _marked(record.title, _MARK)}
    return Operation(EntityKind.MEASURE, new_id(), fields)


def _initiative(record: InitiativeRecord, mark: str = "", **serves: str | None) -> Operation:
    fields = copied_values(EntityKind.INITIATIVE, record) | {"title": _marked(record.title, mark), **serves}
    return Operation(EntityKind.INITIATIVE, new_id(), fields)


def _marked(title: str, mark: str) -> str:
    shown = _(mark)
    return title[: TITLE_LIMIT - len(shown)] + shown
