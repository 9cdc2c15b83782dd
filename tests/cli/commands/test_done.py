"""What is marked as done in the shell: an initiative, an agreed action, a milestone by its title."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell
from tests.goals import cycle, goals, initiative, key_result, objective

GOALS = goals(
    cycle("Now", "2026-01-01", "2099-12-31"),
    objective("Ship it", cycle="Now"),
    key_result("Steps", condition="milestones", milestones=[{"title": "Draft"}, {"title": "Print"}]),
    initiative("Call the printer", objective="Ship it"),
)


def filled(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    file.write_text(GOALS, encoding="utf-8")
    shell("init")
    assert shell("import", str(file)).code == 0


def shown(shell: Shell) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shell("tree", "--json").out)["objectives"][0]
    return found


def test_an_initiative_is_done_and_opened_again(empty: Shell, tmp_path: Path) -> None:
    filled(empty, tmp_path)
    done = empty("done", "Call the printer")
    assert done.code == 0, done.err
    assert shown(empty)["initiatives"][0]["state"] == "done"
    assert empty("done", "Call the printer", "--open").code == 0
    assert shown(empty)["initiatives"][0]["state"] != "done"
    assert empty("undo").code == 0
    assert shown(empty)["initiatives"][0]["state"] == "done"


def test_a_milestone_is_ticked_by_its_title_and_what_is_not_there_is_refused(empty: Shell, tmp_path: Path) -> None:
    filled(empty, tmp_path)
    assert empty("done", "Draft").code == 0
    assert shown(empty)["progress"] == 0.5
    refused = empty("done", "Ship it")
    assert (refused.code, refused.out) == (1, "")
    unknown = empty("done", "Nothing like it")
    assert unknown.code == 1
    assert shown(empty)["progress"] == 0.5
