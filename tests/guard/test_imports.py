"""What a start imports: speed is a feature, and the static import graph cannot see imports inside functions."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "pydantic")


def loaded(code: str, *, cwd: str) -> set[str]:
    """The heavy packages in memory after running some code in a process of its own."""
    program = f"import sys\n{code}\nprint('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True, cwd=cwd
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_help_and_version_import_neither_the_screen_nor_the_database(
    argument: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    code = f"from goaltui.cli.entry import run\ntry:\n    run([{argument!r}])\nexcept SystemExit:\n    pass"
    assert loaded(code, cwd=str(tmp_path_factory.mktemp("empty"))) == set()


def test_the_first_frame_needs_no_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    code = "import goaltui.tui.app, goaltui.tui.launch, goaltui.tui.views.loading"
    assert loaded(code, cwd=str(tmp_path_factory.mktemp("empty"))) == {"textual"}


def test_the_detail_beside_the_first_frame_needs_none_either(tmp_path_factory: pytest.TempPathFactory) -> None:
    code = "from goaltui.tui.components import detail_pane"
    assert loaded(code, cwd=str(tmp_path_factory.mktemp("empty"))) == {"textual"}


@pytest.mark.parametrize(
    "module",
    ["goaltui", "goaltui.rules.checks", "goaltui.services.core.rows.objectives", "goaltui.services.checkin.preview"],
)
def test_what_everybody_needs_is_light(module: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert loaded(f"import {module}", cwd=str(tmp_path_factory.mktemp("empty"))) == set()


def test_a_command_of_the_shell_does_not_import_the_screen(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("empty")
    code = f"from goaltui.cli.entry import run\nrun(['--db', {str(folder / 'a.db')!r}, 'init'])"
    assert "textual" not in loaded(code, cwd=str(folder))
