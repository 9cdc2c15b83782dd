"""The settings file."""

import os
from pathlib import Path

import pytest

from goaltui.config.settings import Settings, load


def written(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_without_a_file_there_are_defaults_and_no_problem(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()


def test_what_the_file_says(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        'author = "Åsa"\ndatabase = "~/team.db"\ntheme = "goaltui-light"\nglyphs = "ascii"\n[keys]\ncheck_in = "x"\n',
    )
    assert found == Settings("Åsa", "~/team.db", "goaltui-light", "ascii", (("check_in", "x"),))


def test_an_unknown_key_is_reported_with_the_nearest_word(tmp_path: Path) -> None:
    found = written(tmp_path, 'auhtor = "Eva"\ntheme = "goaltui-dark"\n')
    assert found.theme == "goaltui-dark"
    assert found.author == ""
    assert "'auhtor'" in found.problems[0]
    assert "did you mean 'author'" in found.problems[0]


def test_a_key_like_no_other_gets_the_whole_list(tmp_path: Path) -> None:
    assert "author, database, theme, language, glyphs, sharing, keys" in written(tmp_path, "zzz = 1\n").problems[0]


def test_wrong_values_are_left_out_and_reported(tmp_path: Path) -> None:
    found = written(tmp_path, 'author = 7\nglyphs = "emoji"\nkeys = "c"\ntheme = "t"\n')
    assert (found.author, found.glyphs, found.keys, found.theme) == ("", "unicode", (), "t")
    assert ["author" in found.problems[0], "unicode, ascii" in found.problems[1], "[keys]" in found.problems[2]] == [
        True,
        True,
        True,
    ]


def test_a_broken_file_is_reported_and_does_not_stop_the_program(tmp_path: Path) -> None:
    found = written(tmp_path, "author = \n")
    assert found.author == ""
    assert "is not TOML" in found.problems[0]
    assert "line 1" in found.doubt("database")
    (tmp_path / "settings.toml").write_bytes(b'theme = "t"\nauthor = "\xff"')
    assert "UTF-8 text (at line 2)" in load(tmp_path / "settings.toml").doubt("database")


def test_a_mark_of_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'\xef\xbb\xbfauthor = "anna"\r\ndatabase = "t.db"\r\n')
    assert load(tmp_path / "settings.toml") == Settings("anna", "t.db")


@pytest.mark.parametrize(
    "content",
    [
        b"x = " + b"[" * 5_000,
        b"x = " + b"[" * 5_000 + b"]" * 5_000,
        b"x = " + b"{a=" * 5_000,
        b"x = " + b"9" * 10_000,
        b"\0" * 10_000_000,
        b"\xff\xfea\0",
        b"author = 1979-13-99",
        b'author = "a"\nauthor = "b"',
    ],
)
def test_what_cannot_be_understood_leaves_the_database_open(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    found = load(file)
    assert str(file) in found.doubt("database")
    assert found == Settings(problems=found.problems, doubts=found.doubts)


def test_what_is_no_file_leaves_the_database_open(tmp_path: Path) -> None:
    assert "not a regular file" in load(tmp_path).doubt("database")
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in load(tmp_path / "pipe").doubt("database")
    (tmp_path / "link").symlink_to("nowhere")
    assert "leads nowhere" in load(tmp_path / "link").doubt("database")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert load(tmp_path / "file" / "settings.toml").doubt("database")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("author = 5", "author"),
        ("auhtor = 'eva'", "author"),
        ("Author = 'eva'", "author"),
        ("as = 'eva'", "author"),
        (f"author = '{'x' * 2_000}'", "author"),
        ('author = "\\u0007"', "author"),
        ("database = ['x']", "database"),
        ("databse = 'x'", "database"),
        ("db = 'x'", "database"),
        ("[keys]\ndatabase = 'x'", "database"),
        ("[goaltui]\ndatabase = 'x'", "database"),
        ("sharing = 'exchagne'", "database"),
    ],
)
def test_what_was_meant_and_not_understood_is_a_doubt(tmp_path: Path, text: str, about: str) -> None:
    found = written(tmp_path, text)
    assert found.doubt(about) in found.problems
    assert not found.doubt("author" if about == "database" else "database")


@pytest.mark.parametrize(
    "text", ["theme = 3", "glyphs = 'emoji'", "zzz = 1", "keys = 'c'", "a = 1", "[keys]\nfind = 3"]
)
def test_what_decides_nothing_is_no_doubt(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text).doubts == ()
