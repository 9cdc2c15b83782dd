"""A random walk through the program in this process: fast, and with the error at hand."""

import time
import traceback
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from textual.events import Click as Clicked
from textual.events import MouseDown, MouseScrollDown, MouseScrollUp, MouseUp
from textual.events import Paste as Pasted
from textual.pilot import WaitForScreenTimeout

from tests.tui.driving import Driver, running
from tests.walk.steps import Click, Key, Paste, Size, Step, steps

_TOGETHER = 12
"""Steps that are handed over before the program is let to do them all."""
_TRIES = 6
"""Times that the harness may wait in vain, half a minute each, before the program counts as hanging."""
_TOLD = 40
"""Steps that are told of one that ended badly."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far it went, what the program wrote of its own errors, and the last steps."""

    seed: int
    steps: int
    faults: str
    last: tuple[Step, ...]

    def __str__(self) -> str:
        told = f"seed {self.seed}: {self.steps} steps"
        return f"{told}, then\n{self.faults}\nafter {self.last}" if self.faults else told


async def walk(path: Path, seed: int, most: int, seconds: float) -> Walk:
    """Walk over a workspace until so many steps are done, or it takes so long, or an error was written down."""
    path = path.absolute()
    log, until = path.with_suffix(".log"), time.monotonic() + seconds
    last: deque[Step] = deque(maxlen=_TOLD)
    walked, faults = 0, ""
    try:
        # A review writes its minutes where it is led.
        with chdir(path.parent):
            async with running(path, wait=(), faulty=True) as driver:
                going = steps(seed)
                while walked < most and time.monotonic() < until and not faults:
                    some = tuple(islice(going, _TOGETHER))
                    last.extend(some)
                    walked += len(some)
                    for step in some:
                        await _patiently(partial(_do, driver, step))
                    await _patiently(driver.calm)
                    faults = log.read_text(encoding="utf-8") if log.exists() else ""
                    if not driver.app.is_running:
                        # The menu leads out too.
                        break
    except Exception as error:  # noqa: BLE001
        faults = faults or "".join(traceback.format_exception(error))
    faults = faults or (log.read_text(encoding="utf-8") if log.exists() else "")
    return Walk(seed, walked, faults, tuple(last))


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    """Do something and wait for the program as often as it takes: on a machine that does much else the harness gives
    up on one that is only slow."""
    for tries in range(_TRIES):
        try:
            await work()
        except WaitForScreenTimeout:
            if tries + 1 == _TRIES:
                raise
        else:
            return


async def _do(driver: Driver, step: Step) -> None:
    match step:
        case Key(name):
            driver.burst(name)
        case Paste(text):
            driver.app.post_message(Pasted(text))
        case Size(columns, lines):
            await driver.pilot.resize_terminal(columns, lines)
        case Click() as click:
            _click(driver, click)


def _click(driver: Driver, click: Click) -> None:
    width, height = driver.app.size
    x, y = int(click.across * width), int(click.down * height)
    place = (None, x, y, 0, 0, 1, False, False, False, x, y)
    if click.wheel:
        driver.app.post_message((MouseScrollDown if click.wheel > 0 else MouseScrollUp)(*place))
        return
    for times in range(click.times):
        driver.app.post_message(MouseDown(*place))
        driver.app.post_message(MouseUp(*place))
        if times:
            driver.app.screen._forward_event(Clicked(*place, chain=times + 1))
