"""The program inside a real tmux, by keys alone: from an empty database to a cycle that was closed, and back again."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.app.driving import opened

_PATIENCE = 20.0
_BETWEEN = 0.03


@dataclass(frozen=True, slots=True)
class Tmux:
    """A tmux server of its own with the program in its one pane."""

    socket: Path

    def press(self, *keys: str) -> None:
        """Keys by tmux's names, each word that is none of them letter by letter, all handed over at once."""
        self.run("send-keys", "-t", "0", *keys)

    def run(self, *words: str) -> str:
        """What a tmux command answers."""
        command = ("tmux", "-S", str(self.socket), *words)
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout

    def sees(self, *parts: str) -> str:
        """The screen once all of these stand on it."""
        text, until = "", time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            text = self.run("capture-pane", "-p", "-t", "0")
            if all(part in text for part in parts):
                return text
            time.sleep(_BETWEEN)
        raise AssertionError(f"never came: {parts}\n{text}")

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
def _started(home: Path, *words: str) -> Iterator[Tmux]:
    environment = {**os.environ, "GOALTUI_HOME": str(home), "LC_ALL": "C.UTF-8"}
    for name in ("NO_COLOR", "TMUX"):
        environment.pop(name, None)
    # Not in the folder of the test: the path of a socket may have no more than about a hundred letters.
    with tempfile.TemporaryDirectory(prefix="tmux") as folder:
        terminal = Tmux(Path(folder) / "s")
        size = ("-x", "100", "-y", "30")
        command = ("tmux", "-S", str(terminal.socket), "-f", os.devnull, "new-session", "-d", *size)
        subprocess.run([*command, sys.executable, "-m", "goaltui", *words], check=True, env=environment, timeout=20)
        try:
            yield terminal
        finally:
            subprocess.run(("tmux", "-S", str(terminal.socket), "kill-server"), check=False, capture_output=True)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_round_a_close_the_history_and_undo_by_keys(tmp_path: Path) -> None:
    path, today = tmp_path / "new.db", datetime.now(UTC).date()
    start, end = (str(today + timedelta(days)) for days in (-60, 20))
    with _started(tmp_path, "--db", str(path), "--as", "anna") as tmux:
        tmux.sees("Welcome to goaltui")
        tmux.press("1")
        tmux.sees("No objective yet")
        tmux.press("s", "a", "c", "C-u", "Now [/]", "Tab", "C-u", start, "Tab", "C-u", end, "Enter")
        tmux.sees("Added cycle 'Now [/]'")
        tmux.press("Escape")
        tmux.sees("2 Objectives")
        tmux.press("a", "o", "Customers stay", "Enter")
        tmux.sees("Added objective 'Customers stay'.")
        tmux.press("a", "k", "Reference customers", "Tab", "Tab", "Tab", "20", "Enter")
        tmux.sees("Added key result 'Reference customers'.")
        tmux.press("C", "12 @7 went well", "Enter")
        tmux.sees("1 of 1 checked in")
        tmux.press("Enter")
        tmux.sees("1 check-in in the round", "12 / 20")
        tmux.press("o")
        tmux.sees("Cycles")
        tmux.press("x")
        tmux.sees("Close Now [/]", "suggested  0.6")
        tmux.press("Enter", "began late", "Enter", "Enter", "e", "Enter")
        tmux.sees("1 objective closed")
        tmux.press("Enter")
        tmux.sees("Closed 1 objective of Now [/]")
        tmux.press("Escape")
        tmux.sees("2 Objectives")
        tmux.press("5")
        tmux.sees("5 History", "anna", "checked in 12")
        tmux.press("Enter", "x")
        tmux.sees("Undone")
        tmux.press("2")
        tmux.sees("12 / 20", "60 %")
        tmux.press("u")
        tmux.sees("– / 20")
        tmux.press("q")
        assert tmux.is_over()
    workspace = opened(path)
    (row,) = workspace.tree().roots
    assert (row.state, row.grade, row.key_results[0].value) == ("active", None, None)
    workspace.close()
