"""The strategy map in the shell."""

import json
from pathlib import Path

from goaltui.cli.commands.strategy_map import MapFormat
from goaltui.services.transfer.exporters import OF_THE_MAP
from tests.cli.conftest import Shell
from tests.goals import goals, link, measure, objective

HOSTILE = "[@click=app.quit]x[/] 日本語"
GOALS = goals(
    objective("Train the support", perspective="learning-growth"),
    objective(HOSTILE, perspective="customer"),
    link("Train the support", HOSTILE, strength="strong", delay=2, why="Who is trained answers at once"),
)


def test_lanes_and_links_as_text_and_as_json(empty: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    file.write_text(GOALS, encoding="utf-8")
    assert empty("init").code == 0
    done = empty("import", str(file))
    assert done.code == 0, done.err

    shown = empty("map").out
    assert "Train the support  no score, 0 measures, 0 key results" in shown
    assert f"drives → {HOSTILE} (strong, 2 months): Who is trained answers at once" in shown

    data = json.loads(empty("map", "--json").out)
    nodes = {node["title"]: (lane["key"], node["ref"]) for lane in data["lanes"] for node in lane["nodes"]}
    assert nodes["Train the support"][0] == "learning-growth"
    assert nodes[HOSTILE][0] == "customer"
    assert data["links"] == [
        {
            "driver": nodes["Train the support"][1],
            "driven": nodes[HOSTILE][1],
            "strength": "strong",
            "delay": 2,
            "why": "Who is trained answers at once",
            "loops": False,
            "evidence": None,
        }
    ]

    mermaid = empty("map", "--format", "mermaid").out
    assert mermaid.startswith("flowchart BT")
    assert "[@" not in mermaid
    assert "#64;click#61;app.quit" in mermaid
    dot = empty("map", "--format", "dot").out
    assert f'label="{HOSTILE}\\nno score"' in dot
    assert '[label="strong, 2 months", style=bold]' in dot


HALF = goals(
    objective("Half of it is known", perspective="customer"),
    measure("Known", scoring={"goal": 1.5, "red_flag": 3.0}, value=1),
    measure("Unknown", scoring={"goal": 1.5, "red_flag": 3.0}),
)


def test_of_how_much_a_score_is_stands_beside_it_in_every_format(empty: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    file.write_text(HALF, encoding="utf-8")
    empty("init")
    empty("import", str(file))
    assert "78 on target, 50 % measured" in empty("map").out
    assert "50 % measured" in empty("map", "--format", "dot").out
    assert "50 #37; measured" in empty("map", "--format", "mermaid").out
    lane = json.loads(empty("map", "--json").out)["lanes"][1]
    assert (lane["coverage"], lane["nodes"][0]["coverage"]) == (0.5, 0.5)


def test_a_map_without_links_has_its_lanes(shell: Shell) -> None:
    shown = shell("map", "--as-of", "2026-08-15").out
    assert "Customers stay and refer  47 " in shown
    assert "drives" not in shown


def test_balance_as_lines_and_as_json(empty: Shell, tmp_path: Path) -> None:
    file = tmp_path / "goals.toml"
    file.write_text(GOALS, encoding="utf-8")
    empty("init")
    empty("import", str(file))
    shown = empty("balance").out
    assert "evenness" in shown
    assert "0.50" in shown
    data = json.loads(empty("balance", "--json").out)["balance"]["objectives"]
    assert data == {
        "counts": {"financial": 0, "customer": 1, "internal-process": 0, "learning-growth": 1},
        "evenness": 0.5,
    }


def test_every_registered_format_of_the_map_can_be_asked_for() -> None:
    assert {exporter.name for exporter in OF_THE_MAP} == set(MapFormat) - {MapFormat.TEXT}
