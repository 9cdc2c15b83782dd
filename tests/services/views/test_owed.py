"""What is owed, which is read without the goals that owe nothing, is the same as among everything."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from goaltui.model.enums import Frequency, Method, Weekday
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.views.today import due_of, owed_view
from tests.bench.large import generate
from tests.goals import (
    NOW,
    Value,
    cycle,
    goals,
    imported,
    initiative,
    key_result,
    loose_measure,
    measure,
    objective,
    opened,
)

TODAY = NOW.date()


def _day(back: int) -> str:
    return (TODAY - timedelta(back)).isoformat()


def _told(back: int, *, valued: bool = True) -> dict[str, Value]:
    """A check-in of so many days ago."""
    return {"at": _day(back), "confidence": 5, **({"value": 3} if valued else {})}


_RHYTHMS: tuple[Mapping[str, Value], ...] = (
    {},
    *({"cadence": frequency.value} for frequency in Frequency),
    *({"weekday": weekday.value} for weekday in Weekday),
    {"weeks": 2},
    {"weeks": 2, "weekday": "fri"},
    {"condition": "milestones"},
)
_SPANS = ((60, -30), (60, -1), (60, 0), (60, 1), (60, 13), (60, 14), (60, 15), (-3, -60))
"""The first and last day of cycles, in days ago."""


def _rhythms() -> Iterator[str]:
    """Key results of each rhythm with a check-in that counts or does not, each day of the last two weeks."""
    yield cycle("now", _day(60), _day(-30))
    for number, (rhythm, back, valued) in enumerate(product(_RHYTHMS, range(-1, 14), (True, False))):
        yield objective(f"Objective {number}", cycle="now")
        span: dict[str, Value] = {} if "condition" in rhythm else {"start": 0, "target": 10}
        yield key_result(f"Key result {number}", check_ins=[_told(back, valued=valued)], **span, **rhythm)


def _cycles() -> Iterator[str]:
    """Key results of cycles that have ended or have not, or of none, checked in on each of the last days."""
    yield loose_measure("Daily", frequency="day", values={_day(3): 4})
    for number, (first, last) in enumerate(_SPANS):
        yield cycle(f"C{number}", _day(first), _day(last))
        for state, back in product(("active", "closed"), range(-1, 9)):
            yield objective(f"Objective {number} {state} {back}", cycle=f"C{number}", state=state)
            yield key_result("Own", start=0, target=10, check_ins=[_told(back)])
        yield objective(f"Objective {number}", cycle=f"C{number}")
        yield key_result("Lasting", measure="Daily", start=0, target=10)
    yield objective("Of no cycle")
    yield measure("Churn", frequency="week")
    yield key_result("Loose", start=0, target=10)


def _work() -> Iterator[str]:
    """Work that is due, on goals that owe no check-in."""
    yield cycle("now", _day(60), _day(-30))
    yield objective("Helped", cycle="now", owner="anna")
    yield initiative("On the objective", objective="Helped", due=_day(2))
    yield objective("Helped below", cycle="now")
    yield key_result("Fresh", start=0, target=10, check_ins=[_told(0)])
    yield initiative("On the key result", key_result="Fresh", due=_day(2))


def _assert_owed_as_among_everything(workspace: Workspace) -> None:
    look = workspace.look
    everything = owed_view(look.records(), look.outline(), look.measured(), look.header(), workspace.author)
    assert due_of(workspace) == due_of(workspace, whole=True) == everything
    assert everything.due or everything.work or workspace.look.header().method is not Method.BOTH


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("things", [_rhythms, _cycles, _work])
def test_what_is_owed_is_found_whatever_the_rhythm(
    tmp_path: Path, things: Callable[[], Iterator[str]], ahead: bool
) -> None:
    path = tmp_path / "w.db"
    imported(path, goals(*things())).close()
    if ahead:
        # Where their authors are, a day has come already that is still to come here.
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE check_in SET date = date(date, '1 day') WHERE date <= ?", (str(TODAY),))
    workspace = opened(path)
    for back in (0, 1, 5):
        workspace.look_at(TODAY - timedelta(back))
        _assert_owed_as_among_everything(workspace)
    workspace.close()


@pytest.mark.parametrize("method", Method)
def test_what_is_owed_in_the_sample(tmp_path: Path, method: Method) -> None:
    workspace = opened(tmp_path / "w.db")
    load_sample(workspace, method)
    for back in (0, 1, 20, 100, 200):
        workspace.look_at(TODAY - timedelta(back))
        _assert_owed_as_among_everything(workspace)
    workspace.close()


def test_goals_that_owe_nothing_are_not_read(tmp_path: Path) -> None:
    workspace = imported(
        tmp_path / "w.db",
        goals(
            cycle("2026-Q4"),
            objective("Up to date", cycle="2026-Q4"),
            key_result("Fresh", start=0, target=10, check_ins=[_told(2)]),
            objective("Forgotten", cycle="2026-Q4"),
            key_result("Stale", start=0, target=10),
        ),
    )
    assert [row.title for row in due_of(workspace).due] == ["Stale"]
    assert [item.title for item in workspace.look.owed().records().key_results] == ["Stale"]
    workspace.close()


def test_everything_is_owed_in_a_large_workspace(tmp_path: Path) -> None:
    path, count = tmp_path / "w.db", 2_100
    generate(path, count, count, 0, flat=True)
    workspace = Workspace.open(path, author="anna", clock=SystemClock())
    assert len(due_of(workspace).due) == count
    _assert_owed_as_among_everything(workspace)
    workspace.close()
