"""Check-in targets for the tests of the line and of its preview."""

from datetime import date
from typing import Any

from goaltui.model.enums import Condition, EntityKind, StatusPreset
from goaltui.services.checkin.target import CheckInTarget

TODAY = date(2026, 11, 24)
"""A Tuesday."""


def key_result(**changes: Any) -> CheckInTarget:
    """Churn from 3 down to 1.8, last at 2.4, half of the way expected; `changes` replace fields."""
    fields: dict[str, Any] = {
        "id": "one",
        "kind": EntityKind.KEY_RESULT,
        "measure": "two",
        "title": "Churn down to 1.8",
        "unit": "%/month",
        "condition": Condition.REACH,
        "start": 3.0,
        "target": 1.8,
        "low": None,
        "high": None,
        "value": 2.4,
        "value_on": date(2026, 11, 10),
        "confidence": 4,
        "expected": 0.5,
        "status_preset": StatusPreset.STEADY,
        "scoring": None,
        "milestones": (),
        "end": date(2026, 12, 31),
        "points": (
            (date(2026, 10, 1), 3.0),
            (date(2026, 10, 15), 2.8),
            (date(2026, 11, 10), 2.4),
        ),
    }
    return CheckInTarget(**(fields | changes))


def customers(**changes: Any) -> CheckInTarget:
    """From 4 to 20 customers, never checked in."""
    return key_result(
        **{
            "title": "20 customers",
            "unit": "customers",
            "start": 4.0,
            "target": 20.0,
            "value": None,
            "value_on": None,
            "confidence": None,
            "points": (),
        }
        | changes
    )


def measure(**changes: Any) -> CheckInTarget:
    """A measure with a goal of 1200 and a red flag at 1000, last at 1150."""
    return key_result(
        **{
            "kind": EntityKind.MEASURE,
            "title": "Revenue",
            "unit": "kSEK",
            "condition": None,
            "start": None,
            "target": None,
            "value": 1150.0,
            "confidence": None,
            "expected": None,
            "scoring": '{"preset":"goal_red_flag","goal":1200.0,"red_flag":1000.0}',
            "end": None,
            "points": ((date(2026, 11, 10), 1150.0),),
        }
        | changes
    )
