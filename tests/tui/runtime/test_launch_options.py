"""How the screen opens the workspace, and what it begins with."""

from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.services.core.clock import SystemClock
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.transfer.toml_files import import_toml
from goaltui.tui.runtime.launch_options import WorkspaceOpening
from tests.tui.driving import opened, running


def test_for_looking_only_nothing_is_made_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "goals.db"
    looking = WorkspaceOpening(path, "anna", SystemClock(), only_looking="Nobody knows who writes.")
    with pytest.raises(DatabaseRefused):
        looking()
    assert not path.exists()
    WorkspaceOpening(path, "anna", SystemClock())().close()
    workspace = looking()
    try:
        assert workspace.read_only == workspace.look.header().read_only == "Nobody knows who writes."
        with pytest.raises(Refused, match="Nobody knows"):
            configure(workspace, name="Other")
        workspace.look_at(None)
        with pytest.raises(Refused, match="Nobody knows"):
            workspace.undo()
    finally:
        workspace.close()


async def test_the_views_begin_with_what_the_project_is_about_until_escape(tmp_path: Path) -> None:
    path = tmp_path / "goals.db"
    workspace = opened(path)
    import_toml(workspace, '[[objectives]]\ntitle = "Stay quick"\n\n[[objectives]]\ntitle = "Be kind"\n', "two.toml")
    workspace.close()
    async with running(path, query="quick", wait=("only quick", "Stay quick")) as driver:
        assert "Be kind" not in driver.text
        await driver.press("1", "2")
        await driver.until(lambda: "only quick" in driver.text and "Stay quick" in driver.text, "still narrowed")
        await driver.press("escape")
        await driver.until(lambda: "Be kind" in driver.text and "only quick" not in driver.text, "everything")
