"""Time and the History by keys alone: other days, what was known, and what is taken back late."""

from pathlib import Path

from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, Tmux, started

pytestmark = NEEDS_TMUX


def _measured(tmux: Tmux) -> None:
    """A key result with a value of a fortnight ago and one of today."""
    beginning.cycle(tmux)
    beginning.objective(tmux, "Customers stay")
    beginning.key_result(tmux, "Reference customers")
    tmux.press("c", "5 ^-14", "Enter")
    tmux.sees("Checked in 5")
    tmux.press("c", "12 @7 the fair", "Enter")
    tmux.sees("Checked in 12", "12 / 20")


def test_other_days_and_what_was_known(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        _measured(tmux)
        with counted(tmux, "Every view as it stood a week ago, and today again"):
            tmux.press("[")
            tmux.sees("5 / 20", "7 days back", "t today")
            tmux.press("t")
            tmux.sees("12 / 20", "saved here", without=["t today"])
        with counted(tmux, "Every view on a day that is typed"):
            tmux.press("T")
            tmux.sees("Look at a day")
            tmux.press("-3w", "Enter")
            tmux.sees("– / 20", "3 weeks back")
        tmux.press("c")
        tmux.sees("read-only")
        tmux.press("t")
        tmux.sees("12 / 20", "saved here")
        with counted(tmux, "Everything as it was known before the latest change"):
            tmux.press("5")
            tmux.sees("checked in 12", "added cycle")
            tmux.press("Down", "Enter")
            tmux.sees("View everything as it was known then")
            tmux.press("k")
            tmux.sees("5 / 20", "as known")
        tmux.press("t")
        tmux.sees("12 / 20", "saved here")


def test_the_history_is_narrowed_and_an_older_change_taken_back(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        _measured(tmux)
        with counted(tmux, "The history of one thing, and back"):
            tmux.press("h")
            tmux.sees("history of Reference customers", "checked in 12", without=["added cycle"])
            tmux.press("Escape")
            tmux.sees("12 / 20", without=["history of"])
        with counted(tmux, "The History, only what checked in"):
            tmux.press("5")
            tmux.sees("added objective")
            tmux.press("f", "kind:check-in", "Enter")
            tmux.sees("checked in 12", "checked in 5", without=["added objective"])
        with counted(tmux, "An older change taken back"):
            tmux.press("Down", "Enter", "x")
            tmux.sees("Revert what anna did: checked in 5")
            tmux.press("y")
            tmux.sees("Undone: the check-in", "deleted 1 check-in")
        tmux.press("f", "BSpace", "Enter")
        tmux.sees("added objective")


def test_a_change_with_a_later_one_on_top_is_not_taken_back(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        for title in ("Customers stay longer", "Customers refer us"):
            tmux.press("e", "C-u", title, "Enter")
            tmux.sees(f"Changed objective '{title}'")
        tmux.press("5")
        tmux.sees("objective title from 'Customers stay' to 'Customers stay longer'")
        tmux.press("Down", "Enter", "x")
        tmux.sees("anna changed the title of 'Customers refer us'", "after that; edit it instead.")
        tmux.press("2")
        tmux.sees("▌  Customers refer us")


def test_charts(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        _measured(tmux)
        with counted(tmux, "The chart of a key result, the check-in before, and back"):
            tmux.press("v")
            tmux.sees("2 of 2 check-ins", "the fair")
            tmux.press("Left")
            tmux.sees("1 of 2 check-ins", without=["the fair"])
            tmux.press("Escape")
            tmux.sees("2 Objectives", "12 / 20")
        with counted(tmux, "All objectives of a cycle as charts, and the chart of the first"):
            tmux.press("o", "v")
            tmux.sees("Now [/]   1 objective", "Customers stay")
            tmux.press("Enter")
            tmux.sees("Customers stay", "of 2")
        for _ in range(3):
            tmux.press("Escape")
            tmux.sees()
