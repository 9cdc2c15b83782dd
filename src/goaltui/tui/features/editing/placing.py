"""Move an item under another one, shift it among its siblings, duplicate it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.commands.view import ORDERED
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.editing.form import show_form

if TYPE_CHECKING:
    from goaltui.services.editing.move import MoveTarget
    from goaltui.tui.dialogs.find import Found


async def move_item(app: Context) -> None:
    """Choose the new place of the item under the cursor from those where it may stand."""
    from goaltui.services.editing.move import destinations, move, why_nowhere
    from goaltui.tui.appearance.text import cut, plain
    from goaltui.tui.dialogs.find import FindDialog
    from goaltui.tui.features.editing.marking import move_marked

    if app.main.marks:
        await move_marked(app)
        return
    place = app.place()
    if place is None or not await app.may_write():
        return
    if await app.ask(lambda workspace: destinations(workspace, place.id)) is None:
        return

    async def search(text: str) -> "Sequence[MoveTarget]":
        return await app.gateway.run(lambda workspace: destinations(workspace, place.id, text))

    async def why(text: str) -> str:
        return await app.gateway.run(lambda workspace: why_nowhere(workspace, place.id, text))

    async def chosen(found: "Found") -> None:
        if await app.write(lambda workspace: move(workspace, place.id, found.id)) is not None:
            app.main.mark_stale(reveal=place.id)

    title = _("Move {title} under", title=cut(plain(place.title).plain, 40))
    await app.open_dialog(FindDialog(search, title, _("put it there"), everything=True, why=why), chosen)


async def shift_down(app: Context) -> None:
    """Put the item under the cursor below its next sibling."""
    await _shift(app, 1)


async def shift_up(app: Context) -> None:
    """Put the item under the cursor above its previous sibling."""
    await _shift(app, -1)


async def _shift(app: Context, step: int) -> None:
    from goaltui.services.core.formatting import quoted
    from goaltui.services.editing.reorder import put_beside
    from goaltui.services.editing.structure import reorder
    from goaltui.tui.components.row_list import GoalList

    # A key that is held must find the order that its last press made.
    await app.main.settled()
    place = app.place()
    if place is None or not await app.may_write():
        return
    if app.main.view in ORDERED and app.main.asked.sort:
        app.say(_("The list is sorted, so nothing is moved up or down in it; O, then w: the workspace's own order."))
        return
    among = app.main.views.among
    if place.id not in among:
        app.say(_("Objectives, key results and measures are put in order here; choose one."))
        return
    at = among.index(place.id) + step
    if not 0 <= at < len(among):
        title = quoted(place.title)
        app.say(
            _("{title} is the first among its siblings.", title=title)
            if step < 0
            else _("{title} is the last among its siblings.", title=title)
        )
        return
    if place.kind is EntityKind.PERSPECTIVE:
        done = await app.write(lambda workspace: reorder(workspace, place.id, step))
    else:
        done = await app.write(lambda workspace: put_beside(workspace, place.id, among[at], after=step > 0))
    listed = app.main.views.target
    if done is not None and isinstance(listed, GoalList):
        listed.still = True


async def duplicate(app: Context) -> None:
    """Ask for another one like the item under the cursor: it is there once its form is saved."""
    from goaltui.services.editing.duplicate import copy_form, save_copy

    place = app.place()
    if place is None or not await app.may_write():
        return
    form = await app.ask(lambda workspace: copy_form(workspace, place.id))
    if form is not None and app.screen is app.main:
        await show_form(app, form, save_copy, app.wrote)


HANDLERS: Mapping[str, Handler] = {
    "move_item": move_item,
    "shift_down": shift_down,
    "shift_up": shift_up,
    "duplicate": duplicate,
}
