"""The terminal: left at once, outlasted where it goes, and taken at its word for what joins letters."""

import os
import signal
import termios
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message

_JOINERS = ("\u200c", "\u200d")
"""They keep letters apart or join emoji; Python, and so Textual, takes them for unprintable."""


class Outlasting(TextIOWrapper):
    """The file of a terminal that may go while it is written to: its window is closed, or its line is cut.

    Textual's thread that writes would end there, and the program wait for it for ever.
    """

    def write(self, text: str, /) -> int:
        """Write, or drop what nobody can see."""
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Flush what can be."""
        with suppress(OSError):
            super().flush()

    def close(self) -> None:
        """Leave it open: it belongs to the process, which says on it how the program ended."""


class QuickDriver(LinuxDriver):
    """Leaves a program that has ended well as soon as the terminal is restored."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = Outlasting(self._file.buffer, self._file.encoding, self._file.errors)

    def process_message(self, message: Message) -> None:
        """Hand on what came from the terminal; a joiner as pasted text, for as a key no field would take it."""
        if isinstance(message, Key) and message.character in _JOINERS:
            message = Paste(message.character)
        super().process_message(message)

    def disable_input(self) -> None:
        if not self._leaving:
            super().disable_input()
            return
        # Textual would wait for its input thread, which looks up every 0.1 s and then once more. Nobody reads what
        # it reads by now, and it goes with the process.
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        # A terminal whose window was closed has nothing to flush.
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        if self._leaving:
            self.close()
            # The database is closed and all output written. What is left, closing every widget and taking the
            # interpreter apart, takes longer than everything before it and does nothing for anybody.
            os._exit(0)

    @property
    def _leaving(self) -> bool:
        return self._app.return_code == 0
