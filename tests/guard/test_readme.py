"""The README says what the program does: keys and commands are those of the tables they come from."""

import re
from pathlib import Path

from typer.main import get_command

from goaltui.cli.app import build
from goaltui.tui.commands import COMMANDS
from tests.tui.flows.keystrokes import counted_flows, figures

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_that_of_the_commands() -> None:
    table = README.split("<!-- the keys -->\n")[1].split("<!-- /the keys -->")[0]
    wanted = "".join(f"| `{command.key_text}` | {command.help} |\n" for command in COMMANDS if command.key)
    assert table == wanted


def test_every_shell_command_is_described() -> None:
    section = README.split("## The shell")[1].split("## TOML")[0]
    words = set(re.findall(r"[a-z]+", section))
    names = set(get_command(build()).commands)  # type: ignore[attr-defined]
    assert len(names) > 10
    assert names <= words


def test_every_flow_of_the_keystrokes_is_counted_by_a_test_and_the_other_way_round() -> None:
    assert sorted(counted_flows()) == sorted(figures())
