"""The review of what is red, stale or changed."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError
from goaltui.services.rows import Outcome
from goaltui.tui.handlers.answered import saved
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.model.enums import RemarkKind
    from goaltui.services.review import AgendaItem, Review
    from goaltui.services.rows import Detail
    from goaltui.services.steps import Steps
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp


async def review(app: "GoaltuiApp") -> None:
    """One thing of the agenda after the other; what is noted is saved at once, also where the review is left."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.protocol import default_name
    from goaltui.services.query import parse_query
    from goaltui.services.review import begin
    from goaltui.tui.screens.review import Doing, ReviewFlow

    if not await app.may_write():
        return
    query = parse_query(app.main.query_text, load_views(saved_views_file(app.state)))
    asked = await app.ask(lambda workspace: (begin(workspace, query), default_name(workspace.today)))
    if asked is None:
        return
    found, file = asked
    doing = Doing(
        partial(_detail, app),
        partial(_note, app),
        partial(_act, app),
        partial(_steps, app),
        partial(_check_in, app),
        partial(_finish, app),
    )
    flow = ReviewFlow(found, doing, file, app.main.glyphs)
    await app.open_dialog(flow, lambda said: _over(app, said))


async def _detail(app: "GoaltuiApp", item: "AgendaItem") -> "Detail | None":
    from goaltui.services.review import detail_of

    try:
        return await app.gateway.run(lambda workspace: detail_of(workspace, item))
    except GoaltuiError:
        # Deleted meanwhile: its line stays, there is nothing more to tell.
        return None


async def _note(app: "GoaltuiApp", at: "Review", item: "AgendaItem", kind: "RemarkKind", text: str) -> "Review":
    from goaltui.services.review import note

    return await saved(app, lambda workspace: note(workspace, at, item, kind, text))


async def _act(app: "GoaltuiApp", at: "Review", item: "AgendaItem", text: str) -> "Review":
    from goaltui.services.review import act

    return await saved(app, lambda workspace: act(workspace, at, item, text))


async def _steps(app: "GoaltuiApp", item: "AgendaItem") -> "Steps | None":
    from goaltui.services.steps import steps_of

    return await app.ask(lambda workspace: steps_of(workspace, item.id))


async def _check_in(
    app: "GoaltuiApp", at: "Review", item: "AgendaItem", line: str, done: frozenset[str] | None
) -> "Review":
    from goaltui.services.review import check_in, tick

    def write(workspace: "Workspace") -> "Review":
        return check_in(workspace, at, item, line) if done is None else tick(workspace, at, item, done, line)

    return await saved(app, write)


async def _finish(app: "GoaltuiApp", at: "Review", file: str) -> str:
    """The file; raises why the protocol could not be written."""
    from goaltui.services.protocol import protocol, write_protocol
    from goaltui.services.review import finish

    def write(workspace: "Workspace") -> str:
        # The file first: a review whose protocol could not be written is not over.
        write_protocol(Path(file).expanduser(), protocol(at, workspace.author))
        finish(workspace, at)
        return file

    return await saved(app, write)


async def _over(app: "GoaltuiApp", sentence: str) -> None:
    app.wrote(Outcome(sentence, frozenset()))


HANDLERS: Mapping[str, Handler] = {"review": review}
