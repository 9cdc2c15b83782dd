"""The tree of a large database, kept as text: it is what a tree made anew would be, whatever happened between."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from goaltui.cli.kept_answer import file_stamp
from goaltui.config.remembered import recall, remember
from goaltui.services.prompt.renewal import LARGE
from tests.bench.large import generate
from tests.cli.conftest import Said, Shell


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is large enough for its tree to be kept."""
    path = tmp_path_factory.mktemp("large") / "large.db"
    generate(path, 30, 100, 9_000)
    assert path.stat().st_size >= LARGE
    return path


@pytest.fixture
def asked(empty: Shell, large: Path) -> Shell:
    """A shell whose default database is large, and which has shown its tree."""
    empty.database.parent.mkdir()
    shutil.copyfile(large, empty.database)
    assert empty("tree").code == 0
    return empty


def _kept(shell: Shell) -> Path:
    (found,) = (shell.home / "state" / "answers").iterdir()
    return found


def _anew(shell: Shell, *words: str) -> Said:
    """What a home says that has nothing kept."""
    elsewhere = Shell(shell.home.with_name("elsewhere"), shell.read)
    elsewhere.home.mkdir(exist_ok=True)
    shutil.rmtree(elsewhere.home / "state", ignore_errors=True)
    return elsewhere.process("--db", str(shell.database), *words)


def test_it_is_written_again_as_it_was(asked: Shell) -> None:
    told = asked("tree")
    assert told == _anew(asked, "tree")
    assert told.out.count("\n") > 100
    question, _, rest = recall(_kept(asked)).partition("\n")
    remember(_kept(asked), f"{question}\n{rest.replace('Key result', 'What was kept')}")
    assert asked("tree").out == told.out.replace("Key result", "What was kept")


def _check_in(shell: Shell) -> None:
    assert shell("checkin", "Key result 000007", "41").code == 0


def _renamed(database: Path, number: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"UPDATE objective SET title = 'Renamed' WHERE title LIKE 'Objective 00000{number}%'")


def _another_program(shell: Shell) -> None:
    _renamed(shell.database, 3)


def _at_the_same_moment(shell: Shell) -> None:
    before = shell.database.stat()
    _renamed(shell.database, 3)
    os.utime(shell.database, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(shell: Shell) -> None:
    """By a copy with as many writes, of the same size and moment."""
    other = shell.database.with_name("other.db")
    shutil.copyfile(shell.database, other)
    _renamed(other, 3)
    _renamed(shell.database, 4)
    assert shell("tree").code == 0
    before = shell.database.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(shell.database)


def _damaged(shell: Shell) -> None:
    content = _kept(shell).read_bytes()
    _kept(shell).write_bytes(content.replace(b"Key result", b"Nonsense  "))


@pytest.mark.parametrize("happens", [_check_in, _another_program, _at_the_same_moment, _replaced, _damaged])
def test_it_is_made_anew_once_something_happened(asked: Shell, happens: Callable[[Shell], None]) -> None:
    happens(asked)
    assert asked("tree") == _anew(asked, "tree")
    assert asked("tree") == _anew(asked, "tree")


@pytest.mark.parametrize(
    "words",
    [
        ("tree", "--depth", "1"),
        ("tree", "--filter", "000007"),
        ("tree", "--filter", "nothing is called so"),
        ("tree", "--mine"),
        ("tree", "--by", "team"),
        ("tree", "--format", "tsv"),
        ("tree", "--json"),
        ("--as-of", "yesterday", "tree"),
        ("--as", "bo", "tree", "--mine"),
    ],
)
def test_another_question_has_an_answer_of_its_own(asked: Shell, words: tuple[str, ...]) -> None:
    assert asked(*words) == _anew(asked, *words)
    assert asked(*words) == _anew(asked, *words)
    assert asked("tree") == _anew(asked, "tree")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LC_ALL", "sv_SE.UTF-8"),
        ("PYTHONIOENCODING", "ascii"),
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "Pacific/Pago_Pago"),
    ],
)
def test_another_place_has_an_answer_of_its_own(
    asked: Shell, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as there:
        there.setenv(name, value)
        assert asked.process("tree") == _anew(asked, "tree")
    assert asked.process("tree") == _anew(asked, "tree")


def test_whoever_asks_has_an_answer_of_their_own(asked: Shell) -> None:
    for name, place in (("anna", 3), ("bo", 4)):
        assert asked("add", "person", name).code == 0
        assert asked("set", f"Objective 00000{place}", f"owner={name}").code == 0
    for name in ("anna", "bo"):
        told = asked("--as", name, "tree", "--mine")
        assert told.out.count("\n") > 3
        assert told == _anew(asked, "--as", name, "tree", "--mine")


def test_a_small_tree_is_not_kept(shell: Shell) -> None:
    assert shell("tree").code == 0
    assert not (shell.home / "state" / "answers").exists()


def test_a_file_in_the_middle_of_a_write_has_no_stamp(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    assert file_stamp(path) is None
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE t (x)")
        before = file_stamp(path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (1)")
        assert file_stamp(path) is None
        connection.execute("ROLLBACK")
        assert file_stamp(path) == before is not None
        connection.execute("INSERT INTO t VALUES (1)")
        assert file_stamp(path) not in (None, before)
