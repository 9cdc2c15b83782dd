"""The round, the review, the health of the goals and who owes what, by keys alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.review.agenda import begin, finish
from goaltui.services.transfer.toml_files import import_toml
from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, started

pytestmark = NEEDS_TMUX


def _a_week_ago(path: Path, key_results: int) -> Workspace:
    """A workspace with key results from 0 to 100 in a cycle that runs, on the day a week ago."""
    then = datetime.now(UTC) - timedelta(days=8)
    workspace = Workspace.open(path, author="anna", clock=FixedClock(then), create=True)
    goals = "".join(
        f'[[objectives.key_results]]\ntitle = "Goal {number:02}"\nstart = 0\ntarget = 100\nowner = "anna"\n'
        f"check_ins = [{{ at = {beginning.day(-20)}, value = 40 }}]\n"
        for number in range(key_results)
    )
    cycle = (
        f'[[cycles]]\nname = "Now"\nstart = {beginning.day(beginning.BEFORE)}\nend = {beginning.day(beginning.AFTER)}'
    )
    import_toml(workspace, f'{cycle}\n[[objectives]]\ntitle = "Grow [/]"\ncycle = "Now"\n{goals}', "goals.toml")
    return workspace


def test_the_round_of_twelve(tmp_path: Path) -> None:
    _a_week_ago(tmp_path / "goals.db", 12).close()
    with started(tmp_path, "--db", str(tmp_path / "goals.db"), "--as", "anna") as tmux:
        tmux.sees("Goal 11", "saved here")
        with counted(tmux, "The round of twelve check-ins of two digits"):
            tmux.press("C")
            tmux.sees("1 of 12", "Goal 00")
            for number in range(12):
                tmux.press(str(50 + number), "Enter")
            tmux.sees("12 of 12 checked in", "40 → 61")
            tmux.press("Enter")
            tmux.sees("12 check-ins in the round")
        with counted(tmux, "The round taken back"):
            tmux.press("u")
            tmux.sees("Undone: 12 check-ins")


def test_the_first_review_ends_with_a_protocol(tmp_path: Path) -> None:
    protocol = tmp_path / "review.md"
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        tmux.press("c", "2 ^-8 !risk", "Enter")
        tmux.sees("Checked in 2")
        with counted(tmux, "A review with a decision and an action"):
            tmux.press("r")
            tmux.sees("Review   1 of 1   first review", "at risk")
            tmux.press("d", "We stop [/] discounts", "Enter")
            tmux.sees("Noted: Reference customers, decision: We stop [/] discounts", "1 noted")
            tmux.press("a", "call them @bo ^fri", "Enter")
            tmux.sees("action: call them (bo, ", "2 noted")
        tmux.press("w")
        tmux.sees("Write minutes", "review-20")
        tmux.press(str(protocol), "Enter")
        tmux.sees("The review is over; the minutes are in", without=["2 noted"])
    text = protocol.read_text(encoding="utf-8")
    assert r"Reference customers, decision: We stop \[/\] discounts" in text
    assert "action: call them (bo, " in text


def test_the_next_review_compares_itself_with_the_last(tmp_path: Path) -> None:
    workspace = _a_week_ago(tmp_path / "goals.db", 1)
    finish(workspace, begin(workspace))
    workspace.close()
    with started(tmp_path, "--db", str(tmp_path / "goals.db"), "--as", "anna", size=(120, 36)) as tmux:
        tmux.sees("Goal 00", "saved here")
        tmux.press("C", "70", "Enter", "Enter")
        tmux.sees("1 check-in in the round")
        tmux.press("r")
        tmux.sees("since", "Goal 00", "+30 % since the last review", "at the last review 40 %")
        tmux.press("Escape")
        tmux.sees("1 Today", without=["at the last review"])


def test_health_leads_to_the_place_and_checks_are_switched(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        with counted(tmux, "From the first thing that the checks find to its place"):
            tmux.press("!")
            tmux.sees("Health", "It has no start", "Enter today's value as start")
            tmux.press("Down", "Enter")
            tmux.sees("▌    Reference customers", "2 Objectives")
        with counted(tmux, "A check switched off"):
            tmux.press("!", "x")
            tmux.sees("Health", without=["It has no start"])
        tmux.press("Home")
        tmux.sees("▌ warning  An objective's title has too few words")
        with counted(tmux, "Another threshold of a check"):
            tmux.press("e", "2", "Enter")
            tmux.sees("Health", without=["The title has 2 words"])
        tmux.press("Escape")
        tmux.sees("2 Objectives", "– / 20")


def test_who_owes_what_and_what_is_mine(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Reference customers")
        with counted(tmux, "An owner"):
            tmux.press("e", *["Tab"] * 4, "C-u", "carl", "Enter")
            tmux.sees("New here: person 'carl'")
        beginning.objective(tmux, "We ship safely")
        tmux.press("e", *["Tab"] * 4, "C-u", "bo", "Tab", "Tab", "Care", "Enter")
        tmux.sees("New here: person 'bo', team 'Care'")
        with counted(tmux, "What is a team's"):
            tmux.press("p")
            tmux.sees("People   3 people, 1 owes a check-in", "anna", "bo", "carl", "Care")
            tmux.press("Enter")
            tmux.sees("only team:Care", "We ship safely", without=["Customers stay"])
        tmux.press("f", "BSpace", "Enter")
        tmux.sees("Customers stay", "We ship safely", without=["only team"])
        with counted(tmux, "Mine, my teams', everybody's"):
            tmux.press("S")
            tmux.sees("only is:mine", "Customers stay", without=["We ship safely"])
            tmux.press("S")
            tmux.sees("only is:team")
            tmux.press("S")
            tmux.sees("Showing everybody's.", "We ship safely", without=["only is:"])
