"""What a window remembers: the rows of the view that was left are there in the next first frame."""

from pathlib import Path

import pytest

from goaltui.tui.commands.view import View
from goaltui.tui.runtime.window_state import WindowState, load
from tests.tui.driving import running
from tests.tui.views.test_sizes import filled


@pytest.mark.parametrize(
    ("key", "view"), [("1", View.TODAY), ("2", View.OBJECTIVES), ("3", View.SCORECARD)], ids=["today", "tree", "card"]
)
async def test_the_rows_of_the_view_that_was_left_are_remembered(tmp_path: Path, key: str, view: View) -> None:
    path = tmp_path / "work.db"
    filled(path)
    async with running(path) as driver:
        await driver.press(key)
        await driver.app.main.settled()
        shown = driver.app.main.views.remembered("")
    found = load(path.with_suffix(".json"))
    assert found.view is view
    assert titles(found) == titles(shown)
    assert titles(found)


def titles(state: WindowState) -> list[str]:
    """The titles of the rows, in the order of the view."""
    if state.today is not None:
        return [row.title for row in state.today.due]
    if state.tree is not None:
        return [title for row in state.tree.roots for title in (row.title, *(below.title for below in row.key_results))]
    assert state.scorecard is not None
    return [row.title for lane in state.scorecard.perspectives for row in lane.objectives]
