"""Two processes on one local file: each sees the other's writes at its next look, and none is lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from goaltui.model.refs import new_id
from goaltui.store.database import Database
from tests.store.support import DAY, check_in, in_child, later, make, objective, went_well, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

WRITES = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new database, closed."""
    path = tmp_path / "team.goaltui"
    make(path).close()
    return path


def test_each_sees_what_the_other_wrote(path: Path) -> None:
    ours = Database.open(path)
    ours.close()
    asked, ask = os.pipe()
    answered, answer = os.pipe()

    def other() -> None:
        theirs = Database.open(path)
        version = theirs.data_version()
        os.write(answer, b"!")
        for number in range(10):
            os.read(asked, 1)
            assert theirs.data_version() != version, "what was written a moment ago is seen at once"
            assert len(theirs.records(DAY).objectives) == 2 * number + 1
            write(theirs, objective(title=f"theirs {number}"), author="ben")
            version = theirs.data_version()
            os.write(answer, b"!")

    child = in_child(other)
    os.close(answer)
    ours = Database.open(path)
    assert os.read(answered, 1) == b"!", "the other has it open before the first write"
    for number in range(10):
        write(ours, objective(title=f"ours {number}"))
        version = ours.data_version()
        assert ours.data_version() == version, "one's own write is not somebody else's"
        os.write(ask, b"?")
        assert os.read(answered, 1) == b"!"
        assert ours.data_version() != version
        assert len(ours.records(DAY).objectives) == 2 * number + 2
    went_well(child)
    ours.close()


def test_writing_at_once_loses_nothing(path: Path) -> None:
    measure = new_id()

    def writer(author: str) -> Callable[[], None]:
        def work() -> None:
            database = Database.open(path)
            for number in range(WRITES):
                write(database, check_in(measure, number, note=author), author=author, minutes=number)
                database.records(DAY)

        return work

    for child in [in_child(writer(author)) for author in ("anna", "ben", "carl")]:
        went_well(child)
    database = Database.open(path)
    assert sorted((item.note, item.value) for item in database.series.all_check_ins()) == sorted(
        (author, number) for author in ("anna", "ben", "carl") for number in range(WRITES)
    )
    changes = list(database.journal.changes())
    assert [change.seq for change in changes] == list(range(1, 3 * WRITES + 1))
    assert len({change.hlc for change in changes}) == len(changes)
    for author in ("anna", "ben", "carl"):
        assert database.undo(author=author, now=later(100)).described == "a check-in"
    database.close()


def test_making_the_same_file_at_once_makes_one_workspace(tmp_path: Path) -> None:
    path = tmp_path / "new.goaltui"
    title = new_id()

    def work() -> None:
        database = Database.open(path, create=True)
        write(database, objective(title=title))

    for child in [in_child(work) for _ in range(4)]:
        went_well(child)
    database = Database.open(path)
    assert [item.title for item in database.records(DAY).objectives] == [title] * 4
    database.close()
