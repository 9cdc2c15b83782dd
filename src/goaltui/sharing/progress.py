"""The progress of a long job, told in a few words now and then."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]

_SECONDS = 0.5


def silent(_words: str) -> None:
    """Tell nothing, for jobs that nobody watches."""


@contextmanager
def lasting(tell: Tell, words: str) -> Iterator[Tell]:
    """Yield a teller for the block, whose last words are told again until there are others: one step may take long, and
    whoever waits gives up on what is not heard of. Only for work on the local disk, which no drive holds up."""
    if tell is silent:
        yield tell
        return
    over, one = threading.Event(), threading.Lock()
    latest = words

    def told(others: str) -> None:
        nonlocal latest
        with one:
            latest = others
            tell(others)

    def again() -> None:
        while not over.wait(_SECONDS):
            with one:
                tell(latest)

    teller = threading.Thread(target=again, name="telling", daemon=True)
    teller.start()
    try:
        yield told
    finally:
        over.set()
        teller.join()


class Progress:
    """A teller that speaks at most twice a second, so that it may be called at every step, and stays silent
    on a job that is over at once.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last = time.monotonic()

    def __call__(self, words: str) -> None:
        """Tell the progress, unless that was done a moment ago."""
        now = time.monotonic()
        if now - self._last >= _SECONDS:
            self._last = now
            self._tell(words)
