"""The manual says what the program does: its tables are those of the code, its links lead somewhere."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from typer.main import get_command

from goaltui.cli.app import build
from goaltui.manual.pages import TOPICS, page, pages, topic_of
from tests.manual.generated import pages_made_anew
from tests.tui.flows.keystrokes import counted_flows, figures

_LINK = re.compile(r"\]\(([^)]+)\)")


def test_every_page_is_a_topic_and_the_other_way_round() -> None:
    there = {entry.name.removesuffix(".md") for entry in files("goaltui.manual").joinpath("en").iterdir()}
    assert there == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_has_one_title_a_summary_and_links_to_pages_that_exist(topic: str) -> None:
    read = page(topic)
    assert len(re.findall(r"^# ", read.text, re.MULTILINE)) == 1
    assert read.title and not read.title.startswith("#")
    assert 3 <= len(read.summary.split()) <= 60
    assert [link for link in _LINK.findall(read.text) if link.removesuffix(".md") not in TOPICS] == []


def test_no_two_pages_have_one_title() -> None:
    titles = [read.title for read in pages()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [("map", "map"), ("First steps", "first-steps"), ("trouble", "troubleshooting"), ("keyz", "keys"), ("qqq", None)],
)
def test_a_topic_is_found_by_its_beginning_and_by_a_near_miss(typed: str, topic: str | None) -> None:
    assert topic_of(typed) == topic


@pytest.mark.parametrize("path", pages_made_anew(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_made_from_the_code_is_as_the_code_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages_made_anew()[path], "run python -m tests.manual"


def test_every_shell_command_is_described() -> None:
    words = set(re.findall(r"[a-z]+", page("shell").text))
    names = set(get_command(build()).commands)  # type: ignore[attr-defined]
    assert len(names) > 10
    assert names <= words


def test_every_flow_of_the_keystrokes_is_counted_by_a_test_and_the_other_way_round() -> None:
    assert sorted(counted_flows()) == sorted(figures())
