"""A workspace of real size, written straight into journal and projections: `python -m tests.bench.large FILE O K C`."""

import json
import random
import sqlite3
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from goaltui.model.changes import Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.model.refs import natural_id
from goaltui.store.database import Database
from goaltui.store.journal import placed

_FLUSH = 20_000
_BATCH = 50
_YEAR_MS = 365 * 86_400_000


class Writer:
    """Rows under way into a database that was just made."""

    def __init__(self, path: Path) -> None:
        database = Database.open(path, create=True)
        self._replica = database.replica
        database.close()
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("BEGIN")
        self._seq = 0
        self._clock = int(time.time() * 1000 - _YEAR_MS) << 16
        self._changes: list[tuple[object, ...]] = []
        self._rows: dict[EntityKind, list[list[object]]] = {}
        self._columns: dict[EntityKind, list[str]] = {}
        self._chance = random.Random(1)

    def new_id(self) -> str:
        """A UUID that is the same in every run."""
        return str(UUID(int=self._chance.getrandbits(128), version=4))

    def add(self, kind: EntityKind, identity: str, fields: dict[str, Value]) -> None:
        """One entity, in the journal and as a row. A check-in is a batch of its own, as people write them."""
        self._seq += 1
        clock = self._clock + (self._seq << 16)
        batch = str(UUID(int=self._seq if kind is EntityKind.CHECK_IN else self._seq // _BATCH, version=4))
        text = json.dumps(fields)
        self._changes.append((self._replica, self._seq, clock, batch, "anna", clock >> 16, kind.value, identity, text))
        row = {**_defaults(kind), **fields, "id": identity, "created": clock}
        if kind is EntityKind.CHECK_IN:
            row |= placed(kind, {**row, "date": date.fromisoformat(str(fields["date"]))}, 0)
        self._rows.setdefault(kind, []).append([row.get(name) for name in self._columns_of(kind)])
        if len(self._changes) >= _FLUSH:
            self._flush()

    def close(self) -> None:
        """Everything into the file."""
        self._flush()
        clock = self._clock + (self._seq << 16)
        self._connection.execute("UPDATE replica SET seq = ?, hlc = ?", (self._seq, clock))
        self._connection.execute("COMMIT")
        self._connection.close()

    def _columns_of(self, kind: EntityKind) -> list[str]:
        if kind not in self._columns:
            found = self._connection.execute(f"PRAGMA table_info({kind.value})").fetchall()
            self._columns[kind] = [row[1] for row in found]
        return self._columns[kind]

    def _flush(self) -> None:
        names = "replica, seq, hlc, batch, author, at, entity, entity_id, fields"
        self._connection.executemany(f"INSERT INTO change ({names}) VALUES (?,?,?,?,?,?,?,?,?)", self._changes)
        self._changes.clear()
        for kind, rows in self._rows.items():
            columns = self._columns_of(kind)
            named, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
            self._connection.executemany(f"INSERT INTO {kind.value} ({named}) VALUES ({marks})", rows)
        self._rows.clear()


def generate(path: Path, objectives: int, key_results: int, check_ins: int, *, flat: bool = False) -> None:
    """Objectives in a tree or all at the top, key results and check-ins spread over them, the latest days old."""
    writer, today = Writer(path), date.today()
    cycle = natural_id(EntityKind.CYCLE, "now")
    span = {"start": str(today - timedelta(days=60)), "end": str(today + timedelta(days=30))}
    writer.add(EntityKind.CYCLE, cycle, {"name": "now", **span})
    ids: list[str] = []
    for place in range(objectives):
        parent = None if flat or place < 50 else ids[place // 5 - 1]
        title = f"Objective {place:06d} makes customers stay"
        ids.append(writer.new_id())
        writer.add(EntityKind.OBJECTIVE, ids[-1], {"title": title, "parent": parent, "cycle": cycle})
    bets: list[tuple[str, str]] = []
    for place in range(key_results):
        bet, series = writer.new_id(), writer.new_id()
        title = f"Key result {place:06d} from 0 to 100"
        writer.add(EntityKind.MEASURE, series, {"title": title, "key_result": bet, "frequency": "week"})
        fields: dict[str, Value] = {"title": title, "objective": ids[place * objectives // key_results]}
        writer.add(EntityKind.KEY_RESULT, bet, {**fields, "measure": series, "start": 0.0, "target": 100.0})
        bets.append((bet, series))
    each = max(check_ins // max(key_results, 1), 1)
    for number in range(check_ins):
        bet, series = bets[number % len(bets)]
        place = number // len(bets)
        day = today - timedelta(days=2 * (each - place))
        values: dict[str, Value] = {"measure": series, "key_result": bet, "date": str(day), "author": "anna"}
        values |= {"value": float(3 * place + number % 7), "confidence": 5, "note": "a note about the week"}
        writer.add(EntityKind.CHECK_IN, writer.new_id(), values)
    writer.close()


def _defaults(kind: EntityKind) -> dict[str, Any]:
    return {name: field.get_default() for name, field in ENTITIES[kind].model_fields.items() if not field.is_required()}


if __name__ == "__main__":
    generate(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:5]))
