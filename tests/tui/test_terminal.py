"""The program in a real terminal: its size changes while something is open, and a crash leaves the terminal whole."""

import fcntl
import os
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

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
_PATIENCE = 30.0


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
    """Read until the process is over and all it wrote is here."""
    _until(program, lambda: _ended(program), lambda: "it goes on")
    program.settle(0)


def _sees(program: Program, *texts: str, without: str = "\0", size: tuple[int, int] = (COLUMNS, ROWS)) -> None:
    """Wait until all of these stand on the screen, and the one that is to be gone does not."""

    def shown() -> str:
        return "\n".join(_screen(program, size))

    def happened() -> bool:
        text = shown()
        return without not in text and all(part in text for part in texts)

    _until(program, happened, lambda: f"never came: {texts}\n{shown()}")


def _until(program: Program, happened: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Read what is written until something is so; fails with what `otherwise` says."""
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        assert time.monotonic() < deadline, otherwise()
        program.settle(0.02)
        # A terminal that nobody writes to any more is read at once.
        time.sleep(0.01)


def _screen(program: Program, size: tuple[int, int]) -> list[str]:
    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(bytes(program.output))
    return [line.rstrip() for line in screen.display]


def _resize(program: Program, columns: int, lines: int) -> None:
    """Another size, and nothing on the screen until the program has painted it."""
    program.output.clear()
    fcntl.ioctl(program.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def test_the_size_changes_while_a_dialog_and_a_flow_are_open(tmp_path: Path) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "saved here")
        for key, title in ((b"2e", "Edit objective"), (b"o", "Cycles"), (b"C", "Round")):
            program.press(key)
            _sees(program, title)
            for size in ((60, 20), (40, 10), (80, 24), (COLUMNS, ROWS)):
                _resize(program, *size)
                _sees(program, *(("goaltui needs 50 × 15",) if size == (40, 10) else (title, "Esc")), size=size)
            program.press(b"\x1b")
            _sees(program, "q quit", without=title)
        program.ends(b"q")


@pytest.mark.parametrize("typed", [b"", b"2jjjj3jj4jj5jj1" * 3])
def test_a_window_that_is_closed_is_no_fault_of_the_program(tmp_path: Path, typed: bytes) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "saved here")
        os.write(program.terminal, typed)
        os.close(program.terminal)
        assert os.waitpid(program.process, 0)[1] == 0
    assert list(tmp_path.rglob("*.log")) == []


def test_a_crash_leaves_the_terminal_whole_and_says_where_the_log_is(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BROKEN) as program:
        _sees(program, "saved here")
        program.press(b"!")
        _ends(program)
        output = bytes(program.output)
        for what, sequence in _LEFT.items():
            assert sequence in output, what
        said = output[output.rindex(_LEFT["alternate screen"]) :].decode()
        log = next(tmp_path.rglob("*.log"))
        assert "everything saved is safe" in said
        assert str(log) in "".join(said.split())
        assert "Traceback" not in said
        assert "a fault of the program" in log.read_text(encoding="utf-8")


def test_a_family_that_an_emoji_picker_types_key_by_key_stays_one(tmp_path: Path) -> None:
    family = "👨\u200d👩\u200d👧"
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "saved here")
        program.press(b"/")
        _sees(program, "part of a title")
        program.press(f"{family} here".encode())
        _until(program, lambda: f"{family} here".encode() in program.output, lambda: "they came apart")
