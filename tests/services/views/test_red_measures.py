"""What is red with nobody on it: work below an objective is work on what it serves."""

from pathlib import Path

from goaltui.services.views.today import today_of
from tests.goals import cycle, goals, imported, initiative, key_result, measure, objective

RED = goals(
    cycle("2026-Q4"),
    objective("Papers need no paper", perspective="internal-process"),
    measure("Filed without paper", scoring={"goal": 80, "red_flag": 50}, values={"2026-11-20": 44}),
    objective("A door on the web", cycle="2026-Q4", parent="Papers need no paper"),
)
BET = goals(key_result("Services behind it", start=3, target=12))
WORK = goals(initiative("Draw the door", objective="A door on the web"))


def red(path: Path, text: str) -> list[str]:
    workspace = imported(path, text)
    found = [row.title for row in today_of(workspace).red]
    workspace.close()
    return found


def test_a_key_result_or_work_farther_down_is_on_a_red_measure(tmp_path: Path) -> None:
    assert red(tmp_path / "a.db", RED) == ["Filed without paper"]
    assert red(tmp_path / "b.db", RED + BET) == []
    assert red(tmp_path / "c.db", RED + WORK) == []
