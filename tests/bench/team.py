"""What a visit of a team's hub costs, with few people and with many: `python -m tests.bench --team`.

Every person has a replica of their own, with four key results and a year of two check-ins a week in it.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from goaltui.model.changes import Change, Value
from goaltui.model.enums import EntityKind
from goaltui.sharing.file.file_hub import FileHub
from goaltui.sharing.hub import PIECE, Hub
from goaltui.sharing.postgres.postgres_hub import PostgresHub
from goaltui.store.database import Database
from tests.sharing.server import PASSWORD, Proxy, served
from tests.store.support import START, later, objective, write

PEOPLE = (5, 500)
HEAD = "| hub | idle | gives one change | takes one | a new replica takes all |\n|---|---|---|---|---|"
_WEEKS = 52
_A_WEEK = 2
_KEY_RESULTS = 4
_AFTER = _WEEKS * 7 * 24 * 60
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one visit took.

    `wire` is what went to and came from a server, none for a file: that is copied whole or left alone.
    """

    seconds: float
    wire: "Wire | None"

    def cell(self) -> str:
        """In words, for a table."""
        wire = self.wire
        if wire is None:
            return f"{self.seconds:.2f} s"
        return f"{self.seconds:.2f} s, {wire.statements} statement{'s' * (wire.statements != 1)}, {_size(wire.size)}"


@dataclass(frozen=True, slots=True)
class Wire:
    """Statements sent to a server, and bytes in both directions."""

    statements: int
    size: int

    def since(self, before: "Wire") -> "Wire":
        """What came on top of an earlier count."""
        return Wire(self.statements - before.statements, self.size - before.size)


@dataclass(frozen=True, slots=True)
class Visits:
    """What the visits to one hub took."""

    hub: str
    people: int
    changes: int
    idle: Cost
    gives: Cost
    takes: Cost
    takes_all: Cost

    def row(self) -> str:
        """A row of the table in the manual."""
        cells = " | ".join(cost.cell() for cost in (self.idle, self.gives, self.takes, self.takes_all))
        return f"| {self.hub}, {self.people} people, {self.changes:,} changes | {cells} |"


@dataclass(frozen=True, slots=True)
class Place:
    """A hub as each of a team reaches it: `called` names it once it is filled, `wire` is counted so far."""

    called: Callable[[], str]
    hub: Callable[[Path], Hub]
    wire: Callable[[], Wire | None]


def visits(folder: Path) -> Iterator[Visits]:
    """A file and a server, each with few and with many people; skips where there is no server, saying why."""
    for people in PEOPLE:
        home = folder / f"file-{people}"
        yield _measured(_file(home), people, home)
    with served() as server, _password():
        for people in PEOPLE:
            home = folder / f"server-{people}"
            way = Proxy(server.port)
            hub = PostgresHub(server.url(server.database(), port=way.port))
            yield _measured(_server(hub, way), people, home)
            way.close()


def _file(home: Path) -> Place:
    file = home / "team.goaltui"

    def hub(machine: Path) -> Hub:
        return FileHub(file, machine, machine / "backups", "ext4")

    return Place(lambda: f"file of {_size(file.stat().st_size)}", hub, lambda: None)


def _server(hub: PostgresHub, way: Proxy) -> Place:
    return Place(lambda: "server", lambda _machine: hub, lambda: Wire(way.statements, way.bytes))


def _measured(place: Place, people: int, home: Path) -> Visits:
    home.mkdir()
    seed = _replica(home / "seed")
    changes = _fill(seed, people)
    _visit(place, seed, home / "seed")
    anna, bo = (_replica(home / name, seed.uuid) for name in ("anna", "bo"))
    takes_all = _visit(place, anna, home / "anna")
    _visit(place, bo, home / "bo")
    idle = _visit(place, anna, home / "anna")
    write(anna, objective(title="One more"), author="anna", minutes=_AFTER)
    gives = _visit(place, anna, home / "anna")
    takes = _visit(place, bo, home / "bo")
    for database in (seed, anna, bo):
        database.close()
    return Visits(place.called(), people, changes, idle, gives, takes, takes_all)


def _visit(place: Place, replica: Database, machine: Path) -> Cost:
    hub = place.hub(machine)
    before = place.wire()
    began = time.perf_counter()
    hub.visit(replica, now=later(_AFTER + 1), deadline=time.monotonic() + _PATIENCE)
    seconds = time.perf_counter() - began
    after = place.wire()
    return Cost(seconds, after.since(before) if after is not None and before is not None else None)


def _replica(machine: Path, workspace: str | None = None) -> Database:
    machine.mkdir()
    return Database.open(machine / "replica.db", create=True, workspace=workspace)


def _fill(database: Database, people: int) -> int:
    changes = [change for person in range(people) for change in _of_person(person)]
    for begin in range(0, len(changes), PIECE):
        database.exchange.merge(changes[begin : begin + PIECE], now=later(_AFTER))
    return len(changes)


def _of_person(person: int) -> Iterator[Change]:
    """The objective of one person, its key results and a year of check-ins."""
    name, replica = f"person {person}", _id(f"replica {person}")
    goal = _id(f"objective {person}")
    made: list[tuple[float, EntityKind, str, dict[str, Value]]] = [
        (0, EntityKind.OBJECTIVE, goal, {"title": f"Objective of {name}"})
    ]
    for place in range(_KEY_RESULTS):
        bet, series = _id(f"key result {person} {place}"), _id(f"measure {person} {place}")
        title = f"Key result {place} of {name}"
        made.append((0, EntityKind.MEASURE, series, {"title": title, "key_result": bet}))
        fields: dict[str, Value] = {"title": title, "objective": goal, "measure": series, "start": 0.0, "target": 100.0}
        made.append((0, EntityKind.KEY_RESULT, bet, fields))
    for number in range(_WEEKS * _A_WEEK):
        place = number % _KEY_RESULTS
        minutes = (number + 1) * 7 * 24 * 60 / _A_WEEK
        day = (START + timedelta(minutes=minutes)).date().isoformat()
        fields = {"measure": _id(f"measure {person} {place}"), "key_result": _id(f"key result {person} {place}")}
        fields |= {"date": day, "value": float(number), "confidence": 5, "note": "a note about the week"}
        made.append((minutes, EntityKind.CHECK_IN, _id(f"check-in {person} {number}"), fields))
    for seq, (minutes, kind, identity, fields) in enumerate(made, 1):
        at = later(minutes)
        clock = (int(at.timestamp() * 1000) << 16) + seq
        yield Change(replica, seq, clock, _id(f"batch {person} {seq}"), name, at, kind.value, identity, fields)


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


@contextmanager
def _password() -> Iterator[None]:
    before = os.environ.get("PGPASSWORD")
    os.environ["PGPASSWORD"] = PASSWORD
    try:
        yield
    finally:
        if before is None:
            del os.environ["PGPASSWORD"]
        else:
            os.environ["PGPASSWORD"] = before


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB" if number >= 1_000_000 else f"{number / 1000:.1f} kB"
