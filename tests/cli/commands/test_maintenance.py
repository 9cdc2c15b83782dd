"""Backup, doctor and config."""

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.services.sync.backups import put_back
from tests.cli.conftest import Shell

KILLED = """
import os, signal, sys
from pathlib import Path
from goaltui.config.whole_files import written_beside
Path(sys.argv[2]).parent.mkdir()
with written_beside(Path(sys.argv[2]), only_new=True) as part:
    part.write_bytes(Path(sys.argv[1]).read_bytes()[:20_000])
    part.with_name(part.name + "-journal").write_bytes(b"journal")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.usefixtures("going_on")
def test_a_backup_is_a_workspace_of_its_own(shell: Shell) -> None:
    said = shell("backup")
    path = said.out.strip()
    assert said.code == 0
    before = shell("tree").out
    assert shell("checkin", "a000", "19").code == 0
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
    assert "is intact" in said.err


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


def _with_sql(shell: Shell, *statements: str) -> None:
    connection = sqlite3.connect(shell.database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_doctor_finds_an_index_entry_that_leads_nowhere_and_makes_the_indexes_anew(shell: Shell) -> None:
    before = shell("tree", "--json").out
    content = shell.database.read_bytes()
    connection = sqlite3.connect(shell.database)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'change_by_entity'").fetchone()
    (identity,) = connection.execute("SELECT max(entity_id) FROM change").fetchone()
    connection.close()
    place = content.index(identity.encode(), (root - 1) * 4096, root * 4096)
    shell.database.write_bytes(content[:place] + b"0" + content[place + 1 :])
    assert shell("log").code == 0
    said = shell("doctor")
    assert said.code == 1
    assert "change_by_entity" in said.out
    assert "doctor --rebuild" in said.err
    assert shell("doctor", "--rebuild").code == 0
    assert shell("doctor").code == 0
    assert shell("tree", "--json").out == before


def test_doctor_makes_a_new_file_of_what_can_be_read_and_keeps_the_damaged_one(shell: Shell) -> None:
    before = shell("tree", "--json").out
    _with_sql(shell, "CREATE TABLE extra (id)")
    damaged = shell.database.read_bytes()
    for words in (("tree",), ("doctor",)):
        said = shell(*words)
        assert said.code == 1
        assert "holds a table that goaltui did not make" in said.out + said.err
    said = shell("doctor", "--rebuild")
    assert said.code == 0
    assert "could be read" in said.err
    assert shell("tree", "--json").out == before
    (aside,) = shell.database.parent.glob("*.damaged-*")
    assert aside.read_bytes() == damaged


def test_doctor_counts_the_rows_that_nobody_believes(shell: Shell) -> None:
    before = shell("tree", "--json").out
    values = "'00000000-0000-4000-8000-000000000000', 1, 1, 'x', x'ff', 1, 'objective', 'y', '{}'"
    _with_sql(shell, f"INSERT INTO change VALUES ({values})")
    for words in (("log",), ("export",), ("due",), ("records",)):
        assert shell(*words).code == 0
    said = shell("doctor", "--json")
    assert said.code == 1
    assert any("1 row" in fault for fault in json.loads(said.out)["faults"])
    assert shell("doctor", "--rebuild").code == 0
    assert shell("doctor").code == 0
    assert shell("tree", "--json").out == before


def test_of_an_empty_file_a_workspace_is_made(empty: Shell) -> None:
    path = empty.home / "x.db"
    path.touch()
    for words in (("tree",), ("doctor",), ("undo",)):
        said = empty(*words, "--db", str(path))
        assert said.code == 1
        assert "goaltui init" in said.err
    assert path.read_bytes() == b""
    assert empty("init", "--db", str(path)).code == 0
    assert empty("scorecard", "--db", str(path)).out.count("Customer") == 1
    assert empty("init", "--db", str(path)).code == 1


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
    assert "undo reverts it" in said.err
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


@pytest.mark.parametrize("length", [100, 4096])
def test_a_database_whose_beginning_is_lost_gives_way_to_the_backup_that_doctor_names(
    shell: Shell, length: int
) -> None:
    shell("backup")
    before = shell("export").out
    with shell.database.open("rb+") as file:
        file.write(b"\x07" * length)
    broken = shell.database.read_bytes()
    for words in (("doctor",), ("doctor", "--rebuild")):
        said = shell(*words)
        assert (said.code, shell.database.read_bytes()) == (1, broken)
        command = shlex.split(said.err.splitlines()[-1].partition(" restore a backup with goaltui ")[2])
        assert command[:4] == ["--db", str(shell.database), "backup", "--restore"]
    restored = shell(*command)
    assert restored.code == 0
    (aside,) = shell.database.parent.glob("goaltui.damaged-*.db")
    assert aside.read_bytes() == broken
    assert aside.name in restored.err
    assert shell("export").out == before


@pytest.mark.parametrize("place", [0, 60])
def test_a_database_whose_first_bytes_are_lost_is_rebuilt_as_it_was(shell: Shell, place: int) -> None:
    before = shell("export").out
    with shell.database.open("rb+") as file:
        file.seek(place)
        file.write(b"\x07" * 16)
    broken = shell.database.read_bytes()
    said = shell("doctor")
    assert (said.code, shell.database.read_bytes()) == (1, broken)
    assert "doctor --rebuild" in said.err
    assert shell("doctor", "--rebuild").code == 0
    (aside,) = shell.database.parent.glob("goaltui.damaged-*.db")
    assert aside.read_bytes() == broken
    assert shell("export").out == before


def test_no_other_file_gives_way_to_a_backup(shell: Shell) -> None:
    backup = shell("backup").out.strip()
    notes, other = shell.home / "notes.db", shell.home / "other.db"
    notes.write_text("precious", encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE precious (id)")
    connection.close()
    for path in (notes, other):
        before = path.read_bytes()
        said = shell("--db", str(path), "backup", "--restore", backup)
        assert (said.code, path.read_bytes()) == (1, before)
        assert "left alone" in said.err
    assert not list(shell.home.glob("*.damaged-*"))


def damaged(shell: Shell) -> tuple[str, str, bytes]:
    """A database whose tables are broken and whose journal is not: a backup, the export when it broke, the bytes."""
    backup = shell("backup").out.strip()
    assert shell("checkin", "a000", "19", "--yes").code == 0
    after = shell("export").out
    connection = sqlite3.connect(shell.database)
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'objective'").fetchone()[0]
    page = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with shell.database.open("rb+") as file:
        file.seek((root - 1) * page)
        file.write(b"\xff" * page)
    assert shell("tree").code == 1
    return backup, after, shell.database.read_bytes()


def test_what_was_checked_in_since_the_backup_comes_back_with_the_command_that_is_said(shell: Shell) -> None:
    backup, after, broken = damaged(shell)
    said = shell("backup", "--restore", backup)
    assert said.code == 0
    aside = next(shell.database.parent.glob("goaltui.damaged-*.db"))
    assert aside.read_bytes() == broken
    assert shell("checkin", "a000", "18", "--yes").code == 0
    assert shell("undo").code == 0
    command = shlex.split(said.err.splitlines()[-1].partition(" recover what can be read with goaltui ")[2])
    assert command == ["--db", str(shell.database), "merge", str(aside)]
    assert shell(*command).code == 0
    assert shell("export").out == after


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no limit on the size of files")
@pytest.mark.parametrize("words", [("backup", "--restore"), ("backup",)])
def test_without_room_for_the_copy_everything_stays_as_it_was(shell: Shell, words: tuple[str, ...]) -> None:
    if words == ("backup",):
        words, broken = ("backup", str(shell.home / "data" / "copy.db")), shell.database.read_bytes()
    else:
        backup, _, broken = damaged(shell)
        words = (*words, backup)
    before = sorted(shell.database.parent.iterdir())
    command = shlex.join([sys.executable, "-m", "goaltui", *words])
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 40; exec {command}"],
        env=shell.environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert shell.database.read_bytes() == broken
    assert sorted(shell.database.parent.iterdir()) == before


def test_the_journal_of_a_damaged_file_goes_with_it(shell: Shell) -> None:
    backup, _, _ = damaged(shell)
    shell.database.with_name("goaltui.db-journal").write_bytes(b"left by a program that was killed")
    aside = put_back(Path(backup), shell.database, datetime.now(UTC))
    assert aside is not None
    assert not shell.database.with_name("goaltui.db-journal").exists()
    assert aside.with_name(f"{aside.name}-journal").read_bytes().startswith(b"left by")


def test_a_backup_of_another_workspace_takes_no_place(shell: Shell) -> None:
    _, _, broken = damaged(shell)
    other = shell.home / "other.db"
    assert shell("init", "--db", str(other)).code == 0
    said = shell("backup", "--restore", str(other))
    assert said.code == 1
    assert "another workspace" in said.err
    assert shell.database.read_bytes() == broken


def test_what_a_killed_backup_left_is_removed_by_the_next(shell: Shell) -> None:
    target = shell.home / "backups" / "copy.db"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(shell.database), str(target)], env=shell.environment(), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert len(list(target.parent.iterdir())) == 2
    assert shell("backup", str(target)).code == 0
    assert list(target.parent.iterdir()) == [target]


def test_two_backups_within_a_second_are_two(shell: Shell) -> None:
    shell("checkin", "a000", "19")
    first = shell("backup").out.strip()
    shell("checkin", "a000", "20")
    second = shell("backup").out.strip()
    assert first != second
    assert shell("export", "--db", second).out == shell("export").out


def test_the_first_write_of_a_day_makes_a_backup(shell: Shell) -> None:
    assert shell("checkin", "a000", "19", "--yes").code == 0
    assert shell("checkin", "a000", "20", "--yes").code == 0
    assert len(shell("backup", "--list").out.splitlines()) == 1


def test_doctor_says_of_a_folder_what_a_file_in_it_would_get(shell: Shell) -> None:
    told = json.loads(shell("doctor", str(shell.home), "--json").out)["place"]
    assert told[0] == {"name": "place", "is": str(shell.home / "goaltui.db")}
