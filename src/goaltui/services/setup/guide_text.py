"""The sections of the guide as they are read on a screen and in a shell: the page of the manual without its marks."""

import re
from dataclasses import dataclass

from goaltui.manual.pages import page
from goaltui.model.quick.translation import spoken

_TOPIC = "guide"
_MARKS = re.compile(r"\*\*(.+?)\*\*|\*(\S.*?)\*|\[([^\]]+)\]\([^)]+\)|`([^`]+)`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its name, its text in paragraphs and items, a line for each."""

    name: str
    text: str


def title() -> str:
    """Return the title of the guide."""
    return page(_TOPIC, spoken()).title


def sections() -> tuple[Section, ...]:
    """Return all sections in order; the first one is the beginning of the page."""
    _, *rest = page(_TOPIC, spoken()).text.split("\n## ")
    return tuple(_section(part) for part in rest)


def _section(part: str) -> Section:
    name, _, body = part.partition("\n")
    blocks = body.strip().split("\n\n")
    return Section(name, "\n\n".join(_plain(block) for block in blocks))


def _plain(block: str) -> str:
    """Return a block without marks, the lines of a paragraph or an item joined: whoever shows it breaks them anew."""
    joined = re.sub(r"\n(?!- |\d\. )\s*", " ", block)
    return _MARKS.sub(lambda found: next(group for group in found.groups() if group is not None), joined)
