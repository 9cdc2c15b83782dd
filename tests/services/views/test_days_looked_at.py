"""The days that can be looked at, as people type them."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.errors import WrongUsage
from goaltui.services.views.time_travel import go_to_day
from tests.goals import opened


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("last month", date(2026, 10, 31)),
        ("Last week", date(2026, 11, 17)),
        ("last year", date(2025, 12, 31)),
        ("October", date(2026, 10, 31)),
        ("dec", date(2025, 12, 31)),
        ("november", date(2026, 11, 24)),
        ("30 days ago", date(2026, 10, 25)),
        ("a month ago", date(2026, 10, 24)),
        ("-3m", date(2026, 8, 24)),
        ("-3w", date(2026, 11, 3)),
        ("2 weeks ago", date(2026, 11, 10)),
        ("förra månaden", date(2026, 10, 31)),
        ("förra veckan", date(2026, 11, 17)),
        ("förra året", date(2025, 12, 31)),
        ("för 2 veckor sedan", date(2026, 11, 10)),
        ("ett år sedan", date(2025, 11, 24)),
        ("last friday", date(2026, 11, 20)),
        ("15 Aug", date(2026, 8, 15)),
        ("2w", date(2026, 11, 10)),
        ("10 days", date(2026, 11, 14)),
        ("October 2025", date(2025, 10, 31)),
        ("2026-10", date(2026, 10, 31)),
        ("this quarter", date(2026, 11, 24)),
        ("end of last quarter", date(2026, 9, 30)),
    ],
)
def test_a_day_is_read_as_it_is_said(tmp_path: Path, typed: str, day: date) -> None:
    workspace = opened(tmp_path / "work.db")
    assert go_to_day(workspace, typed) == day
    workspace.close()


@pytest.mark.parametrize("typed", ["", "last", "next month", "99999 days ago", "3", "m", "[/]", "ago"])
def test_what_is_no_day_is_refused_in_a_sentence(tmp_path: Path, typed: str) -> None:
    workspace = opened(tmp_path / "work.db")
    with pytest.raises(WrongUsage, match=r"\."):
        go_to_day(workspace, typed)
    workspace.close()
