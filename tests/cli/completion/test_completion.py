"""Completion offers what fits where the cursor is, in the words of each shell, and never runs what people wrote."""

import subprocess
from collections.abc import Callable
from contextlib import closing

import pytest

from goaltui.config.saved_views import save_views, saved_views_file
from tests.bench.large import generate
from tests.cli.conftest import Shell
from tests.goals import opened

Completing = Callable[..., list[str]]


@pytest.fixture
def bash(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Completing:
    """What bash is offered for the words of a line, the last of them being typed."""

    def offered(*words: str) -> list[str]:
        monkeypatch.setenv("_GOALTUI_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("goaltui", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        said = shell()
        assert (said.code, said.err) == (0, "")
        return said.out.splitlines()

    return offered


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("tr",), ["tree"]),
        (("add", "k"), ["kr"]),
        (("tree", "--cyc"), ["--cycle"]),
        (("tree", "--as-"), ["--as-of"]),
        (("tree", "--cycle", "20"), ["2026-Q3"]),
        (("due", "--mine", "--format", "t"), ["table", "tsv"]),
        (("map", "--format", "m"), ["mermaid"]),
        (("--json", "check", "--severity", ""), ["error", "warning", "hint"]),
        (("add", "objective", "x", "--owner", "b"), ["bo"]),
        (("add", "objective", "x", "--team", ""), ["care"]),
        (("help", "check-"), ["check-in"]),
        (("schema", "tre"), ["tree"]),
        (("close", ""), ["2026-Q3"]),
        (("show", "a00"), ["a000"]),
        (("checkin", "20\\ ref"), ["20\\ reference\\ customers"]),
        (("show", "unthink"), ["4000"]),
        (("set", "a000", "owne"), ["owner="]),
        (("set", "a000", "owner", "=", "a"), ["anna"]),
        (("set", "a000", "condition", "=", "at_"), ["at_least", "at_most"]),
        (("tree", "--filter", "is", ":", "m"), ["mine"]),
        (("tree", "--filter", "owner", ":", "b"), ["bo"]),
        (("export", "-o", ""), []),
        (("nonsense", "x"), []),
        (("tree", "--db", "missing.db", "--cycle", ""), []),
    ],
)
def test_what_fits_is_offered(bash: Completing, words: tuple[str, ...], offers: list[str]) -> None:
    assert bash(*words) == offers


def test_saved_filters_are_offered(bash: Completing, shell: Shell) -> None:
    state = shell.home / "state"
    save_views(saved_views_file(state), {"mine-late": "is:mine is:late"})
    assert bash("due", "--filter", "@m") == ["@mine-late"]


def test_fish_is_told_what_each_is_and_whether_there_is_anything(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GOALTUI_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "goaltui show a0")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    assert shell().out == "a000\t20 reference customers\n"
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    assert shell().code == 0
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "goaltui export -o x")
    assert shell().code == 1
    monkeypatch.setenv("_GOALTUI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "goaltui export -o x")
    assert shell().out == "_files\n"


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_title_runs_nothing_in_bash(
    bash: Completing, shell: Shell, monkeypatch: pytest.MonkeyPatch, quote: str
) -> None:
    hostile = "Evil $(touch pwned) `x` ; 'y' \"z\" \\$(touch pwned)"
    monkeypatch.delenv("_GOALTUI_COMPLETE", raising=False)
    assert shell("add", "objective", hostile).code == 0
    (offered,) = bash("show", f"{quote}Evil")
    command = ["bash", "-c", f"printf %s {quote}{offered}{quote}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == hostile


def test_a_title_is_no_command_of_zsh(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shell("add", "objective", "Evil $(touch pwned) `x` ; 'y' \\ z").code == 0
    monkeypatch.setenv("_GOALTUI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "goaltui show ")
    titles = shell().out.partition("=(")[2].rpartition(")")[0]
    assert "Evil" in titles
    assert not set(titles.replace("$'", "")) & set('$`; ()"') - {" "}


def test_what_begins_with_the_word_goes_before_what_holds_it(bash: Completing) -> None:
    assert bash("set", "a000", "tit") == ["title="]


def test_the_begin_of_a_ref_is_enough_in_a_large_database(bash: Completing, shell: Shell) -> None:
    shell.database.unlink()
    generate(shell.database, 30, 100, 9_000)
    assert shell.database.stat().st_size > 8 * 1024**2
    with closing(opened(shell.database)) as workspace:
        refs = [workspace.refs().of(row.id) for row in workspace.look.tree().roots]
    for ref in refs:
        assert ref in bash("show", ref[:2])
