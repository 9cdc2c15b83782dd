"""Marked items: Space marks, and what is done then is done to all of them at once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import N_p, _, _n
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from collections.abc import Callable

    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.editing.move import MoveTarget
    from goaltui.store.search import Match
    from goaltui.tui.dialogs.find import Found

    Change = Callable[[Workspace, Sequence[Match]], Outcome]


async def mark(app: Context) -> None:
    """Mark the item under the cursor, or unmark it, and go on to the next."""
    from goaltui.tui.components.row_list import GoalList

    place = app.place()
    if place is not None:
        app.main.marks.turn(place)
        target = app.main.views.target
        if isinstance(target, GoalList):
            target.action_move(1)


async def act_on_marked(app: Context) -> None:
    """Ask for the action on all marked items."""
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    count = len(app.main.marks)
    if not count:
        app.say(_("Nothing is marked; Space marks the item under the cursor."))
        return
    if not await app.may_write():
        return
    choices = (
        Choice(_owner, "o", _("Owner"), _("somebody else, or nobody")),
        Choice(move_marked, "m", _("Move"), _("under something else")),
        Choice(_cycle, "y", _("Cycle"), _("objectives into another cycle")),
        Choice(_unchanged, "c", _("Check in unchanged"), _("the value is what it was")),
        Choice(_export, "x", _("Export"), _("to a file, as Markdown or TOML")),
        Choice(delete_marked, "d", _("Delete"), _("undo brings it back")),
    )
    await app.open_dialog(
        PickDialog(_n("{count} item marked", "{count} items marked", count), choices), lambda chosen: chosen(app)
    )


async def _owner(app: Context) -> None:
    from goaltui.services.editing.marked import set_owner

    title = _n("Owner of {count} item", "Owner of {count} items", len(app.main.marks))
    await _typed(app, title, _("a name; empty for nobody"), set_owner)


async def _cycle(app: Context) -> None:
    from goaltui.services.editing.marked import to_cycle

    title = _n("Cycle of {count} item", "Cycle of {count} items", len(app.main.marks))
    await _typed(app, title, _("the name of a cycle; empty makes them strategic"), to_cycle)


async def _typed(
    app: Context, title: str, hint: str, change: "Callable[[Workspace, Sequence[Match], str], Outcome]"
) -> None:
    from goaltui.services.editing.marked import still_there
    from goaltui.tui.dialogs.prompt import LineDialog

    things = app.main.marks.items

    async def save(text: str) -> "Outcome":
        return await app.gateway.run(lambda workspace: change(workspace, still_there(workspace, things), text.strip()))

    async def saved(outcome: "Outcome") -> None:
        app.main.marks.clear()
        await app.wrote(outcome)

    await app.open_dialog(
        LineDialog(title, hint, save),
        saved,
    )


async def _unchanged(app: Context) -> None:
    from goaltui.services.editing.marked import check_in_unchanged

    await _write(app, check_in_unchanged)


async def _export(app: Context) -> None:
    """Ask for a file and write what is marked to it; a file that is there is replaced when Enter comes twice."""
    from goaltui.services.editing.marked import still_there
    from goaltui.services.transfer.marked_file import export_goals
    from goaltui.tui.dialogs.prompt import LineDialog

    things, told = app.main.marks.items, set[str]()

    async def save(text: str) -> str:
        asked = text in told
        told.add(text)
        return await app.gateway.run(
            lambda workspace: export_goals(workspace, still_there(workspace, things), text, replaced=asked)
        )

    async def saved(sentence: str) -> None:
        app.main.marks.clear()
        app.say(sentence)

    question = _("The name of a file; .md makes it Markdown, .toml TOML.")
    title = _n("Export {count} item", "Export {count} items", len(things))
    await app.open_dialog(LineDialog(title, question, save, value="goals.md", verb=N_p("key", "write")), saved)


async def move_marked(app: Context) -> None:
    """Choose a place from those where all that is marked may stand."""
    from goaltui.services.editing.marked import common_places, move_all
    from goaltui.tui.dialogs.find import FindDialog

    things = app.main.marks.items
    if not await app.may_write() or await app.ask(lambda workspace: common_places(workspace, things)) is None:
        return

    async def search(text: str) -> "Sequence[MoveTarget]":
        return await app.gateway.run(lambda workspace: common_places(workspace, things, text))

    async def chosen(found: "Found") -> None:
        await _write(app, lambda workspace, marked: move_all(workspace, marked, found.id))

    title = _n("Move {count} item under", "Move {count} items under", len(things))
    await app.open_dialog(FindDialog(search, title, _("put them there"), everything=True), chosen)


async def delete_marked(app: Context) -> None:
    """Delete all that is marked after saying what hangs on it."""
    from goaltui.services.editing.any_thing import delete_all, deletion_effects
    from goaltui.services.editing.marked import still_there
    from goaltui.tui.dialogs.confirm import ConfirmDialog

    things = app.main.marks.items
    if not await app.may_write():
        return
    effects = await app.ask(lambda workspace: deletion_effects(workspace, still_there(workspace, things)))
    if effects is not None:
        question = _n("Delete {count} item?", "Delete {count} items?", len(things))
        dialog = ConfirmDialog(_("Delete"), question, (*effects, _("Undo brings them back.")), _("Delete"))
        await app.open_dialog(dialog, lambda _sure: _write(app, delete_all))


async def _write(app: Context, change: "Change") -> None:
    """Do it to all that is still there, and unmark it once it is done."""
    from goaltui.services.editing.marked import still_there

    things = app.main.marks.items
    done = await app.write(lambda workspace: change(workspace, still_there(workspace, things)))
    if done is not None:
        app.main.marks.clear()


HANDLERS: Mapping[str, Handler] = {"mark": mark, "act_on_marked": act_on_marked}
