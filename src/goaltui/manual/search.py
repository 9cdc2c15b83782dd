"""The search in the manual for passages that hold all words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goaltui.manual.blocks import Block, Kind, blocks
from goaltui.manual.pages import Page

MOST = 50
_ROOM = 56


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: its page, the heading above it with its number in the page, and the place of the words in its line."""

    topic: str
    title: str
    heading: str
    number: int
    line: str


def search(pages: Sequence[Page], words: str) -> tuple[Hit, ...]:
    """Return the passages with all words, headings first, at most fifty; none without words."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    headings: list[Hit] = []
    passages: list[Hit] = []
    for page in pages:
        for hit, line in _lines(page):
            if all(word in line.casefold() for word in wanted):
                if line == hit.heading:
                    headings.append(replace(hit, line=""))
                else:
                    passages.append(replace(hit, line=_excerpt(line, wanted[0])))
    return tuple([*headings, *passages][:MOST])


def headings(page: Page) -> tuple[str, ...]:
    """Return the headings of a page in their order, its title first."""
    return tuple(block.text for block in blocks(page.text) if block.kind is Kind.HEADING)


def _excerpt(line: str, word: str) -> str:
    """Return the words around a word, cut between words."""
    line = " ".join(line.split())
    at = line.casefold().find(word)
    begin = line.rfind(" ", 0, max(0, at - _ROOM // 3)) + 1
    end = line.find(" ", begin + _ROOM)
    return ("…" if begin else "") + (line[begin:] if end < 0 else f"{line[begin:end]}…")


def _lines(page: Page) -> Iterator[tuple[Hit, str]]:
    heading, number = page.title, -1
    for block in blocks(page.text):
        if block.kind is Kind.HEADING:
            heading, number = block.text, number + 1
        for line in _texts(block):
            yield Hit(page.topic, page.title, heading, number, line), line


def _texts(block: Block) -> Sequence[str]:
    if block.kind is Kind.TABLE:
        return ["  ".join(row).replace("`", "") for row in block.rows]
    if block.kind is Kind.CODE:
        return block.text.splitlines()
    return [block.text.replace("`", "").replace("**", "")]
