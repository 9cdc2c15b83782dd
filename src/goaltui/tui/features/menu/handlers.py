"""Handlers of the menu: commands on the item, in the view and everywhere, and search results."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.quick_dataclass import replace
from goaltui.tui.commands.command import Command, Group
from goaltui.tui.commands.screen_keys import SENTENCES
from goaltui.tui.commands.screen_state import FROM_ANYWHERE, ScreenState
from goaltui.tui.commands.view import EVERYWHERE
from goaltui.tui.components.result_screen import Answering
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.menu.leaving import leave_for_views
from goaltui.tui.method import of_method

if TYPE_CHECKING:
    from goaltui.services.core.rows.header import ViewHeader
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.views.finding import FoundItem
    from goaltui.tui.features.menu.entries import MenuEntry
    from goaltui.tui.views.selection import Selection

_EVERYWHERE = N_("Everywhere")
_NOT_HERE = N_("Not here")
_LEFT_OUT = N_("Not part of this workspace's method.")


async def actions(app: Context) -> None:
    """Open the menu over whatever is in sight, and do what was chosen."""
    from goaltui.tui.features.menu.screen import MenuDialog

    screen = app.screen
    entries = _of_screen(app, screen) if isinstance(screen, Answering) else _of_views(app)

    async def chosen(entry: "MenuEntry | None") -> None:
        if entry is not None:
            await entry.run()

    await app.push_screen(MenuDialog(_("Actions"), [*entries, *_hidden(app)], partial(_found, app)), chosen)


def _of_screen(app: Context, screen: "Answering[Any]") -> "Iterator[MenuEntry]":
    """Yield the keys of an open screen, then the ways to the views, then every command of theirs."""
    from goaltui.tui.features.menu.entries import MenuEntry

    told = SENTENCES.get(screen.NAMED, {})
    named = _(screen.NAMED)
    section = _("This screen: {name}", name=named.lower()) if named else _("What is asked")
    for key, label in screen.offered:
        does, _stop, words = (_(told.get(key, "")) or f"{label[:1].upper()}{label[1:]}.").partition(". ")
        press = partial(screen.clicked_key, key)
        yield MenuEntry(section, named, label, f"{does.rstrip('.')}.", press, key, words)
    for command in app.keys.commands:
        if command.id in FROM_ANYWHERE - {"actions", "quit"}:
            yield _entry(app, command, _(_EVERYWHERE))
    for command in app.keys.commands:
        if command.id not in FROM_ANYWHERE and not command.moves and command.id != "back":
            yield _entry(app, command, _(_NOT_HERE), _("In the views: this one is closed first."))
    yield _leaving(app)


def _leaving(app: Context) -> "MenuEntry":
    from goaltui.tui.features.menu.entries import of_command

    quits = next(command for command in app.keys.commands if command.id == "quit")
    return replace(of_command(quits, _(_NOT_HERE), app.action_quit, _("Out of the program.")), key="Ctrl+Q")


def _of_views(app: Context) -> "Iterator[MenuEntry]":
    """Yield every command: for the item under the cursor, of the view, of every view, then those not offered."""
    standing, place, header = app.main.standing, app.main.views.place, app.main.views.header
    known = of_method(app.keys.commands, header.method if header is not None else None)
    offered = [command for command in known if standing.offers(command) and command.id != "actions"]
    in_view = [command for command in offered if not command.kinds and _of_view(command, standing)]
    if standing.past:
        yield from (
            _entry(app, command, _("Another day is shown")) for command in offered if command.group is Group.TIME
        )
    if place is not None:
        about = f"{place.title} · {place.kind.word}"
        yield from (_entry(app, command, about) for command in offered if command.kinds)
    yield from (_entry(app, command, _("This view: {view}", view=standing.view.word)) for command in in_view)
    for command in offered:
        if not command.kinds and command not in in_view and not (standing.past and command.group is Group.TIME):
            yield _entry(app, command, _(_EVERYWHERE))
    if place is not None and any(command.id == "edit" for command in offered):
        yield from _fields(app, place, header)
    for command in app.keys.commands:
        if command not in offered and command.id != "actions":
            why = standing.refuses(command) if command in known else _(_LEFT_OUT)
            yield _entry(app, command, _(_NOT_HERE), why)


def _fields(app: Context, place: "Selection", header: "ViewHeader | None") -> "Iterator[MenuEntry]":
    """Yield the form of the item under the cursor by each of its fields, listed where what is typed means one."""
    from goaltui.model.fields import FIELDS
    from goaltui.services.forms.goal_forms import UNUSED
    from goaltui.tui.features.editing.items import edit
    from goaltui.tui.features.menu.entries import MenuEntry

    unused = UNUSED.get(header.method, ()) if header is not None and place.kind is EntityKind.OBJECTIVE else ()
    for field in FIELDS.get(place.kind, ()):
        if field.label and field.name not in unused:
            named = _(field.label)
            told = _("Edit the item under the cursor, with the cursor in the field {field}.", field=named)
            run = partial(edit, app, field.name)
            section, words = f"{place.title} · {place.kind.word}", field.name.replace("_", " ")
            label = _("edit {field}", field=f"{named[:1].lower()}{named[1:]}")
            yield MenuEntry(section, Group.WRITE.word, label, told, run, "", words, hidden=True)


def _of_view(command: Command, standing: ScreenState) -> bool:
    return command.views != EVERYWHERE or standing.view in command.first


def _entry(app: Context, command: Command, section: str, why: str = "") -> "MenuEntry":
    from goaltui.tui.features.menu.entries import of_command

    async def press() -> None:
        app.simulate_key(command.key.split(",")[0])

    run = press if command.moves else partial(app.action_command, command.id)
    return of_command(command, section, run, why)


def _hidden(app: Context) -> "Iterator[MenuEntry]":
    """Saved filters and themes, listed where what is typed means them."""
    from goaltui.config.saved_views import load_views, saved_views_file
    from goaltui.tui.features.menu.entries import MenuEntry
    from goaltui.tui.features.navigation.filtering import narrow_to

    async def use(theme: str) -> None:
        app.theme = theme

    async def show(query: str) -> None:
        if await leave_for_views(app):
            await narrow_to(app, query)

    for name, query in sorted(load_views(saved_views_file(app.state)).items()):
        told = _("Show only {query} on every view.", query=query)
        yield MenuEntry(_("Saved filters"), _("Saved filter"), f"@{name}", told, partial(show, f"@{name}"), hidden=True)
    for name in sorted(app.available_themes, key=lambda name: (not name.startswith("goaltui-"), name)):
        told = _("Show everything in the colours of the theme {name}.", name=name)
        yield MenuEntry(
            _p("colours", "Themes"),
            _p("colours", "Theme"),
            name.removeprefix("goaltui-"),
            told,
            partial(use, name),
            "",
            _("colours"),
            hidden=True,
        )


async def _found(app: Context, text: str) -> "Sequence[MenuEntry]":
    """Return the workspace's results for a text: goals, then people, teams and cycles."""
    from goaltui.model.text import fold
    from goaltui.services.views.finding import found, named_around
    from goaltui.tui.features.menu.entries import MenuEntry
    from goaltui.tui.features.navigation.views import go_to_found

    def look(workspace: "Workspace") -> "tuple[tuple[FoundItem, ...], tuple[FoundItem, ...]]":
        around = named_around(workspace, text)[:_MOST]
        known = {item.id for item in around}
        return tuple(item for item in found(workspace, text)[:_MOST] if item.id not in known), around

    async def go(item: "FoundItem") -> None:
        if await leave_for_views(app):
            await go_to_found(app, item)

    goals, around = await app.ask(look) or ((), ())
    entries = [
        MenuEntry(_("Goals"), item.kind.word.capitalize(), item.title, _told(item), partial(go, item)) for item in goals
    ]
    for item in around:
        told = _("Show only what is of the {kind} {title}.", kind=item.kind.word, title=item.title)
        entries.append(
            MenuEntry(_("Around"), item.kind.word.capitalize(), item.title, told, partial(_theirs, app, item))
        )
    return sorted(entries, key=lambda entry: not fold(entry.label).startswith(fold(text)))


_MOST = 20


def _told(item: "FoundItem") -> str:
    return _("Go to it: {context}.", context=item.context) if item.context else _("Go to it.")


async def _theirs(app: Context, item: "FoundItem") -> None:
    from goaltui.services.filters.query import asking_for
    from goaltui.tui.features.people.handlers import narrow_to_theirs

    if not await leave_for_views(app):
        return
    key = "owner" if item.kind is EntityKind.PERSON else item.kind.value
    await narrow_to_theirs(app, asking_for(key, (item.title,)))


HANDLERS: Mapping[str, Handler] = {"actions": actions}
