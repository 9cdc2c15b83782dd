"""The stretch target behind the bar of its key result."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from goaltui.model.enums import EntityKind
from goaltui.rules.progress.stretch import share_beyond
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.tui.driving import opened, running, sample


@pytest.mark.parametrize(
    ("target", "stretch", "value", "share"),
    [(20, 30, None, 0), (20, 30, 12, 0), (20, 30, 25, 0.5), (20, 30, 44, 1), (10, 5, 7.5, 0.5), (10, 5, 20, 0)],
)
def test_the_way_beyond_the_target_counts_from_there(
    target: float, stretch: float, value: float | None, share: float
) -> None:
    assert share_beyond(target, stretch, value) == share


async def test_the_way_to_it_is_drawn_behind_the_bar_and_columns_hold(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=made.objective).with_value("title", "Talks")
    form = form.with_value("start", "0").with_value("target", "10").with_value("stretch", "20")
    write_check_in(workspace, save_form(workspace, form).created or "", "15")
    workspace.close()
    async with running(made.path, size=(80, 24)) as driver:
        await driver.press("2")
        await driver.sees("Talks", "│━╸─ 150 %")
        lines = [line for line in driver.text.splitlines() if "on track" in line or "pending" in line]
        assert len(lines) > 1
        assert len({cell_len(line[: max(line.find("● on"), line.find("– pend"))]) for line in lines}) == 1
        await driver.pilot.resize_terminal(60, 20)
        await driver.misses("│━╸─")
