"""The pages of the manual by topic, in the order of its contents."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from goaltui.model.quick_dataclass import dataclass

TOPICS = (
    "first-steps",
    "screen",
    "keys",
    "check-in",
    "objectives",
    "cycle",
    "guide",
    "methods",
    "scorecard",
    "map",
    "strategy",
    "review",
    "history",
    "team",
    "server",
    "toml",
    "shell",
    "json",
    "settings",
    "numbers",
    "checks",
    "speed",
    "troubleshooting",
    "glossary",
    "changes",
)
"""Every topic, which is the name of its file without `.md`, in the order of the contents."""

_FOLDER = Path(__file__).parent

LANGUAGE = "en"
"""The language in which every page is there; a page that another one lacks is shown in it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the topic that is typed, and its Markdown, whose first line is the title."""

    topic: str
    text: str

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def summary(self) -> str:
        """The first paragraph below the heading, on one line."""
        return " ".join(self.text.split("\n\n")[1].split())


@cache
def page(topic: str, language: str = LANGUAGE) -> Page:
    """Return the page of a topic in a language, in English where that language has none."""
    found = _FOLDER.joinpath(language, f"{topic}.md")
    if not found.is_file():
        found = _FOLDER.joinpath(LANGUAGE, f"{topic}.md")
    return Page(topic, found.read_text(encoding="utf-8"))


def pages(language: str = LANGUAGE) -> tuple[Page, ...]:
    """Return all pages in the order of the contents."""
    return tuple(page(topic, language) for topic in TOPICS)


def topic_of(words: str, language: str = LANGUAGE) -> str | None:
    """Return the topic that was typed: its name or its title, the beginning of one, or a near miss; else None."""
    return _named(words, TOPICS) or _titled(words, language)


def _named(words: str, names: Sequence[str]) -> str | None:
    wanted = "-".join(words.casefold().split())
    if wanted in names:
        return wanted
    beginning = [name for name in names if name.startswith(wanted)]
    if wanted and len(beginning) == 1:
        return beginning[0]
    near = get_close_matches(wanted, names, n=1, cutoff=0.7)
    return near[0] if near else None


def _titled(words: str, language: str) -> str | None:
    """Return the topic whose title in another language than the topics' is meant."""
    if language == LANGUAGE:
        return None
    titles = {"-".join(read.title.casefold().split()): read.topic for read in pages(language)}
    return titles.get(_named(words, tuple(titles)) or "")
