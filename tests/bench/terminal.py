"""A program in a pseudo-terminal, timed from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROWS, COLUMNS = 40, 120
QUIET = 0.05
LATER = 0.4
"""Seconds within which what follows a key has come, once the program found that no other key does."""
_CHUNK = 65_536
_AROUND = ("COLUMNS", "LINES")
"""A program believes these more than its terminal. Python exports them to what it starts once it has readline."""


@dataclass(slots=True)
class Program:
    """A started program: its process, its end of the terminal, and all it has written."""

    process: int
    terminal: int
    started: float
    output: bytearray = field(default_factory=bytearray)
    pressed: float = 0.0

    @classmethod
    def start(cls, command: Sequence[str], environment: dict[str, str]) -> "Program":
        """Start a command in a terminal of 120 × 40 cells; the size of the one around it is left out."""
        around = {name: value for name, value in environment.items() if name not in _AROUND}
        began = time.perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            os.execvpe(command[0], list(command), {**around, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        return cls(process, terminal, began)

    def wait_for(self, text: str, timeout: float = 60) -> float:
        """Seconds from the start until the text was written; raises TimeoutError with what was."""
        wanted = text.encode()
        deadline = time.perf_counter() + timeout
        while wanted not in self.output:
            if not self._read(deadline):
                raise TimeoutError(f"{text!r} was not written; the end of the output: {bytes(self.output[-500:])!r}")
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing was written for a while."""
        while self._read(time.perf_counter() + quiet):
            pass

    def press(self, keys: bytes) -> tuple[float, int]:
        """Seconds from a key to the last thing it made the program write, and how many bytes that was."""
        before = len(self.output)
        began = last = self.pressed = time.perf_counter()
        os.write(self.terminal, keys)
        while self._read(
            (began if len(self.output) == before else last) + (0.5 if len(self.output) == before else QUIET)
        ):
            last = time.perf_counter()
        return last - began, len(self.output) - before

    def follows(self) -> tuple[float, int]:
        """Seconds from the last key to all that it made the program write after it was quiet, and how many bytes that
        was; raises TimeoutError where nothing came."""
        before, last = len(self.output), 0.0
        while self._read(time.perf_counter() + LATER):
            last = time.perf_counter()
        if not last:
            raise TimeoutError("nothing followed the key")
        return last - self.pressed, len(self.output) - before

    def ends(self, keys: bytes, timeout: float = 20) -> float:
        """Seconds from the keys to the end of the process."""
        began = time.perf_counter()
        os.write(self.terminal, keys)
        while time.perf_counter() - began < timeout:
            self._read(time.perf_counter() + 0.001)
            done, _ = os.waitpid(self.process, os.WNOHANG)
            if done:
                os.close(self.terminal)
                return time.perf_counter() - began
        raise TimeoutError("the program did not end")

    def kill(self) -> None:
        """End it whatever it does."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)

    def cpu_seconds(self) -> float:
        """Processor time of all its threads so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mebibytes(self) -> float:
        """The most memory it ever had."""
        for line in Path(f"/proc/{self.process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def _read(self, deadline: float) -> bool:
        left = deadline - time.perf_counter()
        ready, _, _ = select.select([self.terminal], [], [], max(left, 0))
        if not ready:
            return False
        try:
            piece = os.read(self.terminal, _CHUNK)
        except OSError:
            return False
        self.output += piece
        return bool(piece)
