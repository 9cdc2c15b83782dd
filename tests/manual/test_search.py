"""Search in the manual."""

import pytest

from goaltui.manual.pages import Page, pages
from goaltui.manual.search import MOST, headings, nearest, search

PAGE = Page(
    "fruit",
    "# Fruit\n\nApples and pears.\n\n## Pears\n\nGreen, and **ripe** in `October`.\n\n"
    "| kind | when |\n|---|---|\n| plum | July |\n",
)


def found(words: str) -> list[tuple[str, int, str]]:
    return [(hit.heading, hit.number, hit.line) for hit in search([PAGE], words)]


def test_a_passage_has_all_words_in_any_case() -> None:
    assert found("RIPE october") == [("Pears", 1, "Green, and ripe in October.")]
    assert found("ripe july") == []


def test_a_heading_comes_before_what_only_mentions_the_word() -> None:
    assert found("pears") == [("Pears", 1, ""), ("Fruit", 0, "Apples and pears.")]


def test_rows_of_tables_are_found() -> None:
    assert found("plum") == [("Pears", 1, "plum July")]


def test_no_words_find_nothing() -> None:
    assert found("  ") == []


def test_a_long_line_is_cut_around_the_word() -> None:
    page = Page("long", f"# Long\n\n{'before ' * 30}needle {'after ' * 30}")
    (hit,) = search([page], "needle")
    assert hit.line.startswith("…before") and "needle" in hit.line and hit.line.endswith("after…")
    assert len(hit.line) < 80


def test_at_most_fifty_are_told() -> None:
    assert len(search(pages(), "e")) == MOST


def test_headings_are_in_their_order() -> None:
    assert headings(PAGE) == ("Fruit", "Pears")


@pytest.mark.parametrize(
    ("language", "question", "topic"),
    [
        ("en", "how is progress calculated", "numbers"),
        ("en", "weight of a key result", "objectives"),
        ("en", "undo an older change", "history"),
        ("en", "prompt starship", "shell"),
        ("en", "restore a backup after damage", "settings"),
        ("en", "vacation", "objectives"),
        ("en", "spreadsheet csv", "shell"),
        ("sv", "semester", "objectives"),
        ("sv", "kalkylark csv", "shell"),
        ("sv", "återställa en säkerhetskopia", "settings"),
        ("sv", "hur räknas förväntan ut", "numbers"),
        ("sv", "ångra en gammal ändring", "history"),
        ("sv", "flytta till en postgres-server", "server"),
        ("sv", "vad betyder märket för uppskattning", "check-in"),
    ],
)
def test_a_question_finds_the_page_that_answers_it(language: str, question: str, topic: str) -> None:
    assert topic in [hit.topic for hit in nearest(pages(language), question)[:5]]


def test_what_shares_no_half_of_the_words_with_a_section_finds_none() -> None:
    assert nearest([PAGE], "ripe zeppelins of stone") == ()
    assert {(hit.heading, hit.line) for hit in nearest([PAGE], "ripe apple")} == {
        ("Pears", "Green, and ripe in October."),
        ("Fruit", "Apples and pears."),
    }
