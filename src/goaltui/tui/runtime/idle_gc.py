"""Garbage is looked for while nobody types.

Python walks through everything that lives whenever enough of it came to be; with a large workspace that takes longer
than a key may wait. So it looks through what is young as usual, and through all of it only at rest.
"""

import gc
import time
from collections.abc import Callable

REST_SECONDS = 2.0
_YOUNG = (700, 10, 1_000_000)
"""The thresholds of the three generations; the last one is never reached."""
_ENOUGH, _MUCH = 10, 200
"""Collections of the middle generation, some 7,000 new objects each: after so many a full one pays, or is due even
where not all of it can be left out afterwards."""


class Collector:
    """Decides when the garbage collector walks through everything."""

    def __init__(self, rest: float = REST_SECONDS) -> None:
        self._rest = rest
        self._last = time.monotonic()

    def begin(self) -> Callable[[], None]:
        """Collect at rest from now on, until the returned function is called. Objects loaded by now stay for good and
        need not be walked through again.
        """
        before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*_YOUNG)
        gc.enable()

        def end() -> None:
            gc.set_threshold(*before)
            gc.unfreeze()

        return end

    def typed(self) -> None:
        """Somebody is at work."""
        self._last = time.monotonic()

    def rest(self, *, alone: bool) -> None:
        """Collect where it pays and nobody typed for a while.

        Where the main screen is `alone`, nothing that lives will turn into garbage that holds itself, as a screen does:
        later collections leave it out, so that they take as long as what is new is large.
        """
        enough = gc.get_count()[2] >= (_ENOUGH if alone else _MUCH)
        if not enough or time.monotonic() - self._last < self._rest:
            return
        gc.collect()
        if alone:
            gc.freeze()
