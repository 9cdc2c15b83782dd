"""Commands in a real terminal."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence

from tests.cli.conftest import Said, Shell


def in_terminal(shell: Shell, words: Sequence[str], answers: Sequence[tuple[str, str]] = (), **variables: str) -> Said:
    """What a command shows, each (prompt, reply) of `answers` typed once its prompt is there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "goaltui", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=shell.environment(**variables),
    )
    os.close(theirs)
    waiting = list(answers)
    shown = b""
    while piece := _read(ours):
        shown += piece
        if waiting and waiting[0][0].encode() in shown:
            os.write(ours, waiting.pop(0)[1].encode())
    code = process.wait(60)
    os.close(ours)
    assert not waiting, f"never asked {waiting[0][0]!r}"
    return Said(code, shown.decode(), "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # What Linux answers once the other end is closed.
        return b""
