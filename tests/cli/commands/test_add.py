"""Adding by shell what goals hang in and what hangs on them."""

import json

import pytest

from tests.cli.conftest import Shell


def cycles(shell: Shell) -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["start"], row["end"]) for row in json.loads(shell("cycles", "--json").out)["cycles"]}


def test_a_cycle_is_added_with_the_days_that_its_name_tells(empty: Shell) -> None:
    assert empty("add", "cycle", "2027").code == 0
    made = empty("add", "cycle", "2027-Q2", "--inside", "2027")
    assert (made.code, made.err) == (0, "Added cycle '2027-Q2'.\n")
    assert empty("add", "cycle", "Winter [/]", "--start", "2026-12-01", "--end", "2027-02-28").code == 0
    assert cycles(empty) == {
        "2027": ("2027-01-01", "2027-12-31"),
        "2027-Q2": ("2027-04-01", "2027-06-30"),
        "Winter [/]": ("2026-12-01", "2027-02-28"),
    }
    assert empty("add", "objective", "Ship", "--cycle", "2027-Q2").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Winter",), "begin and end"),
        (("2027-Q5",), "begin and end"),
        (("Winter", "--start", "2026-12-01"), "begin and end"),
        (("Winter", "--start", "2026-12-01", "--end", "2026-11-01"), "before the first"),
        (("2027-Q1", "--inside", "nothing"), "No cycle is called"),
    ],
)
def test_a_cycle_without_sound_days_is_refused(empty: Shell, words: tuple[str, ...], said: str) -> None:
    refused = empty("add", "cycle", *words)
    assert refused.code in (1, 2)
    assert said in refused.err


def test_what_hangs_on_an_item_is_added(empty: Shell) -> None:
    top = empty("add", "objective", "Customers stay", "--cycle", "").out.strip()
    other = empty("add", "objective", "Support answers", "--cycle", "").out.strip()
    key_result = empty("add", "kr", "Churn", "--under", top, "--start", "3", "--target", "1").out.strip()
    measure = empty("add", "measure", "Waiting time", "--under", other, "--scoring", "goal=2 red_flag=9").out.strip()
    assert empty("add", "note", "Discounts bring back [nobody]", "--on", key_result, "--kind", "data gap").code == 0
    assert empty("add", "milestone", "Half of it", "--under", key_result, "--due", "2027-01-31", "--done").code == 0
    assert empty("add", "target", measure, "--from", "2027-01-01", "--scoring", "goal=1 red_flag=8").code == 0
    linked = empty("add", "link", other, top, "--strength", "strong", "--delay", "2")
    assert "'Support answers' drives 'Customers stay', strong" in linked.err
    written = empty("export").out
    for part in ("Discounts bring back [nobody]", "data_gap", "Half of it", "2027-01-01", "strong"):
        assert part in written
    assert empty("undo").code == 0
    assert "strong" not in empty("export").out


def test_what_does_not_fit_is_refused(empty: Shell) -> None:
    top = empty("add", "objective", "Customers stay", "--cycle", "").out.strip()
    key_result = empty("add", "kr", "Churn", "--under", top, "--start", "3", "--target", "1").out.strip()
    assert empty("add", "target", key_result, "--scoring", "goal=1 red_flag=8").code == 1
    assert empty("add", "link", top, top).code == 1
    assert "itself" in empty("add", "link", top, top).err
    assert empty("add", "note", "", "--on", top).code == 1


def test_cycle_and_owner_are_named_by_ref(empty: Shell) -> None:
    cycle = empty("add", "cycle", "Winter", "--start", "2026-12-01", "--end", "2027-02-28").out.strip()
    person = empty("add", "person", "Bo Berg").out.strip()
    assert empty("add", "objective", "Stay", "--cycle", cycle, "--owner", person).code == 0
    row = json.loads(empty("tree", "--json").out)["objectives"][0]
    assert (row["cycle"], row["owner"]) == ("Winter", "Bo Berg")
    refused = empty("add", "objective", "Stay", "--cycle", "zzzz")
    assert (refused.code, "No cycle is called" in refused.err) == (1, True)
    typo = empty("add", "objective", "Stay", "--cycle", "Wintr!")
    assert (typo.code, "did you mean 'Winter'" in typo.err) == (2, True)


def test_a_measure_comes_out_of_the_library_and_is_marked_as_key(shell: Shell) -> None:
    assert "Customer churn  %, month, lower is better" in shell("library", "churn").out
    said = shell("add", "measure", "gross margin", "--library", "--key", "--scoring", "goal=60 red_flag=50")
    assert said.code == 0, said.err
    listed = shell("scorecard", "--key").out
    assert "★ Gross margin" in listed and "Churn" not in listed
    shell("add", "measure", "Lead time", "--perspective", "customer")
    assert "days" not in shell("show", "Lead time").out
