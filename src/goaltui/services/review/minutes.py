"""The minutes of a review as Markdown; text that people wrote is escaped and never becomes markup."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, count
from pathlib import Path

from goaltui.config.whole_files import write_whole
from goaltui.formats.markdown import escaped
from goaltui.model.errors import Refused, WouldReplace
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _, _n
from goaltui.services.core import formatting
from goaltui.services.review.agenda import Review
from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem
from goaltui.services.views.cycles import CycleRow


def minutes_of(review: Review, author: str) -> str:
    """Return the minutes: who met when over what, the agenda with figures now and
    before, then decisions and actions.
    """
    return "\n".join(_lines(review, author)) + "\n"


def default_name(day: date) -> str:
    """Return the default file of the minutes: one that does not exist yet."""
    names = chain((f"review-{day.isoformat()}.md",), (f"review-{day.isoformat()}-{number}.md" for number in count(2)))
    return next(name for name in names if not Path(name).exists())


def write_minutes(path: Path, text: str, *, replace: bool = False) -> None:
    """Write a file; raises WouldReplace for one that is there and is to stay, Refused where none can be made."""
    try:
        write_whole(path, text, only_new=not replace)
    except FileExistsError as error:
        raise (WouldReplace if path.is_file() else Refused)(
            _("{path} exists and is left as it is; name another file.", path=path)
        ) from error
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}); name another file.", path=path, reason=reason_of(error))
        ) from error


def _lines(review: Review, author: str) -> Iterator[str]:
    yield from _head(review, author)
    agreed = [item for item in review.items if item.is_agreed]
    if agreed:
        yield f"## {_('What became of earlier actions')}"
        yield ""
        yield from map(_agreed, agreed)
        yield ""
    yield f"## {_('Agenda')}"
    yield ""
    for item in review.items:
        if not item.is_agreed:
            yield from _item(item)
    if len(agreed) == len(review.items):
        yield escaped(review.nothing)
        yield ""
    if review.quiet:
        yield _n(
            "Not on the agenda: {count} thing on track and hardly changed.",
            "Not on the agenda: {count} things on track and hardly changed.",
            review.quiet,
        )
        yield ""
    yield f"## {_('Decided and agreed')}"
    yield ""
    for line in review.noted:
        yield f"- {escaped(line)}"
    if not review.noted:
        yield _("Nothing was noted.")


def _head(review: Review, author: str) -> Iterator[str]:
    """Yield the head: who met when, the day compared with, and the figures of the cycles."""
    name, day = escaped(review.workspace), formatting.day(review.day)
    yield f"# {_('Review of {workspace}, {day}', workspace=name, day=day)}"
    yield ""
    since = (
        _("Compared with the review of {day}.", day=formatting.day(review.last))
        if review.last
        else _("The first review.")
    )
    if review.last == review.day:
        since = _("Compared with the earlier review of the same day.")
    yield f"{_('Led by {author}.', author=escaped(author))} {since}"
    if review.asked:
        yield _("Only what matches the filter {filter}.", filter=escaped(formatting.quoted(review.asked)))
    if review.approved:
        yield escaped(review.approved)
    yield ""
    for row in review.cycles:
        yield f"- {escaped(stands(row))}"
    if review.cycles:
        yield ""


def stands(row: CycleRow) -> str:
    """Return where a cycle stands, `2026-Q4: 45 % of 62 % measured, behind, 45 % of 60 % expected`."""
    word = row.status.word if row.status is not None else ""
    told = (formatting.covered(row.progress, row.coverage), word, row.reason)
    return f"{row.name}: {', '.join(part for part in told if part)}"


def _agreed(item: AgendaItem) -> str:
    """Return an action as a line: `- call them, for Churn (bo): carried on, due 5 Dec`."""
    title = _("{title}, for {context}", title=item.title, context=item.context) if item.context else item.title
    owner = f" ({item.owner})" if item.owner else ""
    told = item.now
    if item.became is not None and not item.now.startswith(item.became.word):
        is_over = item.became in (ActionOutcome.DONE, ActionOutcome.DROPPED)
        told = item.became.word if is_over else f"{item.became.word}, {item.now}"
    return f"- {escaped(f'{title}{owner}: {told}')}"


def _item(item: AgendaItem) -> Iterator[str]:
    yield f"### {escaped(item.title)}"
    yield ""
    if item.context:
        yield f"- {_('for')}: {escaped(item.context)}"
    yield f"- {_('why')}: {escaped(', '.join(item.reasons))}"
    yield f"- {_('now')}: {escaped(item.now)}"
    if item.before:
        yield f"- {_('at the last review')}: {escaped(item.before)}"
    if item.owner:
        yield f"- {_('owner')}: {escaped(item.owner)}"
    yield ""
