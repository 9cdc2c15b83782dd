"""The recipes for prompts run as they are written."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goaltui.manual.pages import page
from tests.cli.conftest import Shell
from tests.tui.flows import tmux

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


def test_starship_is_given_a_command_that_any_shell_runs(shell: Shell) -> None:
    shell("due")
    (module,) = tomllib.loads(recipe("toml"))["custom"].values()
    assert (module["when"], module["format"]) == (True, "($output )")
    for name in filter(shutil.which, ("sh", "bash", "zsh", "fish")):
        assert ran(shell, [name, "-c", module["command"]]) == shell("status", "--mine").out.strip()


@tmux.NEEDS_TMUX
@pytest.mark.usefixtures("going_on")
def test_tmux_follows_a_check_in_in_its_status_line(shell: Shell, tmp_path: Path) -> None:
    shell("due")
    owed = shell("status", "--format", "{due} due, {late} late").out.strip()
    own = recipe("tmux").replace(" --mine", "").replace("status-interval 15", "status-interval 1")
    (tmp_path / "tmux.conf").write_text(own, encoding="utf-8")
    with inside_another(shell, tmp_path / "tmux.conf") as outer:
        outer.sees(owed)
        assert shell("checkin", "a000", "16").code == 0
        now = shell("status", "--format", "{due} due, {late} late").out.strip()
        assert now != owed
        outer.sees(now)


@contextmanager
def inside_another(shell: Shell, settings: Path) -> Iterator[tmux.Tmux]:
    """A tmux with these settings, attached in a pane of another one, whose screen is read."""
    with tempfile.TemporaryDirectory(prefix="tmux") as folder:
        inner, outer = (["tmux", "-S", f"{folder}/{name}"] for name in ("inner", "outer"))
        variables = with_programs(shell, Path(sys.executable).parent)
        variables.pop("TMUX", None)
        starts = [*inner, "-f", str(settings), "new-session", "-d", "-x", "100", "-y", "20", "cat"]
        attaches = " ".join(["env", "-u", "TMUX", *inner, "attach"])
        try:
            subprocess.run(starts, env=variables, timeout=20, check=True)
            subprocess.run(
                [*outer, "-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "20", attaches],
                env={**variables, "TERM": "xterm-256color"},
                timeout=20,
                check=True,
            )
            yield tmux.Tmux(Path(folder) / "outer")
        finally:
            for server in (outer, inner):
                subprocess.run([*server, "kill-server"], check=False, capture_output=True)


def shown(shell: Shell, folder: Path, name: str, programs: Path) -> str:
    """The prompt that a shell shows with the recipe of the manual."""
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here")
    file = folder / "recipe"
    file.write_text(f"PS1='> '\n{recipe(name)}{EVALUATED[name]}\n", encoding="utf-8")
    return ran(shell, [name, str(file)], programs)


def recipe(language: str) -> str:
    """What the manual says for a program, as it is written there."""
    found = re.search(rf"```{language}\n(.*?)```", page("shell").text, re.DOTALL)
    assert found is not None
    return found[1]


def ran(shell: Shell, command: list[str], programs: Path = Path(sys.executable).parent) -> str:
    """What a command writes that finds goaltui in this folder."""
    variables = with_programs(shell, programs)
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=60, check=True)
    return done.stdout.strip()


def with_programs(shell: Shell, folder: Path) -> dict[str, str]:
    """The variables of a process that finds its programs in this folder first."""
    return shell.environment(PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")
