"""A shell as somebody has it open: its own start files, in a terminal of which the screen is read."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyte

from tests.cli.conftest import Shell

PROMPT = "$"
_COLUMNS, _LINES = 200, 40
_PATIENCE = 30.0
_START: dict[str, tuple[str, str]] = {
    "bash": (".bashrc", f"PS1='{PROMPT} '\nbind 'set enable-bracketed-paste off'\n"),
    "zsh": (".zshrc", f"PROMPT='{PROMPT} '\n"),
    "fish": (
        ".config/fish/config.fish",
        f"function fish_prompt; echo -n '{PROMPT} '; end\nfunction fish_greeting; end\n"
        "set -g fish_autosuggestion_enabled 0\n",
    ),
}
"""The file that each reads at its start, and what stands in it before completion is installed."""

SHELLS = tuple(_START)


@dataclass(frozen=True, slots=True)
class LiveShell:
    """A shell that waits for keys, and what its terminal shows."""

    terminal: int
    screen: pyte.Screen
    stream: pyte.ByteStream

    def press(self, keys: str) -> None:
        """Type keys, a Tab as a tab."""
        os.write(self.terminal, keys.encode())

    @property
    def text(self) -> str:
        """What stands on the screen, each line without the blanks at its end."""
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    @property
    def line(self) -> str:
        """What is typed behind the prompt that stands last, up to the cursor."""
        row, column = self.screen.cursor.y, self.screen.cursor.x
        cells = self.screen.buffer[row]
        return "".join(cells[number].data for number in range(column)).removeprefix(f"{PROMPT} ")

    def shows(self, *parts: str) -> str:
        """The screen once all of these stand on it."""
        self._until(lambda: all(part in self.text for part in parts), f"{parts} on the screen")
        return self.text

    def holds(self, line: str) -> None:
        """Wait until this is what is typed."""
        self._until(lambda: self.line == line, f"the line {line!r}")

    def ready(self) -> None:
        """Wait for a prompt, then for an empty screen with nothing but it."""
        self._until(lambda: self.line == "" and PROMPT in self.text, "a prompt")
        self.press("\x0c")
        self._until(lambda: self.text == PROMPT and self.line == "", "an empty screen")

    def _until(self, happened: Callable[[], object], what: str) -> None:
        until = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < until, f"never came: {what}; the line is {self.line!r}\n{self.text}"
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.stream.feed(os.read(self.terminal, 65_536))


def prepared(shell: Shell, name: str, more: str = "") -> None:
    """Write the start files of a shell in its home, with these lines, and install completion there."""
    file, text = _START[name]
    path = shell.home / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + more, encoding="utf-8")
    said = shell.process("--install-completion", name, HOME=str(shell.home))
    assert said.code == 0, said


@contextmanager
def opened(shell: Shell, name: str) -> Iterator[LiveShell]:
    """Start a shell, and end it with the test."""
    programs = Path(sys.executable).parent
    home = str(shell.home)
    variables = shell.environment(
        HOME=home,
        ZDOTDIR=home,
        XDG_CONFIG_HOME=f"{home}/.config",
        PATH=f"{programs}{os.pathsep}{os.environ['PATH']}",
        TERM="xterm-256color",
        LC_ALL="C.UTF-8",
    )
    for around in ("COLUMNS", "LINES", "TMUX"):
        variables.pop(around, None)
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        os.chdir(home)
        os.execvpe(name, [name, "-i"], variables)
    screen = pyte.Screen(_COLUMNS, _LINES)
    live = LiveShell(terminal, screen, pyte.ByteStream(screen))
    try:
        live.ready()
        yield live
    finally:
        os.close(terminal)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
