"""The cycle after another one goes on with its name."""

from datetime import date

import pytest

from goaltui.rules.progress.cycle_names import next_named

Q3, FROM_FEBRUARY = (date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 11, 1), date(2027, 1, 31))
TEN_WEEKS = (date(2026, 9, 7), date(2026, 11, 15))


@pytest.mark.parametrize(
    ("name", "span", "wanted"),
    [
        ("2026-Q3", Q3, "2026-Q4"),
        ("2026-Q4", (date(2026, 10, 1), date(2026, 12, 31)), "2027-Q1"),
        ("FY27-Q3", FROM_FEBRUARY, "FY27-Q4"),
        ("FY27-Q4", FROM_FEBRUARY, "FY28-Q1"),
        ("FY99 Q4", FROM_FEBRUARY, "FY00 Q1"),
        ("GJ 26/27-Q2", FROM_FEBRUARY, "GJ 26/27-Q3"),
        ("GJ 26/27-Q4", FROM_FEBRUARY, "GJ 27/28-Q1"),
        ("Q3 2026/27", FROM_FEBRUARY, "Q4 2026/27"),
        ("2026-Q4", (date(2026, 9, 30), date(2026, 12, 29)), "2027-Q1"),
        ("Q4 2026", FROM_FEBRUARY, "Q1 2027"),
        ("2026 T3", (date(2026, 9, 1), date(2026, 12, 31)), "2027 T1"),
        ("FY27-P09", (date(2026, 9, 1), date(2026, 9, 30)), "FY27-P10"),
        ("FY27-P12", (date(2026, 9, 1), date(2026, 9, 30)), "FY28-P01"),
        ("PI 12", TEN_WEEKS, "PI 13"),
        ("PI 123", TEN_WEEKS, "PI 124"),
        ("Sprint 2026-14", TEN_WEEKS, "Sprint 2026-15"),
        ("FY26", (date(2025, 7, 1), date(2026, 6, 30)), "FY27"),
        ("FY 26/27", (date(2026, 7, 1), date(2027, 6, 30)), "FY 27/28"),
        ("Autumn", FROM_FEBRUARY, "2027-02-01 to 2027-04-30"),
        ("第3四半期", Q3, "2026-Q4"),
    ],
)
def test_a_name_goes_on_as_it_began(name: str, span: tuple[date, date], wanted: str) -> None:
    found = next_named(name, *span)
    assert found.name == wanted
    assert found.start > span[1]


def test_it_is_as_long_as_the_one_before() -> None:
    found = next_named("FY27-Q3", *FROM_FEBRUARY)
    assert (found.start, found.end) == (date(2027, 2, 1), date(2027, 4, 30))
    assert next_named(*found).name == "FY28-Q1"
    found = next_named("PI 12", *TEN_WEEKS)
    assert (found.end - found.start) == (TEN_WEEKS[1] - TEN_WEEKS[0])
