"""What an objective is expected to be beside what its parts are: in the tree, the why, the cycle and its chart."""

from bisect import bisect_right
from pathlib import Path

import pytest

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Status
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.charts import chart_of
from goaltui.services.views.cycles import cycles_view
from goaltui.services.views.detail import detail_of
from tests.goals import NOW, opened

YEAR = """
[[cycles]]
name = "2026"
start = 2026-01-01
end = 2026-12-31
[[cycles]]
name = "2026-Q4"
start = 2026-10-01
end = 2026-12-31
[[cycles]]
name = "2027-Q1"
start = 2027-01-01
end = 2027-03-31
"""
STRAIGHT = 54 / 91
"""Of the fourth quarter, on 24 November."""


def goals(tmp_path: Path, text: str) -> Workspace:
    workspace = opened(tmp_path / "a.db")
    import_toml(workspace, YEAR + text, "goals.toml")
    return workspace


def objective(title: str, cycle: str = "2026-Q4", **fields: str) -> str:
    placed = f'cycle = "{cycle}"\n' if cycle else ""
    return f'[[objectives]]\ntitle = "{title}"\n{placed}' + "".join(f"{name} = {it}\n" for name, it in fields.items())


def bet(title: str, value: int | None, **fields: str) -> str:
    """A key result from 0 to 100 that was checked in on 20 November, where it has a value."""
    text = f'[[objectives.key_results]]\ntitle = "{title}"\nstart = 0\ntarget = 100\n'
    told = "" if value is None else f"check_ins = [{{ at = 2026-11-20, value = {value} }}]\n"
    return text + told + "".join(f"{name} = {it}\n" for name, it in fields.items())


def phased(title: str, value: int | None, now: int) -> str:
    return bet(title, value, phases=f"{{ 2026-11-24 = {now} }}")


def row(workspace: Workspace, title: str) -> ObjectiveRow:
    return workspace.look.outline().objectives[resolve(workspace.database, title, EntityKind.OBJECTIVE).id]


def why(workspace: Workspace, title: str) -> list[tuple[str, str]]:
    lines = detail_of(workspace, resolve(workspace.database, title, EntityKind.OBJECTIVE).id).why
    return [(line.label, line.text) for line in lines]


def test_an_objective_is_on_track_with_what_is_on_its_phases_alone_under_it(tmp_path: Path) -> None:
    workspace = goals(tmp_path, objective("Ship") + phased("Later than others", 20, 20))
    found = row(workspace, "Ship")
    assert (found.progress, found.expected, found.status) == (0.2, 0.2, Status.ON_TRACK)
    assert found.reason == "20 % of 20 % expected"


def test_the_why_has_the_arithmetic_of_what_is_expected(tmp_path: Path) -> None:
    text = objective("Ship") + phased("A [/]", 20, 20) + bet("B", 50) + phased("Silent", None, 90)
    workspace = goals(tmp_path, text)
    assert row(workspace, "Ship").expected == pytest.approx((0.2 + STRAIGHT) / 2)
    lines = why(workspace, "Ship")
    place = lines.index(("Why 40 % expected", "the mean of what its parts expect"))
    assert lines[place + 1 : place + 3] == [("A [/]", "20 % × weight 50 %"), ("B", "59.3 % × weight 50 %")]
    assert lines[place + 3][0] == "Why on track"


def test_the_why_of_what_is_closed_is_what_became_of_it(tmp_path: Path) -> None:
    workspace = goals(tmp_path, objective("Ship") + bet("A", 20))
    found = row(workspace, "Ship").id
    turns: tuple[dict[str, Value], ...] = ({"state": "closed", "grade": 0.2}, {"state": "active"}, {"state": "dropped"})
    for fields in turns:
        workspace.write([Operation(EntityKind.OBJECTIVE.value, found, fields)], "")
    lines = [line for line in detail_of(workspace, found).why if line.depth or line.label == "Why closed"]
    assert [line.text.split(" by ")[0] for line in lines[1:]] == ["dropped", "reopened", "closed"]
    assert lines[1].text.endswith("graded 0.2")
    key_result = detail_of(workspace, resolve(workspace.database, "A", EntityKind.KEY_RESULT).id)
    assert key_result.why[-3].text.startswith("its objective was dropped by ")


