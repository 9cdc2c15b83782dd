"""The program in a real terminal: a tmux server of its own, driven by keys that are counted."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

NEEDS_TMUX = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

_NAMED = re.compile(r"(Enter|Escape|Space|B?Tab|BSpace|Up|Down|Left|Right|Home|End|PageUp|PageDown|F\d|C-[a-z])$")
_STYLE = re.compile(r"\x1b\[[\d;:]*m")
_PATIENCE = 30.0
_BETWEEN = 0.02


@dataclass(slots=True)
class Tmux:
    """A tmux server with the program in its one pane; `keys` were pressed so far, `text` of them letters of words."""

    socket: Path
    keys: int = 0
    text: int = 0

    def press(self, *keys: str) -> None:
        """Keys by tmux's names, all else letter by letter, handed over at once; a name and a letter are one key."""
        typed = [key for key in keys if not _NAMED.match(key)]
        self.keys += len(keys) - len(typed) + sum(map(len, typed))
        self.text += sum(len(word) for word in typed if len(word) > 1)
        words: list[str] = []
        for named, group in groupby(keys, lambda key: bool(_NAMED.match(key))):
            # A semicolon at the end of a word would end the command of tmux.
            sent = (key[:-1] + r"\;" if key.endswith(";") else key for key in group)
            words += [*([";"] if words else []), "send-keys", *([] if named else ["-l"]), "-t", "0", "--", *sent]
        self.run(*words)

    def run(self, *words: str) -> str:
        """What a tmux command answers."""
        command = ("tmux", "-S", str(self.socket), *words)
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout

    def resize(self, columns: int, lines: int) -> None:
        """Another size of the terminal."""
        self.run("resize-window", "-t", "0", "-x", str(columns), "-y", str(lines))

    @property
    def screen(self) -> str:
        """What stands on the screen now."""
        return self.run("capture-pane", "-p", "-t", "0")

    @property
    def colours(self) -> frozenset[str]:
        """The colours and styles that stand on the screen now, as a terminal is told them."""
        return frozenset(_STYLE.findall(self.run("capture-pane", "-e", "-p", "-t", "0")))

    def until(self, happened: Callable[[], object], what: str) -> None:
        """Wait for a condition; fails with the screen as it is."""
        until = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < until, f"never came: {what}\n{self.screen}"
            time.sleep(_BETWEEN)

    def sees(self, *parts: str, without: Sequence[str] = ()) -> str:
        """The screen once all of these stand on it, and none of those `without` which it is to be."""
        text, until = "", time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            text = self.screen
            if all(part in text for part in parts) and not any(part in text for part in without):
                return text
            time.sleep(_BETWEEN)
        raise AssertionError(f"never came: {parts} without {without}\n{text}")

    def sees_one_of(self, *parts: str) -> str:
        """The screen once any of these stands on it."""
        self.until(lambda: any(part in self.screen for part in parts), f"one of {parts}")
        return self.screen

    def is_over(self) -> bool:
        """Whether the program has ended, and with it the server."""
        until = time.monotonic() + _PATIENCE
        while self.socket.exists() and time.monotonic() < until:
            found = subprocess.run(("tmux", "-S", str(self.socket), "ls"), check=False, capture_output=True)
            if found.returncode != 0:
                return True
            time.sleep(_BETWEEN)
        return not self.socket.exists()


@contextmanager
def started(home: Path, *words: str, size: tuple[int, int] = (100, 30)) -> Iterator[Tmux]:
    """The program with these words of the command line, its files under `home`, in a terminal of this size."""
    environment = {**os.environ, "GOALTUI_HOME": str(home), "LC_ALL": "C.UTF-8"}
    # Where these are set, as they are in a process of several that test side by side, the size is what they say.
    for name in ("NO_COLOR", "TMUX", "COLUMNS", "LINES"):
        environment.pop(name, None)
    # Not in the folder of the test: the path of a socket may have no more than about a hundred letters.
    with tempfile.TemporaryDirectory(prefix="tmux") as folder:
        terminal = Tmux(Path(folder) / "s")
        columns, lines = map(str, size)
        command = (
            "tmux",
            "-S",
            str(terminal.socket),
            "-f",
            os.devnull,
            "new-session",
            "-d",
            "-x",
            columns,
            "-y",
            lines,
        )
        subprocess.run([*command, sys.executable, "-m", "goaltui", *words], check=True, env=environment, timeout=20)
        try:
            yield terminal
        finally:
            subprocess.run(("tmux", "-S", str(terminal.socket), "kill-server"), check=False, capture_output=True)
