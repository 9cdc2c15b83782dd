"""The recipes for prompts run as they are written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goaltui.manual.pages import page
from tests.cli.conftest import Shell

EVALUATED = {"bash": 'printf %s "${PS1@P}"', "zsh": 'print -P -- "[$RPROMPT]"'}
STATUS = "#!/bin/sh\necho '3 due, 65 % of 70 % of it'\n"


@pytest.mark.parametrize("name", EVALUATED)
def test_a_prompt_shows_the_status(shell: Shell, tmp_path: Path, name: str) -> None:
    shell("due")
    assert re.search(r"\d+ due|^\[.*\]$", shown(shell, tmp_path, name, Path(sys.executable).parent))


def test_what_zsh_would_expand_comes_out_as_it_is(shell: Shell, tmp_path: Path) -> None:
    program = tmp_path / "goaltui"
    program.write_text(STATUS, encoding="utf-8")
    program.chmod(0o700)
    assert shown(shell, tmp_path, "zsh", tmp_path) == "[3 due, 65 % of 70 % of it]"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    assert shown(shell, tmp_path, "zsh", tmp_path) == "[]"


def shown(shell: Shell, folder: Path, name: str, programs: Path) -> str:
    """The prompt that a shell shows with the recipe of the manual."""
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here")
    recipe = re.search(rf"```{name}\n(.*?)```", page("shell").text, re.DOTALL)
    assert recipe is not None
    file = folder / "recipe"
    file.write_text(f"PS1='> '\n{recipe[1]}{EVALUATED[name]}\n", encoding="utf-8")
    variables = shell.environment(PATH=f"{programs}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run([name, str(file)], capture_output=True, text=True, env=variables, timeout=60, check=True)
    return done.stdout.strip()
