"""Pictures of the program on its sample company, on a fixed day: `python -m screenshots.generate`.

Writes an SVG for each picture, and a PNG beside it where Chromium and the Fira Code font are there.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from goaltui.model.enums import Method
from goaltui.services.core.clock import FixedClock
from goaltui.tui.app import GoaltuiApp
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.runtime.launch_options import LaunchOptions, WorkspaceOpening
from goaltui.tui.runtime.window_state import WindowState
from screenshots.film import SIZE, STEPS, Step, film

FOLDER = Path(__file__).parent
MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_HASH = re.compile(r"terminal-\d+")
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OPENED = "saved&#160;here"
_STILL = 0.3
"""Seconds for which nothing changes in a picture that is drawn."""
_PATIENCE = 1_200


@dataclass(frozen=True, slots=True)
class Picture:
    """A name, a size in cells, a theme, and what is typed before the picture is taken."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...] = ()
    line: str = ""


PICTURES = (
    Picture("today", (120, 32), "goaltui-dark", ("1",)),
    Picture("objectives", (120, 36), "goaltui-dark"),
    Picture("check-in", (150, 38), "goaltui-dark", (*("down",) * 11, "c"), "2.1 @6 new contract text works"),
    Picture("scorecard", (124, 34), "goaltui-dark", ("3", "right")),
    Picture("round", (120, 34), "goaltui-dark", ("C", "down"), "29 @4"),
    Picture("history", (110, 28), "goaltui-dark", ("5", "down", "right")),
    Picture("past", (120, 32), "goaltui-light", ("left_square_bracket",) * 4),
    Picture("health", (120, 34), "goaltui-dark", ("exclamation_mark", "down")),
    Picture("why", (120, 36), "goaltui-dark", ("down", "down", "w")),
    Picture("map", (124, 36), "goaltui-dark", ("4", "down")),
    Picture("chart", (120, 32), "goaltui-dark", (*("down",) * 3, "v", "left")),
    Picture("small-charts", (110, 28), "goaltui-light", ("o", "v")),
    Picture("review", (124, 34), "goaltui-dark", ("r", "down")),
    Picture("cycles", (110, 22), "goaltui-light", ("o",)),
    Picture("objectives-light", (120, 36), "goaltui-light"),
    Picture("objectives-80x24", (80, 24), "goaltui-dark"),
)


async def svg_of(picture: Picture) -> str:
    """The picture as SVG, the same for the same program: without the web font and without names made by chance."""
    async with _running(picture.size, picture.theme) as (app, pilot):
        await _typed(app, pilot, picture.keys, picture.line)
        return _svg(app)


async def film_of(steps: Sequence[Step] = STEPS) -> str:
    """The moving picture, each step going on from the one before."""
    frames = []
    async with _running(SIZE, "goaltui-dark") as (app, pilot):
        for step in steps:
            await _typed(app, pilot, step.keys, step.line)
            frames.append(await _still(app, pilot))
            # A message goes by itself after seconds, and how many keys are pressed meanwhile depends on the machine.
            app.main.hush()
    return film(frames, steps)


@asynccontextmanager
async def _running(size: tuple[int, int], theme: str) -> AsyncIterator[tuple[GoaltuiApp, Pilot[None]]]:
    """The program on the sample company, filled."""
    with TemporaryDirectory() as folder, ExitStack() as leaving:
        home = Path(folder)
        opening = WorkspaceOpening(home / "demo.db", "anna", FixedClock(MOMENT), sample=Method.BOTH)
        start = LaunchOptions(WindowState(), memory=None, log=home / "log", leaving=leaving, theme=theme)
        app = GoaltuiApp(Gateway(opening), start)
        app.title = "goaltui"
        async with app.run_test(size=size) as pilot:
            await _filled(app, pilot)
            yield app, pilot


async def _typed(app: GoaltuiApp, pilot: Pilot[None], keys: Sequence[str], line: str) -> None:
    for key in keys:
        await pilot.press(key)
        await _shown(app, pilot)
    await pilot.press(*line)
    await _shown(app, pilot)


async def _shown(app: GoaltuiApp, pilot: Pilot[None]) -> None:
    """Wait until what was asked for is painted: the rows, and the item that the cursor came to rest on."""
    await app.main.settled()
    await pilot.pause()
    await app.main.item_shown()
    await pilot.pause()


async def _still(app: GoaltuiApp, pilot: Pilot[None]) -> str:
    """The picture once it changes no more."""
    before, now = "", _svg(app)
    while now != before:
        await pilot.pause(_STILL)
        before, now = now, _svg(app)
    return now


def _svg(app: GoaltuiApp) -> str:
    return _HASH.sub("terminal", _FONT_FACE.sub("", app.export_screenshot()))


async def _filled(app: GoaltuiApp, pilot: Pilot[None]) -> None:
    for _ in range(_PATIENCE):
        if _OPENED in app.export_screenshot():
            await _shown(app, pilot)
            return
        await pilot.pause(0.05)
    raise TimeoutError("the sample company never came on the screen")


def write_png(svg: Path) -> bool:
    """Draw an SVG with Chromium; false where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    box = _VIEW_BOX.search(svg.read_text(encoding="utf-8"))
    if chromium is None or box is None:
        return False
    with TemporaryDirectory() as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        size = f"--window-size={int(float(box[1])) + 1},{int(float(box[2])) + 1}"
        target = f"--screenshot={svg.with_suffix('.png')}"
        command = [chromium, *flags, f"--user-data-dir={profile}", size, target, svg.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return True


def main() -> None:
    """Make all pictures, or those that are named, with the hours as they are in UTC."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    wanted = set(sys.argv[1:])
    if not wanted or "film" in wanted:
        (FOLDER / "film.svg").write_text(asyncio.run(film_of()), encoding="utf-8")
        print("film.svg")
    for picture in PICTURES:
        if wanted and picture.name not in wanted:
            continue
        target = FOLDER / f"{picture.name}.svg"
        target.write_text(asyncio.run(svg_of(picture)), encoding="utf-8")
        drawn = write_png(target)
        print(f"{target.name}{' and PNG' if drawn else ', no PNG: Chromium is not there'}")


if __name__ == "__main__":
    main()
