"""The settings file."""

from pathlib import Path

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
    assert "author, database, theme, glyphs, sharing, keys" in written(tmp_path, "zzz = 1\n").problems[0]


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
    (tmp_path / "settings.toml").write_bytes(b'author = "\xff"')
    assert "is not TOML" in load(tmp_path / "settings.toml").problems[0]


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    assert "cannot be read" in load(tmp_path).problems[0]
