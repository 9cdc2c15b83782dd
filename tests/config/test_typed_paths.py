"""Paths as people type them."""

from pathlib import Path

import pytest

from goaltui.config.typed_paths import typed_path
from goaltui.model.errors import Refused


def test_the_home_folder_is_known_by_its_sign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/team.db") == tmp_path / "team.db"


def test_a_path_is_taken_as_it_is() -> None:
    assert str(typed_path("./~/x")) == "~/x"
    for text in ("team.db", "/a/b c.db", "[red]日本語.db", "x" * 255):
        assert typed_path(text) == Path(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("~nouser-at-all/x.db", "~nouser-at-all"),
        ("a\0b", "NUL"),
        ("x" * 256, "too long"),
        ("/tmp/" + "ö" * 128 + "/x.db", "too long"),
        ("/a" * 3000, "too long"),
    ],
)
def test_what_can_be_no_path_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        typed_path(text)
    assert len(str(refused.value)) < 250


def test_a_relative_path_in_a_folder_that_is_gone_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(Refused, match="is gone"):
        typed_path("team.db")
    assert typed_path("/tmp/team.db") == Path("/tmp/team.db")
