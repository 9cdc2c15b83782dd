"""Parser of a line typed in a review: words, then an owner after `@` and a day after `^`, in either order."""

import re
from collections.abc import Collection
from datetime import date

from goaltui.model.errors import InvalidField
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.parsing.past_date import find_day

_MARK = re.compile(r"(?:^|\s)([@^])(?=\S)")


class Marked(NamedTuple):
    """Words with an owner and a day as they were typed, each empty where none was."""

    text: str
    owner: str = ""
    due: str = ""

    def named(self, today: date) -> str:
        """Return who and when in words, `bo, 27 Nov`."""
        found = find_day(self.due, today, ahead=True) if self.due else None
        day = formatting.day(found[0], today) if found is not None else self.due
        return ", ".join(part for part in (self.owner, day) if part)


def marked(line: str) -> Marked:
    """Read `call them @bo berg ^fri`; raises InvalidField for two people or two days."""
    parts = _MARK.split(line.strip())
    pieces = parts[1:]
    owners = [text.strip() for sign, text in zip(pieces[::2], pieces[1::2], strict=True) if sign == "@"]
    days = [text.strip() for sign, text in zip(pieces[::2], pieces[1::2], strict=True) if sign == "^"]
    if len(owners) > 1 or len(days) > 1:
        raise InvalidField(_("Name one owner with @ and one day with ^; remove the others."), "text")
    return Marked(parts[0].strip(), "".join(owners), "".join(days))


def noted(line: str, people: Collection[str], today: date) -> Marked:
    """Read a note: what its marks introduce is who and when where it is a name and a day, else part of the text."""
    try:
        found = marked(line)
    except InvalidField:
        return Marked(line.strip())
    known = {fold(name) for name in people}
    is_name = not found.owner or len(found.owner.split()) == 1 or fold(found.owner) in known
    day = find_day(found.due, today, ahead=True) if found.due else (today, 0)
    is_day = day is not None and day[1] == len(found.due)
    return found if found.text and is_name and is_day else Marked(line.strip())
