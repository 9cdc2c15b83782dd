"""Options and words as people type them: -h, version, days, the database of a variable."""

import json

import pytest

from goaltui import __version__
from tests.cli.conftest import Shell


def test_help_and_version_as_they_are_typed(shell: Shell) -> None:
    assert shell("version") == (0, f"{__version__}\n", "")
    for words in (("-h",), ("tree", "-h"), ("checkin", "-h"), ("add", "kr", "-h")):
        said = shell(*words)
        assert said.code == 0
        assert said.out.startswith("Usage: goaltui")


def test_days_are_typed_as_in_the_line(shell: Shell) -> None:
    yesterday = json.loads(shell("tree", "--json", "--as-of", "yesterday").out)["as_of"]
    assert yesterday == json.loads(shell("tree", "--json", "--as-of", "-1").out)["as_of"]
    for words in (("log", "--since", "mon"), ("tree", "--known-at", "yesterday"), ("tree", "--as-of", "20 Nov")):
        assert shell(*words).code == 0
    for since in ("2 weeks ago", "2w", "October", "today 00:05", "2 hours ago"):
        assert shell("log", "--since", since).code == 0
    two_weeks = json.loads(shell("tree", "--json", "--as-of", "2 weeks ago").out)["as_of"]
    assert two_weeks == json.loads(shell("tree", "--json", "--as-of", "-14").out)["as_of"]
    assert shell("tree", "--as-of", "end of last month").code == 0


def test_a_day_that_could_be_two_is_refused_with_both(shell: Shell) -> None:
    said = shell("log", "--since", "last month")
    assert said.code == 2
    assert "start of last month, end of last month" in said.err


@pytest.mark.parametrize("words", [("--as-of", "moonday", "tree"), ("log", "--since", "moonday")])
def test_what_is_no_day_is_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words).code == 2


def test_a_variable_names_the_database(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALTUI_DB", str(empty.home / "other.db"))
    assert empty("init").out == f"{empty.home / 'other.db'}\n"
    assert empty("init", "--db", str(empty.home / "third.db")).out == f"{empty.home / 'third.db'}\n"
