"""What a colleague writes meanwhile: every screen shows it or stays as it is, and nothing jumps."""

import asyncio
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.tui.components.row_list import GoalList
from tests.tui.driving import Driver, opened, running

NEWS = "Aa \x1b[31m[@click=app.quit]news[/]".replace("\x1b", "")


def filled(path: Path) -> Path:
    """The sample company, with more of everything than a small screen shows."""
    workspace = opened(path)
    load_sample(workspace)
    drafts = [
        Operation(EntityKind.PERSON, new_id(), {"key": f"k{place}", "name": f"Kim {place:02d}"}) for place in range(30)
    ]
    goal = workspace.look.records().objectives[0].id
    about = {"subject_kind": "objective", "subject": goal, "author": "anna"}
    drafts += [
        Operation(EntityKind.REMARK, new_id(), {**about, "kind": "obstacle", "text": f"Obstacle {place}"})
        for place in range(30)
    ]
    drafts += [
        Operation(
            EntityKind.CYCLE,
            new_id(),
            {"name": f"C {place:02d}", "start": f"20{place + 30}-01-01", "end": f"20{place + 30}-03-31"},
        )
        for place in range(30)
    ]
    workspace.write(drafts, "")
    workspace.close()
    return path


def write_elsewhere(path: Path, news: str = NEWS) -> None:
    """A check-in, and something new of everything, named so that it stands before what there was."""
    other: Workspace = opened(path, "bo")
    records = other.look.records()
    goal = records.objectives[0].id
    person = new_id()
    about = {"subject_kind": "objective", "subject": goal, "author": "bo"}
    other.write(
        [
            Operation(EntityKind.PERSON, person, {"key": f"aa{person}"[:12], "name": news}),
            Operation(EntityKind.OBJECTIVE, new_id(), {"title": news, "owner": person, "cycle": records.cycles[0].id}),
            Operation(EntityKind.REMARK, new_id(), {**about, "kind": "obstacle", "text": news}),
            Operation(EntityKind.CYCLE, new_id(), {"name": news, "start": "2026-11-01", "end": "2026-11-30"}),
        ],
        "",
    )
    write_check_in(other, records.key_results[0].id, "3")
    other.close()


def stands(driver: Driver) -> tuple[object, ...]:
    """The screen, what has the focus, what its cursor is on, and at which line of the screen that stands."""
    focus = driver.app.focused
    if isinstance(focus, GoalList):
        return (driver.app.screen, focus, focus.cursor_key, focus.cursor - focus.scroll_offset.y)
    return (driver.app.screen, focus, getattr(focus, "cursor_key", None))


_PLACES = (
    (("2",), 6, True),
    (("3",), 3, False),
    (("4",), 2, False),
    (("5",), 9, True),
    (("1",), 3, False),
    (("o",), 20, True),
    (("o", "p"), 3, False),
    (("o", "x"), 1, False),
    (("p",), 20, True),
    (("x",), 20, True),
    (("r",), 4, False),
    (("C",), 1, False),
    (("b",), 2, False),
    (("exclamation_mark",), 12, False),
    (("s",), 20, True),
    (("2", "down", "down", "v"), 2, False),
    (("2", "down", "down", "down", "E"), 1, False),
    (("2", "down", "down", "enter"), 3, False),
)
"""What is open: its keys, how far the cursor goes there, and whether the news stand in its list."""


@pytest.mark.parametrize("places", [_PLACES[start::3] for start in range(3)])
async def test_nothing_jumps_when_a_colleague_writes(
    tmp_path: Path, places: tuple[tuple[tuple[str, ...], int, bool], ...]
) -> None:
    path = filled(tmp_path / "work.db")
    async with running(path, size=(110, 22)) as driver:
        for number, place in enumerate(places):
            await _stays(driver, path, f"{NEWS} {number}", place)
            while driver.app.screen is not driver.app.main:
                await driver.press("escape")
            await driver.press("escape")


async def _stays(driver: Driver, path: Path, news: str, place: tuple[tuple[str, ...], int, bool]) -> None:
    keys, steps, shown = place
    for key in ("2", "home", *keys):
        await driver.press(key)
        await driver.app.main.settled()
    await driver.until(lambda: getattr(driver.app.focused, "cursor_key", "") is not None, "a filled list")
    await driver.press(*["down"] * steps)
    await driver.pilot.pause(0.1)
    before, header = stands(driver), driver.app.main.views.header
    await asyncio.to_thread(write_elsewhere, path, news)
    await driver.until(lambda: driver.app.main.views.header is not header, "what the colleague wrote")
    if shown:
        focus = driver.app.focused
        assert isinstance(focus, GoalList)
        await driver.until(lambda: news in _all(focus), f"the news in {keys}")
    await driver.pilot.pause(0.1)
    assert stands(driver) == before, keys


def _all(found: GoalList) -> str:  # type: ignore[type-arg]
    return "\n".join("".join(segment.text for segment in found.paint(row, 200, chosen=False)) for row in found.rows)
