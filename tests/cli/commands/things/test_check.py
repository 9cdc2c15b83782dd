"""Checks in a pipeline: what is grave enough, of a file, as GitHub shows it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

GOALS = """
[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30

[[objectives]]
title = "Sell more: 100%"
cycle = "2026-Q3"

[[objectives.key_results]]
title = "Do, it"
condition = "done"
"""


@pytest.fixture
def goals(tmp_path: Path) -> str:
    path = tmp_path / "goals.toml"
    path.write_text(GOALS, encoding="utf-8")
    return str(path)


def test_a_severity_counts_with_what_is_graver_and_nothing_else(shell: Shell) -> None:
    everything = json.loads(shell("check", "--json").out)["findings"]
    kinds = {finding["severity"] for finding in everything}
    assert kinds > {"hint"}
    for severity, counting in (("error", {"error"}), ("warning", {"error", "warning"}), ("hint", kinds)):
        said = shell("check", "--severity", severity, "--json")
        found = json.loads(said.out)["findings"]
        assert found == [finding for finding in everything if finding["severity"] in counting]
        assert said.code == bool(found)
    assert shell("check", "--severity", "grave").code == 2


def test_a_file_is_checked_where_there_is_no_workspace_and_makes_none(empty: Shell, goals: str) -> None:
    said = empty("check", goals)
    assert said.code == 1
    assert f"{goals}:8 'Sell more: 100%'" in said.out
    assert not empty.database.exists()
    told = json.loads(empty("check", goals, "--json").out)
    assert told["file"] == goals
    assert {finding["line"] for finding in told["findings"]} <= {8, 12, None}
    assert empty.process("check", "-", typed=GOALS.encode()).out.startswith(said.out.split(" ")[0] + " stdin:")
    assert empty("check", "missing.toml").code == 1


def test_github_reads_each_finding_as_one_command(empty: Shell, goals: str) -> None:
    lines = empty("check", goals, "--format", "github").out.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert any(",line=8,title=" in line and "'Sell more: 100%25':" in line for line in lines)
    assert any("'Do, it'" in line for line in lines)
    assert empty("check", goals, "--format", "github", "--json").code == 2


def test_a_difference_is_told_by_the_exit_code_where_that_is_asked_for(shell: Shell, goals: str) -> None:
    same = shell.home / "same.toml"
    assert shell("export", "-o", str(same)).code == 0
    assert shell("diff", str(same), "--exit-code").code == 0
    same.write_text(same.read_text().replace("Make leaving unthinkable", "Make staying easy"))
    assert shell("diff", str(same)).code == 0
    assert shell("diff", str(same), "--exit-code").code == 1
    assert shell("diff", str(same), "--exit-code", "--json").code == 1


def test_what_goes_out_and_in_is_data_where_that_is_asked_for(shell: Shell, goals: str) -> None:
    (strategic,) = json.loads(shell("export", "Customers stay and refer", "--json").out)["document"]["objectives"]
    assert strategic["title"] == "Customers stay and refer"
    done = json.loads(shell("import", goals, "--json").out)
    assert done["touched"]
    assert done["batch"]
    assert "Imported" in done["done"]
