"""The pauses of a person or of everybody: spans of days on which no check-in is due, stored as one text."""

from collections.abc import Iterable
from datetime import date

from goaltui.model.bounds import kept_day
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass

_MOST = 50


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """A span of days, both ends included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether the day is one of its days."""
        return self.first <= day <= self.last


def pauses_of(text: str | None) -> tuple[Pause, ...]:
    """Return the pauses in the text that `pauses_text` makes; raises InvalidField."""
    return tuple(_pause(piece) for piece in (text or "").split())


def pauses_text(pauses: Iterable[Pause]) -> str | None:
    """Return the one text form, so that equal pauses are equal texts; none for none."""
    return " ".join(f"{item.first.isoformat()}..{item.last.isoformat()}" for item in sorted(set(pauses))) or None


def canonical_pauses(text: str) -> str:
    """Return the one text form of any valid text; raises InvalidField."""
    found = pauses_text(pauses_of(text))
    if found is None:
        raise InvalidField(_("pauses are empty."))
    if found.count("..") > _MOST:
        raise InvalidField(_("pauses are more than {most}; leave out those that are over.", most=_MOST))
    return found


def pauses_shown(pauses: Iterable[Pause]) -> str:
    """Return the pauses with their whole days: `2026-12-21 to 2027-01-06, 2027-07-05 to 2027-07-30`."""
    return ", ".join(
        _("{first} to {last}", first=item.first.isoformat(), last=item.last.isoformat()) for item in pauses
    )


def _pause(text: str) -> Pause:
    first, _dots, last = text.partition("..")
    try:
        found = Pause(kept_day(date.fromisoformat(first)), kept_day(date.fromisoformat(last or first)))
    except InvalidField:
        raise
    except ValueError as error:
        raise InvalidField(_("pauses are not days such as 2026-12-21..2027-01-06.")) from error
    if found.last < found.first:
        raise InvalidField(_("the pause from {first} ends before it begins.", first=first))
    return found
