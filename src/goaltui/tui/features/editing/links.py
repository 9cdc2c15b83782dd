"""Links of the strategy map, added and edited from either end."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.appearance.text import cut
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.editing.items import fill
from goaltui.tui.views.selection import Selection

if TYPE_CHECKING:
    from goaltui.services.forms.links import LinkRow
    from goaltui.tui.dialogs.find import Found

_DIGITS = 9

Wanted: TypeAlias = "tuple[str, LinkRow | None]"


async def link(app: Context) -> None:
    """Show the links of the objective under the cursor: a new one, or one of the existing ones."""
    from goaltui.services.forms.links import links_of
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is not EntityKind.OBJECTIVE:
        app.say(_("Objectives are linked; choose one, for example on the scorecard."))
        return
    rows = await app.ask(lambda workspace: links_of(workspace, place.id))
    if rows is None:
        return
    if not rows:
        await _choose(app, place)
        return
    choices: list[Choice[Wanted]] = [Choice(("new", None), "n", _("New link"), _("to what it drives"))]
    for number, row in enumerate(rows, 1):
        named = _("drives {title}", title=row.title) if row.drives else _("driven by {title}", title=row.title)
        choices.append(Choice(("old", row), str(number) if number <= _DIGITS else " ", named, row.text))
    await app.open_dialog(
        PickDialog(_("Links of {title}", title=place.title), choices), lambda wanted: _go_on(app, place, wanted)
    )


async def _go_on(app: Context, place: Selection, wanted: Wanted) -> None:
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    row = wanted[1]
    if row is None:
        await _choose(app, place)
        return
    choices = (
        Choice("edit", "e", _("Edit it"), row.text),
        Choice("remove", "d", _("Remove it"), _("undo brings it back")),
    )
    if row.drives:
        title = _("{title} drives {other}", title=place.title, other=row.title)
    else:
        title = _("{title} is driven by {other}", title=place.title, other=row.title)
    dialog = PickDialog(title, choices)
    await app.open_dialog(dialog, lambda how: _change(app, row, how))


async def _change(app: Context, row: "LinkRow", how: str) -> None:
    from goaltui.services.forms.links import edit_link, remove_link

    if how == "remove":
        await app.write(lambda workspace: remove_link(workspace, row.id))
        return
    form = await app.ask(lambda workspace: edit_link(workspace, row.id))
    if form is not None:
        await fill(app, form)


async def _choose(app: Context, place: Selection) -> None:
    from goaltui.services.forms.links import candidates
    from goaltui.tui.dialogs.find import FindDialog

    async def search(text: str) -> "Sequence[Found]":
        return await app.gateway.run(lambda workspace: candidates(workspace, place.id, text))

    dialog = FindDialog(search, _("{title} drives", title=cut(place.title, 40)), _("link it"), everything=True)
    await app.open_dialog(dialog, lambda found: _fill_new(app, place, found))


async def _fill_new(app: Context, place: Selection, found: "Found") -> None:
    from goaltui.services.forms.links import link_form

    form = await app.ask(lambda workspace: link_form(workspace, place.id, found.id))
    if form is not None:
        await fill(app, form)


HANDLERS: Mapping[str, Handler] = {"link": link}
