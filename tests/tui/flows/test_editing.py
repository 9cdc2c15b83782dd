"""Adding, editing, ordering, moving and deleting by keys alone, and the structure that all of it hangs in."""

from pathlib import Path

from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, started

pytestmark = NEEDS_TMUX


def test_an_objective_is_copied_ordered_moved_and_deleted(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        tmux.press("Up")
        tmux.sees("▌▾ Customers stay")
        with counted(tmux, "Another one like it, with another title"):
            tmux.press("A")
            tmux.sees("Copy objective", "Customers stay (copy)")
            tmux.press("C-u", "Users refer us", "Enter")
            tmux.sees("▌▸ Users refer us", "0 % measured")
        with counted(tmux, "Up among its siblings"):
            tmux.press("I")
            tmux.sees("Moved 'Users refer us' above 'Customers stay'")
            tmux.until(lambda: tmux.screen.find("▌▸ Users refer us") < tmux.screen.find("▾ Customers"), "it is above")
        with counted(tmux, "Under another one"):
            tmux.press("m")
            tmux.sees("Move Users refer us under", "Internal process")
            tmux.press("cust", "Enter")
            tmux.sees("▌  ▸ Users refer us", "Moved 'Users refer us' under 'Customers stay'")
        with counted(tmux, "Deleted, and back again"):
            tmux.press("d")
            tmux.sees("Delete 'Users refer us'?", "1 key result will no longer be shown")
            tmux.press("y")
            tmux.sees("Deleted objective", without=["▸ Users refer us"])
            tmux.press("u")
            tmux.sees("Undone", "▸ Users refer us")
        with counted(tmux, "Found by a part of its title"):
            tmux.press("/", "refer u", "Enter")
            tmux.sees("▌  ▸ Users refer us")


def test_a_weight_that_is_a_share(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        for title in ("Churn", "Referrals"):
            beginning.key_result(tmux, title)
        with counted(tmux, "A share of 30 %"):
            tmux.press("e", "F3", *["Tab"] * 15)
            tmux.sees("= 50 % of 2")
            tmux.press("C-u", "30%")
            tmux.sees("fixed; 70 % for 1 other")
            tmux.press("Enter")
            tmux.sees("Changed key result 'Referrals'")
        tmux.press("Up", "e", "F3", *["Tab"] * 15, "C-u", "80%")
        tmux.press("Enter")
        tmux.sees("The share 80 % cannot be")
        tmux.press("C-u", "70%", "Enter")
        tmux.sees("Changed key result 'Churn'", without=["cannot be"])


def test_a_measure_on_the_scorecard_and_a_link_on_the_map(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.chosen(tmux, "s")
        tmux.sees("Which perspective do you begin with?")
        tmux.press("Escape")
        tmux.sees("3 Scorecard", "Financial", "Learning & growth")
        with counted(tmux, "A strategic objective in its perspective, a measure with its scoring, a value"):
            tmux.press("Right", "a", "o")
            tmux.sees("‹ Customer ›", "none inherits it", without=["Cycle"])
            tmux.press("Customers stay", "Enter")
            tmux.sees("Added objective 'Customers stay'", "Customers stay has no measure.")
            tmux.press("a", "m", "Churn", *["Tab"] * 2, "goal red", "Tab", "1.5", "Tab", "3", "Enter")
            tmux.sees("Added measure 'Churn'", "Churn has never been measured.")
            tmux.press("c", "2", "Enter")
            tmux.sees("Checked in 2 on 'Churn': score 56", "1 measure, 1 with a score.")
        tmux.press("Down", "Down", "a", "o", "We answer fast", "Enter")
        tmux.sees("Added objective 'We answer fast'")
        with counted(tmux, "What an objective drives, on the map"):
            tmux.press("4")
            tmux.sees("Customers stay", "We answer fast")
            tmux.press("L")
            tmux.sees("drives", "Customers stay")
            tmux.press("Enter")
            tmux.sees("New link")
            tmux.press("Enter")
            tmux.sees("'Customers stay' drives 'We answer fast', medium.")
        with counted(tmux, "How goals and work spread over the perspectives, and back"):
            tmux.press("b")
            tmux.sees("Balance", "Financial", "Customer")
            tmux.press("Escape")
            tmux.sees("4 Map", without=["Balance"])


def test_the_structure(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.chosen(tmux, "b")
        tmux.sees("No objective yet")
        with counted(tmux, "A team, and somebody in it"):
            tmux.press("s")
            tmux.sees("Structure", "Financial", "a add")
            tmux.press("a", "t", "Care", "Enter")
            tmux.sees("Added team 'Care'")
            tmux.press("a", "n", "Kim", "Tab", "Care", "Enter")
            tmux.sees("Added person 'Kim'")
        with counted(tmux, "A perspective with another name"):
            tmux.press("Home", "Down", "Enter")
            tmux.sees("Edit perspective", "Financial")
            tmux.press("C-u", "Money", "Enter")
            tmux.sees("▌  Money")
        with counted(tmux, "The perspective further down, and that undone"):
            tmux.press("J")
            tmux.sees("Money")
            tmux.press("u")
            tmux.sees("Undone")
        tmux.press("Escape")
        tmux.sees("2 Objectives", "No objective yet")
