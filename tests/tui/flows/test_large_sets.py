"""The flows on large sets: published goals as they were written, the same with hostile titles, and a large company."""

from pathlib import Path

import pytest

from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.toml_files import import_toml
from goaltui.tui.method import without
from tests.bench.company import company
from tests.formats.support import published_files
from tests.tui.flows.large import Seen, as_if_now, hostile, seen
from tests.tui.flows.tmux import NEEDS_TMUX, Tmux, started

pytestmark = NEEDS_TMUX

_OBJECTIVES, _KEY_RESULTS, _CHECK_INS = 2_000, 6_000, 60_000


def _imported(path: Path, text: str) -> Seen:
    workspace = Workspace.open(path, author="anna", clock=SystemClock(), create=True)
    import_toml(workspace, text, "goals.toml")
    workspace.close()
    return seen(path)


# Every second one, which has each method and something to count; `python -m tests.walk` goes through any.
@pytest.mark.parametrize("file", published_files()[1::2])
def test_published_goals_go_through_every_flow(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "goals.db"
    _walk(path, _imported(path, as_if_now(file.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("file", published_files()[-2:-1])
def test_goals_with_hostile_titles_go_through_every_flow(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "goals.db"
    found = _imported(path, hostile(as_if_now(file.read_text(encoding="utf-8"))))
    _walk(path, found)


def test_a_large_company_goes_through_every_flow(tmp_path: Path) -> None:
    path = tmp_path / "company.db"
    company(path, _OBJECTIVES, _KEY_RESULTS, _CHECK_INS)
    _walk(path, seen(path))


def _walk(path: Path, found: Seen) -> None:
    with started(path.parent, "--db", str(path), "--as", "anna", size=(120, 36)) as tmux:
        tmux.sees("saved here")
        _items(tmux, found)
        _meetings(tmux, found)
        _views(tmux, found)
        tmux.press("q")
        assert tmux.is_over()


def _items(tmux: Tmux, found: Seen) -> None:
    """The list, narrowed and whole; one thing in full, checked in on, drawn and explained."""
    tmux.press("2")
    tmux.sees(found.objective, "objective")
    tmux.press("f", found.word, "Enter")
    tmux.sees(f"only {found.word}", found.objective)
    tmux.press("f", "BSpace", "Enter")
    tmux.sees(found.objective, without=["only "])
    tmux.press("/", found.ref, "Enter", "Enter")
    tmux.sees(found.item, "Esc back")
    tmux.press("c")
    tmux.sees("check in  ", found.item)
    tmux.press("1 a note [/] 日本語", "Enter")
    if "Enter again" in tmux.sees_one_of("Checked in 1", "Enter again"):
        tmux.press("Enter")
    tmux.sees("Checked in 1", found.item)
    tmux.press("v")
    tmux.sees(found.item, "a note [/] 日本語", "walk the check-ins")
    tmux.press("Escape")
    tmux.sees(found.item, "Esc back", without=["walk the check-ins"])
    tmux.press("w")
    tmux.sees(found.item, "Esc close")
    _leave(tmux, "↑ ↓ scroll")
    tmux.press("h")
    tmux.sees("history of ", "checked in 1")
    _leave(tmux, "history of ")


def _meetings(tmux: Tmux, found: Seen) -> None:
    """The round with its first lines, the review, and a close that is begun and left."""
    tmux.press("C")
    if "Nothing is due" not in tmux.sees_one_of("Round   1 of", "Nothing is due"):
        tmux.press("Down")
        tmux.sees_one_of("Round   2 of", "Round   1 of 1")
        tmux.press("Escape")
        tmux.sees("1 Today", without=["Round   "])
    tmux.press("r")
    tmux.sees("Review   ", "w end")
    _leave(tmux, "w end")
    if _offers(tmux, found, "o", "cycles"):
        tmux.sees("Cycles")
        tmux.press("x")
        if "Close " in tmux.sees_one_of("Close ", "There is no cycle yet", "nothing", "closed already"):
            _leave(tmux, "Close ")
        _leave(tmux, "Space mark")


def _views(tmux: Tmux, found: Seen) -> None:
    """All that is seen of the whole, the History, and the latest change taken back."""
    if _offers(tmux, found, "3", "view_scorecard"):
        tmux.sees(found.perspective, "3 Scorecard")
    if _offers(tmux, found, "4", "view_map"):
        tmux.sees(found.strategic or "Nothing is on the map yet")
    if _offers(tmux, found, "b", "balance"):
        tmux.sees("Balance", found.perspective)
        _leave(tmux, "Balance")
    tmux.press("!")
    tmux.sees("Health", "findings in")
    _leave(tmux, "findings in")
    tmux.press("p")
    tmux.sees("People", found.team)
    _leave(tmux, "show what is theirs")
    tmux.press("1")
    tmux.sees("Check-ins due")
    tmux.press("5")
    tmux.sees("5 History", "checked in 1")
    tmux.press("u")
    tmux.sees("Undone: the check-in")
    tmux.press("2")
    tmux.sees("objective")


def _offers(tmux: Tmux, found: Seen, key: str, command: str) -> bool:
    """Press the key of a command; False where the method has no such command, which the program then says."""
    tmux.press(key)
    if command not in without(found.method):
        return True
    tmux.sees(f"under {found.method.word}.")
    return False


def _leave(tmux: Tmux, told: str) -> None:
    """Out of what is open, which told this."""
    tmux.press("Escape")
    tmux.sees(without=[told])
