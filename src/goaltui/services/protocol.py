"""The protocol of a review as Markdown; whatever people wrote stands in it as text and never as markup."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, count
from pathlib import Path

from goaltui.model.errors import Refused
from goaltui.model.text import clean_line
from goaltui.services import words
from goaltui.services.review import AgendaItem, Review

_MARKUP = re.compile(r"([\\`*_{}\[\]#|<>~&]|^[+\-]|^[0-9]+(?=[.)]))")
"""What is markup wherever it stands, and what is it at the beginning of a line alone."""


def protocol(review: Review, author: str) -> str:
    """Who met when over what: the agenda with where each thing stands and stood, then what was decided and agreed."""
    return "\n".join(_lines(review, author)) + "\n"


def default_name(day: date) -> str:
    """The file that a protocol goes to when nothing else is said: one that is not there yet."""
    names = chain((f"review-{day.isoformat()}.md",), (f"review-{day.isoformat()}-{number}.md" for number in count(2)))
    return next(name for name in names if not Path(name).exists())


def write_protocol(path: Path, text: str) -> None:
    """Write a new file; raises Refused where there is one already or none can be made."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(f"{path} exists and is left as it is; name another file.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); name another file.") from error


def escaped(text: str) -> str:
    """One line of user text with everything that Markdown or HTML would read as markup made plain."""
    return _MARKUP.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", clean_line(text))


def _lines(review: Review, author: str) -> Iterator[str]:
    yield f"# Review of {escaped(review.workspace)}, {review.day.isoformat()}"
    yield ""
    since = f"Compared with the review of {review.last.isoformat()}." if review.last else "The first review."
    if review.last == review.day:
        since = "Compared with the review before it on the same day."
    yield f"Led by {escaped(author)}. {since}"
    yield ""
    yield "## Agenda"
    yield ""
    for item in review.items:
        yield from _item(item)
    if not review.items:
        yield "Nothing is red, behind, stale or changed."
        yield ""
    if review.quiet:
        yield f"Not on the agenda: {words.counted(review.quiet, 'thing')} on track and hardly changed."
        yield ""
    yield "## Decided and agreed"
    yield ""
    for line in review.noted:
        yield f"- {escaped(line)}"
    if not review.noted:
        yield "Nothing was noted."


def _item(item: AgendaItem) -> Iterator[str]:
    yield f"### {escaped(item.title)}"
    yield ""
    if item.context:
        yield f"- for: {escaped(item.context)}"
    yield f"- why: {escaped(', '.join(item.reasons))}"
    yield f"- now: {escaped(item.now)}"
    if item.before:
        yield f"- at the last review: {escaped(item.before)}"
    if item.owner:
        yield f"- owner: {escaped(item.owner)}"
    yield ""
