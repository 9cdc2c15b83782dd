"""Cycles and people by word, wherever a command names one."""

import json

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def cycled(empty: Shell) -> Shell:
    """A shell with a sample whose quarter runs."""
    assert empty("init", "--sample").code == 0
    return empty


def current(shell: Shell) -> str:
    rows = json.loads(shell("cycles", "--json").out)["cycles"]
    return str(next(row["name"] for row in rows if row["phase"] == "running" and "Q" in row["name"]))


def added(shell: Shell, *words: str) -> dict[str, str]:
    assert shell("add", "objective", "Try it", *words).code == 0
    return dict(json.loads(shell("set", "Try it", "--json").out)["things"][0]["fields"])


def test_what_is_added_set_and_moved_takes_a_word_for_a_cycle(cycled: Shell) -> None:
    name = current(cycled)
    assert added(cycled, "--cycle", name[-2:])["cycle"] == name
    said = cycled("set", "Try it", "cycle=next")
    following = json.loads(cycled("set", "Try it", "--json").out)["things"][0]["fields"]["cycle"]
    assert f"Its cycle is {following}." in said.err
    assert following not in ("next", name)
    assert f"to '{name}'" in cycled("move", "Try it", "--cycle", "current").err
    assert cycled("add", "objective", "Try", "--cycle", "curent").code == 2


def test_a_cycle_is_shown_and_closed_by_a_word(cycled: Shell) -> None:
    name = current(cycled)
    shown = cycled("tree", "--cycle", name, "--json").out
    assert cycled("tree", "--cycle", "now", "--json").out == shown
    assert cycled("tree", "--filter", "cycle:now", "--json").code == 0
    assert cycled("chart", "current").out.startswith(name)
    assert cycled("show", "cycle:current").out.startswith(name)
    closed = json.loads(cycled("close", "current", "--to", "next", "--dry-run", "--json").out)
    assert closed["cycle"] == name
    assert {row["to"] for row in closed["objectives"]} - {None, name}
    assert "No later cycle" in cycled("close", "current", "--to", "current", "--dry-run").err


def test_me_is_whoever_writes(cycled: Shell) -> None:
    me = ("--as", "anna")
    assert added(cycled, *me, "--owner", "me")["owner"] == "anna"
    assert cycled(*me, "tree", "--owner", "me", "--json").out == cycled(*me, "tree", "--owner", "anna", "--json").out
    assert cycled(*me, "log", "--by", "me", "--json").out == cycled(*me, "log", "--by", "anna", "--json").out
    assert cycled("add", "person", "me").code == 0
    assert cycled(*me, "set", "Try it", "owner=me").code == 0
    assert json.loads(cycled("set", "Try it", "--json").out)["things"][0]["fields"]["owner"] == "me"


def test_an_option_takes_several_names_and_the_beginning_of_one(cycled: Shell) -> None:
    def shown(*words: str) -> set[str]:
        said = cycled("tree", *words, "--depth", "1", "--json")
        assert said.code == 0
        return {row["title"] for row in json.loads(said.out)["objectives"]}

    anna, bo = shown("--owner", "anna"), shown("--owner", "bo")
    assert anna and bo
    assert shown("--owner", "anna,bo") == anna | bo
    assert shown("--owner", "ann") == shown("--owner", "@anna") == anna
    both = shown("--cycle", "2026-Q3,2026-Q4") if current(cycled) == "2026-Q4" else shown("--cycle", "current")
    assert both >= shown("--cycle", "current")
