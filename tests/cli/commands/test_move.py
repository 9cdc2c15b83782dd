"""Moving from the shell."""

import json

import pytest

from tests.cli import sample
from tests.cli.conftest import Shell


def ref_of(shell: Shell, title: str) -> str:
    return shell("add", "objective", title, "--cycle", "").out.strip()


def test_an_objective_goes_under_another_into_a_cycle_and_back_to_the_top(shell: Shell) -> None:
    made = ref_of(shell, "Ship safely")
    said = shell(
        "move", made, "--under", "Customers stay and refer", "--cycle", "2026-q3", "--perspective", "financial"
    )
    assert (said.code, said.out) == (0, "")
    assert "under 'Customers stay and refer', to '2026-Q3' and to the perspective 'Financial'" in said.err
    assert made in [row["ref"] for row in json.loads(shell("tree", "--json").out)["objectives"][0]["children"]]
    assert "to the top" in shell("move", made, "--top", "--cycle", "").err
    assert shell("undo").code == 0


def test_a_loop_a_name_of_nothing_and_both_places_are_refused(shell: Shell) -> None:
    loop = shell("move", "Customers stay and refer", "--under", "Customers stay and refer")
    assert loop.code == 1 and "under itself" in loop.err
    assert "No cycle is called '[/'" in shell("move", "Customers stay and refer", "--cycle", "[/").err
    assert shell("move", "Customers stay and refer", "--top", "--under", sample.STRATEGIC).code == 2
    assert shell("move", "Customers stay and refer").code == 1


def test_perspectives_teams_and_people_are_added(shell: Shell) -> None:
    assert shell("add", "team", "Help", "--under", "care").err == "Added team 'Help'.\n"
    assert shell("add", "person", "cleo", "--team", "Help").code == 0
    assert "cleo" in shell("people").out
    assert shell("add", "perspective", "Planet", "--weight", "20 %", "--order", "1").code == 0
    fixed = {row["key"]: row["share"] for row in json.loads(shell("scorecard", "--json").out)["perspectives"]}
    assert (fixed["planet"], fixed["financial"]) == (0.2, None)
    assert shell("add", "team", "HELP").code == 1
    assert shell("add", "team", "x", "--under", "[/").code == 1


def test_siblings_are_put_in_order(shell: Shell) -> None:
    first, second = ref_of(shell, "Ship safely"), ref_of(shell, "Ship often")
    said = shell("move", second, "--before", first)
    assert (said.code, said.err) == (0, "Moved 'Ship often' above 'Ship safely'.\n")
    titles = [row["title"] for row in json.loads(shell("tree", "--json").out)["objectives"]]
    assert titles.index("Ship often") < titles.index("Ship safely")
    assert shell("move", second, "--after", first).code == 0
    assert shell("move", second, "--after", first, "--top").code == 2
    assert shell("move", second, "--after", "[/nothing").code == 1
    assert shell("move", second, "--before", second).code == 1


@pytest.mark.usefixtures("going_on")
def test_milestones_are_added_and_ticked_off(shell: Shell) -> None:
    under = ("--under", sample.OKR)
    ref = shell("add", "kr", "Ship the map", *under, "--milestones", "Draft 20 Aug, Build, Ship").out.strip()
    said = shell("tick", ref, "draft", "Ship", "--note", "@7 at last")
    assert said.code == 0
    assert said.err.startswith(f"2 of 3 milestones of 'Ship the map' done: 67 %. Written on {ref}: 2 of 3 done, ")
    assert "1 of 3" in shell("tick", ref, "Ship", "--open").err
    none = shell("tick", ref, "[/")
    assert none.code == 1 and "No milestone is called '[/'; there is 'Draft', 'Build' and 'Ship'." in none.err
    assert shell("tick", "Churn", "Draft").code == 1
    assert shell("undo").code == 0


def test_the_tree_of_an_earlier_day_has_the_milestones_of_that_day(shell: Shell) -> None:
    under = ("--under", sample.OKR)
    ref = shell("add", "kr", "Ship the map", *under, "--milestones", "Draft, Build, Ship").out.strip()
    assert shell("tick", ref, "Draft", "--note", "^2026-07-20").code == 0
    assert shell("tick", ref, "Build", "--note", "^2026-08-03").code == 0
    assert shell("add", "milestone", "Tell", "--under", ref, "--done-on", "2026-08-10").code == 0
    refused = shell("add", "milestone", "Sell", "--under", ref, "--done-on", "2199-01-01")
    assert refused.code == 1 and "has not come yet" in refused.err
    for day, share in (("07-19", 0), ("07-20", 1 / 4), ("08-09", 2 / 4), ("08-10", 3 / 4)):
        tops = json.loads(shell("--as-of", f"2026-{day}", "--json", "tree").out)["objectives"]
        under_them = [item for top in tops for item in (top, *top["children"])]
        found = {row["ref"]: row["progress"] for item in under_them for row in item["key_results"]}
        assert found[ref] == share
    assert "done = true, done_on = 2026-07-20" in shell("export").out
