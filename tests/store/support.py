"""What the tests of the store share: workspaces to write into, whole states to compare, hostile text."""

import os
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.store.database import Database

START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 9, 1)
HOSTILE = (
    "[",
    "[/",
    "[@click=app.quit]x",
    "\\[bold]",
    "Robert'); DROP TABLE objective;--",
    "日本語の目標",
    "👨‍👩‍👧 Familie",
    "مرحبا بالعالم",
    "naïve Å ﬁ ß İstanbul",
    "=cmd|'/c calc'!A1",
    "%s {0} {{x}} \\n \\x1b[31m",
    "x" * 500,
)


def later(minutes: float) -> datetime:
    """A moment some minutes after the tests' first."""
    return START + timedelta(minutes=minutes)


def make(path: Path) -> Database:
    """A new database."""
    return Database.open(path, create=True)


def write(database: Database, *drafts: Operation, author: str = "anna", minutes: float = 0) -> None:
    """Apply one batch."""
    database.apply(drafts, author=author, now=later(minutes))


def objective(identity: str | None = None, **fields: Value) -> Operation:
    """An objective to add or change."""
    return Operation(EntityKind.OBJECTIVE, identity or new_id(), fields)


def key_result(objective_id: str, **fields: Value) -> tuple[Operation, Operation]:
    """A key result with a measure of its own: the measure first."""
    identity, measure = new_id(), new_id()
    return (
        Operation(EntityKind.MEASURE, measure, {"title": "m", "key_result": identity}),
        Operation(
            EntityKind.KEY_RESULT,
            identity,
            {"title": "k", "objective": objective_id, "measure": measure, "start": 0, "target": 100, **fields},
        ),
    )


def check_in(measure: str, value: float | None, day: int = 1, **fields: Value) -> Operation:
    """A check-in on a day of September 2026."""
    told: dict[str, Value] = {"measure": measure, "date": date(2026, 9, day).isoformat(), "value": value, **fields}
    return Operation(EntityKind.CHECK_IN, new_id(), told)


def state(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every projection, as another program reads them."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return {kind.value: _rows(connection, kind.value) for kind in EntityKind}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    names = sorted(str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})"))
    columns = ", ".join(f'"{name}"' for name in names)
    return sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)


def beside(path: Path) -> list[str]:
    """What lies in the folder of a file."""
    return sorted(item.name for item in path.parent.iterdir())


@contextmanager
def heard(*databases: Database) -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile, by these databases or, where none is named, by all that are opened."""
    asked: list[str] = []

    def hear(text: str) -> None:
        if text != "ROLLBACK":
            asked.append(text)

    connect = sqlite3.connect

    def connected(*arguments: Any, **named: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*arguments, **named)
        made.set_trace_callback(hear)
        return made

    for database in databases:
        database._current().raw.set_trace_callback(hear)
    with pytest.MonkeyPatch.context() as patch:
        if not databases:
            patch.setattr(sqlite3, "connect", connected)
        yield asked
    for database in databases:
        database._current().raw.set_trace_callback(None)


def in_child(work: Callable[[], None]) -> int:
    """Work in a process of its own, which tells an error; returns its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    return child


def went_well(child: int) -> None:
    """Wait for the end of such a process; fails as it fails."""
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
