"""What is marked as done in the shell: an initiative, an agreed action, a milestone by its title."""

import json
from pathlib import Path
from typing import Any

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from tests.cli.conftest import Shell
from tests.goals import cycle, goals, initiative, key_result, objective
from tests.tui.driving import opened

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


def test_what_is_planned_has_no_day_on_which_it_began(empty: Shell, tmp_path: Path) -> None:
    filled(empty, tmp_path)
    day = "2026-03-02"
    for line in (
        ("set", "Call the printer", f"begun={day}"),
        ("add", "initiative", "Ask again", "--under", "Ship it", "--begun", day),
    ):
        refused = empty(*line)
        assert refused.code != 0 and "planned" in refused.err and "2 Mar" in refused.err and "running" in refused.err
    assert empty("set", "Call the printer", "state=running", f"begun={day}").code == 0
    assert empty("set", "Call the printer", "state=planned").code != 0
    assert empty("set", "Call the printer", "state=planned", "begun=").code == 0
    file = tmp_path / "more.toml"
    file.write_text(goals(initiative("Print", objective="Ship it", begun=day)), encoding="utf-8")
    refused = empty("import", str(file))
    assert refused.code != 0 and "begun" in refused.err and "running" in refused.err
    file.write_text(goals(initiative("Print", objective="Ship it", begun=day, state="running")), encoding="utf-8")
    assert empty("import", str(file)).code == 0


def test_what_was_planned_and_had_begun_is_found_and_kept(empty: Shell, tmp_path: Path) -> None:
    filled(empty, tmp_path)
    assert empty("set", "Call the printer", "state=running", "begun=2026-03-02").code == 0
    workspace = opened(empty.database)
    work = workspace.look.records().initiatives[0]
    workspace.write([Operation(EntityKind.INITIATIVE, work.id, {"state": "planned"})], "")
    workspace.close()
    assert "It is planned, and began on 2 Mar" in empty("check").out
    assert empty("set", "Call the printer", "title=Call them").code == 0
    kept = tmp_path / "kept.toml"
    assert empty("export", "--output", str(kept)).code == 0
    assert empty("import", str(kept)).code == 0
    assert empty("import", str(kept), "--db", str(tmp_path / "new.db")).code == 0
