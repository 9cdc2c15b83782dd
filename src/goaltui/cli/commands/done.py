"""Marking work as done in the shell."""

from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import report
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace


def done(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="An initiative or an agreed action, or a milestone by its title.")
    ],
    again: Annotated[bool, typer.Option("--open", help="Reopen it.")] = False,
) -> None:
    """Mark an initiative, an agreed action or a milestone as done."""
    from goaltui.services.editing.initiative_states import mark
    from goaltui.services.parsing.naming import resolve_to_write

    session: Session = ctx.obj
    with session.reading(saves=True) as workspace:
        found = resolve_to_write(workspace.database, ref, EntityKind.INITIATIVE, EntityKind.MILESTONE)
        if found.kind is EntityKind.MILESTONE:
            report(session, _tick(workspace, found.id, done=not again), workspace.refs().of)
        else:
            report(session, mark(workspace, found.id, done=not again), workspace.refs().of)


def _tick(workspace: "Workspace", identity: str, *, done: bool) -> "Outcome":
    """Tick a milestone off, which is a check-in on its key result."""
    from goaltui.services.checkin.milestones import tick

    milestones = workspace.look.records().milestones
    key_result = next(step.key_result for step in milestones if step.id == identity)
    ticked = {step.id for step in milestones if step.key_result == key_result and step.done}
    return tick(workspace, key_result, ticked | {identity} if done else ticked - {identity})
