"""What is remembered from one start to the next."""

import os
from pathlib import Path

from goaltui.config.remembered import KEPT, recall, remember, remembered_file


def test_a_text_is_kept_for_each_database(tmp_path: Path) -> None:
    one = remembered_file(tmp_path, Path("/a/team.db"))
    other = remembered_file(tmp_path, Path("/b/team.db"))
    assert remember(one, "ett")
    assert remember(other, "två")
    assert (recall(one), recall(other)) == ("ett", "två")


def test_a_relative_and_an_absolute_path_are_one_database(tmp_path: Path) -> None:
    assert remembered_file(tmp_path, Path("team.db")) == remembered_file(tmp_path, Path.cwd() / "team.db")


def test_replacing_leaves_nothing_else_behind(tmp_path: Path) -> None:
    file = remembered_file(tmp_path, Path("/a/team.db"))
    assert remember(file, "one")
    assert remember(file, "two")
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert recall(file) == "two"


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    assert remember(remembered_file(tmp_path, Path("/a") / ("x" * 250 + ".db")), "text")


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert not remember(remembered_file(blocked, Path("/a/team.db")), "text")


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    files = [remembered_file(tmp_path, Path(f"/a/{number}.db")) for number in range(KEPT + 3)]
    for age, file in enumerate(files):
        assert remember(file, "text")
        os.utime(file, ns=(age, age))
    assert remember(files[-1], "again")
    assert [file.exists() for file in files] == [False] * 3 + [True] * KEPT


def test_what_anybody_else_wrote_to_the_file_is_not_believed(tmp_path: Path) -> None:
    file = remembered_file(tmp_path, Path("/a/team.db"))
    assert recall(file) == ""
    assert remember(file, '{"window": 1}')
    whole = file.read_bytes()
    for content in (b"", b"\xff\xfe", b"[" * 100_000, whole[:-1], whole + b" ", whole.replace(b"1", b"2")):
        file.write_bytes(content)
        assert recall(file) == ""
    file.write_bytes(whole)
    assert recall(file) == '{"window": 1}'


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    os.mkfifo(file)
    assert recall(file) == ""
    file.unlink()
    file.mkdir()
    assert recall(file) == ""
