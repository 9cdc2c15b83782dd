"""Backup, doctor and config."""

import json
import sqlite3

from tests.cli.conftest import Shell


def test_a_backup_is_a_workspace_of_its_own(shell: Shell) -> None:
    said = shell("backup")
    path = said.out.strip()
    assert said.code == 0
    before = shell("tree").out
    shell("checkin", "a000", "19")
    assert shell("tree", "--db", path).out == before
    assert shell("tree").out != before


def test_a_backup_overwrites_nothing(shell: Shell) -> None:
    target = shell.home / "copy.db"
    target.write_text("precious", encoding="utf-8")
    said = shell("backup", str(target))
    assert (said.code, said.out) == (1, "")
    assert target.read_text(encoding="utf-8") == "precious"


def test_doctor_finds_a_whole_file_whole(shell: Shell) -> None:
    said = shell("doctor")
    assert (said.code, said.out) == (0, "")
    assert "is whole" in said.err


def test_doctor_makes_the_tables_anew_from_the_journal(shell: Shell) -> None:
    before = shell("tree", "--json").out
    connection = sqlite3.connect(shell.database)
    connection.execute("UPDATE objective SET title = 'wrong'")
    connection.commit()
    connection.close()
    assert "wrong" in shell("tree").out
    assert shell("doctor", "--rebuild").code == 0
    assert shell("tree", "--json").out == before


def test_doctor_does_not_rebuild_what_is_for_looking_only(shell: Shell) -> None:
    assert shell("doctor", "--rebuild", "--as-of", "2026-08-15").code == 1


def test_config_shows_where_everything_is(shell: Shell) -> None:
    shell.settings('author = "Eva"\n[keys]\ncheck_in = "x"\n')
    shown = json.loads(shell("config", "--json").out)
    assert shown["format"] == 1
    assert shown["database"] == str(shell.database)
    assert (shown["author"], shown["theme"], shown["keys"]) == ("Eva", None, "check_in=x")
    text = shell("config").out
    assert str(shell.home / "config" / "settings.toml") in text
    assert "not there" not in text


def test_config_lists_the_commands_with_their_keys_and_says_which_key_cannot_be(shell: Shell) -> None:
    shell.settings('[keys]\nfind = "#"\nview_map = 4\nundo = "escape"\n')
    answer = shell("config")
    lines = [line.strip() for line in answer.out.splitlines()]
    assert {"view_map = 4", "undo = u", "find = #"} <= set(lines)
    assert "undo = 'escape' is not safe" in answer.err


def test_config_works_without_a_workspace(empty: Shell) -> None:
    assert empty("config").out.count("(not there)") == 2


def test_going_back_to_a_backup_is_a_change_that_undo_takes_back(shell: Shell) -> None:
    backup = shell("backup").out.strip()
    before = shell("export").out
    shell("checkin", "a000", "19")
    shell("add", "objective", "Afterwards")
    after = shell("export").out
    said = shell("backup", "--restore", backup)
    assert said.code == 0
    assert "undo takes it back" in said.err
    assert shell("export").out == before
    assert shell("undo").code == 0
    assert shell("export").out == after
    assert backup in shell("backup", "--list").out


def test_a_database_that_cannot_be_opened_gives_way_to_a_backup(shell: Shell) -> None:
    backup = shell("backup").out.strip()
    before = shell("export").out
    shell.database.write_bytes(shell.database.read_bytes()[:20_000])
    assert shell("tree").code == 1
    said = shell("backup", "--restore", backup)
    assert said.code == 0
    assert ".damaged-" in said.err
    assert shell("export").out == before


def test_the_first_write_of_a_day_makes_a_backup(shell: Shell) -> None:
    shell("checkin", "a000", "19")
    shell("checkin", "a000", "20")
    assert len(shell("backup", "--list").out.splitlines()) == 1


def test_doctor_says_of_a_folder_what_a_file_in_it_would_get(shell: Shell) -> None:
    told = json.loads(shell("doctor", str(shell.home), "--json").out)["place"]
    assert told[0] == {"name": "place", "is": str(shell.home / "goaltui.db")}
