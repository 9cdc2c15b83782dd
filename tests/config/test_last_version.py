"""Which version ran here last."""

from pathlib import Path

from goaltui.config.last_version import is_updated


def test_a_first_start_is_no_update(tmp_path: Path) -> None:
    assert not is_updated(tmp_path / "state", "0.2.0")


def test_another_version_is_told_once(tmp_path: Path) -> None:
    is_updated(tmp_path, "0.2.0")
    assert [is_updated(tmp_path, version) for version in ("0.2.0", "0.3.0", "0.3.0", "0.2.0")] == [
        False,
        True,
        False,
        True,
    ]


def test_who_came_before_this_was_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "remembered").mkdir()
    assert is_updated(tmp_path, "0.2.0")
    assert not is_updated(tmp_path, "0.2.0")


def test_where_nothing_can_be_kept_nothing_is_told_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "remembered").mkdir()
    (tmp_path / "version").mkdir()
    assert not is_updated(tmp_path, "0.2.0")
