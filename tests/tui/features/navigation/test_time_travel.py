"""Going back in time: every view as it stood, marked, for looking only, and one key back."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.milestones import tick
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.tui.driving import NOW, opened, running, sample


def measured(path: Path) -> str:
    """A sample with a value on three days; the key result's id."""
    made = sample(path)
    workspace = opened(path)
    for line in ("6 ^2026-11-01", "9 ^2026-11-12", "12 ^2026-11-20"):
        write_check_in(workspace, made.key_result, line)
    workspace.close()
    return made.key_result


async def test_a_week_back_shows_what_was_there_then_and_t_returns(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    measured(path)
    async with running(path) as driver:
        await driver.press("down")
        await driver.sees("12 / 20")
        await driver.press("left_square_bracket")
        await driver.sees("9 / 20", "as of 17 Nov, 7 days back", "t today")
        assert driver.at == "Reference customers"
        await driver.press("c")
        await driver.sees("read-only; go back to today to write")
        await driver.press("left_square_bracket")
        await driver.sees("6 / 20", "2 weeks back")
        await driver.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await driver.sees("12 / 20", "That day is shown already")
        await driver.misses("back   t today")
        await driver.press("left_square_bracket", "t", "c")
        await driver.sees("check in  Reference customers")


@pytest.mark.parametrize("size", [(50, 15), (60, 20), (80, 24), (120, 36)])
@pytest.mark.parametrize("title", ["work", "A workspace with a long name 日本語 [/]"])
async def test_the_day_looked_at_is_marked_whole_beside_a_filter(
    tmp_path: Path, size: tuple[int, int], title: str
) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    configure(workspace, name=title)
    write_check_in(workspace, made.key_result, "7 ^2026-10-05")
    workspace.close()
    async with running(made.path, size=size) as driver:
        await driver.press("f", *"cycle:2026-Q4", "enter", "left_square_bracket")
        await driver.sees("as of 17 Nov, 7 days back   t today", "only" if size[0] >= 60 else "")
        await driver.press("t", *["left_square_bracket"] * 6)
        await driver.sees("as of 13 Oct, 6 weeks back   t today", "only" if size[0] >= 60 else "")


async def test_a_week_back_the_milestones_are_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    made = sample(path)
    workspace = opened(path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=made.objective).with_value("title", "Ship the map")
    form = form.with_value("condition", "milestones").with_value("milestones", "Draft, Build 2026-11-13, Ship")
    ship = save_form(workspace, form).created or ""
    draft, build = (step.id for step in workspace.database.things.milestones(ship)[:2])
    tick(workspace, ship, {draft}, "^2026-11-12")
    tick(workspace, ship, {draft, build}, "^2026-11-20")
    workspace.close()
    async with running(path, size=(150, 40)) as driver:
        await driver.press("2", "home", "down", "down")
        await driver.sees("2 of 3 done", "[✓] Draft", "done 12 Nov", "[✓] Build", "done 20 Nov", "[ ] Ship", "67 %")
        await driver.press("left_square_bracket")
        await driver.sees("1 of 3 done", "[✓] Draft", "done 12 Nov", "[ ] Build", "late 13 Nov", "33 %")
        await driver.press("v")
        await driver.sees("Ship the map", "target 100")
        await driver.press("escape", "t", "c")
        await driver.sees("[✓] Build", "done 20 Nov")


async def test_it_does_not_go_before_the_first_value(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    measured(path)
    async with running(path) as driver:
        await driver.press(*["left_square_bracket"] * 5)
        await driver.sees("Nothing was measured before 1 Nov", "as of 1 Nov")


async def test_a_day_is_typed_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    measured(path)
    async with running(path) as driver:
        await driver.press("T")
        await driver.type("13 Nov")
        await driver.press("enter")
        await driver.sees("9 / 20", "as of 13 Nov")
        await driver.press("3")
        await driver.sees("as of 13 Nov")
        await driver.press("T")
        await driver.type("someday")
        await driver.press("enter")
        await driver.sees("'someday' is not a day that can be read", "  someday  ")
        await driver.press(*["backspace"] * len("someday"), *"20 Nov", "enter")
        await driver.sees("as of 20 Nov")
        await driver.misses("someday")
        await driver.press("T")
        await driver.type("someday")
        await driver.press("enter")
        await driver.sees("'someday' is not a day that can be read")
        await driver.press("escape")
        await driver.misses("Look at a day")
        assert driver.app.screen is driver.app.main


def test_the_screen_left_open_over_night_shows_the_new_day(tmp_path: Path) -> None:
    from dataclasses import dataclass
    from datetime import UTC, datetime, timedelta

    from goaltui.services.core.workspace import Workspace

    @dataclass(slots=True)
    class Moving:
        moment: datetime = NOW

        def now(self) -> datetime:
            return self.moment.astimezone(UTC)

        def today(self) -> date:
            return self.moment.date()

    clock = Moving()
    workspace = Workspace.open(tmp_path / "work.db", author="anna", clock=clock, create=True)
    workspace.changed_elsewhere()
    clock.moment += timedelta(days=1)
    assert workspace.changed_elsewhere()
    assert workspace.today == NOW.date() + timedelta(days=1)
    assert workspace.read_only is None
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Learn in public"))
    workspace.close()


async def test_back_from_the_day_it_was_opened_at_the_bar_says_where_the_work_is(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path, as_of=date(2026, 11, 20), size=(160, 24), wait=("as of 20 Nov",)) as driver:
        assert "saved here" not in driver.text
        await driver.press("t")
        await driver.sees("saved here")
        assert "This is the workspace as of" not in driver.text
        await driver.press("g")
        assert "saved here" in driver.text
