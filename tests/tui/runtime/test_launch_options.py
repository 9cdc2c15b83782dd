"""How the screen opens the workspace."""

from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.services.core.clock import SystemClock
from goaltui.services.editing.workspace_settings import configure
from goaltui.tui.runtime.launch_options import WorkspaceOpening


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
