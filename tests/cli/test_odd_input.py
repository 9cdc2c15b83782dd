"""Every command with what nobody means to type: a sentence and an exit code, never a traceback, never a wait."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from goaltui.cli.app import build
from tests.cli.conftest import Said, Shell

FILE, TEXT = "{file}", "{text}"
"""What stands for an argument: one that has to name a file, and any other."""

COMMANDS = {
    "due": (),
    "show": (TEXT,),
    "set": (TEXT, "owner=bo"),
    "delete": (TEXT,),
    "find": (TEXT,),
    "round": (),
    "status": ("--format", TEXT),
    "tree": (),
    "scorecard": (),
    "map": (),
    "balance": (),
    "chart": (TEXT,),
    "people": (),
    "cycles": (),
    "close": (TEXT,),
    "records": (TEXT,),
    "review": (),
    "why": (TEXT,),
    "check": (),
    "log": (TEXT,),
    "edit": (TEXT,),
    "move": (TEXT, "--top"),
    "tick": ("a000", TEXT),
    "done": (TEXT,),
    "undo": (),
    "redo": (),
    "init": (),
    "import": (FILE, "--timeout", "0.1"),
    "export": (TEXT,),
    "diff": (FILE, "--timeout", "0.1"),
    "apply": (FILE, "--timeout", "0.1"),
    "sync": (),
    "merge": (FILE,),
    "backup": (FILE,),
    "doctor": (FILE,),
    "config": (),
    "demo": (),
    "help": (TEXT,),
    "schema": (TEXT,),
    "guide": (TEXT,),
    "library": (TEXT,),
    "strategy": (),
    "thread": (TEXT,),
    "checkin": (TEXT, "13"),
    "hub move": (FILE,),
    "add objective": (TEXT,),
    "add kr": (TEXT, "--under", "a000"),
    "add measure": (TEXT,),
    "add initiative": (TEXT, "--under", "a000"),
    "add milestone": (TEXT, "--under", "a000"),
    "add cycle": (TEXT,),
    "add perspective": (TEXT,),
    "add team": (TEXT,),
    "add person": (TEXT,),
    "add note": (TEXT, "--on", "a000"),
    "add target": (TEXT,),
    "add theme": (TEXT,),
    "add link": (TEXT, TEXT),
}

NO_FILES = ("", " ", "~no-user-at-all/x", "a\0b", "n" * 300, "pipe", "folder", "folder/../note/below", "/dev/null/x")
"""What names no file that can be read or made."""

NO_TEXTS = ("", "-", "--", "x" * 100_000, "a\0b", "1e999", "9" * 5_000, "\x1b]0;x\x07[/b]", "\u202e👨‍👩‍👧", "%s{}")


@pytest.fixture
def place(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shell]:
    """The shell in a folder with a pipe, a folder and a note, with nothing on stdin and an editor that does nothing."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("folder").mkdir()
    Path("note").write_text("no database", encoding="utf-8")
    monkeypatch.setenv("EDITOR", "true")
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        yield shell


def options_with_values(name: str) -> list[str]:
    """The options of a command that take a value."""
    command = get_command(build())
    for word in name.split():
        command = command.commands[word]  # type: ignore[attr-defined]
    return [
        parameter.opts[-1]
        for parameter in command.params
        if parameter.param_type_name == "option" and not getattr(parameter, "is_flag", False)
    ]


def is_told(said: Said, words: tuple[str, ...]) -> None:
    shown = [word[:30] for word in words]
    assert said.code in (0, 1, 2), shown
    assert "Traceback" not in said.err, shown
    assert "\x1b" not in said.err, shown
    assert said.code == 0 or said.out or said.err, shown


def test_every_command_is_tried() -> None:
    commands = get_command(build()).commands  # type: ignore[attr-defined]
    groups = {name: command.commands for name, command in commands.items() if hasattr(command, "commands")}
    names = [name for name in commands if name not in groups]
    assert sorted(COMMANDS) == sorted([*names, *(f"{name} {below}" for name in groups for below in groups[name])])


