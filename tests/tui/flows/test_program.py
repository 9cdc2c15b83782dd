"""What is true everywhere, by keys alone: filters, the menu, themes, and a terminal that changes its size."""

import os
import subprocess
import sys
from pathlib import Path

from rich.cells import cell_len

from tests.tui.flows import beginning
from tests.tui.flows.keystrokes import counted
from tests.tui.flows.tmux import NEEDS_TMUX, started

pytestmark = NEEDS_TMUX

_SIZES = ((60, 20), (120, 36), (200, 50))
_TOO_SMALL = (49, 14)
_OPENED = {
    "the line that checks in": (("c", "6 @7 well"), ("confidence 7", "6 @7 well")),
    "the menu": (("?",), ("Actions", "Esc close")),
    "why": (("w",), ("Esc close", "(4 − 0) / (10 − 0)")),
    "the arrows of a choice": (("a",), ("Objective below   under",)),
    "a chart": (("v",), ("1 of 1 check-in",)),
    "the round": (("C", "5"), ("Round   1 of 1", "5")),
    "the review": (("r",), ("Review   1 of 1",)),
    "health": (("!",), ("Health",)),
    "the cycles": (("o",), ("Cycles   1 cycle", "Now")),
    "people": (("p",), ("People", "1 person")),
    "records": (("x",), ("Records", "Nothing was written down yet")),
    "structure": (("s",), ("Structure", "Enter edit")),
    "balance": (("b",), ("Balance",)),
    "the filter": (("f", "ten"), ("Filter", "keys  owner:")),
    "search": (("/", "ten"), ("Find", "Ten talks   key result")),
}
"""What is open while the size changes: the keys that open it, and what is seen of it at every size."""


def test_a_filter_is_typed_saved_and_used_again(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with started(tmp_path, "--db", str(path), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        beginning.objective(tmux, "We ship safely")
        with counted(tmux, "A filter, and everything again"):
            tmux.press("f", "ship", "Enter")
            tmux.sees("only ship", "We ship safely", without=["Customers stay"])
            tmux.press("f", "BSpace", "Enter")
            tmux.sees("Customers stay", without=["only ship"])
        with counted(tmux, "A filter saved under a name"):
            tmux.press("f", "ours = is:open stay", "Enter")
            tmux.sees("Saved as @ours.", "only is:open stay", "Customers stay", without=["We ship safely"])
        with counted(tmux, "A saved filter"):
            tmux.press("f", "@ours", "Enter")
            tmux.sees("only @ours", "Customers stay", without=["We ship safely", "Saved as"])
        tmux.press("f", "status:nonsense", "Enter")
        tmux.sees("Filter", "nonsense", "status")
        tmux.press("Escape")
        tmux.sees("only @ours", without=["nonsense"])
        tmux.press("q")
        assert tmux.is_over()
    command = (sys.executable, "-m", "goaltui", "--db", str(path), "tree", "--filter", "@ours")
    environment = {**os.environ, "GOALTUI_HOME": str(tmp_path)}
    shell = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=30).stdout
    assert "Customers stay" in shell
    assert "ship" not in shell


def test_the_menu_and_themes(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux)
        beginning.objective(tmux, "Customers stay")
        with counted(tmux, "What can be done here, and back"):
            tmux.press("?")
            tmux.sees("Customers stay · objective", "edit")
            tmux.press("Escape")
            tmux.sees("Customers stay", without=["Esc close"])
        before = tmux.colours
        assert before
        with counted(tmux, "Another theme, from the menu"):
            tmux.press("C-p")
            tmux.sees("type what you want to do")
            tmux.press("them")
            tmux.sees("Choose a theme", without=["balance"])
            tmux.press("Enter")
            tmux.sees("Theme", "Enter keep")
            tmux.press("Down")
            tmux.until(lambda: tmux.colours and tmux.colours != before, "other colours")
            tmux.press("Enter")
            tmux.sees("Customers stay", without=["Enter keep"])


def test_the_terminal_changes_its_size_while_something_is_open(tmp_path: Path) -> None:
    with started(tmp_path, "--db", str(tmp_path / "new.db"), "--as", "anna") as tmux:
        beginning.cycle(tmux, "Now")
        beginning.objective(tmux, "Customers stay")
        beginning.key_result(tmux, "Ten talks", "10")
        tmux.press("c", "4 ^-9 !risk", "Enter")
        tmux.sees("Checked in 4")
        for keys, told in _OPENED.values():
            tmux.press(*keys)
            tmux.sees(*told)
            for size in _SIZES:
                tmux.resize(*size)
                tmux.sees(*told, without=["goaltui needs"])
                assert _fits(tmux.screen, *size)
            tmux.resize(*_TOO_SMALL)
            tmux.sees("goaltui needs 50 × 15; this is 49 × 14.")
            tmux.resize(100, 30)
            tmux.sees(*told, without=["goaltui needs"])
            tmux.press("Escape")
            if keys[0] == "c":
                tmux.sees("Esc again drops it")
                tmux.press("Escape")
            tmux.sees("2 Objectives", "Ten talks", "? actions", without=[told[0]])


def _fits(screen: str, columns: int, lines: int) -> bool:
    rows = screen.splitlines()
    return len(rows) <= lines and all(cell_len(row) <= columns for row in rows)
