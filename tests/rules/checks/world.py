"""A small workspace in which nothing is wrong, for tests that break one thing at a time."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from goaltui.model.enums import DataState, Status
from goaltui.model.records import (
    CheckSettingRecord,
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    Point,
    Records,
    RemarkRecord,
    TeamRecord,
    WorkspaceRecord,
)
from goaltui.rules.checks import CHECKS, Facts, run_checks

TODAY = date(2026, 8, 15)
NORDVIK = WorkspaceRecord("Nordvik", "", "", "", "both", "en", "steady")
GOAL = '{"preset":"goal_red_flag","goal":1.5,"red_flag":3.0}'
COLLECTIONS = (
    "perspectives",
    "cycles",
    "teams",
    "people",
    "objectives",
    "key_results",
    "measures",
    "targets",
    "milestones",
    "initiatives",
    "links",
    "remarks",
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def clock(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000) << 16


def series(*pairs: tuple[str, float]) -> tuple[Point, ...]:
    return tuple(Point(day(text), value, False) for text, value in pairs)


def an_objective(identity: str, title: str, **fields: Any) -> ObjectiveRecord:
    plain = ObjectiveRecord(
        id=identity,
        key=None,
        title=title,
        why="",
        parent=None,
        cycle=None,
        perspective=None,
        team=None,
        owner="anna",
        ambition="aspirational",
        weight=1.0,
        counts=True,
        state="active",
        grade=None,
        closing="",
        created=0,
    )
    return plain._replace(**fields)


def a_key_result(identity: str, title: str, objective: str, **fields: Any) -> KeyResultRecord:
    plain = KeyResultRecord(
        id=identity,
        key=None,
        title=title,
        objective=objective,
        measure=f"own {identity}",
        unit="%",
        start=20.0,
        target=60.0,
        low=None,
        high=None,
        condition="reach",
        weight=1.0,
        owner=None,
        due=None,
        cadence=None,
        first_day=None,
        first_target=None,
        frequency="week",
        value=40.0,
        value_on=day("2026-08-12"),
        estimate=False,
        checked_in=day("2026-08-12"),
        confidence=6,
        manual_status=None,
        own_measure=True,
        created=0,
    )
    return plain._replace(**fields)


def a_measure(identity: str, title: str, **fields: Any) -> MeasureRecord:
    plain = MeasureRecord(
        id=identity,
        key=None,
        title=title,
        unit="%",
        definition="Who left, of all",
        source="billing",
        owner="anna",
        updater=None,
        kind="lag",
        frequency="month",
        aggregation="last",
        scoring=GOAL,
        weight=1.0,
        objective=None,
        perspective=None,
        applies=True,
        created=clock("2026-01-01"),
    )
    return plain._replace(**fields)


def an_initiative(identity: str, title: str, **fields: Any) -> InitiativeRecord:
    plain = InitiativeRecord(
        id=identity,
        key=None,
        title=title,
        objective=None,
        key_result=None,
        owner="anna",
        due=day("2026-09-15"),
        state="running",
        percent=40.0,
    )
    return plain._replace(**fields)


def a_remark(identity: str, kind: str, **fields: Any) -> RemarkRecord:
    plain = RemarkRecord(
        identity, kind, "key_result", "references", "No exit reasons", "bo", day("2026-09-01"), "open", ""
    )
    return plain._replace(**fields)


@dataclass
class World:
    """Collections of records and what the rules made of them, to be changed before `facts` is asked for."""

    workspace: WorkspaceRecord = NORDVIK
    records: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLLECTIONS})
    settings: list[CheckSettingRecord] = field(default_factory=list)
    progress: dict[str, float | None] = field(default_factory=dict)
    expected: dict[str, float | None] = field(default_factory=dict)
    status: dict[str, Status] = field(default_factory=dict)
    score: dict[str, float | None] = field(default_factory=dict)
    points: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    noted: dict[str, date] | None = field(default_factory=dict)
    rewritten: dict[str, date] | None = field(default_factory=dict)
    today: date = TODAY

    def add(self, collection: str, *records: Any) -> None:
        self.records[collection].extend(records)

    def change(self, identity: str, **fields: Any) -> None:
        for records in self.records.values():
            for place, record in enumerate(records):
                if record.id == identity:
                    records[place] = record._replace(**fields)
                    return
        raise KeyError(identity)

    def remove(self, identity: str) -> None:
        for records in self.records.values():
            records[:] = [record for record in records if record.id != identity]

    def configure(self, check: str, *, enabled: bool = True, threshold: float | None = None) -> None:
        self.settings.append(CheckSettingRecord(f"setting of {check}", check, enabled, threshold))

    def facts(self) -> Facts:
        fixed = {name: tuple(records) for name, records in self.records.items()}
        return Facts(
            Records(self.workspace, **fixed, check_settings=tuple(self.settings)),
            self.today,
            progress=self.progress,
            expected=self.expected,
            status=self.status,
            score=self.score,
            data={record.id: DataState.MEASURED for record in self.records["measures"]},
            points=self.points,
            noted=self.noted,
            rewritten=self.rewritten,
        )

    def found(self) -> set[tuple[str, str]]:
        """Check and id of every finding."""
        return {(finding.check, finding.id) for finding in run_checks(self.facts())}

    def stir(self) -> None:
        """Let the key results stand where they should."""
        for record in self.records["key_results"]:
            self.progress.setdefault(record.id, 0.5)
            self.expected.setdefault(record.id, 45 / 91)
            self.status.setdefault(record.id, Status.ON_TRACK)


def sound() -> World:
    """A workspace of both methods with nothing wrong in it."""
    world = World()
    world.add(
        "perspectives",
        PerspectiveRecord("financial", "financial", "Financial", 0, 1.0),
        PerspectiveRecord("customer", "customer", "Customer", 1, 1.0),
    )
    world.add(
        "cycles",
        CycleRecord("year", "2026", day("2026-01-01"), day("2026-12-31"), None),
        CycleRecord("q1", "2026-Q1", day("2026-01-01"), day("2026-03-31"), "year"),
        CycleRecord("q2", "2026-Q2", day("2026-04-01"), day("2026-06-30"), "year"),
        CycleRecord("q3", "2026-Q3", day("2026-07-01"), day("2026-09-30"), "year"),
    )
    world.add(
        "teams",
        TeamRecord("company", "company", "Company", None),
        TeamRecord("product", "product", "Product", "company"),
        TeamRecord("web", "web", "Web", "product"),
    )
    world.add("people", PersonRecord("anna", "anna", "Anna", "product"), PersonRecord("bo", "bo", "Bo", None))
    world.add(
        "objectives",
        an_objective("loyal", "Customers stay with us longer", perspective="customer"),
        an_objective("growth", "Growth pays for itself again", perspective="financial", owner="bo"),
        an_objective("leaving", "Make leaving our product unthinkable", parent="loyal", cycle="q3", team="product"),
        an_objective("billing", "Bring back money owed for long", parent="growth", cycle="q3", owner="bo"),
        an_objective(
            "past", "Open the door to larger customers", parent="loyal", cycle="q2", state="closed", grade=0.7
        ),
        an_objective(
            "promised",
            "Pass the audit without remarks",
            parent="loyal",
            cycle="q2",
            state="closed",
            grade=0.8,
            ambition="committed",
            closing="The auditor fell ill",
        ),
    )
    world.add(
        "key_results",
        a_key_result("references", "20 reference customers", "leaving", unit="customers", start=4.0, target=20.0),
        a_key_result("weekly", "Share of accounts that log in weekly", "leaving"),
        a_key_result("overdue", "Invoices paid in time", "billing"),
        a_key_result("reminded", "Median days to payment", "billing", unit="days", start=45.0, target=30.0),
    )
    world.add(
        "measures",
        a_measure("churn", "Churn", objective="loyal"),
        a_measure("onboarding", "Days to first value", objective="loyal", kind="lead", unit="days"),
        a_measure("margin", "Gross margin", objective="growth", owner="bo"),
    )
    world.add("links", LinkRecord("drives", "loyal", "growth", "strong", 3, ""))
    world.add("initiatives", an_initiative("mails", "Onboarding mails", key_result="references"))
    world.add("remarks", a_remark("obstacle", "obstacle"), a_remark("gap", "data_gap"))
    for measure in ("churn", "onboarding", "margin"):
        world.points[measure] = series(("2026-06-30", 1.7), ("2026-07-31", 1.4))
        world.score[measure] = 68.9
    for record in world.records["key_results"]:
        world.points[record.measure] = series(("2026-07-08", 25), ("2026-08-12", 40))
    world.stir()
    return world


def known_checks() -> set[str]:
    """The ids of all checks."""
    return {check.id for check in CHECKS}
