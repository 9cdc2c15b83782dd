"""Short random walks: nothing that is typed, pasted, clicked or resized ends the program or makes it err."""

import fcntl
import os
import random
import signal
import struct
import sys
import termios
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.bench.terminal import Program
from tests.walk.sets import prepared
from tests.walk.steps import Click, Key, Paste, Size, Step, steps
from tests.walk.walking import walk

_SEED = 20_261_124 if "CI" in os.environ else random.randrange(1_000_000_000)
_STEPS, _SECONDS = 400, 7.0
_IN_TERMINAL = 300
_BYTES = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "backspace": b"\x7f",
    "space": b" ",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "delete": b"\x1b[3~",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "ctrl+a": b"\x01",
    "ctrl+e": b"\x05",
    "ctrl+k": b"\x0b",
    "ctrl+p": b"\x10",
    "ctrl+u": b"\x15",
    "ctrl+w": b"\x17",
}


@pytest.mark.parametrize("data", ["demo", "empty", "hostile", "scorecard"])
async def test_a_random_walk_ends_nothing(tmp_path: Path, data: str) -> None:
    found = await walk(prepared(tmp_path / "work.db", data), _SEED, _STEPS, _SECONDS)
    assert not found.faults, f"python -m tests.walk {_SEED} 60 {data}\n{found}"


def test_a_random_walk_in_a_terminal_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A review writes its minutes where it is led.
    monkeypatch.chdir(tmp_path)
    path = prepared(tmp_path / "work.db", "goals")
    program = Program.start(
        [sys.executable, "-m", "goaltui", "--db", str(path)], {**os.environ, "GOALTUI_HOME": str(tmp_path / "home")}
    )
    program.wait_for("saved here")
    status = None
    for step in islice(steps(_SEED), _IN_TERMINAL):
        _send(program, step)
        program.settle(0)
        status = _ended(program)
        if status is not None:
            break
    else:
        os.kill(program.process, signal.SIGTERM)
    until = time.monotonic() + 30
    while status is None:
        assert time.monotonic() < until, f"seed {_SEED}: it goes on"
        program.settle(0.01)
        status = _ended(program)
    os.close(program.terminal)
    faults = [log.read_text(encoding="utf-8") for log in tmp_path.rglob("*.log")]
    # The menu leads out too.
    assert (status, faults) == (0, []), f"seed {_SEED}"


def _ended(program: Program) -> int | None:
    process, status = os.waitpid(program.process, os.WNOHANG)
    return status if process else None


def _send(program: Program, step: Step) -> None:
    match step:
        case Key(name):
            os.write(program.terminal, _BYTES.get(name, name.encode() if len(name) == 1 else b""))
        case Paste(text):
            os.write(program.terminal, f"\x1b[200~{text[:500]}\x1b[201~".encode())
        case Click(across, down):
            place = f"{int(across * 80) + 1};{int(down * 24) + 1}"
            os.write(program.terminal, f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())
        case Size(columns, lines):
            fcntl.ioctl(program.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
