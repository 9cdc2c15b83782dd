"""Plain words are read as Typer reads them; all others are left to Typer."""

import subprocess
import sys
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from goaltui.cli import declared
from goaltui.cli.command_table import COMMANDS, GROUPS, function_of
from goaltui.cli.commands.show import due, tree
from goaltui.cli.plain_words import read
from goaltui.cli.with_typer import with_typer
from tests.cli.conftest import Shell


def command(
    ctx: declared.Context,
    ref: Annotated[str, declared.Argument(metavar="REF")],
    more: Annotated[list[str] | None, declared.Argument()] = None,
    asked: Annotated[str, declared.Option("--filter")] = "",
    some_name: Annotated[str | None, declared.Option(metavar="NAME")] = None,
    number: Annotated[int, declared.Option(min=1)] = 5,
    mine: Annotated[bool, declared.Option("--mine")] = False,
    counts: Annotated[bool, declared.Option()] = True,
) -> None:
    """A command of every kind of word."""
    TOLD.append({"ref": ref, "more": more, "asked": asked, "some_name": some_name})
    TOLD[-1] |= {"number": number, "mine": mine, "counts": counts}


TOLD: list[dict[str, Any]] = []


def by_typer(words: list[str], *, lenient: bool = False) -> dict[str, Any] | None:
    """What Typer calls the command with; none where it refuses."""
    app = typer.Typer()
    app.command(context_settings={"ignore_unknown_options": lenient})(with_typer(command))
    TOLD.clear()
    done = CliRunner().invoke(app, words)
    return TOLD[0] if done.exit_code == 0 and TOLD else None


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "a b c",
        "a --filter is:mine",
        "--filter=x a",
        "a --some-name n --mine",
        "a --number 3 --no-counts",
        "a --counts b",
        "a --filter= ",
        "a - --mine",
    ],
)
def test_plain_words_are_read_as_typer_reads_them(words: str) -> None:
    given = read(command, words.split(" "))
    assert given is not None
    assert given == by_typer(words.split(" "))


@pytest.mark.parametrize(
    "words",
    ["", "--mine", "a --nonsense", "a --number x", "a --number 0", "a --filter", "a --help", "a -- -b", "a --mine=yes"],
)
def test_other_words_are_left_to_typer(words: str) -> None:
    assert read(command, words.split()) is None


@pytest.mark.parametrize(
    "words",
    ["a -2", "a -2 --mine", "--mine a -2 b", "a --nonsense", "-3 -x", "a -2%=3 --filter x", "a b --number 3 -7"],
)
def test_words_that_begin_as_options_can_be_arguments(words: str) -> None:
    given = read(command, words.split(), lenient=True)
    assert given is not None
    assert given == by_typer(words.split(), lenient=True)


def test_every_command_is_found() -> None:
    every = (*COMMANDS.values(), *(where for group in GROUPS.values() for where in group.values()))
    assert all(callable(function_of(where)) for where in every)


def test_commands_that_are_asked_for_often_are_plain() -> None:
    assert read(due, ["--mine"]) == {"mine": True, "asked": "", "form": ""}
    found = read(tree, ["--depth", "2"])
    assert found is not None
    assert found["depth"] == 2


IMPORTED = """
import sys
from goaltui.cli.entry import run
code = run(sys.argv[1:])
heavy = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "typer", "dataclasses", "inspect", "asyncio")
print("imported:", *(name for name in heavy if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "word",
    [
        "due",
        "tree",
        "scorecard",
        "log",
        "records",
        "people",
        "cycles",
        "balance",
        "due --format tsv",
        "show a000",
        "find churn",
        "checkin a000 30 --yes --json",
        "--json checkin --yes a000 30",
        "add note learnt --on a000",
        "help check-in",
        "help add kr",
    ],
)
def test_what_is_plain_imports_nothing_heavy(shell: Shell, word: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *word.split()],
        capture_output=True,
        env=shell.environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().splitlines()[-1].split() == ["imported:"]


def test_a_look_at_a_shared_workspace_imports_nothing_heavy_before_its_time_begins(shell: Shell) -> None:
    assert shell("tree", "--exchange").code == 0
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, "tree", "--exchange"],
        capture_output=True,
        env=shell.environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    imported = done.stderr.decode().splitlines()[-1].split()[1:]
    assert not {"sqlalchemy", "sqlmodel", "pydantic"} & set(imported)
