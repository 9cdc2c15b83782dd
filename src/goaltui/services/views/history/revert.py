"""Taking back what the History shows: a batch, or what another copy replaced."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.views.history.field_wording import (
    DONE,
    DONE_ON,
    FEW,
    NAMES,
    TOOK_IN,
    is_tick,
    kind_word,
    said_of,
    tick,
)
from goaltui.services.views.history.view import PAGE, BatchRow

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


def take_back(workspace: "Workspace", batch: BatchRow) -> Outcome:
    """Undo one batch, however old; raises Refused where it is undone already, a later change is in the way, or it is
    the one that made the workspace."""
    _refuse_setup(batch)
    return workspace.undo(batch.id)


def goes_at_once(workspace: "Workspace", batch: BatchRow) -> bool:
    """Return whether taking a batch back needs no question, since this author wrote it last, which is plain undo;
    raises Refused as taking back would.
    """
    _refuse_setup(batch)
    workspace.database.journal.refuse_undo(batch.id)
    found, _ = workspace.database.journal.batches(limit=PAGE, shown=1)
    return next((item.id for item in found if item.changes[0].author == workspace.author), "") == batch.id


def _refuse_setup(batch: BatchRow) -> None:
    if batch.author == SETUP_AUTHOR:
        raise Refused(_("That created the workspace and cannot be reverted; delete what you do not want."))


def replaced_of(batch: BatchRow, row: ChangeRow) -> tuple[ChangeRow, ...]:
    """Return the changes that one in another copy replaced: the field itself, else all such fields of its batch."""
    return (row,) if row.replaced else tuple(item for item in batch.rows if item.replaced)


def stand_again(workspace: "Workspace", rows: Sequence[ChangeRow]) -> Outcome:
    """Write replaced values once more, so that they are the latest; raises Refused where there are none."""
    if not rows:
        raise Refused(_("Nothing of this was replaced by somebody else's change."))
    drafts = []
    for row in rows:
        change = workspace.database.journal.change_at(row.batch, row.hlc)
        if change is None:
            raise Refused(_("That change is not in the journal any more; open the History again."))
        together = (DONE, DONE_ON) if is_tick(row) else (row.field,)
        names = (field.replace(" ", "_") for field in together)
        fields = {name: change.fields[name] for name in names if name in change.fields}
        drafts.append(Operation(change.entity, change.entity_id, fields))
    said = listed(f"{_(row.field)} {said_of(row.field, row.became)}" for row in rows[:FEW])
    more = len(rows) - FEW
    if more > 0:
        told = _("Restored: {said} and {count} more; the other value is in the History.", said=said, count=more)
    else:
        told = _("Restored: {said}; the other value is in the History.", said=said)
    return workspace.write(drafts, told)


def effects_of_taking_back(batch: BatchRow) -> tuple[str, ...]:
    """Return what taking a batch back would do, in a few sentences."""
    ticked = {row.id for row in batch.rows if is_tick(row) and row.field == DONE}
    rows = [row for row in batch.rows if row.field != DONE_ON or row.id not in ticked]
    effects = list(dict.fromkeys(effect for row in rows if (effect := _effect(row))))
    if batch.unread:
        return (*effects[:FEW], _("and much more"))
    left = len(effects) - FEW
    return (*effects[:FEW], _("and {count} more", count=left)) if left > 0 else tuple(effects)


def _effect(row: ChangeRow) -> str:
    if row.field == TOOK_IN:
        return _("all that came in with it goes, and what it deleted or changed is as it was")
    title = formatting.quoted(row.title) if row.title else _("without a title")
    if row.field == "deleted":
        if row.new == "yes":
            return _("{kind} {title} comes back", kind=kind_word(row), title=title)
        return _("{kind} {title} goes", kind=kind_word(row), title=title)
    if row.kind is EntityKind.CHECK_IN and not row.old:
        return _("the check-in {value} on {title} goes", value=row.became, title=title) if row.field == "value" else ""
    if row.field in NAMES and not row.old:
        return _("{kind} {title} goes", kind=kind_word(row), title=title)
    if row.field == "position":
        return _("{title} goes back to its place", title=title)
    if is_tick(row) and row.old:
        return _("{title} is {state} again", title=title, state=tick(row.field, row.old, row.was))
    said = said_of(row.field, row.was)
    return _("{field} of {title} goes back to {value}", field=_(row.field), title=title, value=said) if row.old else ""
