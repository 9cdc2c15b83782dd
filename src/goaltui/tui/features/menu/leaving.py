"""Closing the screens that are open over the views, and the keys without a meaning."""

from typing import TYPE_CHECKING, Any

from goaltui.model.quick.translation import N_, _
from goaltui.tui.commands.command import in_words, written
from goaltui.tui.commands.view import View
from goaltui.tui.components.result_screen import Answering
from goaltui.tui.context import Context

if TYPE_CHECKING:
    from textual.screen import Screen

_TRIES = 12
_MOVES = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "escape", "enter", "ctrl+q", "ctrl+c")
)
_HABITS = {
    "delete": "delete",
    "insert": "add",
    "plus": "add",
    "ctrl+n": "add",
    "f2": "edit",
    "ctrl+e": "edit",
    "ctrl+z": "undo",
    "ctrl+y": "redo",
    "ctrl+r": "redo",
    "ctrl+f": "find",
    "ctrl+d": "duplicate",
    "colon": "actions",
    "ctrl+x": "quit",
    "ctrl+w": "quit",
    "space": "open",
    "l": "open",
}
"""Keys of other programs, as commands."""
_SAID = {
    "ctrl+s": N_("Everything is saved already; q quits."),
    "f5": N_("Changes by others appear by themselves."),
}


async def leave_for_views(app: Context) -> bool:
    """Leave whatever is open over the views, what asks first left open; whether the views are in sight."""
    for _try in range(_TRIES):
        screen = app.screen
        if not isinstance(screen, Answering):
            break
        stays = not screen.GOES_TO_VIEWS
        screen.action_leave()
        # A form asks before it forgets what was typed, and stays; a screen may close a line first.
        if app.screen is screen and stays:
            break
    return app.screen is app.main


class DeadKeys:
    """Knows which keys that mean nothing were spoken of since this screen, or view, is in sight."""

    def __init__(self) -> None:
        self._place: tuple[Screen[Any], View] | None = None
        self._told: set[str] = set()

    def told_of(self, app: Context, key: str) -> str:
        """Return the words on a key, by Textual's name; empty where there are none, or they were said already."""
        place = (app.screen, app.main.view)
        if place != self._place:
            self._place, self._told = place, set()
        if key in self._told:
            return ""
        self._told.add(key)
        return _told_of(app, app.screen, key)


def _told_of(app: Context, screen: "Screen[Any]", key: str) -> str:
    if key in _MOVES:
        return ""
    if screen is app.main and key in _SAID:
        return _(_SAID[key])
    name = in_words(written(key))
    command = next((item for item in app.keys.commands if item.key == key), None)
    if screen is not app.main:
        if command is None:
            return _("{name} does nothing here.  ?: what does   Esc: back", name=name)
        return _(
            "{name} ({label}) works in the views.  Esc: back   ?: what can be done here", name=name, label=command.word
        )
    letter = (key.swapcase(),) if len(key) == 1 else ()
    meant = next((item for item in app.keys.commands if item.id == _HABITS.get(key) or item.key in letter), None)
    hint = f"{in_words(meant.key_text)}: {meant.word}   " if meant is not None and meant.id != "actions" else ""
    return _("{name} does nothing here.  {hint}?: all actions", name=name, hint=hint)
