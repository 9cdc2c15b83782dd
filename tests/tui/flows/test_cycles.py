"""A cycle by keys alone: planned, begun, closed, and the one after it."""

from pathlib import Path

from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, started

pytestmark = NEEDS_TMUX


def test_a_cycle_is_made_planned_and_begun(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.chosen(tmux, "o")
        tmux.sees("No objective yet")
        with counted(tmux, "A cycle: made, a draft with a key result and its confidence, begun"):
            tmux.press("o")
            tmux.sees("No cycle yet. n creates this quarter")
            tmux.press("n")
            tmux.sees("Made 20", "s changes name and dates")
            tmux.press("p")
            tmux.sees("No drafts; a adds one.")
            tmux.press("a", "Customers find us", "Enter")
            tmux.sees("1 draft", "error: It has no key result")
            tmux.press("a", "k", "Ten talks", "Tab", "Tab", "Tab", "10", "Enter")
            tmux.sees("1 without a confidence", without=["It has no key result"])
            tmux.press("c", "7", "Enter")
            tmux.sees("7/10", without=["without a confidence"])
            tmux.press("b")
            tmux.sees("Begin 1 objective of", "findings of the checks")
            tmux.press("y")
            tmux.sees("All of it began", "1 objective have begun already")
        tmux.press("u")
        tmux.sees("1 draft", "7/10")
        with counted(tmux, "The next cycle"):
            tmux.press("Escape")
            tmux.sees("Cycles   1 cycle")
            tmux.press("n")
            tmux.sees("Cycles   2 cycles", "Made 20")


def test_an_objective_is_closed_and_goes_on_in_the_next_cycle(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with started(tmp_path, "--db", str(path), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        tmux.press("C", "12 @7 went well", "Enter")
        tmux.sees("1 of 1 checked in")
        tmux.press("Enter")
        tmux.sees("1 check-in in the round", "12 / 20")
        with counted(tmux, "An objective closed with grade, cause and learning, and carried over"):
            tmux.press("o", "x")
            tmux.sees("Close Now [/]", "suggested  0.6")
            tmux.press("0.5", "Enter", "Began late", "Enter", "Ask earlier", "Enter")
            tmux.sees("graded     0.5", "Began late", "Ask earlier", "Change: it goes on there as a", "draft")
            tmux.press("c", "Enter")
            tmux.sees("1 objective closed")
            tmux.press("Enter")
            tmux.sees("Closed 1 objective of Now [/]", "Cycles   2 cycles")
        tmux.press("Escape")
        tmux.sees("2 Objectives")
        tmux.press("u")
        tmux.sees("Undone")
        tmux.press("q")
        assert tmux.is_over()
    workspace = Workspace.open(path, author="anna", clock=SystemClock())
    (row,) = workspace.look.tree().roots
    assert (row.state, row.grade, row.key_results[0].value) == ("active", None, 12)
    workspace.close()
