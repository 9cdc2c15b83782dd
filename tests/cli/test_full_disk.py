"""A disk without room: nothing half made is left, what was there stays, and the sentence names what could not be
written. A limit on the size of any file stands for it, for that needs no rights."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from goaltui.cli.entry import run
from tests.cli.conftest import Said, Shell

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

_FAILED = 70
"""The exit code of a command that ended in an error of the program."""


def _with_room(shell: Shell, room: int, *words: str) -> Said:
    """Run a command that may write no file beyond a size, in a process of its own."""
    import resource

    shell.read()
    child = os.fork()
    if child == 0:
        code = _FAILED
        try:
            # Python keeps what there was room for of a compiled module, and fails on it ever after.
            sys.dont_write_bytecode = True
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            code = run(words)
            sys.stdout.flush()
        finally:
            # Without this the copy of the tests would go on with the next one.
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Said(code, *shell.read())


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _refused(shell: Shell, target: Path, room: int, *words: str) -> None:
    """A command has no room for a file: beside that and in it all is as it was."""
    before = _files(target.parent)
    said = _with_room(shell, room, *words)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), said
    assert said.err.startswith(f"goaltui: {target} "), said
    assert _files(target.parent) == before


@pytest.fixture
def place(empty: Shell) -> Path:
    """The folder of what is made."""
    path = empty.home / "drive"
    path.mkdir()
    return path


@pytest.mark.parametrize("room", [1_000, 40_000, 120_000])
@pytest.mark.parametrize("words", [("init",), ("add", "objective", "Grow")])
def test_a_workspace_is_made_whole_or_not(empty: Shell, place: Path, room: int, words: tuple[str, ...]) -> None:
    _refused(empty, place / "a.db", room, "--db", str(place / "a.db"), *words)
    assert empty("--db", str(place / "a.db"), *words).code == 0


_WRITING: dict[str, Callable[[str], tuple[str, ...]]] = {
    "copy.db": lambda path: ("backup", path),
    "goals.toml": lambda path: ("export", "-o", path),
}


@pytest.mark.parametrize("name", _WRITING)
def test_a_file_that_one_names_is_written_whole_or_not(shell: Shell, place: Path, name: str) -> None:
    words = _WRITING[name](str(place / name))
    _refused(shell, place / name, 1_000, *words)
    assert shell(*words).code == 0
    if name == "goals.toml":
        (place / name).write_text("what stood there", encoding="utf-8")
        _refused(shell, place / name, 1_000, *words)


def test_settings_are_begun_whole_or_not(shell: Shell) -> None:
    path = shell.home / "config" / "settings.toml"
    path.parent.mkdir(exist_ok=True)
    _refused(shell, path, 600, "config", "--init")
    assert shell("config", "--init").code == 0


def test_a_damaged_file_stays_where_there_is_no_room_for_what_can_be_read_of_it(shell: Shell, place: Path) -> None:
    path = place / "a.db"
    shutil.copy(shell.database, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE extra (id)")
    words = ("--db", str(path), "doctor", "--rebuild")
    before = _files(place)
    assert _with_room(shell, path.stat().st_size - 20_000, *words).code == 1
    assert _files(place) == before
    assert shell(*words).code == 0
    assert before["a.db"] in _files(place).values()
    assert shell("--db", str(path), "tree", "--json").out == shell("tree", "--json").out


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_file_of_a_shell_is_never_left_empty(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine, words = tmp_path / ".bashrc", ("--install-completion",)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    mine.write_bytes(b"alias ll='ls -l' # caf\xe9\n" * 100)
    before = mine.read_bytes()
    said = _with_room(shell, 1_000, *words)
    assert (said.code, f"{mine} cannot be written" in said.err) == (1, True), said
    assert mine.read_bytes() == before
    assert shell(*words).code == shell(*words).code == 0
    after = mine.read_bytes()
    assert after.startswith(before)
    assert after.count(b"source '") == 1
    assert (tmp_path / ".bash_completions" / "goaltui.sh").is_file()
