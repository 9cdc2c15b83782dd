"""Goals by keys alone, from an empty database: the first one, its check-ins, targets, milestones and notes."""

from pathlib import Path

from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, started

pytestmark = NEEDS_TMUX


def test_the_first_start_ends_with_a_check_in(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    # Wide enough for the list to be seen behind the questions.
    with started(tmp_path, "--db", str(path), "--as", "anna", size=(120, 36)) as tmux:
        with counted(tmux, "First start: an objective, a key result, a check-in"):
            beginning.chosen(tmux, "o", stays=True)
            tmux.press("Customers stay", "Enter")
            tmux.sees("2 of 3   First key result")
            tmux.press("Reference customers from 0 to 20", "Enter")
            tmux.sees("3 of 3   First check-in", "– / 20")
            tmux.press("12", "Enter")
            tmux.sees("That is all there is to do once a week", "12 / 20", "60 %")
        with counted(tmux, "A check-in of two digits"):
            tmux.press("c", "14", "Enter")
            tmux.sees("Checked in 14", "14 / 20")
        with counted(tmux, "A check-in with a confidence and a note"):
            tmux.press("c", "15 @7 two at the fair", "Enter")
            tmux.sees("Checked in 15", "15 / 20", "75 %")
        with counted(tmux, "Why a number is what it is, and back"):
            tmux.press("w")
            tmux.sees("(15 − 0) / (20 − 0)", "↑ ↓ scroll")
            tmux.press("Escape")
            tmux.sees("15 / 20", without=["↑ ↓ scroll"])
        with counted(tmux, "Undo, and redo"):
            tmux.press("u")
            tmux.sees("Undone", "14 / 20")
            tmux.press("U")
            tmux.sees("Redone", "15 / 20")
        with counted(tmux, "Leave"):
            tmux.press("q")
            assert tmux.is_over()
    workspace = Workspace.open(path, author="anna", clock=SystemClock())
    (row,) = workspace.look.tree().roots[0].key_results
    assert (row.title, row.value, row.confidence) == ("Reference customers", 15.0, 7.0)
    workspace.close()


def test_targets_that_move_phases_and_milestones(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        tmux.press("c", "3", "Enter")
        tmux.sees("Checked in 3")
        with counted(tmux, "Another target, and why"):
            tmux.press("e", "Tab", "Tab", "Tab", "C-u", "30", "Enter")
            tmux.sees("The target changes from 20 to 30", "say why")
            tmux.press("The market grew", "F2")
            tmux.sees("3 / 30", without=["Edit key result"])
        with counted(tmux, "The phases of a key result"):
            tmux.press("e", "F3", *["Tab"] * 6, f"{beginning.day(5)} 15, {beginning.day(10)} 25", "Enter")
            tmux.sees("Changed key result", "3 / 30")
        tmux.press("Enter")
        tmux.sees("phases", "15", "25", "The market grew")
        tmux.press("Escape")
        tmux.sees("▌    Reference customers", without=["Esc back"])
        with counted(tmux, "A key result of two milestones"):
            tmux.press("a", "k", "A ship", "Tab", "m", "Tab", "Draft, Build", "Enter")
            tmux.sees("▌    A ship")
        with counted(tmux, "A milestone ticked off"):
            tmux.press("c")
            tmux.sees("Draft", "Build", "Space tick")
            tmux.press("Space", "Enter")
            tmux.sees("A ship", "1 of 2 milestones", without=["Space tick"])


def test_a_decision_is_noted_and_found_again(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        with counted(tmux, "A decision noted on an item"):
            tmux.press("n", "We stop the discounts", "Tab", "d", "Enter")
            tmux.sees("Added note 'We stop the discounts'")
        with counted(tmux, "An obstacle noted, with who handles it"):
            tmux.press("n", "No exit interviews", "Tab", "o", "Tab", "bo", "Enter")
            tmux.sees("Added note 'No exit interviews'")
        with counted(tmux, "A record found by a word, and gone to"):
            tmux.press("x")
            tmux.sees("Records", "We stop the discounts", "No exit interviews")
            tmux.press("/", "disc", "Enter")
            tmux.sees("We stop the discounts", without=["No exit interviews"])
            tmux.press("Enter")
            tmux.sees("▌  Customers stay")
        with counted(tmux, "An obstacle that is gone"):
            tmux.press("x", "Space")
            tmux.sees("done")
        tmux.press("o")
        tmux.sees("only open", without=["No exit interviews"])
