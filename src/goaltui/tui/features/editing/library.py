"""The library of measures on the screen: a measure of it, and the form of that measure, filled in."""

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
    """Show the measures of the library that the workspace has not, for one to be chosen."""
    from goaltui.tui.features.editing.library_dialog import LibraryDialog

    if not await app.may_write():
        return
    found = await app.ask(_offered)
    if found is not None:
        await app.open_dialog(LibraryDialog(*found), lambda title: _open(app, title))


def _offered(workspace: "Workspace") -> "tuple[Sequence[LibraryMeasure], Mapping[str, str]]":
    """Return the measures that are not there, and the perspectives by key: as the workspace calls them where it has
    them."""
    from goaltui.services.core.new_workspace import PERSPECTIVES
    from goaltui.services.forms.measure_library import unused

    records = workspace.look.records()
    own = {item.key: item.name for item in records.perspectives}
    return unused(records), {key: own.get(key, _(name)) for key, name in PERSPECTIVES}


async def _open(app: Context, title: str) -> None:
    form = await app.ask(lambda workspace: _form_of(workspace, title))
    if form is not None:
        await fill(app, form)


def _form_of(workspace: "Workspace", title: str) -> "Form":
    from goaltui.services.forms.goal_forms import open_form
    from goaltui.services.forms.quick_add import understood

    return understood(open_form(workspace, EntityKind.MEASURE).with_value("title", title)).form


HANDLERS: Mapping[str, Handler] = {"library": library}
