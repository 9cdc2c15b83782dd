"""Navigation between views and things."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.commands.view import LISTS, View
from goaltui.tui.context import Context, Handler
from goaltui.tui.method import shows

if TYPE_CHECKING:
    from goaltui.model.enums import Method
    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.dialogs.find import Found


def _shows(view: View) -> Handler:
    async def show(app: Context) -> None:
        await app.main.show_view(view)

    return show


async def back(app: Context) -> None:
    """Go from an item to its list, or from its history to its place."""
    await app.main.back()


async def find(app: Context) -> None:
    """Find as you type and go there."""
    from goaltui.services.views.finding import found
    from goaltui.tui.dialogs.find import FindDialog

    async def search(text: str) -> "Sequence[Found]":
        return await app.gateway.run(lambda workspace: found(workspace, text))

    await app.open_dialog(FindDialog(search, everything=True), lambda match: go_to_found(app, match))


async def go_to_found(app: Context, match: "Found") -> None:
    """Go to what was found; of a person to what that one owns."""
    from goaltui.services.filters.query import asking_for, parse_query

    if match.kind is not EntityKind.PERSON:
        await go_to(app, match.kind, match.id)
        return
    app.main.narrow(parse_query(asking_for("owner", [match.title])))
    await app.main.show_view(View.OBJECTIVES)


async def go_to(app: Context, kind: EntityKind, identity: str) -> None:
    """Put the cursor on a thing, in the view that lists its kind."""
    view, header = View.SCORECARD if kind in _ON_SCORECARD else View.OBJECTIVES, app.main.views.header
    if header is not None and not shows(header.method, view):
        await say_left_out(app, header.method, view.command)
    else:
        await app.main.show_view(view, reveal=identity)


async def say_left_out(app: Context, method: "Method", command: str) -> None:
    """Say that the method has no such view or command, what is kept, and how to see it."""

    def told(workspace: "Workspace") -> str:
        from goaltui.services.core.shown_by_method import kept

        return kept(workspace.look.records(), method)

    label = next(item.word for item in app.keys.commands if item.id == command)
    hidden = await app.ask(told) or ""
    app.say(
        _(
            "No {what} under {method}. {hidden} The method: s, Enter on the workspace.",
            what=label,
            method=method.word,
            hidden=hidden,
        ).replace("  ", " ")
    )


_ON_SCORECARD = frozenset({EntityKind.MEASURE, EntityKind.PERSPECTIVE})


HANDLERS: Mapping[str, Handler] = {
    **{view.command: _shows(view) for view in LISTS},
    "back": back,
    "find": find,
}
