"""What can be kept can be shown; what cannot is refused at every door in the same words."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goaltui.model.bounds import LARGEST, SMALLEST
from tests.cli.conftest import Shell

KEPT = st.just(0.0) | st.floats(SMALLEST, LARGEST) | st.floats(-LARGEST, -SMALLEST)
TOO_FAR = ("1e28", "-1e16", "1e308", "5e-324", "9" * 400)
NUMBER = "a number can be 0, or from"
DAYS = "the calendar here goes from 1900-01-01 to 2200-12-31"


def goals(start: float, target: float, *values: float) -> str:
    days = ", ".join(f"2026-0{place + 2}-01 = {value!r}" for place, value in enumerate(values))
    return f"""
        format = 1
        [[cycles]]
        name = "Edge"
        start = 2026-01-01
        end = 2026-12-31
        [[objectives]]
        title = "Grow"
        cycle = "Edge"
        [[objectives.key_results]]
        title = "Boundless"
        start = {start!r}
        target = {target!r}
        values = {{ {days} }}
        [[measures]]
        title = "Scored"
        frequency = "month"
        scoring = {{ baseline = {start!r}, target = {target!r} }}
        values = {{ {days} }}
    """


def made(shell: Shell, path: Path, text: str) -> str:
    for suffix in ("db", "toml"):
        path.with_suffix(f".{suffix}").unlink(missing_ok=True)
    path.with_suffix(".toml").write_text(text, encoding="utf-8")
    database = str(path.with_suffix(".db"))
    assert shell("--db", database, "init").code == 0
    assert shell("--db", database, "import", str(path.with_suffix(".toml"))).code == 0
    return database


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KEPT, min_size=6, max_size=6))
def test_what_can_be_kept_can_be_shown(shell: Shell, tmp_path: Path, numbers: list[float]) -> None:
    start, target, *values = numbers
    target = target if target != start else start + 1.0
    first = made(shell, tmp_path / "first", goals(start, target, *values))
    for words in (
        ("tree",),
        ("why", "Boundless"),
        ("why", "Scored"),
        ("chart", "Boundless"),
        ("chart", "Scored"),
        ("chart", "Grow"),
        ("scorecard",),
        ("check",),
        ("--json", "tree"),
        ("--as-of", "2026-03-15", "tree"),
    ):
        said = shell("--db", first, *words)
        assert said.code in (0, 1), (words, said)
    exported = shell("--db", first, "export").out
    second = made(shell, tmp_path / "second", exported)
    assert shell("--db", second, "export").out == exported


@pytest.mark.parametrize("number", TOO_FAR)
def test_a_number_that_cannot_be_kept_is_refused_at_every_door(shell: Shell, tmp_path: Path, number: str) -> None:
    database = made(shell, tmp_path / "work", goals(0, 10, 5))
    before = shell("--db", database, "export").out
    file = tmp_path / "far.toml"
    file.write_text(goals(0, 10, 5).replace("start = 0", f"start = {number}"), encoding="utf-8")
    add = ("add", "kr", "More", "--under", "Grow")
    doors = (
        ("checkin", "Boundless", f"={number}"),
        (*add, "--target", number),
        (*add, "--start", number, "--target", "3"),
        (*add, "--target", "3", "--weight", number),
        (*add, "--start", "0", "--target", "3", "--phases", f"2026-08-01 {number}"),
        ("add", "measure", "Other", "--scoring", f"goal={number} red_flag=1"),
        ("import", str(file)),
    )
    for words in doors:
        said = shell("--db", database, *words)
        assert said.code in (1, 2), (words, said)
        assert NUMBER in said.err, (words, said)
        assert said.err.count("\n") == 1
    assert shell("--db", database, "export").out == before


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_outside_the_calendar_is_refused_at_every_door(shell: Shell, tmp_path: Path, day: str) -> None:
    database = made(shell, tmp_path / "work", goals(0, 10, 5))
    before = shell("--db", database, "export").out
    file = tmp_path / "far.toml"
    file.write_text(goals(0, 10, 5).replace("2026-02-01 =", f"{day} ="), encoding="utf-8")
    cycle = tmp_path / "cycle.toml"
    cycle.write_text(goals(0, 10, 5).replace("end = 2026-12-31", f"end = {day}"), encoding="utf-8")
    add = ("add", "kr", "More", "--under", "Grow", "--target", "3")
    doors = (
        ("--as-of", day, "tree"),
        ("--known-at", day, "tree"),
        ("checkin", "Boundless", f"=7 ^{day}"),
        (*add, "--due", day),
        ("add", "initiative", "Work", "--under", "Grow", "--due", day),
        ("import", str(file)),
        ("import", str(cycle)),
    )
    for words in doors:
        said = shell("--db", database, *words)
        assert said.code in (1, 2), (words, said)
        assert DAYS in said.err or ("--as-of" in words and "has not come yet" in said.err), (words, said)
    assert shell("--db", database, "export").out == before


@pytest.fixture(params=["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The clock of another place."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
    time.tzset()


def test_the_edges_of_the_calendar_can_be_looked_at(shell: Shell, tmp_path: Path, zone: str) -> None:
    text = goals(0, 10, 5).replace("2026-01-01", "1900-01-01").replace("2026-12-31", "2200-12-31")
    text = text.replace("2026-02-01 =", "1900-01-01 =")
    database = made(shell, tmp_path / "work", text)
    for words in (
        ("--as-of", "1900-01-01", "tree"),
        ("--as-of", "1900-01-01", "scorecard"),
        ("--known-at", "1900-01-02", "tree"),
        ("--known-at", "2200-12-30", "tree"),
        ("tree",),
        ("due",),
        ("chart", "Boundless"),
        ("chart", "Scored"),
        ("cycles",),
        ("check",),
        ("why", "Boundless"),
    ):
        said = shell("--db", database, *words)
        assert said.code in (0, 1), (zone, words, said)
