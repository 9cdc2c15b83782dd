"""The examples at the end of every help run as they stand in the sample company of their language."""

import io
import json
import shlex
import shutil
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import typer

from goaltui.cli.app import build
from goaltui.cli.entry import run
from goaltui.cli.examples import EXAMPLES, examples_of
from goaltui.model.quick import translation
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.transfer.toml_files import export_toml
from tests.cli.conftest import Shell

NOT_HERE = {"goaltui", "goaltui demo", "goaltui demo --method okr"}
"""What opens the screen."""

ELSEWHERE = "goals.example.org"
FINDING = ("check", "diff")
"""Commands that end with 1 where they find something."""


def _in_swedish(command: str) -> tuple[str, ...]:
    """The examples of a command in Swedish."""
    translation.speak("sv")
    try:
        return examples_of(command)
    finally:
        translation.speak(translation.SOURCE)


SAID = {("en", command): examples for command, examples in EXAMPLES.items()}
"""The examples by language and command; those that have no word of a language once."""
SAID |= {("sv", command): _in_swedish(command) for command in EXAMPLES if _in_swedish(command) != EXAMPLES[command]}


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder by language, with the sample company and with what the examples read."""
    return {language: _company(tmp_path_factory.mktemp(language), language) for language in ("en", "sv")}


def _company(folder: Path, language: str) -> Path:
    translation.speak(language)
    workspace = Workspace.open(folder / "goaltui.db", author="anna", clock=SystemClock(), create=True)
    load_sample(workspace)
    (folder / "goals.toml").write_text(export_toml(workspace), encoding="utf-8")
    (folder / "cycles.txt").write_text("\n".join(cycle.name for cycle in workspace.look.records().cycles))
    workspace.close()
    translation.speak(translation.SOURCE)
    title = "Flaky tests" if language == "en" else "Ostadiga tester"
    (folder / "values.txt").write_text(f"'{title}' 25\n", encoding="utf-8")
    shutil.copy(folder / "goaltui.db", folder / "copy.db")
    return folder


def in_cycles_of_today(line: str, company: Path) -> str:
    """The example with the quarters that the company has on this day."""
    *_, before, now = sorted(name for name in (company / "cycles.txt").read_text().split() if "Q" in name)
    return line.replace("2026-Q4", now).replace("2026-Q3", before)


def typed(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a line of a shell."""
    words = shlex.split(line)
    given = b""
    if "<" in words:
        given = Path(words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    return run([*words[1:], "--as", "anna"])


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    """Leave no other language to the tests of this process that come later."""
    yield
    translation.speak(translation.SOURCE)


@pytest.mark.parametrize(("language", "command"), SAID)
def test_the_examples_of_a_command_run(
    language: str,
    command: str,
    empty: Shell,
    companies: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = companies[language]
    monkeypatch.setenv("GOALTUI_LANGUAGE", language)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    empty.database.parent.mkdir()
    shutil.copy(company / "goaltui.db", empty.database)
    for name in ("goals.toml", "values.txt", "copy.db"):
        shutil.copy(company / name, tmp_path / name)
    if command == "sync":
        shutil.copy(company / "goaltui.db", tmp_path / "team.db")
    if command == "tick":
        assert typed(SAID[language, "add milestone"][0], monkeypatch) == 0
    if command == "redo":
        assert typed("goaltui checkin 'Flaky tests' 25", monkeypatch) == 0
    if command == "undo":
        assert typed("goaltui checkin 'Flaky tests' 25", monkeypatch) == 0
    if command == "init":
        empty.database.unlink()
    if command == "status":
        typed("goaltui due", monkeypatch)
    for line in SAID[language, command]:
        if line in NOT_HERE or ELSEWHERE in line:
            continue
        code = typed(in_cycles_of_today(line, company), monkeypatch)
        assert code == 0 or (code == 1 and command in FINDING), (line, empty.read())


def test_every_help_ends_with_examples_and_names_the_options_of_every_command() -> None:
    kept = json.loads((resources.files("goaltui.cli") / "help_texts.json").read_text(encoding="utf-8"))
    commands = typer.main.get_command(build()).commands  # type: ignore[attr-defined]
    names = set(commands) | {f"add {name}" for name in commands["add"].commands}
    assert names | {"", "hub move"} == kept.keys() == EXAMPLES.keys()
    for name, text in kept.items():
        *_, examples = text.rstrip().split("Examples:\n")
        assert [line.strip() for line in examples.splitlines()] == list(EXAMPLES[name])
        assert all(option in text for option in ("--db", "--as", "--as-of", "--known-at", "--json", "--timeout"))
