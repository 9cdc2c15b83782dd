"""Charts in the shell."""

import json

from tests.cli.conftest import Shell
from tests.cli.sample import HOSTILE


def test_a_key_result_is_drawn_with_what_its_signs_mean(shell: Shell) -> None:
    said = shell("--as-of", "2026-08-15", "chart", "Reference customers")
    assert said.code == 0, said.err
    first, *drawing, legend = said.out.splitlines()
    assert first == "20 reference customers"
    assert "●" in said.out
    assert {len(line) for line in drawing} == {100}
    assert legend.startswith("● value  -- target 20  ⠂ ⠂ expected")


def test_it_is_ascii_where_that_is_set(shell: Shell) -> None:
    shell.settings('glyphs = "ascii"\n')
    said = shell("--as-of", "2026-08-15", "chart", "Reference customers")
    assert said.out.isascii()
    assert "o value" in said.out


def test_its_numbers_as_json(shell: Shell) -> None:
    data = json.loads(shell("--as-of", "2026-08-15", "--json", "chart", "Reference customers").out)
    assert data["values"] == [{"at": "2026-07-15", "value": 7}, {"at": "2026-08-12", "value": 12}]
    assert data["levels"] == [{"name": "target", "steps": [{"at": "2026-07-01", "value": 20}]}]
    assert (data["from"], data["to"], data["as_of"]) == ("2026-07-01", "2026-09-30", "2026-08-15")
    assert data["expected"][0] == {"at": "2026-07-01", "value": 4}


def test_a_cycle_has_a_chart_for_each_objective(shell: Shell) -> None:
    said = shell("--as-of", "2026-08-15", "chart", "2026-q3")
    tree = json.loads(shell("--as-of", "2026-08-15", "--json", "chart", "2026-Q3").out)
    assert said.out.startswith(f"2026-Q3  {len(tree['charts'])} objective")
    for chart in tree["charts"]:
        assert chart["title"][:20] in said.out
    assert "●" in said.out


def test_what_has_no_values_is_refused_in_a_sentence(shell: Shell) -> None:
    said = shell("chart", "nothing of that name")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert HOSTILE not in said.err


def test_what_is_judged_in_words_is_listed_by_its_days(shell: Shell) -> None:
    shell("add", "measure", "Mood", "--perspective", "customer", "--in-words")
    assert "Not judged yet." in shell("chart", "Mood").out
    shell("checkin", "Mood", "!behind two left")
    said = shell("checkin", "Mood", f"!risk {HOSTILE}")
    assert "no value" not in said.out + said.err
    _title, why, latest, first = shell("chart", "Mood").out.splitlines()
    assert why == "It is judged in words: there are no numbers to draw."
    assert "at risk" in latest and "behind" in first and "two left" in first
