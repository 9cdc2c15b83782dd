"""What is installed: the wheel and the archive of the source, as they are built."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from goaltui import __version__
from goaltui.manual.pages import TOPICS

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Iterator[ZipFile]:
    with ZipFile(built / f"goaltui-{__version__}-py3-none-any.whl") as archive:
        yield archive


def test_the_wheel_has_the_program_the_manual_and_the_man_page_and_no_tests(wheel: ZipFile) -> None:
    names = wheel.namelist()
    assert {f"goaltui/manual/{language}/{topic}.md" for language in ("en", "sv") for topic in TOPICS} <= set(names)
    assert "goaltui/py.typed" in names
    assert f"goaltui-{__version__}.data/data/share/man/man1/goaltui.1" in names
    assert f"goaltui-{__version__}.data/data/share/man/sv/man1/goaltui.1" in names
    assert {name.split("/")[0] for name in names} == {
        "goaltui",
        f"goaltui-{__version__}.data",
        f"goaltui-{__version__}.dist-info",
    }


def test_the_wheel_says_what_people_look_for(wheel: ZipFile) -> None:
    told = Parser().parsestr(wheel.read(f"goaltui-{__version__}.dist-info/METADATA").decode())
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "MIT"
    assert "okr" in told["Keywords"]
    assert {"Environment :: Console", "Programming Language :: Python :: 3.13", "Typing :: Typed"} <= set(
        told.get_all("Classifier", [])
    )
    assert str(told.get_payload()).startswith("# goaltui\n")


def test_the_source_has_what_is_needed_to_test_it_and_to_work_on_it(built: Path) -> None:
    with tarfile.open(built / f"goaltui-{__version__}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", ".github/CONTRIBUTING.md", ".ci/run", "tests/conftest.py"} <= names
    assert not {name for name in names if "__pycache__" in name or name.startswith((".venv", ".git/"))}


def test_the_wheel_runs_where_it_is_unpacked(wheel: ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "GOALTUI_HOME": str(tmp_path / "home")}
    for words, expected in ((("--version",), __version__), (("help", "toml"), "TOML\n"), (("init",), "")):
        done = subprocess.run(
            [sys.executable, "-m", "goaltui", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(expected)


def test_the_wheel_speaks_swedish(wheel: ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    home = str(tmp_path / "home")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "GOALTUI_HOME": home, "LANGUAGE": "sv"}
    command = [sys.executable, "-m", "goaltui", "find", "zebra"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "finns ingen" in done.stderr or "finns inte" in done.stderr, done.stderr
