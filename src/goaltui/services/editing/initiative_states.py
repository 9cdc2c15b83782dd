"""State changes of an initiative: done, open again, put off to another day, dropped."""

from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, InitiativeState
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import _
from goaltui.model.records import InitiativeRecord
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace


def turn_done(workspace: Workspace, identity: str) -> Outcome:
    """Mark an initiative as done, or what is over as open again; raises NotFound where it is gone."""
    return mark(workspace, identity, done=record_of(workspace, identity).is_open)


def mark(workspace: Workspace, identity: str, *, done: bool) -> Outcome:
    """Mark an initiative as done or as open; raises NotFound where it is gone."""
    workspace.refuse_looking()
    record = record_of(workspace, identity)
    title = formatting.quoted(record.title)
    if done:
        if record.state == InitiativeState.DONE:
            return Outcome(_("{title} is done already; nothing was changed.", title=title), frozenset())
        return workspace.write([done_draft(record)], _("Done: {title}.", title=title))
    if record.is_open:
        return Outcome(_("{title} is open already; nothing was changed.", title=title), frozenset())
    return workspace.write([opened_draft(record)], _("Reopened: {title}.", title=title))


def record_of(workspace: Workspace, identity: str) -> InitiativeRecord:
    """Return the initiative as it stands; raises NotFound where it is gone."""
    for record in workspace.look.records().initiatives:
        if record.id == identity:
            return record
    raise NotFound(_("That initiative is no longer there; somebody may have deleted it."))


def done_draft(record: InitiativeRecord) -> Operation:
    """Return the change that makes it done; a share that was given is the whole then."""
    fields: dict[str, Value] = {"state": InitiativeState.DONE.value}
    return Operation(EntityKind.INITIATIVE, record.id, fields | ({} if record.percent is None else {"percent": 100.0}))


def opened_draft(record: InitiativeRecord) -> Operation:
    """Return the change that opens it again."""
    return Operation(EntityKind.INITIATIVE, record.id, {"state": InitiativeState.RUNNING.value})


def dropped_draft(record: InitiativeRecord) -> Operation:
    """Return the change that drops it."""
    return Operation(EntityKind.INITIATIVE, record.id, {"state": InitiativeState.DROPPED.value})


def put_off_draft(record: InitiativeRecord, day: date) -> Operation:
    """Return the change that moves it to another day and opens it again where it was over."""
    fields: dict[str, Value] = {"due": day.isoformat()}
    opened = {} if record.is_open else opened_draft(record).fields
    return Operation(EntityKind.INITIATIVE, record.id, {**fields, **opened})
