"""What is written by keys is what the shell writes for the same: the same fields with the same values."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.tui.flows.beginning import AFTER, BEFORE, day
from tests.tui.flows.tmux import NEEDS_TMUX, Tmux, started

pytestmark = NEEDS_TMUX

_FOLLOWS = "_follows"
"""Which changes a change has seen, by ids of their own."""


@dataclass(frozen=True, slots=True)
class Both:
    """A workspace that is changed by keys, and a copy of it that the shell changes."""

    tmux: Tmux
    by_keys: Path
    by_words: Path

    def same(self, keys: Sequence[str], said: str, *words: str) -> None:
        """Press keys until the screen says so, run the command, and hold both journals against each other."""
        self.tmux.press(*keys)
        self.tmux.sees(said)
        goaltui(self.by_words, *words)
        assert journal(self.by_keys) == journal(self.by_words)


def goaltui(database: Path, *words: str) -> None:
    """Run a command on a database."""
    command = [sys.executable, "-m", "goaltui", "--db", str(database), "--as", "anna", *words]
    variables = {**os.environ, "GOALTUI_HOME": str(database.parent)}
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def journal(database: Path) -> list[tuple[str, dict[str, Any]]]:
    """What was written, one change after the other, with a number in place of each id, in the order they came."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT entity, entity_id, fields FROM change ORDER BY hlc, seq").fetchall()
    numbers: dict[str, str] = {}
    for _, identity, _ in rows:
        numbers.setdefault(identity, f"#{len(numbers)}")
    found = []
    for entity, identity, text in rows:
        for known, number in numbers.items():
            text = text.replace(known, number)
        fields = json.loads(text)
        fields.pop(_FOLLOWS, None)
        found.append((f"{entity} {numbers[identity]}", fields))
    return found


def pair(folder: Path) -> tuple[Path, Path]:
    """A workspace with a cycle that runs, and a copy of it."""
    first, second = folder / "keys.db", folder / "words.db"
    goaltui(first, "init", "--method", "both", "--name", "Both")
    goaltui(first, "add", "cycle", "Now", "--start", day(BEFORE), "--end", day(AFTER))
    goaltui(first, "add", "person", "bo")
    shutil.copy(first, second)
    return first, second


def test_goals_are_the_same_by_keys_and_in_the_shell(tmp_path: Path) -> None:
    first, second = pair(tmp_path)
    with started(tmp_path, "--db", str(first), "--as", "anna", size=(120, 40)) as tmux:
        tmux.sees("saved here")
        both = Both(tmux, first, second)
        tmux.press("2")
        tmux.sees("No objective yet")
        both.same(("a", "o", "Customers stay", "Enter"), "Added objective", "add", "objective", "Customers stay")
        under = ("--under", "Customers stay")
        line = "p99 latency from 900 to 300 ms @bo ^+2w"
        both.same(("a", "k", line, "Enter"), "Added key result 'p99 latency'", "add", "kr", line, *under)
        keys: tuple[str, ...] = ("a", "k", "Discount", "Tab", "between", "Tab", "3", "Tab", "5", "Enter")
        words: tuple[str, ...] = ("--condition", "between", "--low", "3", "--high", "5")
        both.same(keys, "Added key result 'Discount'", "add", "kr", "Discount", *under, *words)
        keys = ("a", "k", "References", "Tab", "Tab", "Tab", "20", "Enter")
        both.same(keys, "Added key result 'References'", "add", "kr", "References", *under, "--target", "20")
        keys = ("e", "F3", "C-u", "References in print", "Tab", "Tab", "4", "Tab", "Tab", "30", "Tab", "firms")
        keys += ("Tab", "Tab", "Tab", "C-u", "bo", "Tab", "anna", "Tab", "C-u", "+1w", "Tab", "Right", "F2")
        words = ("title=References in print", "start=4", "stretch=30", "unit=firms", "owner=bo", "partners=anna")
        both.same(keys, "Changed key result", "set", "References", *words, "due=+1w", "cadence=day")
        checked = "12 @7 going well"
        both.same(("c", checked, "Enter"), "Checked in 12 firms", "checkin", "References in print", checked)
        both.same(("c", "~13 !risk", "Enter"), "Checked in 13 firms", "checkin", "References in print", "~13 !risk")
        tmux.press("e", "Tab", "Tab", "Tab", "C-u", "28", "F2")
        tmux.sees("in mid-cycle; say why")
        why = "moved=They ask more"
        both.same(("They ask more", "F2"), "Changed key result", "set", "References in print", "target=28", why)
        keys = ("a", "i", "Call everybody", "Tab", "Tab", "+3d", "Enter")
        words = ("--under", "References in print", "--due", "+3d")
        both.same(keys, "Added initiative", "add", "initiative", "Call everybody", *words)
        both.same(("/", "Call", "Enter", "D"), "Done: 'Call everybody'", "done", "Call everybody")
        keys = ("/", "Customers", "Enter", "a", "k", "Move house", "Tab", "milestones", "Tab", "Draft +1w, Ship", "F2")
        words = ("--milestones", "Draft +1w, Ship")
        both.same(keys, "Added key result 'Move house'", "add", "kr", "Move house", *under, *words)
        both.same(
            ("n", "The office is too far", "F2"),
            "learning  ",
            "add",
            "note",
            "The office is too far",
            "--on",
            "Move house",
        )
        both.same(("/", "Discount", "Enter", "d", "y"), "Deleted key result", "delete", "Discount", "--yes")
        both.same(("u",), "Undone", "undo")
        keys = ("/", "Customers", "Enter", "e", "F3", "Tab", "They pay", "F2")
        both.same(keys, "Changed objective", "set", "Customers stay", "why=They pay")


