"""A team's file on the screen: where the work stands, what came from others, and a drive that comes and goes."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.sync.opening import open_location
from goaltui.services.sync.shared_workspace import Location, locate
from goaltui.tui.app import GoaltuiApp
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.runtime.launch_options import FirstCopy, LaunchOptions
from goaltui.tui.runtime.window_state import WindowState
from tests.sharing.server import PASSWORD, Server, served
from tests.tui.driving import NOW, Driver, running

TURNS = 4_000
"""A process of its own has to start for the first visit."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A PostgreSQL server whose password is where libpq finds it."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with served() as running:
        yield running


def place(hub: Path | str, tmp_path: Path, who: str) -> Location:
    """The team's file as one of the team works on it."""
    return locate(hub, tmp_path / who / "state", exchange=True)


def member(hub: Path | str, tmp_path: Path, who: str, now: datetime = NOW) -> Workspace:
    """One of the team without a screen."""
    location = place(hub, tmp_path, who)
    return open_location(location, author=who, clock=FixedClock(now), backups=tmp_path / who / "backups", create=True)


def add(workspace: Workspace, title: str) -> None:
    """Add an objective."""
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title))


@asynccontextmanager
async def screen(hub: Path | str, tmp_path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Driver]:
    """Anna's screen."""
    location = place(hub, tmp_path, "anna")
    async with running(tmp_path / "anna.db", size=size, shared=location, wait=("team",)) as driver:
        yield driver


async def test_the_bar_says_where_the_work_is_and_a_sentence_what_came(hub: Path, tmp_path: Path) -> None:
    bo = member(hub, tmp_path, "bo")
    assert bo.sharing is not None
    add(bo, "Customers stay")
    bo.sharing.visit(30)
    async with screen(hub, tmp_path) as driver:
        await driver.until(lambda: "in the team's file" in driver.text, "the team's file", TURNS)
        assert "Customers stay" in driver.text
        add(bo, "Suppliers too")
        bo.sharing.visit(30)
        await driver.until(lambda: "Suppliers too" in driver.text, "what Bo added", TURNS)
        await driver.until(
            lambda: "bo: 2 changes came in" in driver.text or "bo: 1 change came in" in driver.text, "news"
        )
    bo.close()


async def test_the_bar_says_how_far_a_first_copy_is(tmp_path: Path) -> None:
    first, seen = FirstCopy(), threading.Event()

    def opened() -> Workspace:
        first.say("2 000 of 9 000 changes read")
        seen.wait(60)
        return Workspace.open(tmp_path / "anna.db", author="anna", clock=FixedClock(NOW), create=True)

    with ExitStack() as leaving:
        start = LaunchOptions(WindowState(), None, tmp_path / "anna.log", leaving, first_copy=first)
        app = GoaltuiApp(Gateway(opened), start)
        async with app.run_test(size=(120, 36)) as pilot:
            driver = Driver(app, pilot)
            await driver.sees("first copy: 2 000 of 9 000 changes read")
            seen.set()
            # The questions of a first start cover the bar soon after.
            done = ("saved here", "Welcome to goaltui")
            await driver.until(lambda: any(part in driver.text for part in done), "the end of the copy")
            await driver.misses("first copy:")
            await app.action_quit()


async def test_without_the_drive_work_goes_on_and_waits(hub: Path, tmp_path: Path) -> None:
    bo = member(hub, tmp_path, "bo")
    add(bo, "Customers stay")
    assert bo.sharing is not None
    bo.sharing.visit(30)
    away = tmp_path / "away"
    async with screen(hub, tmp_path) as driver:
        await driver.until(lambda: "in the team's file" in driver.text, "the team's file", TURNS)
        hub.parent.rename(away)
        await driver.app.write(lambda workspace: configure(workspace, vision="Calm"))
        await driver.until(lambda: "offline, 1 change waits since" in driver.text, "the wait", TURNS)
        await driver.until(lambda: "is not there; connect its drive" in driver.said, "what to do")
        away.rename(hub.parent)
        await driver.app.write(lambda workspace: configure(workspace, mission="Listen"))
        await driver.until(lambda: "in the team's file" in driver.text, "the way back", TURNS)
    bo.sharing.look(30)
    records = bo.database.records(NOW.date())
    assert (records.workspace.vision, records.workspace.mission) == ("Calm", "Listen")
    bo.close()


