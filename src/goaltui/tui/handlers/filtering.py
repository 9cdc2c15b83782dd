"""Which part of everything is in sight."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp


async def filter_views(app: "GoaltuiApp") -> None:
    """Ask for a query; it narrows every view until it is changed."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.tui.dialogs.filtering import FilterDialog

    saved = load_views(saved_views_file(app.state))
    await app.open_dialog(FilterDialog(app.main.query_text, saved), lambda text: _narrow(app, text))


async def _narrow(app: "GoaltuiApp", text: str) -> None:
    from goaltui.config.saved_views import load_views, save_views, saved_views_file
    from goaltui.services.query import parse_query

    path = saved_views_file(app.state)
    saved = load_views(path)
    name, equals, query = (part.strip() for part in text.partition("="))
    if not equals:
        # What was said there may be of what was asked for before.
        app.main.hush()
        app.main.narrow(parse_query(text, saved))
        return
    kept = {known: asked for known, asked in saved.items() if known != name}
    try:
        save_views(path, {**kept, name: query} if query else kept)
    except GoaltuiError as error:
        app.say(str(error), error=True)
        return
    app.main.narrow(parse_query(query, saved))
    app.say(f"Saved as @{name}." if query else f"@{name} is no longer saved.")


async def turn_scope(app: "GoaltuiApp") -> None:
    """From everybody's to mine, my team's, and back."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.query import parse_query, reach_of, reaching
    from goaltui.services.scope import Reach

    asked = app.main.query_text
    order = (Reach.ALL, Reach.MINE, Reach.TEAM)
    reach = order[(order.index(reach_of(asked)) + 1) % len(order)]
    app.main.narrow(parse_query(reaching(asked, reach), load_views(saved_views_file(app.state))))
    said = {Reach.ALL: "Everybody's", Reach.MINE: "Yours", Reach.TEAM: "Your teams'"}
    further = {Reach.ALL: "everybody's", Reach.MINE: "yours", Reach.TEAM: "your teams'"}
    app.say(f"{said[reach]}; S goes on to {further[order[(order.index(reach) + 1) % len(order)]]}.")


HANDLERS: Mapping[str, Handler] = {"filter": filter_views, "scope": turn_scope}
