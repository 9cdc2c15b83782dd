"""Strategy and thread in the shell."""

import json

import pytest

from tests.cli.conftest import Shell


def test_the_page_and_its_json(shell: Shell) -> None:
    assert shell("add", "theme", "Loyalty [/]", "--text", "They stay").code == 0
    assert shell("strategy").code == 0
    assert "Theme Loyalty [/]: 0 strategic objectives, They stay" in shell("strategy").out
    assert "Lacking: No vision" in shell("strategy").out
    found = json.loads(shell("strategy", "--json").out)
    assert found["vision"] == ""
    assert [theme["name"] for theme in found["themes"]] == ["Loyalty [/]"]
    assert {share["name"]: share["serving"] for share in found["alignment"]["cycles"]} == {"2026-Q3": 1}
    assert found["lacking"]


def test_a_page_to_hand_out_names_nobody_and_holds_no_markup_of_users(shell: Shell) -> None:
    shell("add", "theme", "Loyalty *[/]*", "--text", "They stay")
    shell("set", "workspace", "vision=Calm <b>support</b>")
    said = shell("strategy", "--format", "markdown")
    assert said.code == 0
    assert "## Vision" in said.out and "Calm \\<b\\>support" in said.out
    assert "- **Loyalty \\*\\[/\\]\\***: They stay" in said.out
    assert "- Customers stay and refer (" in said.out
    assert "anna" not in said.out and "Lacking" not in said.out


def test_an_objective_is_put_in_a_theme(shell: Shell) -> None:
    made = shell("add", "objective", "Grow with them", "--cycle", "", "--perspective", "customer", "--theme", "Growth")
    assert "New here: theme 'Growth'." in made.err
    tree = json.loads(shell("tree", "--json").out)
    assert next(row["theme"] for row in tree["objectives"] if row["title"] == "Grow with them") == "Growth"


def test_scorecard_and_map_are_shown_by_theme(shell: Shell) -> None:
    shell("add", "objective", "Grow with them", "--cycle", "", "--perspective", "customer", "--theme", "Growth [/]")
    card = shell("scorecard", "--by", "theme")
    assert card.code == 0
    assert "Growth [/]" in card.out and "No theme" in card.out and "Customer, weight" not in card.out
    lanes = shell("map", "--by", "theme").out.splitlines()
    assert lanes.index("Growth [/]") < lanes.index("No theme")
    assert "Grow with them" in shell("map", "--filter", "theme:growth").out
    assert shell("map", "--filter", "theme:growth customers").err.strip() == "Nothing matches."
    refused = shell("scorecard", "--by", "team")
    assert refused.code == 2 and "write --by theme" in refused.err


def test_the_scorecard_is_written_for_programs_with_a_row_for_each_thing(shell: Shell) -> None:
    head, total, *rows = [line.split("\t") for line in shell("scorecard", "--format", "tsv").out.splitlines()]
    assert head[:4] == ["level", "ref", "kind", "title"]
    assert (total[0], total[2]) == ("0", "total")
    assert {(row[0], row[2]) for row in rows} >= {("1", "perspective"), ("2", "objective"), ("3", "measure")}
    assert all(len(row) == len(head) for row in rows)
    found = json.loads(shell("scorecard", "--json").out)
    scores = [row[head.index("score")] for row in rows if row[2] == "perspective"]
    told = [row["score"] for row in found["perspectives"]]
    assert [float(score) if score else None for score in scores] == [pytest.approx(score) for score in told]


def test_a_thread_says_where_it_is_torn(shell: Shell) -> None:
    said = shell("thread", "20 reference")
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("key result  ")
    assert "Customers stay and refer" in said.out
    assert "No mission and no vision is written." in said.err
    found = json.loads(shell("thread", "20 reference", "--json").out)
    assert found["steps"][0]["what"] == "key result"
    assert found["unwritten"]
    assert shell("add", "theme", "Loyalty").code == 0
    torn = shell("thread", "20 reference")
    assert (torn.code, torn.out) == (1, said.out)
    assert "Torn: 'Customers stay and refer' is in no theme." in torn.err