async def test_what_was_written_last_goes_out_on_leaving(hub: Path, tmp_path: Path) -> None:
    bo = member(hub, tmp_path, "bo")
    add(bo, "Customers stay")
    assert bo.sharing is not None
    bo.sharing.visit(30)
    async with screen(hub, tmp_path) as driver:
        await driver.until(lambda: "in the team's file" in driver.text, "the team's file", TURNS)
        await driver.app.write(lambda workspace: configure(workspace, vision="Calm"))
        begun = time.monotonic()
        await driver.app.action_quit()
        assert time.monotonic() - begun < 3
    deadline = time.monotonic() + 20
    while bo.database.records(NOW.date()).workspace.vision != "Calm":
        assert time.monotonic() < deadline
        bo.sharing.look(30)
    bo.close()


async def test_the_screen_opens_what_nobody_made_yet(hub: Path, tmp_path: Path) -> None:
    location = place(hub, tmp_path, "anna")
    async with running(tmp_path / "anna.db", shared=location, wait=()) as driver:
        await driver.until(lambda: "Welcome to goaltui" in driver.text, "the welcome", TURNS)
        assert hub.exists()


def rename(workspace: Workspace, old: str, new: str) -> None:
    """Give an objective another title and bring it to the hub."""
    identity = resolve(workspace.database, old, EntityKind.OBJECTIVE).id
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, identity).with_value("title", new))


def visit(workspace: Workspace) -> None:
    """Exchange with the hub."""
    assert workspace.sharing is not None
    workspace.sharing.visit(30)


async def test_the_later_of_two_edits_shows_and_one_key_lets_the_other_stand(hub: Path, tmp_path: Path) -> None:
    anna = member(hub, tmp_path, "anna")
    add(anna, "Customers stay")
    visit(anna)
    bo = member(hub, tmp_path, "bo", NOW + timedelta(minutes=1))
    visit(bo)
    rename(anna, "Customers stay", "Customers stay [/] for good")
    rename(bo, "Customers stay", "Customers return")
    for workspace in (bo, anna, bo):
        visit(workspace)
    anna.close()
    bo.close()
    # Without a pane beside it the list has room for whole sentences.
    async with screen(hub, tmp_path, (109, 36)) as driver:
        await driver.sees("Customers return")
        await driver.press("5")
        await driver.sees("to 'Customers stay [/] for good'", "replaced")
        await driver.press("R")
        await driver.sees("Nothing of this was replaced")
        await driver.press("down", "R")
        await driver.sees("Restored: title 'Customers stay [/] for good'")
        await driver.press("2")
        await driver.sees("Customers stay [/] for good")
        await driver.press("u")
        await driver.sees("Customers return")


async def test_what_was_replaced_is_offered_where_the_change_is_chosen(hub: Path, tmp_path: Path) -> None:
    anna = member(hub, tmp_path, "anna")
    add(anna, "Customers stay")
    visit(anna)
    bo = member(hub, tmp_path, "bo", NOW + timedelta(minutes=1))
    visit(bo)
    rename(anna, "Customers stay", "Customers stay for good")
    rename(bo, "Customers stay", "Customers return")
    for workspace in (bo, anna):
        visit(workspace)
        workspace.close()
    async with screen(hub, tmp_path) as driver:
        await driver.press("5")
        await driver.sees("replaced")
        await driver.press("down", "right", "down", "enter")
        await driver.sees("Restore what was replaced")
        await driver.press("r")
        await driver.sees("Restored")


async def test_a_server_stands_in_the_bar_goes_away_and_comes_back(server: Server, tmp_path: Path) -> None:
    url = server.url(server.database())
    bo = member(url, tmp_path, "bo")
    add(bo, "Customers stay")
    visit(bo)
    async with screen(url, tmp_path) as driver:
        await driver.until(lambda: "on the server" in driver.text, "the server", TURNS)
        await driver.sees("Customers stay")
        add(bo, "Ship 日本語 [/]")
        visit(bo)
        await driver.app.write(lambda workspace: configure(workspace, vision="Calm"))
        await driver.until(lambda: "Ship 日本語 [/]" in driver.text, "what bo wrote", TURNS)
        server.stop()
        await driver.app.write(lambda workspace: configure(workspace, mission="Listen"))
        await driver.until(lambda: "offline, 1 change waits since" in driver.text, "the wait", TURNS)
        assert PASSWORD not in driver.text
        server.start()
        await driver.app.write(lambda workspace: configure(workspace, strategy="Few things"))
        await driver.until(lambda: "on the server" in driver.text, "the way back", TURNS)
    visit(bo)
    workspace = bo.database.records(NOW.date()).workspace
    assert (workspace.mission, workspace.strategy) == ("Listen", "Few things")
    bo.close()
