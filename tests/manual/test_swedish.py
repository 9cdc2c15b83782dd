"""The Swedish manual says what the English one says: the same pages, headings, commands, marks and links."""

import re
from collections.abc import Callable
from importlib.resources import files

import pytest

from goaltui.manual.blocks import Block, BlockKind, blocks
from goaltui.manual.pages import TOPICS, page, pages, topic_of
from goaltui.manual.search import search

SPOKEN = frozenset(
    {
        "`(value − start) / (target − start)`",
        "`(värde − utgångsvärde) / (målvärde − utgångsvärde)`",
        "`100 % of 20 % measured`",
        "`100 % av 20 % mätt`",
    }
)
"""What stands as code and is told in the language of the reader."""

_LINK = re.compile(r"\]\(([^)]+)\)")
_MARK = re.compile(r"^<!-- .+ -->$", re.MULTILINE)
_NOTE = re.compile(r"(?<=\S)\s{2,}.*")
"""What stands after a command or a line of TOML, in the words of the reader."""


def in_both(topic: str, part: Callable[[str], object]) -> tuple[object, object]:
    """A part of a page in English and in Swedish."""
    return part(page(topic).text), part(page(topic, "sv").text)


def of_kind(text: str, kind: BlockKind) -> list[Block]:
    """The blocks of a kind on a page, without those that are made from the code or measured."""
    by_hand = re.sub(r"^<!-- (.+) -->\n.*?^<!-- /\1 -->$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [block for block in blocks(by_hand) if block.kind is kind]


def typed(text: str) -> list[list[str]]:
    """What is typed in each block of code, without the words beside it."""
    return [[_NOTE.sub("", line) for line in block.text.splitlines()] for block in of_kind(text, BlockKind.CODE)]


def shape(text: str) -> list[tuple[str, int]]:
    """The headings by their level, the items by their mark, the tables by their rows."""
    kinds = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.TABLE)
    return [(block.marker, block.level or len(block.rows)) for kind in kinds for block in of_kind(text, kind)]


def spans(text: str) -> set[str]:
    """The commands, keys and words of the program within sentences and tables, without those in SPOKEN."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE)
    told = [
        " ".join([block.text, *(cell for row in block.rows for cell in row)])
        for kind in kinds
        for block in of_kind(text, kind)
    ]
    return set(re.findall(r"`[^`]+`", "\n".join(told))) - SPOKEN


def numbers(text: str) -> list[str]:
    """The figures of a page in their order, without what groups their digits."""
    grouped = re.compile(r"(?<=\d)[,. \u00a0](?=\d)")
    told = [" | ".join(row[1:]) for block in blocks(text) for row in block.rows if block.kind is BlockKind.TABLE]
    return re.findall(r"\d+", grouped.sub("", "\n".join(told)))


def test_a_command_has_its_own_name_in_the_table_of_shapes() -> None:
    english, swedish = in_both("json", lambda text: re.findall(r"^\| (`.*?) \| `", text, re.MULTILINE))
    assert isinstance(english, list) and isinstance(swedish, list)
    assert [row for row in swedish if row not in english] == ["`ett fel med --json, på stderr`"]


def test_every_page_is_there() -> None:
    there = {entry.name.removesuffix(".md") for entry in files("goaltui.manual").joinpath("sv").iterdir()}
    assert there == set(TOPICS)


@pytest.mark.parametrize("topic", ["team", "speed"])
def test_what_was_measured_is_the_same(topic: str) -> None:
    english, swedish = in_both(topic, numbers)
    assert swedish == english


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("part", [typed, shape, _LINK.findall, _MARK.findall])
def test_a_page_has_what_the_english_one_has(topic: str, part: Callable[[str], object]) -> None:
    english, swedish = in_both(topic, part)
    assert swedish == english


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_typed_within_a_sentence_is_the_same(topic: str) -> None:
    english, swedish = in_both(topic, spans)
    assert swedish == english


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_has_a_title_and_a_summary_of_its_own(topic: str) -> None:
    english, swedish = page(topic), page(topic, "sv")
    assert swedish.summary != english.summary
    assert 3 <= len(swedish.summary.split()) <= 60


def test_no_two_pages_have_one_title() -> None:
    titles = [read.title for read in pages("sv")]
    assert len(set(titles)) == len(titles)


def test_a_page_that_a_language_lacks_is_shown_in_english() -> None:
    assert page("toml", "no-such-language") == page("toml")


def test_what_is_searched_for_is_found_in_the_words_of_the_language() -> None:
    assert "scorecard" in {hit.topic for hit in search(pages("sv"), "larmgräns")}
    assert search(pages(), "larmgräns utgångsvärde") == ()


@pytest.mark.parametrize(
    ("words", "topic"),
    [("strategikartan", "map"), ("Kom igång", "first-steps"), ("check-in", "check-in"), ("qqq", None)],
)
def test_a_page_is_found_by_its_title_or_its_topic(words: str, topic: str | None) -> None:
    assert topic_of(words, "sv") == topic


def test_the_glossaries_give_each_other_s_words() -> None:
    english, swedish = in_both("glossary", lambda text: [row[:2] for row in of_kind(text, BlockKind.TABLE)[0].rows[1:]])
    assert isinstance(english, list)
    assert swedish == [(theirs, ours) for ours, theirs in english]
