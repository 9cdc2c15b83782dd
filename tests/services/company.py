"""A small company whose numbers are worked out by hand in the reference, for the tests of the views."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import natural_id, new_id
from goaltui.model.scoring import Scoring
from goaltui.store.database import Database

NOW = datetime(2026, 8, 31, 12, tzinfo=UTC)
TODAY = date(2026, 8, 31)


def write(database: Database, kind: EntityKind, fields: Mapping[str, Value], identity: str | None = None) -> str:
    """Write one entity and return its id."""
    chosen = identity or new_id()
    database.apply([Operation(kind, chosen, fields)], author="anna", now=NOW)
    return chosen


def perspective(database: Database, key: str, name: str, position: int, weight: float) -> str:
    fields: dict[str, Value] = {"key": key, "name": name, "position": position, "weight": weight}
    return write(database, EntityKind.PERSPECTIVE, fields, natural_id(EntityKind.PERSPECTIVE, key))


def measure(
    database: Database,
    objective: str,
    title: str,
    scoring: Mapping[str, object],
    value: float | None,
    weight: float = 1,
) -> str:
    fields: dict[str, Value] = {"title": title, "objective": objective, "weight": weight}
    fields["scoring"] = Scoring.of(scoring).to_json()
    identity = write(database, EntityKind.MEASURE, fields)
    if value is not None:
        write(database, EntityKind.CHECK_IN, {"measure": identity, "date": TODAY.isoformat(), "value": value})
    return identity


def key_result(
    database: Database, objective: str, title: str, start: float, target: float, values: Mapping[date, float]
) -> str:
    identity, series = new_id(), new_id()
    write(database, EntityKind.MEASURE, {"title": title, "key_result": identity}, series)
    fields: dict[str, Value] = {"title": title, "objective": objective, "measure": series}
    write(database, EntityKind.KEY_RESULT, {**fields, "start": start, "target": target}, identity)
    for day, value in values.items():
        check_in: dict[str, Value] = {"measure": series, "key_result": identity, "date": day.isoformat()}
        write(database, EntityKind.CHECK_IN, {**check_in, "value": value, "confidence": 6})
    return identity


def cycle(database: Database, name: str, start: date, end: date) -> str:
    fields: dict[str, Value] = {"name": name, "start": start.isoformat(), "end": end.isoformat()}
    return write(database, EntityKind.CYCLE, fields, natural_id(EntityKind.CYCLE, name))


def mock_up_a(path: Path) -> Database:
    """The scorecard of the reference: perspectives 30/30/25/15, total 61.2, coverage .835."""
    database = Database.open(path, create=True)
    financial = perspective(database, "financial", "Financial", 0, 30)
    customer = perspective(database, "customer", "Customer", 1, 30)
    process = perspective(database, "internal-process", "Internal process", 2, 25)
    learning = perspective(database, "learning-growth", "Learning & growth", 3, 15)

    def objective(title: str, where: str, weight: float) -> str:
        return write(database, EntityKind.OBJECTIVE, {"title": title, "perspective": where, "weight": weight})

    def line(score: float) -> tuple[Mapping[str, object], float]:
        return {"preset": "min_max", "worst": 0, "best": 100}, score

    grow = objective("Grow recurring revenue", financial, 60)
    measure(database, grow, "MRR", {"preset": "goal_red_flag", "goal": 1200, "red_flag": 1000}, 1274, weight=2)
    measure(database, grow, "Gross margin", {"preset": "goal_red_flag", "goal": 62, "red_flag": 53}, 58)
    cost = objective("Lower cost to serve", financial, 40)
    measure(database, cost, "Cost per ticket", *line(76))
    measure(database, cost, "Cash runway", {"goal": 12, "red_flag": 6}, None)
    stay = objective("Customers stay and refer", customer, 60)
    measure(database, stay, "NPS", *line(160 / 3))
    measure(database, stay, "Churn", {"goal": 1.5, "red_flag": 3.0}, 2.4)
    measure(database, objective("Faster first value", customer, 40), "Days to onboard", *line(72.2))
    ship = objective("Ship safely every week", process, 50)
    measure(database, ship, "Releases", *line(83.3))
    measure(database, ship, "Team load", {"low": 36, "high": 42}, 40)
    measure(database, objective("Fix what customers report", process, 50), "P1 bugs", *line(28.5))
    learn = objective("Everyone learns in public", learning, 60)
    measure(database, learn, "Talks held", *line(50))
    measure(database, learn, "eNPS", *line(0)[:1], None)
    objective("Key skills covered", learning, 40)
    return database
