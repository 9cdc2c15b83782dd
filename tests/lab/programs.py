"""The programs that make a drive: run to their end, or started and ended with the drive. Each error is one line."""

import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

_LONGEST = 120.0
_WAIT_SECONDS = 20.0


def run(*words: str, seconds: float = _LONGEST) -> str:
    """Run a program and return what it wrote; raise RuntimeError where it fails, hangs or is not there."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{words[0]} did not end within {seconds:g} s") from error
    except OSError as error:
        raise RuntimeError(f"{words[0]} cannot be run ({error.strerror})") from error
    if done.returncode:
        said = " ".join(f"{done.stdout} {done.stderr}".split())
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {said or 'without a word'}")
    return done.stdout


def goes(*words: str) -> bool:
    """Tell whether a program ends well."""
    try:
        run(*words, seconds=60)
    except RuntimeError:
        return False
    return True


def start(stack: ExitStack, out: Path, *words: str) -> None:
    """Start a program that is ended with the stack; raise RuntimeError where it cannot be started."""
    with out.open("wb") as log:
        try:
            # In a session of its own: some servers end their whole process group with them.
            process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True)
        except OSError as error:
            raise RuntimeError(f"{words[0]} cannot be run ({error.strerror})") from error
    stack.callback(_end, process)


def wait(ready: Callable[[], bool], what: str, seconds: float = _WAIT_SECONDS) -> None:
    """Wait for something that was started; raise RuntimeError where it does not come up."""
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not come up")
        time.sleep(0.2)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
