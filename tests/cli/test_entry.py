"""The way in: what is imported, exit codes, and how a command ends."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goaltui import __version__
from tests.cli.conftest import Shell
from tests.cli.terminal import in_terminal

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
    for words in (("tree",), ("checkin", "a000", "13 ^2026-09-30")):
        assert not imported(shell, *words) & {"textual", "rich"}


def test_a_check_in_imports_nothing_heavy(shell: Shell) -> None:
    assert imported(shell, "checkin", "a000", "13 ^2026-09-30") == set()


def test_files_of_goals_are_written_and_read_without_a_library_for_databases(shell: Shell) -> None:
    file = shell.home / "by-hand.toml"
    file.write_text('[[objectives]]\ntitle = "Customers stay"\nvision = 1\n', encoding="utf-8")
    for words in (("map",), ("export",), ("diff", str(file)), ("import", str(file))):
        assert imported(shell, *words) == set()
    file.write_text('[[objectives]]\ntitle = "Customers stay"\nweight = 2\n', encoding="utf-8")
    for words in (("diff", str(file)), ("import", str(file))):
        assert imported(shell, *words) == set()


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
        (("--as-of", "2026-01-01", "--known-at", "2026-01-01", "tree"), "exclude each other"),
    ],
)
def test_wrong_usage_ends_with_two(shell: Shell, words: tuple[str, ...], says: str) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


@pytest.mark.parametrize(
    ("name", "says", "code"),
    [
        ("postgresql+psycopg://127.0.0.1:9/db", "(Connection refused)", 3),
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
    shell.settings('thmee = "mono"\n')
    for words in (("tree",), ("checkin", "a000", "13 ^2026-09-30")):
        said = shell(*words)
        assert said.code == 0
        assert said.err.count("did you mean 'theme'") == 1


def test_nothing_is_written_under_a_name_that_the_settings_leave_open(shell: Shell) -> None:
    shell.settings('auhtor = "Eva"\n')
    before = shell.database.read_bytes()
    for words in (("tree",), ("due", "--json")):
        said = shell(*words)
        assert said.code == 0
        assert said.err.count("did you mean 'author'") == 1
    for writing in (("checkin", "a000", "13 ^2026-09-30"), ("undo",), ("init", "--db", str(shell.home / "new.db"))):
        said = shell(*writing)
        assert said.code == 1
        assert "--as" in said.err
    assert shell.database.read_bytes() == before
    assert not (shell.home / "new.db").exists()
    assert shell("checkin", "a000", "13 ^2026-09-30", "--as", "Eva").code == 0


@pytest.mark.parametrize(
    "content", [b"author = ", b"\xff", b'databse = "x.db"', b"database = 1", b'database = "~no-user/x.db"']
)
def test_no_other_database_is_opened_where_the_settings_leave_it_open(shell: Shell, content: bytes) -> None:
    shell.settings("")
    (shell.home / "config" / "settings.toml").write_bytes(content)
    other = shell.home / "other.db"
    other.write_bytes(shell.database.read_bytes())
    before = shell.database.read_bytes()
    for words in (
        ("checkin", "a000", "13 ^2026-09-30"),
        ("tree",),
        ("undo",),
        ("backup",),
        ("init",),
        ("export",),
        ("hub", "move", "x"),
    ):
        said = shell(*words)
        assert (said.code, said.out) == (1, "")
        assert str(shell.home / "config" / "settings.toml") in said.err
    assert shell.database.read_bytes() == before
    assert shell("checkin", "a000", "13 ^2026-09-30", "--db", str(other)).code == 0
    assert shell("config").code == 0


def test_the_screen_is_not_opened_on_another_database(shell: Shell) -> None:
    shell.settings("database = \n")
    said = in_terminal(shell, ())
    assert said.code == 1
    assert "settings.toml is not TOML" in said.out
    assert "--db" in said.out


def test_settings_with_a_mark_of_byte_order_name_the_database(shell: Shell) -> None:
    other = shell.home / "other.db"
    shell.settings(f"\ufeffdatabase = {str(other)!r}\r\n")
    assert shell("init").code == 0
    assert other.exists()


@pytest.mark.parametrize("option", ["--db", "--as", "--as-of", "--known-at", "--timeout"])
def test_an_empty_option_is_wrong_usage(shell: Shell, option: str) -> None:
    for words in (
        (option, "", "tree"),
        (f"{option}=", "checkin", "a000", "13 ^2026-09-30"),
        ("checkin", "a000", "13 ^2026-09-30", option, " "),
    ):
        said = shell(*words)
        assert (said.code, said.out) == (2, "")
        assert f"{option} is empty" in said.err


def test_the_screen_needs_a_terminal(shell: Shell) -> None:
    for words in ((), ("demo",)):
        said = shell.process(*words)
        assert said.code == 2
        assert "terminal" in said.err
        assert "Traceback" not in said.err


STORING = {
    "checkin": (("checkin", "a000", "+1", "^2026-09-30"), 1),
    "checkin --json": (("checkin", "a000", "+1", "^2026-09-30", "--json"), 1),
    "add": (("add", "objective", "New", "--cycle", ""), 1),
    "note": (("add", "note", "Learnt", "--on", "a000"), 1),
    "undo": (("undo",), 1),
    "import": (("import", "-"), 1),
}
"""Commands that store something, and how many more batches the log holds then."""


def ended(shell: Shell, words: tuple[str, ...], streams: str) -> tuple[int, str]:
    """The exit code and the words of a command whose streams a shell redirects; stderr goes to a file."""
    said = shell.home / "said"
    said.write_text("", encoding="utf-8")
    command = shlex.join([sys.executable, "-m", "goaltui", *words])
    done = subprocess.run(
        ["bash", "-c", f"exec 2>{shlex.quote(str(said))}; {command} {streams}; exit ${{PIPESTATUS[0]}}"],
        input=b'[[objectives]]\ntitle = "Imported"\n',
        env=shell.environment(),
        timeout=60,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    return done.returncode, said.read_text(encoding="utf-8")


def batches(shell: Shell) -> int:
    """How many the log holds."""
    return len(json.loads(shell("log", "--json").out)["changes"])


@pytest.mark.parametrize(
    ("name", "streams"),
    [
        *(("checkin", streams) for streams in (">&-", "2>&-", ">&- 2>&- <&-", ">/dev/full", "2>/dev/full", "| true")),
        *((name, ">/dev/full 2>&-") for name in STORING if name != "checkin"),
    ],
)
def test_what_was_stored_ends_with_0_whatever_becomes_of_the_streams(shell: Shell, name: str, streams: str) -> None:
    words, more = STORING[name]
    if name == "undo":
        assert shell("checkin", "a000", "13 ^2026-09-30").code == 0
    before = batches(shell)
    code, said = ended(shell, words, streams)
    assert "Traceback" not in said
    assert code == 0
    assert batches(shell) >= before + more


READING = ("tree", "log", "export", "config", "--help", "--version")


@pytest.mark.parametrize("word", READING)
def test_what_could_not_be_told_is_an_error_and_what_nobody_read_is_none(shell: Shell, word: str) -> None:
    usual, _ = ended(shell, (word,), "")
    for streams in (">&-", ">/dev/full"):
        code, said = ended(shell, (word,), streams)
        assert code == 1
        assert said.count("\n") == 1
        assert "stdout could not be written" in said
    code, said = ended(shell, (word,), "| true")
    assert (code, said) == (usual, "")


def test_a_backup_that_was_made_is_made_whoever_hears_of_it(shell: Shell) -> None:
    code, said = ended(shell, ("backup", str(shell.home / "copy.db")), ">/dev/full")
    assert code == 0
    assert "It is saved" in said
    assert (shell.home / "copy.db").exists()


def test_what_was_refused_stays_refused_without_streams(shell: Shell) -> None:
    for streams in ("2>&-", ">&- 2>&- <&-"):
        assert ended(shell, ("checkin", "nothing-like-it", "1"), streams)[0] == 1
        assert ended(shell, ("tree", "--nonsense"), streams)[0] == 2
        assert ended(shell, (), streams)[0] == 2


def test_a_round_goes_on_without_anybody_who_reads_its_words(shell: Shell) -> None:
    due = json.loads(shell("round", "--all", "--json").out)["due"]
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join([sys.executable, '-m', 'goaltui', 'round', '--all'])} 2>&-"],
        input=b"\n" + b">\n" * len(due),
        env=shell.environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert len(json.loads(shell("round", "--all", "--json").out)["due"]) < len(due) or not due


def writing_to(out: int, shell: Shell, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command that writes to an open file."""
    return subprocess.run(
        [sys.executable, "-m", "goaltui", *words],
        stdout=out,
        stderr=subprocess.PIPE,
        env=shell.environment(),
        timeout=60,
        check=False,
    )


def test_a_reader_that_leaves_is_no_error(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = writing_to(writing, shell, "log")
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_a_sentence(shell: Shell) -> None:
    with Path("/dev/full").open("wb") as full:
        done = writing_to(full.fileno(), shell, "tree")
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
        _GOALTUI_COMPLETE="complete_bash", COMP_WORDS="goaltui\nsco", COMP_CWORD="1", _TYPER_COMPLETE_ARGS="goaltui sco"
    )
    assert said.out.split() == ["scorecard"]


def test_bytes_that_are_no_text_are_refused_whole(shell: Shell) -> None:
    before = shell("export").out
    for words in (("checkin", "a000", "19", os.fsdecode(b"caf\xe9")), ("add", "objective", os.fsdecode(b"caf\xe9"))):
        said = shell(*words)
        assert (said.code, said.out) == (2, "")
        assert "'caf?' holds bytes that are no UTF-8 text" in said.err
    assert shell("export").out == before
