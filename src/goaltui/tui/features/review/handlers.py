"""Handlers of the review of red, stale and changed things."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError
from goaltui.services.core.rows.outcome import Outcome
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.model.enums import RemarkKind
    from goaltui.services.checkin.milestones import Steps
    from goaltui.services.core.rows.detail import Detail
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.review.agenda import Review
    from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem


async def review(app: Context) -> None:
    """Walk through the agenda; notes are saved at once, also where the review is left."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.filters.query import parse_query
    from goaltui.services.review.agenda import begin
    from goaltui.services.review.minutes import default_name
    from goaltui.tui.features.review.screen import ReviewActions, ReviewFlow

    if not await app.may_write():
        return
    query = parse_query(app.main.standing.query, load_views(saved_views_file(app.state)))
    asked = await app.ask(lambda workspace: (begin(workspace, query), default_name(workspace.today)))
    if asked is None:
        return
    found, file = asked
    doing = ReviewActions(
        partial(_detail, app),
        partial(_note, app),
        partial(_act, app),
        partial(_steps, app),
        partial(_check_in, app),
        partial(_settle, app),
        partial(_finish, app),
    )
    flow = ReviewFlow(found, doing, file, app.main.glyphs)
    await app.open_dialog(flow, lambda said: _over(app, said))


async def _detail(app: Context, item: "AgendaItem") -> "Detail | None":
    from goaltui.services.views.detail import detail_of

    try:
        return await app.gateway.run(lambda workspace: detail_of(workspace, item.id))
    except GoaltuiError:
        # Deleted meanwhile: its line stays, there is nothing more to tell.
        return None


async def _note(app: Context, at: "Review", item: "AgendaItem", kind: "RemarkKind", text: str) -> "Review":
    from goaltui.services.review.agenda import note

    return await app.gateway.save(lambda workspace: note(workspace, at, item, kind, text))


async def _act(app: Context, at: "Review", item: "AgendaItem", text: str) -> "Review":
    from goaltui.services.review.agenda import act

    return await app.gateway.save(lambda workspace: act(workspace, at, item, text))


async def _steps(app: Context, item: "AgendaItem") -> "Steps | None":
    from goaltui.services.checkin.milestones import steps_of

    return await app.ask(lambda workspace: steps_of(workspace, item.id))


async def _check_in(app: Context, at: "Review", item: "AgendaItem", line: str, done: frozenset[str] | None) -> "Review":
    from goaltui.services.review.agenda import check_in, tick

    def write(workspace: "Workspace") -> "Review":
        return check_in(workspace, at, item, line) if done is None else tick(workspace, at, item, done, line)

    return await app.gateway.save(write)


async def _settle(app: Context, at: "Review", item: "AgendaItem", became: "ActionOutcome", text: str) -> "Review":
    from goaltui.services.review.agenda import settle

    return await app.gateway.save(lambda workspace: settle(workspace, at, item, became, text))


async def _finish(app: Context, review: "Review", file: str, *, replace: bool) -> str:
    """Write the minutes, end the review and return the file; raises the refusal, WouldReplace
    where only `replace` is missing.
    """
    from goaltui.config.typed_paths import typed_path
    from goaltui.services.review.agenda import finish
    from goaltui.services.review.minutes import minutes_of, write_minutes

    def write(workspace: "Workspace") -> str:
        # The file first: a review whose minutes could not be written is not over.
        write_minutes(typed_path(file), minutes_of(review, workspace.author), replace=replace)
        finish(workspace, review)
        return file

    return await app.gateway.save(write)


async def _over(app: Context, sentence: str) -> None:
    await app.wrote(Outcome(sentence, frozenset()))


HANDLERS: Mapping[str, Handler] = {"review": review}
