"""The error boundary of the screen: an unforeseen error drops its action, and the program goes on."""

import _thread
import asyncio
import os
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from rich.segment import Segment
from rich.text import Text
from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import InputEvent, Paste
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import WorkerFailed

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import N_, _
from goaltui.tui.appearance.text import left
from goaltui.tui.components.result_screen import Answering
from goaltui.tui.runtime.crash_log import dropped, stopped, write_down

_WRITTEN = 3
"""Times that the same error is written down: one of a timer would fill the log."""
_STORM, _STORM_SECONDS = 200, 10.0
"""So many errors in so short a time bring about each other."""
_LAYOUTS = 3
"""Layouts in a row that may fail before the screen that they are of is given up."""
_LEAVE_SECONDS, _RESTORE_SECONDS = 5.0, 1.0
"""Seconds that leaving may take when it is told from outside, and then giving the terminal back."""
_NOT_DRAWN = N_("This cannot be drawn now.")


@runtime_checkable
class Written(Protocol):
    """A terminal that tells when all that was painted is on its way to it."""

    async def written(self) -> None:
        """Wait for that, though not for a terminal that takes nothing."""


class ResilientApp(App[None]):
    """A program that an error does not end.

    Textual ends it: the widget's own queue stops at the first error, and the app is told to leave. So every widget is
    given, when it starts, a way to deal with a message and to be drawn that does not raise.
    """

    def __init__(self, log: Path, driver: type[Driver] | None = None, *, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver, ansi_color=ansi_color)
        self._log_file = log
        self._written: Counter[str] = Counter()
        self._moments: deque[float] = deque(maxlen=_STORM)
        self._told = False
        self._failed = 0
        self._gone = self._told_to_leave = False
        self._tell: Callable[[], None] = lambda: None
        self.opened = False
        """Whether there are data to work with; a worker that fails before ends the program, for it opens them."""

    @contextmanager
    def surviving(self) -> Iterator[None]:
        """Go on after any error in here, having noted it: the one place that catches all of them."""
        try:
            yield
        except Exception as error:  # noqa: BLE001
            self._note(error)

    def heed_signals(self) -> None:
        """Leave when told to, or when the terminal is gone; asked by a driver on the loop."""
        loop = asyncio.get_running_loop()

        def told() -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._leave_now)

        # Not by the loop's own handlers: their signal is lost where much is typed ahead, for it goes through a pipe
        # that every key goes through too.
        self._tell = told
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.leave())

    def leave(self) -> None:
        """Leave though somebody is working here; from any thread, and from within anything that a signal interrupts."""
        self._gone = True
        if not self._told_to_leave:
            self._told_to_leave = True
            # A `Thread` has locks that may be held by what was interrupted.
            _thread.start_new_thread(self._leave_anyway, ())
            self._tell()

    def _leave_now(self) -> None:
        """Leave without what was typed ahead, which nobody sees the end of."""
        self.call_later(self.action_quit)
        self.wait_no_longer()

    def _leave_anyway(self) -> None:
        """Leave in the end where something blocks the way out: what was written is on the disk."""
        time.sleep(_LEAVE_SECONDS)
        if self._driver is not None:
            # A terminal that takes nothing would hold this up for ever.
            restoring = threading.Thread(target=self._give_back, args=[self._driver], daemon=True)
            restoring.start()
            restoring.join(_RESTORE_SECONDS)
        os._exit(0)

    @staticmethod
    def _give_back(driver: Driver) -> None:
        driver.stop_application_mode()
        # Only now all of it is written.
        driver.close()

    def take_no_more(self) -> None:
        """Drop what is typed from now on: there will be nothing that it could be about."""
        self._gone = True

    def told_again(self) -> None:
        """Say the next error aloud: the user did something new."""
        self._told = False

    def wait_no_longer(self) -> None:
        """Let go on what waits for the work that was dropped."""
        raise NotImplementedError

    def say_wrong(self, sentence: str) -> None:
        """Tell the user."""
        raise NotImplementedError

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        self._harden(child)
        super()._register_child(parent, child, before, after)

    def _start_widget(self, parent: Widget, widget: Widget) -> None:
        self._harden(widget)
        super()._start_widget(parent, widget)

    def _harden(self, widget: Widget) -> None:
        """Let a widget deal with messages and be drawn without raising."""
        if "_dispatch_message" in vars(widget):
            return
        dispatch, lines = widget._dispatch_message, widget.render_lines

        async def dispatched(message: Message) -> None:
            with self.surviving():
                await dispatch(message)

        def drawn(crop: Region) -> list[Strip]:
            found: list[Strip] | None = None
            with self.surviving():
                found = lines(crop)
            return _placeholder(crop) if found is None else found

        instead: dict[str, Callable[..., object]] = {
            "_dispatch_message": dispatched,
            "render_lines": drawn,
            "get_content_width": self._measured(widget.get_content_width, lambda container, *_: container.width),
            "get_content_height": self._measured(widget.get_content_height, lambda *_: 1),
        }
        if isinstance(widget, Screen):
            instead["_refresh_layout"] = self._counted(widget)
        for name, method in instead.items():
            setattr(widget, name, method)

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, InputEvent | Paste) and (self._gone or not self._screen_stacks.get(self._current_mode)):
            # Without a screen there is nothing that it could be about.
            return
        if not self._lasts:
            await super()._dispatch_message(message)
            return
        with self.surviving():
            await super()._dispatch_message(message)

    async def _close_all(self) -> None:
        with self.surviving():
            await super()._close_all()

    def _handle_exception(self, error: Exception) -> None:
        """Take the errors that Textual catches itself: in workers, timers, callbacks, layouts and composition."""
        if self._lasts and (self.opened or self._exit or not isinstance(error, WorkerFailed)):
            self._failed += 1
            self._note(error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual's own prints every local variable, and so what was typed, into the terminal.
        error = sys.exc_info()[1]
        self._stop(error or RuntimeError("an error that is not known any more"))

    @property
    def _lasts(self) -> bool:
        """Whether there is a program to go on with, or one that is leaving anyway: before its first frame an error ends
        it."""
        return self._dom_ready and (self._running or self._exit)

    def _measured(self, measure: Callable[..., int], instead: Callable[..., int]) -> Callable[..., int]:
        def measured(*asked: Any) -> int:
            found: int | None = None
            with self.surviving():
                found = measure(*asked)
            return instead(*asked) if found is None else found

        return measured

    def _counted(self, screen: Screen[Any]) -> Callable[..., None]:
        """Return a layout that counts its failures in a row, and gives the screen up in the end. One that was never
        drawn is given up at once, for nobody would know what keys are for.
        """
        lay_out, failed, most = screen._refresh_layout, 0, 1

        def laid_out(size: Size | None = None, scroll: bool = False) -> None:
            nonlocal failed, most
            before = self._failed
            lay_out(size, scroll)
            failed = failed + 1 if self._failed > before else 0
            if failed == 0 and screen.size:
                most = _LAYOUTS
            if failed >= most:
                self._give_up(screen)

        return laid_out

    def _note(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error
        self._moments.append(time.monotonic())
        sentence = str(cause) if isinstance(cause, GoaltuiError) else self._write_down(cause)
        if len(self._moments) == _STORM and self._moments[-1] - self._moments[0] < _STORM_SECONDS:
            self._stop(cause)
        elif not self._exit:
            # At once: what is told later stands in the queue of the app, behind a key that waits.
            self.wait_no_longer()
            pump = active_message_pump.get(None)
            if isinstance(pump, Screen) and not pump.is_mounted:
                self.call_later(self._drop, pump)
            if not self._told:
                self.call_later(self.say_wrong, sentence)
            self._told = True

    def _write_down(self, error: Exception) -> str:
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        known = f"{type(error)} {place.tb_frame.f_code.co_filename} {place.tb_lineno}" if place else str(type(error))
        self._written[known] += 1
        if self._written[known] <= _WRITTEN:
            return dropped(write_down(error, self._log_file))
        return dropped(_("Details are in {log}.", log=self._log_file))

    def _give_up(self, screen: Screen[Any]) -> None:
        """Leave what cannot be drawn: a dialog for what is below it, the program where nothing is."""
        if len(self.screen_stack) > 1:
            self.call_later(self._drop, screen)
        else:
            self._stop(RuntimeError("nothing can be drawn"))

    async def _drop(self, screen: Screen[Any]) -> None:
        if self.screen is not screen or len(self.screen_stack) == 1:
            return
        if isinstance(screen, Answering):
            screen.answer(None)
        else:
            screen.dismiss(None)

    def _stop(self, error: BaseException) -> None:
        """Leave in order, with the terminal restored."""
        self._return_code = 1
        if not self._exit_renderables:
            self.panic(Text(stopped(write_down(error, self._log_file))))


def _placeholder(crop: Region) -> list[Strip]:
    """Return the strips in place of a widget that cannot be drawn."""
    said = Strip([Segment(left(_(_NOT_DRAWN), crop.width))])
    return [said, *[Strip.blank(crop.width)] * (crop.height - 1)][: crop.height]
