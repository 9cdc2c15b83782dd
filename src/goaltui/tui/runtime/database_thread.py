"""The one thread that touches the database: everything asked of it is answered in the order it was asked."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

LEAVE_SECONDS = 2.0
Answer = TypeVar("Answer")


class Gateway:
    """Opens the workspace, on a thread of its own, when it is first asked for something."""

    def __init__(self, opener: "Callable[[], Workspace]") -> None:
        self._opener = opener
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._opened: Future[Workspace] | None = None
        self._leaves = False
        self._asked = 0
        """Questions whose answers are on their way."""
        self.changed: Callable[[], None] = lambda: None
        """Called after a write that a screen over the views asked for; set by what shows the views."""

    @property
    def is_asked(self) -> bool:
        """Whether an answer is on its way."""
        return self._asked > 0

    async def run(self, ask: "Callable[[Workspace], Answer]") -> Answer:
        """Return the answer of `ask`; raises what it raises, and DatabaseRefused where the file could not be opened."""
        if self._leaves:
            # A key that was on its way still opens or searches something; the file is let go of already.
            raise Refused(_("The program is leaving, so nothing more is read."))
        if self._opened is None:
            self._opened = self._executor.submit(self._opener)
        opened = self._opened
        self._asked += 1
        try:
            # One thread, one queue: the opening is over by the time this runs, so that `result` never waits.
            return await asyncio.wrap_future(self._executor.submit(lambda: _answer(ask, opened.result())))
        finally:
            self._asked -= 1

    async def save(self, change: "Callable[[Workspace], Answer]") -> Answer:
        """Return the answer of a write for a screen that stays open; raises its refusal. The views are read again."""
        try:
            return await self.run(change)
        finally:
            self.changed()

    async def turn_to(self, opener: "Callable[[], Workspace]") -> None:
        """Open another file and then let go of this one; raises what opening raises, and this one stays open."""
        opened = self._executor.submit(opener)
        await asyncio.wrap_future(opened)
        if self._opened is not None:
            self._executor.submit(_close, self._opened)
        self._opened = opened

    async def close(self) -> None:
        """Let go of the file once everything asked for was answered, or once that takes longer than anybody waits:
        what was written is on the disk by then."""
        self._leaves = True
        if self._opened is not None:
            closing = asyncio.wrap_future(self._executor.submit(_close, self._opened))
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(closing), LEAVE_SECONDS)
        self._executor.shutdown(wait=False)


def _answer(ask: "Callable[[Workspace], Answer]", workspace: "Workspace") -> Answer:
    # Opening has imported it; the first frame does without.
    from goaltui.services.sync.strange_values import named_where_strange

    with named_where_strange(workspace):
        return ask(workspace)


def _close(opened: "Future[Workspace]") -> None:
    if opened.exception() is None:
        opened.result().close()
