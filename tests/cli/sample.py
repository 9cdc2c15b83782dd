"""A small workspace with fixed ids, so that refs are the same in every run."""

from datetime import UTC, date, datetime
from pathlib import Path

from goaltui.model.changes import Fields, Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import natural_id
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import configure

DAY = date(2026, 8, 15)
"""The day that the tests look at."""

STRATEGIC, OKR, LOOSE, CHURN, REFERENCES, DONE, SERIES, REVENUE = (
    f"{digit}0000000-0000-4000-8000-000000000000" for digit in "12345678"
)
OWN = "90000000-0000-4000-8000-000000000000", "a0000000-0000-4000-8000-000000000000"
CYCLE = natural_id(EntityKind.CYCLE, "2026-Q3")
ANNA = natural_id(EntityKind.PERSON, "anna")
BO = natural_id(EntityKind.PERSON, "bo")
TEAM = natural_id(EntityKind.TEAM, "care")
CUSTOMER = natural_id(EntityKind.PERSPECTIVE, "customer")
FINANCIAL = natural_id(EntityKind.PERSPECTIVE, "financial")
HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


def clock(day: date = DAY) -> FixedClock:
    """Noon of a day."""
    return FixedClock(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def make(path: Path) -> None:
    """Write the sample into a new file."""
    workspace = Workspace.open(path, author="anna", clock=clock(date(2026, 7, 1)), create=True)
    workspace.database.apply(_drafts(), author="anna", now=clock(date(2026, 7, 1)).now())
    for number, (day, value) in enumerate([(date(2026, 7, 15), 7.0), (date(2026, 8, 12), 12.0)]):
        fields: Fields = {
            "measure": OWN[0],
            "key_result": REFERENCES,
            "date": day.isoformat(),
            "value": value,
            "confidence": 6,
            "note": "three from the fair",
            "author": "anna",
        }
        draft = Operation(EntityKind.CHECK_IN, f"b000000{number}-0000-4000-8000-000000000000", fields)
        workspace.database.apply([draft], author="anna", now=clock(day).now())
    configure(workspace, name="Nordvik")
    workspace.close()


def _drafts() -> list[Operation]:
    return [
        Operation(EntityKind.CYCLE, CYCLE, {"name": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"}),
        Operation(EntityKind.PERSON, ANNA, {"key": "anna", "name": "anna"}),
        Operation(EntityKind.PERSON, BO, {"key": "bo", "name": "bo"}),
        Operation(EntityKind.TEAM, TEAM, {"key": "care", "name": "care"}),
        Operation(EntityKind.OBJECTIVE, STRATEGIC, {"title": "Customers stay and refer", "perspective": CUSTOMER}),
        Operation(
            EntityKind.OBJECTIVE,
            OKR,
            {"title": "Make leaving unthinkable", "parent": STRATEGIC, "cycle": CYCLE, "owner": ANNA, "team": TEAM},
        ),
        Operation(EntityKind.OBJECTIVE, LOOSE, {"title": HOSTILE, "cycle": CYCLE, "owner": BO}),
        Operation(
            EntityKind.MEASURE,
            SERIES,
            {
                "title": "Churn",
                "unit": "%/month",
                "objective": STRATEGIC,
                "scoring": '{"preset":"goal_red_flag","goal":1.5,"red_flag":3.0}',
            },
        ),
        Operation(
            EntityKind.MEASURE,
            REVENUE,
            {"title": "Revenue", "unit": "kSEK", "perspective": FINANCIAL, "frequency": "month"},
        ),
        Operation(EntityKind.MEASURE, OWN[0], {"title": "20 reference customers", "key_result": REFERENCES}),
        Operation(EntityKind.MEASURE, OWN[1], {"title": "Every change reviewed", "key_result": DONE}),
        Operation(
            EntityKind.KEY_RESULT,
            CHURN,
            {"title": "Churn down to 1.8", "objective": OKR, "measure": SERIES, "start": 2.6, "target": 1.8},
        ),
        Operation(
            EntityKind.KEY_RESULT,
            REFERENCES,
            {"title": "20 reference customers", "objective": OKR, "measure": OWN[0], "start": 4, "target": 20},
        ),
        Operation(
            EntityKind.KEY_RESULT,
            DONE,
            {"title": "Every change reviewed", "objective": LOOSE, "measure": OWN[1], "condition": "done"},
        ),
        *(
            Operation(
                EntityKind.CHECK_IN,
                f"c000000{number}-0000-4000-8000-000000000000",
                {"measure": SERIES, "date": day, "value": value, "author": "anna"},
            )
            for number, (day, value) in enumerate(
                [("2026-07-01", 2.6), ("2026-07-15", 2.5), ("2026-07-31", 2.4), ("2026-08-10", 2.4)]
            )
        ),
    ]
