"""The progress of a long job, told in a few words now and then."""

import time
from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]

_SECONDS = 0.5


def silent(_words: str) -> None:
    """Tell nothing, for jobs that nobody watches."""


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
