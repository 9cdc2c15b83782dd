"""The search in the manual for passages that hold all words, or for the sections that hold most of them."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from goaltui.manual.blocks import Block, BlockKind, blocks
from goaltui.manual.pages import Page
from goaltui.model.quick_dataclass import dataclass, replace

MOST = 50
FEW = 8
"""Sections that are told where no passage holds all words."""
_ROOM = 56
_SHORTEST = 3
_LONG = 1.2
_ENDING = 3
"""A longer word is looked for without its last letters, which are often an ending: `calculated`, `återställa`."""


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


def nearest(pages: Sequence[Page], words: str) -> tuple[Hit, ...]:
    """Return the sections that hold at least half of the words, those that are about them first, at most eight.

    A rare word tells more than one that stands everywhere, a heading more than a line, and a short section more than
    a long one. A word is found by its beginning, and one of a letter or two is not looked for.
    """
    wanted = {_beginning(word) for word in words.casefold().split() if len(word) >= _SHORTEST}
    sections: defaultdict[tuple[str, int], list[tuple[Hit, str]]] = defaultdict(list)
    for page in pages:
        for hit, line in _lines(page):
            sections[hit.topic, hit.number].append((hit, line))
    texts = {place: _weighty(lines) for place, lines in sections.items()}
    counts = {place: _counted(wanted, text) for place, text in texts.items()}
    often = Counter(word for found in counts.values() for word in found)
    usual = sum(map(len, texts.values())) / max(len(texts), 1)

    def worth(place: tuple[str, int]) -> float:
        long = _LONG * len(texts[place]) / usual
        found = counts[place].items()
        return sum(math.log(1 + len(texts) / often[word]) * count / (count + long) for word, count in found)

    found = [place for place in sections if wanted and len(counts[place]) * 2 >= len(wanted)]
    best = sorted(found, key=worth, reverse=True)[:FEW]
    return tuple(_told(sections[place], wanted) for place in best)


def _weighty(lines: Sequence[tuple[Hit, str]]) -> str:
    """Return the text of a section, its heading and the title of its page several times."""
    hit = lines[0][0]
    return " ".join((*[hit.heading] * 3, hit.title, hit.topic, *(line for _, line in lines))).casefold()


def _beginning(word: str) -> str:
    return word[: max(len(word) - _ENDING, _SHORTEST + 1)]


def _counted(wanted: Iterable[str], text: str) -> dict[str, int]:
    """Return how often a word of the text begins with each beginning, without those that none does."""
    counts = {word: len(re.findall(rf"\b{re.escape(word)}", text)) for word in wanted}
    return {word: count for word, count in counts.items() if count}


def _told(section: Sequence[tuple[Hit, str]], wanted: Collection[str]) -> Hit:
    """Return the line of a section that holds most of the words."""
    hit, line = max(section, key=lambda item: len(_counted(wanted, item[1].casefold())))
    found = sorted(_counted(wanted, line.casefold()), key=len)
    return replace(hit, line="" if line == hit.heading or not found else _excerpt(line, found[-1]))


def headings(page: Page) -> tuple[str, ...]:
    """Return the headings of a page in their order, its title first."""
    return tuple(block.text for block in blocks(page.text) if block.kind is BlockKind.HEADING)


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
        if block.kind is BlockKind.HEADING:
            heading, number = block.text, number + 1
        for line in _texts(block):
            yield Hit(page.topic, page.title, heading, number, line), line


def _texts(block: Block) -> Sequence[str]:
    if block.kind is BlockKind.TABLE:
        return ["  ".join(row).replace("`", "") for row in block.rows]
    if block.kind is BlockKind.CODE:
        return block.text.splitlines()
    return [block.text.replace("`", "").replace("**", "")]
