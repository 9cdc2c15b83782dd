"""The list beside a page of the manual: the pages, the headings of the open one, or what a search found."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from goaltui.manual.pages import Page, pages
from goaltui.manual.search import Hit, headings, nearest, search
from goaltui.model.quick.translation import spoken
from goaltui.tui.appearance.text import hanging, plain
from goaltui.tui.dialogs.options import OptionLines

_BETWEEN = "#"
_HEADING, _INDENT = 30, 2
"""Cells that a heading may take, and those before what goes on below it."""


class Contents(OptionLines):
    """Every option leads to a heading of a page."""

    DEFAULT_CSS = """
    Contents, Contents:focus {
        width: 34;
        height: 1fr;
        border: none;
        border-right: solid $hairline;
        background: $background;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    """

    def show_pages(self, opened: str) -> None:
        """List all pages, with the headings of the one that is open below it."""
        options = [option for page in pages(spoken()) for option in _of_page(page, is_open=page.topic == opened)]
        self._fill(options, address(opened, 0))

    def show_found(self, words: str) -> int:
        """List what has all words, else the sections with most of them; how many there are."""
        found = search(pages(spoken()), words) or nearest(pages(spoken()), words)
        options = [
            Option(_found(hit), f"{place}{_BETWEEN}{address(hit.topic, hit.number)}") for place, hit in enumerate(found)
        ]
        self._fill(options, options[0].id if options else None)
        return len(found)

    def _fill(self, options: list[Option], at: str | None) -> None:
        self.clear_options()
        self.add_options(options)
        if at is not None:
            self.highlighted = self.get_option_index(at)


def address(topic: str, number: int) -> str:
    """Return what names a heading of a page."""
    return f"{topic}{_BETWEEN}{number}"


def place_of(identity: str) -> tuple[str, int]:
    """Return topic and number of the heading that an option leads to."""
    *_, topic, number = identity.split(_BETWEEN)
    return topic, int(number)


def _of_page(page: Page, *, is_open: bool) -> Iterator[Option]:
    yield Option(plain(page.title), address(page.topic, 0))
    if is_open:
        for number, heading in enumerate(headings(page)):
            if number:
                line = Content.assemble("  ", (heading, "$dim"))
                yield Option(hanging(line, _HEADING, _INDENT), address(page.topic, number))


def _found(hit: Hit) -> Content:
    heading = f"  {hit.heading}" if hit.number else ""
    return Content.assemble((hit.title, "bold"), (heading, "$dim"), f"\n{hit.line}" if hit.line else "")
