"""The pages of the manual by topic, in the order of its contents."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

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

LANGUAGE = "en"


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
    """Return the page of a topic."""
    text = files(__package__).joinpath(language, f"{topic}.md").read_text(encoding="utf-8")
    return Page(topic, text)


def pages(language: str = LANGUAGE) -> tuple[Page, ...]:
    """Return all pages in the order of the contents."""
    return tuple(page(topic, language) for topic in TOPICS)


def topic_of(words: str) -> str | None:
    """Return the topic that was typed, by its name, its beginning or a near miss; None where nothing is near."""
    wanted = "-".join(words.casefold().split())
    if wanted in TOPICS:
        return wanted
    beginning = [topic for topic in TOPICS if topic.startswith(wanted)]
    if wanted and len(beginning) == 1:
        return beginning[0]
    near = get_close_matches(wanted, TOPICS, n=1, cutoff=0.7)
    return near[0] if near else None
