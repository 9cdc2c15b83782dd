"""The cycles in the shell, and closing one there."""

import json
from typing import Any

from tests.cli import sample
from tests.cli.conftest import Shell

AS_OF = ("--as-of", "2026-08-15")


def data(shell: Shell, *words: str) -> Any:
    said = shell(*words, "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def grades(shell: Shell) -> dict[str, tuple[str, float | None]]:
    """State and grade of what is in the quarter, by title."""
    found: dict[str, tuple[str, float | None]] = {}

    def walk(rows: Any) -> None:
        for row in rows:
            if row["cycle"] == "2026-Q3":
                found[row["title"]] = (row["state"], row["grade"])
            walk(row["children"])

    walk(data(shell, "tree")["objectives"])
    return found


def test_the_cycles_are_shown_with_their_phase(shell: Shell) -> None:
    (row,) = data(shell, "cycles", *AS_OF)["cycles"]
    assert (row["name"], row["phase"], row["objectives"], row["closed"]) == ("2026-Q3", "running", 2, 0)
    said = shell("cycles", *AS_OF)
    assert "2026-Q3  running  1 Jul  30 Sep" in said.out


def test_a_dry_run_says_what_would_be_done_and_does_nothing(shell: Shell) -> None:
    before = shell("export").out
    said = shell("close", "2026-q3", "--dry-run")
    assert said.code == 0
    assert "Closed 'Make leaving unthinkable' with 0.4." in said.out
    assert "Nothing was written" in said.err
    assert shell("export").out == before


def test_a_close_grades_carries_over_and_is_one_undo(shell: Shell) -> None:
    before = shell("export").out
    told = data(shell, "close", "2026-Q3", "--grade", "Make leaving=0,6")
    rows = {row["title"]: row for row in told["objectives"]}
    leaving = rows["Make leaving unthinkable"]
    assert (leaving["grade"], leaving["fate"], leaving["reached"], leaving["to"]) == (0.6, "end", False, None)
    assert leaving["handed_back"] == {"Churn": "old"}
    assert rows[sample.HOSTILE]["grade"] == 0
    assert grades(shell) == {"Make leaving unthinkable": ("closed", 0.6), sample.HOSTILE: ("closed", 0)}
    assert data(shell, "cycles")["cycles"][0]["phase"] == "closed"
    assert shell("undo").code == 0
    assert shell("export").out == before


def test_what_was_missed_goes_on_in_the_cycle_that_is_named(shell: Shell) -> None:
    later = data(shell, "close", "2026-Q3", "--dry-run")
    assert {row["to"] for row in later["objectives"]} == {None}
    next_cycle = shell("close", "2026-Q3", "--dry-run", "--to", "nowhere")
    assert next_cycle.code == 1
    name = next_cycle.err.rsplit("it can be ", 1)[1].split(",")[0].strip().rstrip(".")
    told = data(shell, "close", "2026-Q3", "--to", name)
    assert {row["to"] for row in told["objectives"]} == {name}
    assert data(shell, "cycles")["cycles"][0]["name"] == name
    carried = [row for row in shell("tree", "--cycle", name).out.splitlines() if "reference customers" in row]
    assert len(carried) == 1
    again = shell("close", "2026-Q3")
    assert (again.code, again.out) == (0, "")
    assert "closed already" in again.err


def test_what_cannot_be_is_refused_in_a_sentence(shell: Shell) -> None:
    assert "the latest are 2026-Q3" in shell("close", "2026-Q9").err
    assert shell("close", "2026-Q3", "--grade", "Make leaving").code == 2
    assert shell("close", "2026-Q3", "--grade", "Make leaving=7").code in (1, 2)
    assert shell("close", "2026-Q3", "--grade", "Customers stay=0.7").code == 2
    assert shell("close", "2026-Q3", *AS_OF).code != 0
    assert {state for state, _ in grades(shell).values()} == {"active"}


def test_a_workspace_without_cycles_says_how_they_come(empty: Shell) -> None:
    empty("init")
    said = empty("cycles")
    assert (said.code, said.out) == (0, "")
    assert "No cycle yet" in said.err
    assert empty("close", "2026-Q3").code == 1


def test_a_grade_for_a_key_result_is_refused_with_its_objective(shell: Shell) -> None:
    said = shell("close", "2026-Q3", "--grade", "20 reference=0.7")
    assert said.code == 2
    assert "is a key result, and only objectives are graded; grade 'Make leaving unthinkable'" in said.err
    assert "--grade 4000=0.7." in said.err
    assert "Nothing is called" in shell("close", "2026-Q3", "--grade", "Nowhere=0.7").err


def test_nothing_is_closed_with_a_missing_value_as_0_before_somebody_says_so(shell: Shell) -> None:
    shell("add", "kr", "Signups from 0 to 10", "--under", "Make leaving")
    refused = shell("close", "2026-Q3")
    assert refused.code == 1
    assert "'Signups' has no value and counts 0. Nothing was written; --yes closes it anyway." in refused.err
    assert data(shell, "cycles")["cycles"][0]["closed"] == 0
    assert shell("close", "2026-Q3", "--dry-run").code == 0
    graded = shell("close", "2026-Q3", "--grade", "Make leaving=0.6")
    assert graded.code == 0, "a grade that is given counts nothing as 0"
    shell("undo")
    assert shell("close", "2026-Q3", "--yes").code == 0
    assert data(shell, "cycles")["cycles"][0]["closed"] == 2
