"""Deleting things."""

import sys
from collections.abc import Sequence
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.asking import confirmed
from goaltui.cli.commands.checkin import report
from goaltui.cli.session import Session
from goaltui.model.errors import Refused, WrongUsage
from goaltui.model.quick.translation import _


def delete(
    ctx: typer.Context,
    refs: Annotated[list[str], typer.Argument(metavar="REF…", help="What to delete: refs, titles or names.")],
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Without asking, even if other things depend on it.")
    ] = False,
) -> None:
    """Delete things, all of it one undo.

    If other things depend on them, it says so and asks; without a terminal --yes answers.
    """
    from goaltui.services.editing.any_thing import delete_all, deletion_effects, meant

    session: Session = ctx.obj
    if not all(ref.strip() for ref in refs):
        raise WrongUsage(_("A ref is empty; write what to delete."))
    with session.reading(saves=True) as workspace:
        workspace.refuse_looking()
        things = tuple(dict.fromkeys(meant(workspace, ref, to_write=True) for ref in refs))
        effects = deletion_effects(workspace, things)
        if effects and not yes:
            _ask(session, effects)
        report(session, delete_all(workspace, things), workspace.refs().of)


def _ask(session: Session, effects: Sequence[str]) -> None:
    """Raise Refused where nobody says that it shall go."""
    told = " ".join(effects)
    if not sys.stdin.isatty():
        raise Refused(_("{told} Nothing was deleted; --yes deletes it.", told=told))
    session.out.say(told)
    if not confirmed(_("Delete it?")):
        raise Refused(_("Nothing was deleted."))
