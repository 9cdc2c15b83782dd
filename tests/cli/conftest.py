"""A shell with a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from goaltui.cli.entry import run
from tests.cli import sample

PATIENT = ("--timeout", "60")
"""How long a team's place may take on a loaded machine, where the time is not what is tested."""


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Shell:
    """Runs commands on one home folder; `home` also holds the sample as the default database."""

    home: Path
    read: Callable[[], tuple[str, str]]

    def __call__(self, *words: str) -> Said:
        """In this process."""
        self.read()
        code = run(words)
        return Said(code, *self.read())

    def process(self, *words: str, typed: bytes = b"", **variables: str) -> Said:
        """In a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "goaltui", *words],
            input=typed,
            capture_output=True,
            env=self.environment(**variables),
            timeout=60,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def environment(self, **variables: str) -> dict[str, str]:
        """The variables of such a process."""
        return {**os.environ, "GOALTUI_HOME": str(self.home), "PYTHONIOENCODING": "utf-8", **variables}

    @property
    def database(self) -> Path:
        """The default database."""
        return self.home / "data" / "goaltui.db"

    def settings(self, text: str) -> None:
        """Write the settings file."""
        (self.home / "config").mkdir(exist_ok=True)
        (self.home / "config" / "settings.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Shell:
    """A shell without a workspace."""
    for name in ("NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "_GOALTUI_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GOALTUI_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()

    def read() -> tuple[str, str]:
        said = capfd.readouterr()
        return said.out, said.err

    return Shell(tmp_path / "home", read)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written once."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    sample.make(path)
    return path


@pytest.fixture
def shell(empty: Shell, sample_file: Path) -> Shell:
    """A shell whose default database is a copy of the sample."""
    empty.database.parent.mkdir()
    empty.database.write_bytes(sample_file.read_bytes())
    return empty


@pytest.fixture
def going_on(request: pytest.FixtureRequest) -> None:
    """The quarter of the sample, where the test has one, goes on, so that a check-in of today counts in it."""
    if "shell" in request.fixturenames:
        shell: Shell = request.getfixturevalue("shell")
        file = shell.home / "longer.toml"
        file.write_text('[[cycles]]\nname = "2026-Q3"\nstart = 2026-07-01\nend = 2099-12-31\n')
        assert shell("import", str(file)).code == 0
