"""The way in: what is imported, exit codes, and how a command ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goaltui import __version__
from tests.cli.conftest import Shell

IMPORTED = """
import sys
from goaltui.cli.entry import run
code = run(sys.argv[1:])
heavy = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "typer")
print("imported:", *(name for name in heavy if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


def imported(shell: Shell, *words: str) -> set[str]:
    """Which of the heavy packages a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words], capture_output=True, env=shell.environment(), timeout=60, check=False
    )
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("imported:"), done.stderr.decode()
    return set(last.split()[1:])


def test_version(empty: Shell) -> None:
    assert empty("--version") == (0, f"{__version__}\n", "")
    assert imported(empty, "--version") == set()


def test_help_imports_neither_the_screen_nor_the_database(empty: Shell) -> None:
    for words in (("--help",), ("tree", "--help"), ("add", "kr", "--help")):
        assert not imported(empty, *words) & {"textual", "rich", "sqlmodel", "sqlalchemy"}


def test_commands_import_no_screen(shell: Shell) -> None:
    for words in (("tree",), ("checkin", "a000", "13")):
        assert not imported(shell, *words) & {"textual", "rich"}


def test_a_check_in_does_without_typer(shell: Shell) -> None:
    assert "typer" not in imported(shell, "checkin", "a000", "13")


def test_help_names_every_command_and_the_exit_codes(empty: Shell) -> None:
    said = empty("--help")
    assert said.code == 0
    for word in (
        *("init", "add", "checkin", "due", "tree", "scorecard", "why", "check", "log", "undo", "redo", "export"),
        *("import", "diff", "apply", "edit", "backup", "doctor", "config", "demo"),
        *("--db", "--as", "--as-of", "--known-at", "--json", "--no-color", "Exit codes"),
    ):
        assert f" {word}" in said.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nonsense",), "nonsense"),
        (("tree", "--nonsense"), "--nonsense"),
        (("tree", "--depth", "x"), "depth"),
        (("--db",), "--db needs a value"),
        (("--as-of", "yesterday-ish", "tree"), "2026-11-20"),
        (("--known-at", "noon", "tree"), "2026-11-20T14:30"),
        (("--as-of", "2026-01-01", "--known-at", "2026-01-01", "tree"), "two ways"),
    ],
)
def test_wrong_usage_ends_with_two(shell: Shell, words: tuple[str, ...], says: str) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


@pytest.mark.parametrize(
    ("name", "says", "code"),
    [
        ("postgresql+psycopg://127.0.0.1:9/db", "server", 3),
        ("notes.txt", "notes.txt", 1),
        ("folder", "folder", 1),
        ("gone.db", "gone.db", 1),
    ],
)
def test_what_is_no_database_is_refused(shell: Shell, name: str, says: str, code: int) -> None:
    (shell.home / "notes.txt").write_text("x" * 5000, encoding="utf-8")
    (shell.home / "folder").mkdir()
    said = shell("tree", "--db", name if "://" in name else str(shell.home / name))
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert len(said.err.splitlines()) == 1
    assert (shell.home / "notes.txt").stat().st_size == 5000


def test_the_settings_name_a_database(shell: Shell) -> None:
    other = shell.home / "other.db"
    shell.settings(f"database = {str(other)!r}\n")
    assert shell("init", "--name", "Other").code == 0
    assert other.exists()


def test_a_mistake_in_the_settings_is_said_and_does_not_stop_anything(shell: Shell) -> None:
    shell.settings('auhtor = "Eva"\n')
    for words in (("tree",), ("checkin", "a000", "13")):
        said = shell(*words)
        assert said.code == 0
        assert said.err.count("did you mean 'author'") == 1


def test_the_screen_needs_a_terminal(shell: Shell) -> None:
    for words in ((), ("demo",)):
        said = shell.process(*words)
        assert said.code == 2
        assert "terminal" in said.err
        assert "Traceback" not in said.err


def test_a_reader_that_leaves_is_no_error(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "goaltui", "log"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=shell.environment(),
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_a_sentence(shell: Shell) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "goaltui", "tree"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=shell.environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "No space left" in done.stderr.decode()


def test_an_interrupt_ends_with_130(shell: Shell, tmp_path: Path) -> None:
    started = tmp_path / "started"
    editor = tmp_path / "editor.sh"
    editor.write_text(f"#!/bin/sh\ntouch {started}\nexec sleep 60\n", encoding="utf-8")
    editor.chmod(0o700)
    # What was started in the background ignores interrupts, and what that starts inherits it.
    here = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "goaltui", "edit"],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=shell.environment(EDITOR=str(editor)),
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, here)
    deadline = time.monotonic() + 30
    while not started.exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_completion_offers_the_commands(empty: Shell) -> None:
    said = empty.process(
        _GOALTUI_COMPLETE="complete_bash", COMP_WORDS="goaltui sco", COMP_CWORD="1", _TYPER_COMPLETE_ARGS="goaltui sco"
    )
    assert said.out.split() == ["scorecard"]
