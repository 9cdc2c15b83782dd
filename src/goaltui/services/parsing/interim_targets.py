"""Phases as people type them, `15 Aug 30, 15 Sep 60`, and milestones, `Draft 15 Aug, Ship`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, OutOfBounds
from goaltui.model.interim_targets import InterimTarget, phases_text
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.refs import new_id
from goaltui.model.text import clean_line, fold
from goaltui.rules import figures
from goaltui.services.core import formatting
from goaltui.services.parsing.future_date import read_due
from goaltui.services.parsing.numbers import read_number
from goaltui.services.parsing.weeks import is_week

FIELD = "phases"
_STEPS = "milestones"
_LONGEST = 200
_VERSION = lazy(r"[vwVW][0-9]+")
"""A week elsewhere, but at the end of a title a version or the name of a form; `week 2` and `vecka 2` are weeks."""


def told(phase: InterimTarget, today: date) -> str:
    """Return a phase in words: `15 Aug 30`."""
    return f"{formatting.day(phase.day, today)} {formatting.number(phase.value)}"


def typed(phases: Iterable[InterimTarget], window: tuple[date, date] | None, today: date) -> str:
    """Return the phases as people type them, so that `read_phases` reads the same again."""

    def day(phase: InterimTarget) -> str:
        text = formatting.day(phase.day, today)
        return text if window is not None and _day(text, window, today) == phase.day else phase.day.isoformat()

    return ", ".join(f"{day(phase)} {figures.typed(phase.value)}" for phase in phases)


def read_phases(
    text: str,
    ends: tuple[float, float],
    window: tuple[date, date] | None,
    today: date,
    read: Callable[[str, str], float] = read_number,
) -> str | None:
    """Return the text of a field as it is stored, between the `ends` start and target; raises InvalidField about the
    field `phases`, with what to mend.

    `read` turns text and name into a number. A day without a year is the one in the cycle, whose first and last day
    `window` are.
    """
    if window is None:
        raise InvalidField(_("Phases lead through a cycle; give the objective one, or empty the field."), FIELD)
    found: dict[date, InterimTarget] = {}
    for piece in _pieces(text):
        phase = _phase(piece, window, today, read)
        _check(phase, ends, window, today)
        if phase.day in found:
            raise InvalidField(
                _("There are two phases on {day}; keep one of them.", day=formatting.day(phase.day, today)), FIELD
            )
        found[phase.day] = phase
    return phases_text(found.values())


def read_steps(text: str, key_result: str, today: date) -> Iterator[Operation]:
    """Yield the milestones typed as `Draft 15 Dec, Ship`, each with a day or without; raises InvalidField."""
    for piece in _pieces(text):
        title, due = _titled(piece, today)
        if len(title) > _LONGEST:
            raise InvalidField(
                _(
                    "Milestone {title} is too long; say it in {longest} characters.",
                    title=formatting.quoted(title, 40),
                    longest=_LONGEST,
                ),
                _STEPS,
            )
        fields: dict[str, Value] = {"key_result": key_result, "title": title, "due": due.isoformat() if due else None}
        yield Operation(EntityKind.MILESTONE, new_id(), fields)


def _titled(piece: str, today: date) -> tuple[str, date | None]:
    """Return a title and the day that stands at its end."""
    parts = piece.split()
    for place in range(1, len(parts)):
        if _VERSION.fullmatch(parts[place]):
            continue
        try:
            return " ".join(parts[:place]), read_due(" ".join(parts[place:]), _STEPS, today, {})
        except OutOfBounds:
            raise
        except InvalidField:
            continue
    return " ".join(parts), None


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts between semicolons, else between commas with a blank behind; a comma in a number has none."""
    line = clean_line(text.replace("\n", "; "))
    for piece in line.split(";") if ";" in line else line.replace(", ", "\n").split("\n"):
        if piece.strip(" ,"):
            yield piece.strip(" ,")


def _phase(piece: str, window: tuple[date, date], today: date, read: Callable[[str, str], float]) -> InterimTarget:
    parts = piece.replace("=", " ").replace(": ", " ").split()
    # `15 Aug 1 274` has blanks in the number too, so the shortest number that leaves a day is it.
    for place in range(len(parts) - 1, 0, -1):
        try:
            day = _day(" ".join(parts[:place]), window, today)
            value = read(" ".join(parts[place:]), "value")
        except OutOfBounds as error:
            error.field = FIELD
            raise
        except InvalidField:
            continue
        return InterimTarget(day, value)
    raise InvalidField(
        _(
            "Phase {text} is not a day with a value; write 15 Aug 30, 15 Sep 60.",
            text=formatting.quoted(piece, 40),
        ),
        FIELD,
    )


def _day(text: str, window: tuple[date, date], today: date) -> date:
    day = read_due(text, FIELD, today, {})
    if window[0] <= day <= window[1]:
        return day
    # A day without a year is the next one from today on, or else from the first day of the cycle on.
    other = read_due(text, FIELD, window[0], {})
    is_same = (other.month, other.day) == (day.month, day.day) or is_week(fold(text))
    return other if window[0] <= other <= window[1] and is_same else day


def _check(phase: InterimTarget, ends: tuple[float, float], window: tuple[date, date], today: date) -> None:
    day, value = formatting.day(phase.day, today), formatting.number(phase.value)
    if not window[0] <= phase.day <= window[1]:
        span = _("{first} to {last}", first=formatting.day(window[0], today), last=formatting.day(window[1], today))
        raise InvalidField(
            _("The phase on {day} is not in the cycle, which goes from {span}; change the day.", day=day, span=span),
            FIELD,
        )
    if not min(ends) <= phase.value <= max(ends):
        raise InvalidField(
            _(
                "The phase on {day} expects {value}, which is not between {start} and {target}; change the value.",
                day=day,
                value=value,
                start=formatting.number(ends[0]),
                target=formatting.number(ends[1]),
            ),
            FIELD,
        )