def test_a_scorecard_is_the_same_by_keys_and_in_the_shell(tmp_path: Path) -> None:
    first, second = pair(tmp_path)
    with started(tmp_path, "--db", str(first), "--as", "anna", size=(120, 40)) as tmux:
        tmux.sees("saved here")
        both = Both(tmux, first, second)
        tmux.press("3")
        tmux.sees("Financial", "Learning & growth")
        words: tuple[str, ...] = ("--perspective", "customer", "--cycle", "")
        keys: tuple[str, ...] = ("Right", "a", "o", "Clients like us", "Enter")
        both.same(keys, "Added objective", "add", "objective", "Clients like us", *words)
        keys = ("a", "m", "Churn", "Tab", "Tab", "goal red", "Tab", "1.5", "Tab", "3", "Enter")
        words = ("--under", "Clients like us", "--scoring", "goal=1.5 red_flag=3")
        both.same(keys, "Added measure", "add", "measure", "Churn", *words)
        both.same(("c", "2 ^yesterday", "Enter"), "Checked in 2", "checkin", "Churn", "2 ^yesterday")
        keys = ("e", "Tab", "%", "F2")
        both.same(keys, "Changed measure", "set", "Churn", "unit=%")
        both.same(("d", "y"), "Deleted measure", "delete", "Churn", "--yes")


def test_the_structure_is_the_same_by_keys_and_in_the_shell(tmp_path: Path) -> None:
    first, second = pair(tmp_path)
    with started(tmp_path, "--db", str(first), "--as", "anna", size=(120, 40)) as tmux:
        tmux.sees("saved here")
        both = Both(tmux, first, second)
        tmux.press("s")
        tmux.sees("Structure", "Financial")
        both.same(("a", "t", "Ops", "Enter"), "Added team", "add", "team", "Ops")
        both.same(
            ("a", "n", "Kim", "Tab", "Ops", "Enter"), "Added person 'Kim'", "add", "person", "Kim", "--team", "Ops"
        )
        both.same(("a", "n", "Lee", "Tab", "Fresh", "Enter"), "person 'Lee'", "add", "person", "Lee", "--team", "Fresh")
        both.same(("a", "p", "Society", "Enter"), "Added perspective", "add", "perspective", "Society")
        both.same(("a", "c", "C-u", "2090-Q1", "Enter"), "Added cycle", "add", "cycle", "2090-Q1")
        keys: tuple[str, ...] = (
            "a",
            "c",
            "C-u",
            "Spring",
            "Tab",
            "C-u",
            "2091-02-01",
            "Tab",
            "C-u",
            "2091-05-15",
            "Enter",
        )
        words: tuple[str, ...] = ("--start", "2091-02-01", "--end", "2091-05-15")
        both.same(keys, "Added cycle 'Spring'", "add", "cycle", "Spring", *words)
        both.same(("a", "h", "Easy to stay with", "Enter"), "Added theme", "add", "theme", "Easy to stay with")
