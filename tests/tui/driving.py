"""The real program on a real database, driven by keys."""

import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key as character_to_key
from textual.keys import key_to_character
from textual.pilot import Pilot

from goaltui.services.core.clock import FixedClock
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.filters.query import parse_query
from goaltui.services.sync.shared_workspace import Location
from goaltui.tui.app import GoaltuiApp
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.keymap import Keymap
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.runtime.launch_options import LaunchOptions, WorkspaceOpening
from goaltui.tui.runtime.window_state import WindowState, load
from tests.goals import NOW as NOW
from tests.goals import Sample as Sample
from tests.goals import opened as opened
from tests.goals import sample as sample

_NOT_AWAITED = frozenset({"live", "item", "findings"})
"""Workers that go on for as long as the program, or wait until nobody types."""
_ROUNDS, _PATIENCE = 3, 1.0
_LINES = 200
"""More than any list of these tests has."""


def stored(path: Path) -> KeyResultRow:
    """The one key result of the first objective, as the file holds it."""
    workspace = opened(path)
    (row,) = workspace.look.tree().roots[0].key_results
    workspace.close()
    return row


@dataclass(frozen=True, slots=True)
class Driver:
    """A started program."""

    app: GoaltuiApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each once what the one before brought about is done.

        Textual's own way waits, twice a key, until the processor is idle: that takes long, and it says nothing where a
        machine does much else.
        """
        for key in keys:
            self.burst(key)
            await self.calm()

    def burst(self, *keys: str) -> None:
        """Hand over keys all at once, as a terminal does with what was typed ahead."""
        for key in keys:
            name = key if len(key) > 1 else character_to_key(key)
            self.app.post_message(Key(name, key if len(key) == 1 else key_to_character(name)))

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def calm(self) -> None:
        """Let the program do what it was asked for, and what follows from that, unless it takes longer than a second.

        A message may bring about others, and they a layout that tells the widgets of their new size.
        """
        rounds, until = 0, time.monotonic() + _PATIENCE
        while rounds < _ROUNDS and self.app.is_running and self.app.screen_stack and time.monotonic() < until:
            await self.pilot.pause(0.005 if self._reads else 0)
            await self.app.animator.wait_until_complete()
            rounds = 0 if self._reads else rounds + 1

    @property
    def _reads(self) -> bool:
        """Whether an answer of the workspace is on its way to the screen."""
        return any(worker.group not in _NOT_AWAITED and not worker.is_finished for worker in self.app.workers)

    @property
    def text(self) -> str:
        """The screen as a person reads it."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def at(self) -> str:
        """The title under the cursor."""
        place = self.app.main.views.place
        return place.title if place else ""

    @property
    def said(self) -> str:
        """The sentence above the keys, wherever its lines are broken."""
        return " ".join(line.strip("█ ") for line in self.text.splitlines() if line.startswith("█"))

    def line(self, part: str) -> str:
        """The first line that has a text; empty where there is none."""
        return next((line for line in self.text.splitlines() if part in line), "")

    async def down_to(self, part: str) -> None:
        """Go down line by line until the line under the cursor has a text; fails with the screen where none has it."""
        for _ in range(_LINES):
            if part in self.line("▌"):
                return
            await self.press("down")
        raise AssertionError(f"no line with {part!r}\n{self.text}")

    async def sees(self, *parts: str) -> None:
        """Wait until all of these stand on the screen."""
        await self.until(lambda: all(part in self.text for part in parts), f"{parts} on the screen")

    async def misses(self, part: str) -> None:
        """Wait until this is gone from the screen."""
        await self.until(lambda: part not in self.text, f"{part!r} gone")

    async def until(self, happened: Callable[[], object], what: str, turns: int = 500) -> None:
        """Wait for a condition; fails with the screen as it is."""
        for _ in range(turns):
            if happened():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came: {what}\n{self.text}")


@asynccontextmanager
async def running(
    path: Path,
    *,
    size: tuple[int, int] = (120, 36),
    author: str = "anna",
    as_of: date | None = None,
    known_at: datetime | None = None,
    remembered: WindowState | None = None,
    keys: Keymap | None = None,
    shared: Location | None = None,
    wait: Iterable[str] = ("saved here",),
    theme: str = "",
    glyphs: Glyphs = UNICODE,
    faulty: bool = False,
    query: str = "",
) -> AsyncIterator[Driver]:
    """The program on this file, once it shows what the file holds; unless it is to be `faulty`, it may have noted no
    error of its own by the end, for it goes on after one."""
    memory = path.with_suffix(".json")
    opening = WorkspaceOpening(
        path, author, FixedClock(NOW), as_of, known_at, shared=shared, backups=path.with_suffix(".backups")
    )
    # Also where a test fails the program leaves the process as it was.
    with ExitStack() as leaving:
        start = LaunchOptions(
            remembered or load(memory),
            memory,
            path.with_suffix(".log"),
            leaving,
            keys=keys or Keymap(),
            problems=keys.problems if keys else (),
            theme=theme,
            glyphs=glyphs,
            query=parse_query(query),
        )
        app = GoaltuiApp(Gateway(opening), start)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            # The questions of a first start cover the screen as soon as it is filled.
            await driver.until(
                lambda: "Welcome to goaltui" in driver.text or all(part in driver.text for part in wait),
                f"{wait} on the screen",
            )
            yield driver
            await app.action_quit()
        assert faulty or not start.log.exists(), start.log.read_text(encoding="utf-8")
