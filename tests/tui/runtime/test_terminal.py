"""The program in a real terminal: its size changes while something is open, and a crash leaves the terminal whole."""

import fcntl
import os
import signal
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

_BLANK = """
import sys
from textual.layouts.vertical import VerticalLayout
from goaltui.cli.entry import run
from goaltui.tui import handlers

def boom(*_, **__):
    raise RuntimeError("a fault of the layout")

async def breaks(app):
    VerticalLayout.arrange = boom

handlers.HANDLERS["health"] = breaks
sys.exit(run(["demo"]))
"""

_BUSY = """
import asyncio
import os
import signal
import sys
import time
from goaltui.cli.entry import run
from goaltui.tui import handlers

async def busy(app):
    # Nothing else is done meanwhile, and every key that is read waits for the loop.
    while len(asyncio.get_running_loop()._ready) < 400:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)

handlers.HANDLERS["health"] = busy
sys.exit(run(["demo"]))
"""

_BLOCKED = """
import sys
import threading
from goaltui.cli.entry import run
from goaltui.tui import handlers

async def blocked(app):
    sys.__stderr__.write("\\x1b]0;blocked\\x07")
    sys.__stderr__.flush()
    threading.Event().wait()

handlers.HANDLERS["health"] = blocked
sys.exit(run(["demo"]))
"""

_LEFT = {"alternate screen": b"\x1b[?1049l", "cursor": b"\x1b[?25h", "mouse": b"\x1b[?1000l", "pasting": b"\x1b[?2004l"}
_PATIENCE = 60.0


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
        _sees(program, "nothing is kept")
        for key, title in ((b"2e", "Edit objective"), (b"o", "Cycles"), (b"C", "Round")):
            program.press(key)
            _sees(program, title)
            for size in ((60, 20), (40, 10), (80, 24), (COLUMNS, ROWS)):
                _resize(program, *size)
                _sees(program, *(("goaltui needs 50 × 15",) if size == (40, 10) else (title, "Esc")), size=size)
            program.press(b"\x1b")
            _sees(program, "q quit", without=title)
        program.ends(b"q")


@pytest.mark.parametrize("typed", [b"", b"2jjjj3jj4jj5jj1" * 3, b"2j3j?\x1bo\x1b4j5j" * 60])
def test_a_window_that_is_closed_is_no_fault_of_the_program(tmp_path: Path, typed: bytes) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "nothing is kept")
        os.write(program.terminal, typed)
        os.close(program.terminal)
        assert os.waitpid(program.process, 0)[1] == 0
    assert list(tmp_path.rglob("*.log")) == []


def test_a_signal_is_heeded_however_much_was_typed_ahead(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BUSY) as program:
        _sees(program, "nothing is kept")
        os.write(program.terminal, b"!" + b"23" * 300)
        _ends(program)
        assert _LEFT["alternate screen"] in program.output


def test_what_blocks_the_program_for_ever_does_not_keep_it_from_leaving(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BLOCKED) as program:
        _sees(program, "nothing is kept")
        program.press(b"!")
        _until(program, lambda: b"]0;blocked" in program.output, lambda: "never blocked")
        os.kill(program.process, signal.SIGTERM)
        _ends(program)
        for what, sequence in _LEFT.items():
            assert sequence in program.output, what


def test_a_signal_before_the_first_frame_leaves_the_terminal_whole(tmp_path: Path) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _until(program, lambda: b"\x1b[?1049h" in program.output, lambda: "it never took the terminal")
        os.kill(program.process, signal.SIGTERM)
        _ends(program)
        assert _LEFT["alternate screen"] in program.output
    assert list(tmp_path.rglob("*.log")) == []


def test_a_program_stopped_from_outside_goes_on_where_it_was(tmp_path: Path) -> None:
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "nothing is kept")
        os.kill(program.process, signal.SIGSTOP)
        os.waitpid(program.process, os.WUNTRACED)
        program.settle()
        program.output.clear()
        os.kill(program.process, signal.SIGCONT)
        _sees(program, "q quit")
        os.write(program.terminal, b"/")
        _sees(program, "words of a title")
        os.write(program.terminal, b"abcdefghijklmnopqrstuvwxyz")
        _sees(program, "abcdefghijklmnopqrstuvwxyz")
        program.press(b"\x1b")
        _sees(program, "q quit", without="abcdef")
        program.ends(b"q")


def test_an_error_of_the_program_is_told_and_it_goes_on(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BROKEN) as program:
        _sees(program, "nothing is kept")
        program.press(b"!")
        _sees(program, "An internal error stopped that")
        program.press(b"?")
        _sees(program, "type what you want to do")
        program.press(b"\x1b")
        _sees(program, "q quit", without="type what you want to do")
        program.ends(b"q")
    assert "a fault of the program" in next(tmp_path.rglob("*.log")).read_text(encoding="utf-8")


def test_where_nothing_can_be_drawn_the_terminal_is_left_whole_and_the_log_is_named(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _BLANK) as program:
        _sees(program, "nothing is kept")
        program.press(b"!")
        for key in b"?1?2?3?4":
            if not _ended(program):
                program.press(bytes([key]))
        _ends(program)
        output = bytes(program.output)
        for what, sequence in _LEFT.items():
            assert sequence in output, what
        said = output[output.rindex(_LEFT["alternate screen"]) :].decode()
        log = next(tmp_path.rglob("*.log"))
        assert "everything saved is safe" in said
        assert str(log) in "".join(said.split())
        assert "Traceback" not in said
        assert "a fault of the layout" in log.read_text(encoding="utf-8")


def test_a_family_that_an_emoji_picker_types_key_by_key_stays_one(tmp_path: Path) -> None:
    family = "👨\u200d👩\u200d👧"
    with _started(tmp_path, "-m", "goaltui", "demo") as program:
        _sees(program, "nothing is kept")
        program.press(b"/")
        _sees(program, "words of a title")
        program.press(f"{family} here".encode())
        _until(program, lambda: f"{family} here".encode() in program.output, lambda: "they came apart")


_SIZELESS = """
import fcntl, struct, sys, termios
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 0, 0, 0))
from goaltui.cli.entry import run
sys.exit(run(["demo"]))
"""


def test_a_terminal_that_does_not_know_its_size_is_laid_out_once(tmp_path: Path) -> None:
    with _started(tmp_path, "-c", _SIZELESS) as program:
        _sees(program, "Nordvik", size=(80, 25))
        program.settle()
        before = program.cpu_seconds()
        program.settle(3)
        assert program.cpu_seconds() - before < 1
        os.write(program.terminal, b"q")
        _ends(program)
