"""The terminal, left at once."""

import os
import signal
import termios
from contextlib import suppress

from textual.drivers.linux_driver import LinuxDriver


class QuickDriver(LinuxDriver):
    """Leaves a program that has ended well as soon as the terminal is restored."""

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