def test_what_goes_straight_along_the_cycle_or_has_no_value_leaves_the_straight_line(tmp_path: Path) -> None:
    text = objective("Ship") + bet("A", 20) + phased("Silent", None, 90) + objective("Mute") + phased("B", None, 90)
    workspace = goals(tmp_path, text + objective("Whole", "") + bet("C", None))
    for title in ("Ship", "Mute"):
        assert row(workspace, title).expected == STRAIGHT
        assert ("Why 59 % expected", "day 55 of 92 of its cycle: (55 − 1) / (92 − 1) = 59 %") in why(workspace, title)
    assert row(workspace, "Whole").expected is None


def test_a_due_day_before_the_end_is_expected_of_the_objective_too(tmp_path: Path) -> None:
    workspace = goals(tmp_path, objective("Ship") + bet("A", 70, due="2026-11-20", weight="3") + bet("B", 50))
    assert row(workspace, "Ship").expected == pytest.approx(0.75 + STRAIGHT / 4)
    assert ("Why 90 % expected", "the weighted mean of what its parts expect") in why(workspace, "Ship")


def test_what_is_of_another_cycle_expects_by_its_own_days_from_its_first_on(tmp_path: Path) -> None:
    text = objective("Year", "2026") + objective("Autumn", parent='"Year"') + bet("A", 60)
    text += objective("Winter", "2027-Q1", parent='"Year"') + bet("B", 0)
    workspace = goals(tmp_path, text)
    assert row(workspace, "Year").expected == row(workspace, "Autumn").expected == STRAIGHT
    assert row(workspace, "Year").status is Status.ON_TRACK


def test_what_is_below_without_days_of_its_own_goes_with_the_cycle_above(tmp_path: Path) -> None:
    text = objective("Ship") + phased("B", 20, 20) + objective("Ever", "", parent='"Ship"') + bet("A", 60)
    workspace = goals(tmp_path, text)
    assert row(workspace, "Ever").expected is None
    assert row(workspace, "Ship").expected == pytest.approx((0.2 + STRAIGHT) / 2)
    assert ("Ever", "59.3 % × weight 50 %") in why(workspace, "Ship")


def test_a_cycle_expects_what_those_at_its_top_do_that_have_a_value(tmp_path: Path) -> None:
    text = objective("Ship") + phased("A", 20, 20) + objective("Sell", weight="3") + bet("B", 50) + objective("Mute")
    workspace = goals(tmp_path, text)
    quarter = next(item for item in cycles_view(workspace).cycles if item.name == "2026-Q4")
    assert quarter.expected == pytest.approx(0.25 * 0.2 + 0.75 * STRAIGHT)
    empty = next(item for item in cycles_view(workspace).cycles if item.name == "2026")
    assert (empty.progress, empty.expected) == (None, None)


def test_a_chart_expects_on_each_day_what_the_tree_of_that_day_does(tmp_path: Path) -> None:
    text = objective("Stay", "") + bet("Ever", 10) + objective("Year", "2026", parent='"Stay"')
    text += bet("Slow", 10) + objective("Autumn", parent='"Year"') + phased("A", 60, 70) + bet("B", 9, due="2026-11-10")
    workspace = goals(tmp_path, text)
    write_check_in(workspace, resolve(workspace.database, "Slow").id, "5 ^2026-03-01")
    write_check_in(workspace, resolve(workspace.database, "A").id, "5 ^2026-08-01")
    assert_charts_are_as_the_tree_was(workspace, "Stay", "Year", "Autumn")


def test_so_do_the_charts_of_the_sample_company(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "demo.db", author="anna", clock=FixedClock(NOW), create=True)
    load_sample(workspace)
    rows = workspace.look.outline().objectives.values()
    titles = [item.title for item in rows if item.progress is not None or item.key_results]
    assert len(titles) > 8
    assert_charts_are_as_the_tree_was(workspace, *titles)


def assert_charts_are_as_the_tree_was(workspace: Workspace, *titles: str) -> None:
    ids = [resolve(workspace.database, title, EntityKind.OBJECTIVE).id for title in titles]
    charts = {identity: chart_of(workspace, identity).curve for identity in ids}
    days = sorted({day for curve in charts.values() for day, _ in (*curve.expected, *curve.points)})
    compared = 0
    for day in days[: bisect_right(days, workspace.today)]:
        workspace.look_at(day)
        rows = workspace.look.outline().objectives
        for identity, curve in charts.items():
            for drawn, wanted in ((curve.expected, rows[identity].expected), (curve.points, rows[identity].progress)):
                if day in dict(drawn):
                    assert dict(drawn)[day] == pytest.approx(100 * (wanted or 0.0)), (day, rows[identity].title)
                    compared += 1
    assert compared > 100
