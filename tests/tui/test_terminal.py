"""The program in a real terminal: its size changes while something is open, and a crash leaves the terminal whole."""

import fcntl
import os
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

from tests.bench.terminal import COLUMNS, ROWS, Program

_BROKEN = """
import sys
from goaltui.cli.entry import run
from goaltui.tui import handlers

async def boom(app):
    raise RuntimeError("a fault of the program")

handlers.HANDLERS["health"] = boom
sys.exit(run(["demo"]))
"""

_LEFT = {"alternate screen": b"\x1b[?1049l", "cursor": b"\x1b[?25h", "mouse": b"\x1b[?1000l", "pasting": b"\x1b[?2004l"}


@contextmanager
def _started(home: Path, *words: str) -> Iterator[Program]:
    environment = {**os.environ, "GOALTUI_HOME": str(home)}
    environment.pop("NO_COLOR", None)
    program = Program.start([sys.executable, *words], environment)
    try:
        yield program
    finally:
        if not _ended(program):
            program.kill()


def _ended(program: Program) -> bool:
    try:
        return os.waitpid(program.process, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def _ends(program: Program) -> None:
    """Wait until the process is over."""
    for _ in range(100):
        if _ended(program):
            return
        time.sleep(0.1)
    raise AssertionError("it goes on")


def _sees(program: Program, text: str) -> None:
    """Wait until a text stands on the screen."""
    for _ in range(60):
        if text in "\n".join(_screen(program)):
            return
        program.settle(0.1)
    raise AssertionError("\n".join(_screen(program)))


def _screen(program: Program, size: tuple[int, int] = (COLUMNS, ROWS)) -> list[str]:
    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(bytes(program.output))
    return [line.rstrip() for line in screen.display]


def _resize(program: Program, columns: int, lines: int) -> list[str]:
    """What stands on a screen of this size once the program has painted it."""
    program.output.clear()
    fcntl.ioctl(program.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    program.settle(0.6)
    return _screen(program, (columns, lines))


def test_the_size_changes_while_a_dialog_and_a_flow_are_open(tmp_path: Path) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "saved here")
        for key, title in ((b"2e", "Edit objective"), (b"o", "Cycles"), (b"C", "Round")):
            program.press(key)
            _sees(program, title)
            for columns, lines in ((60, 20), (40, 10), (80, 24), (COLUMNS, ROWS)):
                shown = _resize(program, columns, lines)
                text = "\n".join(shown)
                if (columns, lines) == (40, 10):
                    assert "goaltui needs 50 × 15" in text, text
                else:
                    assert title in text, text
                    assert "Esc" in text, text
            program.press(b"\x1b")
            program.settle(0.4)
        program.ends(b"q")


def test_a_crash_leaves_the_terminal_whole_and_says_where_the_log_is(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BROKEN) as program:
        _sees(program, "saved here")
        program.press(b"!")
        program.settle(1)
        output = bytes(program.output)
        for what, sequence in _LEFT.items():
            assert sequence in output, what
        said = output[output.rindex(_LEFT["alternate screen"]) :].decode()
        log = next(tmp_path.rglob("*.log"))
        assert "everything saved is safe" in said
        assert str(log) in "".join(said.split())
        assert "Traceback" not in said
        assert "a fault of the program" in log.read_text(encoding="utf-8")
        _ends(program)
