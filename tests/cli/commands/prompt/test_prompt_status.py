"""The status for a prompt is there without the database, and follows every write."""

import json
import subprocess
import sys

from tests.cli.conftest import Shell
from tests.cli.sample import HOSTILE


def figures(shell: Shell, *words: str) -> dict[str, object]:
    said = shell("--json", "--as", "anna", "status", *words)
    assert said.code == 0, said.err
    found: dict[str, object] = json.loads(said.out)
    return found


def test_before_anybody_looked_nothing_is_said(shell: Shell) -> None:
    said = shell("status")
    assert (said.code, said.out) == (1, "")
    assert "goaltui due reads it" in said.err


def test_it_says_what_due_lists_and_never_opens_the_database(shell: Shell) -> None:
    listed = json.loads(shell("due", "--json").out)
    number = len(listed["due"]) + len(listed["initiatives"])
    shell.database.write_bytes(b"no database any more")
    assert figures(shell)["due"] == number
    assert shell("status", "--format", "{due} of {{all}}").out == f"{number} of {{all}}\n"
    assert f"{number} due" in shell("status").out


def test_a_write_renews_it(shell: Shell, going_on: None) -> None:
    before = figures(shell)
    assert shell("checkin", "Revenue", "100").code == 0
    assert figures(shell)["due"] == before["due"] - 1  # type: ignore[operator]
    assert shell("undo").code == 0
    assert figures(shell)["due"] == before["due"]


def test_mine_and_my_team_s_are_less_than_everything(shell: Shell) -> None:
    shell("add", "objective", "Nobody answers for this", "--owner", "bo")
    shell("due")
    assert figures(shell, "--mine")["due"] <= figures(shell, "--team")["due"] <= figures(shell)["due"]  # type: ignore[operator]


def test_names_of_others_stay_in_one_line_and_obey_nothing(shell: Shell) -> None:
    assert shell("set", "workspace", f"name={HOSTILE}").code == 0
    said = shell("status", "--format", "{workspace}\t{due}")
    assert "\x1b" not in said.out
    assert len(said.out.splitlines()) == 1


def test_what_cannot_be_asked_is_named(shell: Shell) -> None:
    shell("due")
    assert "did you mean {late}" in shell("status", "--format", "{lates}").err
    assert shell("status", "--format", "{__class__}").code == 2
    assert shell("status", "--mine", "--team").code == 2
    assert shell("status", "--as-of", "2026-08-01").code == 2


def test_a_prompt_waits_for_neither_the_database_nor_the_views(shell: Shell) -> None:
    shell("due")
    program = "import sys; from goaltui.cli.entry import run; run(['status', '--mine']); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=shell.environment(), timeout=60, check=True, text=True
    )
    imported = set(done.stdout.splitlines()[-1].split())
    assert "goaltui.services.prompt.status" in imported
    assert not imported & {"sqlite3", "typer", "goaltui.store.database", "goaltui.services.views.today", "tempfile"}
