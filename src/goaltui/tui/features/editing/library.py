"""The library of measures on the screen: a perspective, a measure of it, and the form of that measure, filled in."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.editing.items import fill

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import Form, LibraryMeasure


async def library(app: Context) -> None:
    """Ask for the perspective that a measure is to be chosen for."""
    from goaltui.services.core.new_workspace import PERSPECTIVES
    from goaltui.services.forms.measure_library import unused
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    if not await app.may_write():
        return
    measures = await app.ask(lambda workspace: unused(workspace.look.records())) or ()
    choices = []
    for number, (key, name) in enumerate(PERSPECTIVES, 1):
        counted = EntityKind.MEASURE.counted(sum(item.perspective == key for item in measures))
        choices.append(Choice(key, str(number), _(name), counted))
    intro = _("Well-known measures to choose from. The numbers that judge them are yours.")
    await app.open_dialog(
        PickDialog(_("Library of measures"), choices, intro),
        lambda key: _choose(app, [item for item in measures if item.perspective == key]),
    )


async def _choose(app: Context, measures: "Sequence[LibraryMeasure]") -> None:
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    choices = [Choice(item.title, "", item.title, item.definition) for item in measures]
    await app.open_dialog(PickDialog(_("Library of measures"), choices), lambda title: _open(app, title))


async def _open(app: Context, title: str) -> None:
    form = await app.ask(lambda workspace: _form_of(workspace, title))
    if form is not None:
        await fill(app, form)


def _form_of(workspace: "Workspace", title: str) -> "Form":
    from goaltui.services.forms.goal_forms import open_form
    from goaltui.services.forms.quick_add import understood

    return understood(open_form(workspace, EntityKind.MEASURE).with_value("title", title)).form


HANDLERS: Mapping[str, Handler] = {"library": library}
