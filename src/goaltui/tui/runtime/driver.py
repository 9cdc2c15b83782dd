"""The terminal: left at once, outlasted where it goes, and taken at its word for what joins letters."""

import asyncio
import os
import re
import select
import selectors
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from io import TextIOWrapper
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message

from goaltui.tui.runtime.error_boundary import ResilientApp
from goaltui.tui.runtime.pasting import Pastes

_CHUNK = 4096
_LOOK_UP = 0.1
_UNKNOWN = (80, 25)
_LITTLE = 2048
"""Characters that a terminal that takes any takes without waiting."""
_LOOKS, _NEXT_LOOK = 50, 0.002
"""How often, and after how many seconds, it is looked whether something is written."""
_SILENT = 5
"""Looks without anything new, after which a paste that has no end is taken as it is."""
_JOINERS = ("\u200c", "\u200d")
"""They keep letters apart or join emoji; Python, and so Textual, takes them for unprintable."""

_NEVER_SAID = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""Controls beyond ASCII, and signs that turn the direction; what is painted came through `text`, this is the last
door."""


class ResilientTerminalFile(TextIOWrapper):
    """The file of a terminal that may go while it is written to: its window is closed, or its line is cut.

    Textual's thread that writes would end there, and the program wait for it for ever.
    """

    written = flushed = 0
    """Texts that were taken, and those of them that are on their way to the terminal."""

    def write(self, text: str, /) -> int:
        """Write, or drop what nobody can see, and sequences that a terminal obeys though Textual never sends them."""
        with suppress(OSError):
            super().write(_NEVER_SAID.sub("", text))
        self.written += 1
        return len(text)

    def flush(self) -> None:
        """Flush what can be."""
        written = self.written
        with suppress(OSError):
            super().flush()
        self.flushed = written

    def close(self) -> None:
        """Leave it open: it belongs to the process, which says on it how the program ended."""


class QuickDriver(LinuxDriver):
    """Leaves a program that has ended well as soon as the terminal is restored."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._handed = 0
        """Texts that were to be written."""
        if self._file is not None:
            self._file = ResilientTerminalFile(self._file.buffer, self._file.encoding, self._file.errors)

    def start_application_mode(self) -> None:
        """Take the terminal, from now on to be given back also when a signal tells to leave."""
        if isinstance(self._app, ResilientApp):
            self._app.heed_signals()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Write a little at once, such as the two lines of a cursor's move: Textual's thread that writes would come to
        it only once this one rests. Where the terminal takes nothing just now, that thread waits for it."""
        self._handed += 1
        free = self._free_file() if len(data) <= _LITTLE else None
        if free is None:
            super().write(data)
        else:
            free.write(data)
            free.flush()

    async def written(self) -> None:
        """Wait until all that was painted is on its way to the terminal, though not for one that takes nothing."""
        file = self._file
        for _look in range(_LOOKS):
            if not isinstance(file, ResilientTerminalFile) or file.flushed == self._handed:
                return
            await asyncio.sleep(_NEXT_LOOK)

    def _free_file(self) -> ResilientTerminalFile | None:
        """Return the terminal's file where nothing waits to be written before, and it takes something."""
        file = self._file
        if isinstance(file, ResilientTerminalFile) and file.flushed == self._handed - 1:
            with suppress(OSError, ValueError):
                return file if select.select((), (file,), (), 0)[1] else None
        return None

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size of the terminal; of one that does not know it, such as a serial line, Rich's guess: Textual
        has one of its own beside it, and would lay out for the two in turns without an end."""
        found = super()._get_terminal_size()
        with suppress(OSError):
            if not all(os.get_terminal_size(self.fileno)) and not {"COLUMNS", "LINES"} & set(os.environ):
                return _UNKNOWN
        return found

    def _sigcont_application(self, *_: object) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal again after a stop; one that is gone says so by the same signal."""
        if not self._auto_restart or not os.isatty(self.fileno):
            return
        if not self._must_signal_resume:
            # Stopped from outside. Textual would read with a second thread beside the first.
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def process_message(self, message: Message) -> None:
        """Hand on what came from the terminal; a joiner as pasted text, for as a key no field would take it."""
        if isinstance(message, Key) and message.character in _JOINERS:
            message = Paste(message.character)
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Hand on what is typed until the program leaves or its terminal is gone. What cannot be read is dropped."""
        app = self._app
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            there = True
            while there and not self.exit_event.is_set():
                with app.surviving() if isinstance(app, ResilientApp) else nullcontext():
                    there = self._read_on(selector)
        if not there and isinstance(app, ResilientApp):
            app.leave()

    def _read_on(self, selector: selectors.BaseSelector) -> bool:
        """Read until the program leaves; False where the terminal is gone."""
        parser, pastes, silent = XTermParser(self._debug), Pastes(), 0
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            pieces: Iterable[str | Paste] = ()
            if selector.select(_LOOK_UP):
                data, silent = self._read(), 0
                if not data:
                    return False
                pieces = pastes.split(decode(data), cut=len(data) == _CHUNK)
            else:
                silent += 1
                pieces = pastes.let_go() if silent == _SILENT else ()
            for piece in pieces:
                for message in (piece,) if isinstance(piece, Paste) else parser.feed(piece):
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        return True

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def disable_input(self) -> None:
        if not self._leaving:
            super().disable_input()
            return
        # Textual would wait for its input thread, which looks up every 0.1 s and then once more. Nobody reads what
        # it reads by now, and it goes with the process. A terminal whose window was closed has nothing to flush.
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def stop_application_mode(self) -> None:
        # Textual would forget the mouse where another thread than the main one gives the terminal back.
        self._disable_mouse_support()
        super().stop_application_mode()
        if self._leaving:
            self.close()
            # The database is closed and all output written. What is left, closing every widget and taking the
            # interpreter apart, takes longer than everything before it and does nothing for anybody.
            os._exit(0)

    @property
    def _leaving(self) -> bool:
        return self._app.return_code == 0
