"""The manual in the shell."""

import json
from collections.abc import Iterator

import pytest

from goaltui.config.language import LANGUAGE
from goaltui.manual.pages import TOPICS, page
from goaltui.model.quick.translation import SOURCE, speak
from hatch_build import compiled
from tests.catalogues.extraction import catalogue_files
from tests.cli.conftest import Said, Shell
from tests.cli.terminal import in_terminal


@pytest.fixture
def swedish(empty: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell of a reader of Swedish."""
    for path in catalogue_files():
        compiled(path)
    monkeypatch.setenv(LANGUAGE, "sv")
    yield empty
    speak(SOURCE)


def assert_plain_and_narrow(said: Said) -> None:
    """A page without a sign of Markdown or of colours, in at most eighty columns."""
    assert said.code == 0
    assert "\x1b" not in said.out
    assert "**" not in said.out and "](" not in said.out and "<!--" not in said.out and "|---" not in said.out
    prose = [line for line in said.out.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 80


def test_without_a_topic_it_lists_all_with_what_each_is_about(empty: Shell) -> None:
    said = empty("help")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()[1:]] == list(TOPICS)
    assert "goaltui help TOPIC" in said.err


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_in_a_pipe_is_plain_text_of_at_most_eighty_columns(empty: Shell, topic: str) -> None:
    assert_plain_and_narrow(empty("help", topic))


def test_a_page_needs_neither_a_workspace_nor_settings(empty: Shell) -> None:
    empty.settings("databse = broken [[[")
    assert "The check-in line" in empty("help", "check-in").out


def test_the_beginning_of_a_topic_is_enough(empty: Shell) -> None:
    assert empty("help", "trouble").out.startswith("Troubleshooting\n")


def test_several_words_are_one_topic(empty: Shell) -> None:
    assert empty("help", "first", "steps").out.startswith("First steps\n")


def test_a_command_shows_its_options(empty: Shell) -> None:
    assert empty("help", "export").out.startswith("Usage: goaltui export")
    assert empty("help", "add", "kr").out.startswith("Usage: goaltui add kr")


def test_a_page_that_is_a_command_too_says_where_its_options_are(empty: Shell) -> None:
    assert empty("help", "map").out.endswith("goaltui map --help lists the options of the command.\n")


def test_what_is_neither_is_answered_with_the_nearest(empty: Shell) -> None:
    said = empty("help", "exprot")
    assert said.code == 2
    assert "did you mean 'export'?" in said.err


def test_json_has_the_topics_and_the_markdown_of_a_page(empty: Shell) -> None:
    assert [topic["topic"] for topic in json.loads(empty("--json", "help").out)["topics"]] == list(TOPICS)
    assert json.loads(empty("--json", "help", "toml").out)["text"].startswith("# TOML\n")


def test_a_terminal_shows_headings_bold_through_the_pager(empty: Shell) -> None:
    said = in_terminal(empty, ("help", "check-in"), PAGER="cat", TERM="xterm-256color")
    assert "\x1b[1mThe check-in line\x1b[0m" in said.out
    assert "`" not in said.out


def test_a_terminal_without_a_pager_shows_it_all_the_same(empty: Shell) -> None:
    said = in_terminal(empty, ("help", "check-in"), PAGER="no-such-pager", TERM="xterm-256color")
    assert said.code == 0
    assert "The round" in said.out


def test_words_that_are_no_topic_are_searched_for(empty: Shell) -> None:
    said = empty("help", "pgpass")
    assert said.code == 0
    assert said.out.splitlines()[1].startswith("server")
    assert json.loads(empty("--json", "help", "pgpass").out)["found"][0]["topic"] == "server"


def test_a_reader_of_swedish_reads_the_pages_in_swedish_by_topic_and_by_title(swedish: Shell) -> None:
    assert swedish("help", "glossary").out.startswith("Ordlista\n")
    assert swedish("help", "strategikartan").out.startswith("Strategikartan\n")
    assert "scorecard" in swedish("help", "larmgränsen").out
    assert page("map", "sv").summary.partition(",")[0] in swedish("help").out


@pytest.mark.parametrize("topic", TOPICS)
def test_a_swedish_page_in_a_pipe_is_plain_text_of_at_most_eighty_columns(swedish: Shell, topic: str) -> None:
    assert_plain_and_narrow(swedish("help", topic))


def test_a_narrow_terminal_shows_options_in_narrow_lines(empty: Shell) -> None:
    said = in_terminal(empty, ("help", "add", "kr"), COLUMNS="50")
    assert said.out.startswith("Usage: goaltui add kr")
    assert said.out.count("\n") > empty("help", "add", "kr").out.count("\n")