@pytest.mark.parametrize("name", COMMANDS)
def test_an_argument_that_nobody_means_is_answered_in_a_sentence(place: Shell, name: str) -> None:
    words = COMMANDS[name]
    for odd in NO_FILES if FILE in words else NO_TEXTS if TEXT in words else ():
        typed = (*name.split(), *(odd if word in (FILE, TEXT) else word for word in words))
        said = place(*typed)
        is_told(said, typed)
        if FILE in words and not (
            name == "doctor" and odd in ("folder", "pipe", "folder/../note/below", "/dev/null/x")
        ):
            assert said.code in (1, 2), typed


@pytest.mark.parametrize("name", COMMANDS)
def test_an_option_that_nobody_means_is_answered_in_a_sentence(place: Shell, name: str) -> None:
    words = tuple("a000" if word == TEXT else "note" if word == FILE else word for word in COMMANDS[name])
    for number, option in enumerate(options_with_values(name)):
        for odd in (NO_TEXTS[number % len(NO_TEXTS)], NO_FILES[number % len(NO_FILES)]):
            typed = (*name.split(), *words, option, odd)
            is_told(place(*typed), typed)
        said = place(*name.split(), *words, option)
        assert said.code == 2


@pytest.mark.parametrize("odd", NO_FILES)
@pytest.mark.parametrize("words", [("tree",), ("checkin", "a000", "13"), ("init",)])
def test_what_is_no_database_is_told_apart_from_one(place: Shell, words: tuple[str, ...], odd: str) -> None:
    typed = (*words, "--db", odd)
    said = place(*typed)
    is_told(said, typed)
    assert said.code in (1, 2)


@pytest.mark.parametrize("odd", [name for name in NO_FILES if name != "pipe"])
def test_what_a_file_cannot_be_written_to_is_refused(place: Shell, odd: str) -> None:
    for words in (("export", "-o", odd), ("review", "-o", odd), ("backup", odd), ("backup", "--restore", odd)):
        said = place(*words)
        is_told(said, words)
        assert said.code in (1, 2)


ENVIRONMENTS = {
    "ascii": "LC_ALL=C PYTHONIOENCODING=ascii PYTHONUTF8=0 PYTHONCOERCECLOCALE=0",
    "bare": "-u TERM -u HOME -u LANG NO_COLOR=1 COLUMNS=1",
    "nonsense": "COLUMNS=abc LINES=-1 TERM=none TZ=Nowhere/Land EDITOR=",
}


@pytest.mark.usefixtures("going_on")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_breaks_nothing(shell: Shell, name: str) -> None:
    for words in (("checkin", "a000", "13", "öl 日本語"), ("tree",), ("export",)):
        command = shlex.join([sys.executable, "-m", "goaltui", *words])
        done = subprocess.run(
            ["bash", "-c", f"exec env {ENVIRONMENTS[name]} {command} <&-"],
            env=shell.environment(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a zone of its own")
def test_a_zone_in_which_no_day_can_be_told_is_refused(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        with monkeypatch.context() as changed:
            for zone in ("XXX-25", "XXX+167", "XXX-24"):
                changed.setenv("TZ", zone)
                time.tzset()
                for words in (("tree",), ("checkin", "a000", "13")):
                    said = shell(*words)
                    is_told(said, words)
                    assert (said.code, said.err.count("\n")) == (1, 1)
                    assert "set one such as Europe/Stockholm" in said.err
    finally:
        time.tzset()


@pytest.mark.parametrize("home", ["/dev/null", "/dev/null/x", "~no-user-at-all/x", "n" * 300])
def test_a_home_that_cannot_be_is_told_in_a_sentence(shell: Shell, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("GOALTUI_HOME", home)
    for words in (("tree",), ("init",), ("checkin", "a000", "13"), ("backup", "--list")):
        said = shell(*words)
        is_told(said, words)
        assert said.code == 1


@pytest.mark.usefixtures("going_on")
def test_in_a_folder_that_is_gone_only_relative_paths_are_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert shell("checkin", "a000", "13").code == 0
    for words in (("tree", "--db", "x.db"), ("import", "x.toml"), ("export", "-o", "x.toml"), ("backup", "x.db")):
        said = shell(*words)
        assert said.code == 1
        assert "is gone" in said.err
