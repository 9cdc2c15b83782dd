"""Queries saved by name."""

import os
from pathlib import Path

import pytest

from goaltui.config.saved_views import load_views, save_views, saved_views_file
from goaltui.model.errors import Refused


def test_what_is_saved_is_there_the_next_time(tmp_path: Path) -> None:
    file = saved_views_file(tmp_path)
    assert load_views(file) == {}
    save_views(file, {"mine": "is:mine", "öl": "[red]öl"})
    assert load_views(file) == {"mine": "is:mine", "öl": "[red]öl"}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"[" * 100_000, b'{"a": 1e999}', b'{"a": NaN}', b"1"])
def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = saved_views_file(tmp_path)
    file.write_bytes(content)
    assert load_views(file) == {}
    with pytest.raises(Refused, match="fix or remove"):
        save_views(file, {"mine": "is:mine"})
    assert file.read_bytes() == content


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    file = saved_views_file(tmp_path)
    os.mkfifo(file)
    assert load_views(file) == {}
    with pytest.raises(Refused):
        save_views(file, {"mine": "is:mine"})
