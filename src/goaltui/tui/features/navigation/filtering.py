"""Filter the views."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _
from goaltui.tui.commands.view import THEMED, View
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.services.filters.sorting import Sorting


async def filter_views(app: Context) -> None:
    """Ask for a query; it narrows every view until it is changed."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.tui.dialogs.filter import FilterDialog

    saved = load_views(saved_views_file(app.state))
    await app.open_dialog(FilterDialog(app.main.standing.query, saved), lambda text: narrow_to(app, text))


async def narrow_to(app: Context, text: str) -> None:
    from goaltui.config.saved_views import load_views, save_views, saved_views_file
    from goaltui.services.filters.query import parse_query
    from goaltui.services.filters.unknown_names import unknown_in

    path = saved_views_file(app.state)
    saved = load_views(path)
    name, equals, query = (part.strip() for part in text.partition("="))
    if not equals:
        # The last message may be on the earlier filter.
        app.main.hush()
        asked = parse_query(text, saved)
        app.main.narrow(asked)
        unknown = await app.ask(lambda workspace: unknown_in(workspace, asked)) if asked.terms else ""
        if unknown:
            app.say(unknown, error=True)
        return
    kept = {known: asked for known, asked in saved.items() if known != name}
    try:
        save_views(path, {**kept, name: query} if query else kept)
    except GoaltuiError as error:
        app.say(str(error), error=True)
        return
    app.main.narrow(parse_query(query, saved))
    app.say(_("Saved as @{name}.", name=name) if query else _("@{name} is no longer saved.", name=name))


async def turn_scope(app: Context) -> None:
    """Turn from everybody's to mine, my team's, and back."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.core.ownership import Reach
    from goaltui.services.filters.query import parse_query, reach_of, reaching

    asked = app.main.standing.query
    order = (Reach.ALL, Reach.MINE, Reach.TEAM)
    reach = order[(order.index(reach_of(asked)) + 1) % len(order)]
    app.main.narrow(parse_query(reaching(asked, reach), load_views(saved_views_file(app.state))))
    said = {Reach.ALL: _("everybody's"), Reach.MINE: _("mine"), Reach.TEAM: _("my teams'")}
    following = order[(order.index(reach) + 1) % len(order)]
    app.say(_("Showing {whose}.  S: {next}", whose=said[reach], next=said[following]))


async def turn_group(app: Context) -> None:
    """Group the objectives by cycle, by perspective where the method has them, by theme, by team, and back; the
    scorecard and the map by theme, and back."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.filters.query import GROUPS, grouping, parse_query

    saved, asked = load_views(saved_views_file(app.state)), app.main.standing.query
    now = parse_query(asked, saved).group
    header, place = app.main.views.header, EntityKind.PERSPECTIVE
    hidden = place.value if header is not None and not header.method.shows(place.half) else ""
    following = GROUPS[GROUPS.index(now) + 1 :] + GROUPS
    group = next(name for name in following if name != hidden)
    if app.main.view in THEMED:
        group = "perspective" if now == "theme" else "theme"
        app.main.narrow(parse_query(grouping(asked, group if group == "theme" else GROUPS[0]), saved))
    else:
        app.main.narrow(parse_query(grouping(asked, group), saved))
        await app.main.show_view(View.OBJECTIVES)
    app.say(_("Grouped by {group}.", group=_(group)))


async def choose_sort(app: Context) -> None:
    """Ask by which column the lists are sorted."""
    from goaltui.services.filters.sorting import WORDS, Sorting
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    now = Sorting.of(app.main.asked.sort)
    turns = {column: now.turned(column) for column in WORDS}
    choices = [
        Choice(turn, column[0], _(WORDS[column][0]).capitalize(), turn.told.partition(", ")[2] or _("as before"))
        for column, turn in turns.items()
    ]
    choices.append(Choice(Sorting(), "w", _("Workspace's own order"), _("in which items are moved up and down")))
    intro = _("Sorted by {column}.", column=now.told) if now.column else ""
    await app.open_dialog(PickDialog(_("Sort by"), choices, intro), lambda chosen: sort_as(app, chosen))


async def sort_by(app: Context, column: str) -> None:
    """Sort by a column, then by it backwards, then not."""
    from goaltui.services.filters.sorting import WORDS, Sorting

    if column not in WORDS:
        app.say(_("Values of different units have no order; progress has."))
        return
    await sort_as(app, Sorting.of(app.main.asked.sort).turned(column))


async def sort_as(app: Context, sorting: "Sorting") -> None:
    """Show siblings in an order; the one of the workspace stays as it is."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.services.filters.query import COLUMNS, parse_query, sorting_by

    saved, text = load_views(saved_views_file(app.state)), app.main.asked.text
    asked = parse_query(sorting_by(text, sorting.text), saved)
    if not sorting.column and asked.sort:
        # A saved view that sorts has to be told otherwise.
        asked = parse_query(sorting_by(text, COLUMNS[-1]), saved)
    app.main.narrow(asked)
    app.say(
        _("Sorted by {column}.", column=sorting.told) if sorting.column else _("In the workspace's own order again.")
    )


HANDLERS: Mapping[str, Handler] = {
    "filter": filter_views,
    "scope": turn_scope,
    "group": turn_group,
    "sort": choose_sort,
}
