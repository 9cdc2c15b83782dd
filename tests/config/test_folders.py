"""Folders."""

import os
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from goaltui.config.folders import folders


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    found = folders({"GOALTUI_HOME": str(tmp_path)})
    for path in (found.settings_file, found.default_database, found.log_file):
        assert path.is_relative_to(tmp_path)
    assert not list(tmp_path.iterdir())


def test_without_it_the_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = folders({})
    assert len({found.config, found.data, found.state}) >= 2
    assert all("goaltui" in path.parts for path in (found.config, found.data, found.state))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("config", ["", "/elsewhere", "relative/config", "   "])
def test_they_are_those_that_the_library_of_all_systems_names(monkeypatch: pytest.MonkeyPatch, config: str) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", config)
    monkeypatch.delenv("GOALTUI_HOME", raising=False)
    system = PlatformDirs("goaltui", appauthor=False)
    found = folders(os.environ)
    assert found.config == system.user_config_path
    assert (found.data, found.state) == (system.user_data_path, system.user_state_path)
