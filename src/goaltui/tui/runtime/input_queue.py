"""The queue of keys that wait for the program, so that keys typed fast mean what they would have meant slowly; and
the keys that may do anything.
"""

import asyncio
import sys
import time
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.events import Event, Key
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from goaltui.tui.components.too_small import too_small
from goaltui.tui.runtime.database_thread import Gateway

_TEXT_AREA = "textual.widgets._text_area"
_LOOK = 0.02
_LOOKS, _LOOKS_FOR_AN_ANSWER = 25, 250
"""Seconds from one look to the next, and how many there are at most before a handler is given up. Looks are counted,
not seconds: on a machine that does much else seconds pass in which nothing here could go on."""
_LEAVING = ("q", "ctrl+q", "ctrl+c")
_LEAVING_UNSEEN = ("ctrl+q", "ctrl+c")
"""Where nothing is in sight, q might as well be meant for a field."""


def is_text_area(widget: Widget | None) -> bool:
    """Return whether a widget is a field of several lines; a form imports those, which the first frame does without."""
    module = sys.modules.get(_TEXT_AREA)
    return module is not None and isinstance(widget, module.TextArea)


def is_field(widget: Widget | None) -> bool:
    """Return whether text is typed into a widget."""
    return isinstance(widget, Input) or is_text_area(widget)


class InputQueue:
    """The queue of keys that wait for rows: on a drive that hangs only until it is time to let the user quit."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._since: float | None = time.monotonic()

    async def lasts(self, filled: asyncio.Event, event: Event) -> bool:
        """Wait for the rows that a key is about; False where they do not come, and the key does not leave."""
        if filled.is_set():
            self._since = None
            return True
        if self._since is None:
            self._since = time.monotonic()
        left = None if self._seconds is None else max(self._since + self._seconds - time.monotonic(), 0)
        with suppress(TimeoutError):
            await asyncio.wait_for(filled.wait(), left)
        return filled.is_set() or (isinstance(event, Key) and event.key in _LEAVING)


def in_sight(app: App[Any], event: Key) -> bool:
    """Return whether the effect of a key can be seen. In a terminal that is too small it cannot: only text for a field
    and the keys that quit the program are taken.
    """
    if not too_small(app.size) or event.key in _LEAVING_UNSEEN:
        return True
    return _is_text(app, event) or (is_field(app.focused) and event.key == "backspace")


async def bound(app: App[Any], event: Key) -> bool:
    """Do what a key is bound to at once, where it is not text for a field: Textual first sends it up from the widget
    with the focus, and it would come back behind keys that were typed after it."""
    if _is_text(app, event):
        return False
    return await app._check_bindings(event.key, priority=True) or await app._check_bindings(event.key)


def _is_text(app: App[Any], event: Key) -> bool:
    """Return whether a key is text for the field with the focus."""
    if is_text_area(app.focused) and event.key == "enter":
        return True
    return is_field(app.focused) and event.is_printable


async def taken_in(app: App[Any], gateway: Gateway) -> None:
    """Wait until the widget with the focus has dealt with the key that it was handed, and those above it with what it
    told them, so that the next key finds what this one did: a command typed right after an arrow is about the row that
    the arrow went to. Where that closed or opened a screen, also until the one in sight now is ready.

    A handler that never ends is given up, but not one that waits for the database: the next key is about its answer."""
    with suppress(TimeoutError):
        async with asyncio.timeout(None) as limit:
            patience = _Patience(limit, gateway)
            try:
                await _dealt_with(app)
            finally:
                patience.end()


class _Patience:
    """Looks now and then whether something is on its way, and ends a wait in the end."""

    def __init__(self, limit: asyncio.Timeout, gateway: Gateway) -> None:
        self._limit = limit
        self._gateway = gateway
        self._left, self._left_for_an_answer = _LOOKS, _LOOKS_FOR_AN_ANSWER
        self._loop = asyncio.get_running_loop()
        self._next = self._loop.call_later(_LOOK, self._look)

    def end(self) -> None:
        """Look no more."""
        self._next.cancel()

    def _look(self) -> None:
        if self._gateway.is_asked:
            self._left, self._left_for_an_answer = _LOOKS, self._left_for_an_answer - 1
        else:
            self._left -= 1
        if self._left and self._left_for_an_answer:
            self._next = self._loop.call_later(_LOOK, self._look)
        else:
            self._limit.reschedule(self._loop.time())


async def _dealt_with(app: App[Any]) -> None:
    seen: Screen[Any] | None = None
    while seen is not app.screen:
        seen, widget = app.screen, app.focused or app.screen
        # Its own queue twice: the first round deals with the key, the second with what that told itself.
        for above in (widget, *widget.ancestors_with_self):
            taken = asyncio.Event()
            if isinstance(above, Widget) and above.call_later(taken.set):
                await taken.wait()
