"""How the flows begin: an empty database made into one with a cycle that runs, by keys alone."""

from datetime import UTC, datetime, timedelta

from tests.tui.flows.tmux import Tmux

BEFORE, AFTER = -60, 20
"""Days from today to the first and to the last one of the cycle, whatever day the tests run on."""


def day(offset: int) -> str:
    """A day so many days from today, as it is typed."""
    return str(datetime.now(UTC).date() + timedelta(offset))


def chosen(tmux: Tmux, key: str, *, stays: bool = False) -> None:
    """Answer the first start: the name that it proposes, and what the workspace is for; where one `stays`, the first
    goal is asked for next."""
    tmux.sees("Who are you?")
    tmux.press("Enter")
    tmux.sees("What is it for?")
    tmux.press(key)
    if key != "s":
        tmux.sees("1 of 3   First objective")
        if not stays:
            tmux.press("Escape")
            tmux.sees("No objective yet", without=["1 of 3"])


def cycle(tmux: Tmux, name: str = "Now [/]") -> None:
    """From the question of the first start to the objectives of a cycle in which today is."""
    chosen(tmux, "b")
    tmux.sees("No objective yet")
    tmux.press("s", "a", "c", "C-u", name, "Tab", "C-u", day(BEFORE), "Tab", "C-u", day(AFTER), "Enter")
    tmux.sees(f"Added cycle '{name}'")
    tmux.press("Escape")
    tmux.sees("2 Objectives", "No objective yet")


def objective(tmux: Tmux, title: str) -> None:
    """Another objective at the top."""
    tmux.press("a", "o", title, "Enter")
    tmux.sees(f"Added objective '{title}'.")


def key_result(tmux: Tmux, title: str, target: str = "20") -> None:
    """A key result under the objective that the cursor is on or in."""
    tmux.press("a", "k", title, "Tab", "Tab", "Tab", target, "Enter")
    tmux.sees(f"Added key result '{title}'.")
