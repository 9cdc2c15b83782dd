"""A batch that goes on over several writes is one undo, and only as long as nothing came between."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def write(workspace: Workspace, title: str, batch: str = "") -> str:
    return workspace.write([Operation(EntityKind.OBJECTIVE, new_id(), {"title": title})], title, batch=batch).batch


def titles(workspace: Workspace) -> list[str]:
    return sorted(row.title for row in workspace.look.tree().roots)


def opened(path: Path, author: str = "anna", later: int = 0) -> Workspace:
    return Workspace.open(path, author=author, clock=FixedClock(NOW + timedelta(minutes=later)), create=True)


def test_one_undo_takes_back_all_of_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    batch = write(workspace, "one")
    assert write(workspace, "two", batch) == batch
    workspace.undo()
    assert titles(workspace) == []
    workspace.redo()
    assert titles(workspace) == ["one", "two"]
    workspace.close()


def test_what_was_undone_does_not_swallow_what_comes_after(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    batch = write(workspace, "one")
    workspace.undo()
    assert write(workspace, "two", batch) != batch
    workspace.undo()
    assert titles(workspace) == []
    workspace.close()


def test_another_write_between_begins_a_batch_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    anna, other = opened(path), opened(path, later=1)
    batch = write(anna, "one")
    write(other, "between")
    second = write(anna, "two", batch)
    assert second != batch
    anna.undo()
    assert titles(anna) == ["between", "one"]
    anna.close()
    other.close()


def test_nobody_goes_on_with_a_batch_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    anna = opened(path)
    batch = write(anna, "one")
    bo = opened(path, author="bo")
    assert write(bo, "two", batch) != batch
    bo.close()
    anna.close()
