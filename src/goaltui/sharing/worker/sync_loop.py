"""Visits in the background: soon after a write, now and then without one, less often while the hub is away."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from goaltui.model.errors import GoaltuiError
from goaltui.sharing.worker.messages import Report

AFTER_WRITE = 0.7
"""Seconds of quiet after a write before it goes out, so that a round of check-ins is one visit."""

IDLE = 5.0
SERVER_IDLE = 15.0
"""Seconds between visits to a server, which has every visitor log in anew."""

SLOW = 8.0
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The status of the visits. `reached` is when the hub was reached last, `failing` the reason why the latest visit
    failed, empty where it did not. `news` and `problems` are those of the visit with this `number`. `ahead` is as in
    `Visit`.
    """

    reached: datetime | None = None
    failing: str = ""
    number: int = 0
    news: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()
    ahead: float | None = None


class SyncLoop:
    """The visits on a thread of their own, which the program never waits for.

    `go` makes one visit, blocking as long as it takes, and raises what it ended in. `idle` is the number of seconds
    between visits while nothing is written.
    """

    def __init__(self, go: Callable[[], Report], now: Callable[[], datetime], idle: float = IDLE) -> None:
        self._go = go
        self._now = now
        self._changed = threading.Condition()
        self._due = time.monotonic()
        self._written = False
        self._left = False
        self._busy = False
        self._begun = 0.0
        self._idle = idle
        self._pause = idle
        self._standing = SyncStatus()

    def start(self) -> None:
        """Start the thread: the first visit at once, the others when they are due."""
        threading.Thread(target=self._run, name="visitor", daemon=True).start()

    def wrote(self) -> None:
        """Plan a visit once nothing more was written for a moment."""
        with self._changed:
            self._written = True
            self._due = time.monotonic() + AFTER_WRITE
            self._changed.notify_all()

    @property
    def standing(self) -> SyncStatus:
        """The latest status."""
        return self._standing

    @property
    def is_slow(self) -> bool:
        """Whether the visit under way takes longer than any visit to a healthy drive."""
        return self._busy and time.monotonic() - self._begun > SLOW

    def leave(self, seconds: float) -> None:
        """Stop the visits, after one for what was written last; wait for it at most `seconds`."""
        until = time.monotonic() + seconds
        with self._changed:
            if self._written:
                self._due = time.monotonic()
                self._changed.notify_all()
            while (self._written or self._busy) and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)
            self._left = True
            self._changed.notify_all()

    def _run(self) -> None:
        while self._is_time():
            standing = self._visited()
            with self._changed:
                self._standing = standing
                self._busy = False
                self._pause = min(self._pause * 2, LONGEST) if standing.failing else self._idle
                if not self._written:
                    self._due = time.monotonic() + self._pause
                self._changed.notify_all()

    def _is_time(self) -> bool:
        """Wait for the next visit; False where there is to be none."""
        with self._changed:
            while not self._left and (left := self._due - time.monotonic()) > 0:
                self._changed.wait(left)
            self._written = False
            self._busy = not self._left
            self._begun = time.monotonic()
            return not self._left

    def _visited(self) -> SyncStatus:
        before = self._standing
        try:
            report = self._go()
        except GoaltuiError as error:
            return replace(before, failing=str(error))
        return SyncStatus(
            self._now(),
            "",
            before.number + 1 if report.authors or report.problems else before.number,
            report.authors or before.news,
            report.problems or before.problems,
            before.ahead if report.ahead is None else report.ahead,
        )
