"""Siblings in the order of a column."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from goaltui.model.errors import WrongUsage
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.filters.query import parse_query, sorting_by
from goaltui.services.filters.sorting import Sorting, sort_scorecard, sort_tree
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import goals, imported, key_result, objective, opened

_GOALS = goals(
    objective("Bring it to market", owner="bo"),
    key_result("Half", start=0, target=100, values={"2026-11-01": 50}),
    key_result("nothing yet", start=0, target=100),
    key_result("All", start=0, target=100, values={"2026-11-01": 100}),
    objective("also sell it", owner="Anna"),
    objective("Care for it"),
)


def _titles(rows: Iterable[object]) -> list[str]:
    return [str(getattr(row, "title", "")) for row in rows]


def _sorted(tmp_path: Path, text: str) -> tuple[ObjectiveRow, ...]:
    workspace = imported(tmp_path / "work.db", _GOALS)
    try:
        return sort_tree(workspace.look.tree(), Sorting.of(parse_query(text).sort)).roots
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Bring it to market", "also sell it", "Care for it"]),
        ("sort:title", ["also sell it", "Bring it to market", "Care for it"]),
        ("sort:-title", ["Care for it", "Bring it to market", "also sell it"]),
        ("sort:owner", ["also sell it", "Bring it to market", "Care for it"]),
        ("sort:-owner", ["Bring it to market", "also sell it", "Care for it"]),
        ("sort:own", ["Bring it to market", "also sell it", "Care for it"]),
    ],
)
def test_siblings_stand_in_the_order_of_a_column(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert _titles(_sorted(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sort:progress", ["Half", "All", "nothing yet"]),
        ("sort:-progress", ["All", "Half", "nothing yet"]),
    ],
)
def test_what_has_no_value_comes_last_in_both_directions(tmp_path: Path, text: str, expected: list[str]) -> None:
    first = next(row for row in _sorted(tmp_path, text) if row.key_results)
    assert _titles(first.key_results) == expected


def test_a_column_sorts_forwards_then_backwards_then_not_and_another_one_afresh() -> None:
    turns = [Sorting()]
    for column in ("title", "title", "title", "owner", "title"):
        turns.append(turns[-1].turned(column))
    assert [turn.text for turn in turns] == ["", "title", "-title", "", "owner", "title"]


def test_an_order_is_part_of_a_query_and_narrows_nothing() -> None:
    query = parse_query("sort:-progress")
    assert (query.sort, query.narrows, query.unsorted) == ("-progress", False, "")
    saved = parse_query("@worst churn", {"worst": "status:risk sort:progress"})
    assert (saved.sort, saved.narrows) == ("progress", True)
    assert sorting_by("sort:title is:mine", "-owner") == "sort:-owner is:mine"


@pytest.mark.parametrize("text", ["sort:", "sort:weight", "-sort:title"])
def test_what_cannot_be_sorted_by_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        parse_query(text)


@pytest.mark.parametrize(("text", "expected"), [("sort:title", ["a", "b", "c"]), ("sort:-progress", ["c", "b", "a"])])
def test_measures_stand_in_the_order_of_a_column_within_their_objective(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    workspace = opened(tmp_path / "work.db")
    measures = "".join(
        f'[[measures]]\ntitle = "{title}"\nperspective = "Customer"\n'
        f'scoring = {{ preset = "goal_red_flag", goal = 100, red_flag = 0 }}\n'
        f"values = {{ 2026-11-01 = {value} }}\n"
        for title, value in (("b", 50), ("a", 20), ("c", 90))
    )
    import_toml(workspace, measures, "measures.toml")
    view = sort_scorecard(workspace.look.scorecard(), Sorting.of(parse_query(text).sort))
    workspace.close()
    assert [row.title for perspective in view.perspectives for row in perspective.measures] == expected
