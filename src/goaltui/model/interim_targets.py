"""The phases of a key result: values expected on days, stored as one text."""

import json
from collections.abc import Iterable
from datetime import date

from goaltui.model.bounds import kept_day, kept_number
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class InterimTarget:
    """A value expected by a day."""

    day: date
    value: float


def phases_of(text: str | None) -> tuple[InterimTarget, ...]:
    """Return the phases in order of their days from the text that `phases_text` makes; raises InvalidField."""
    if not text:
        return ()
    try:
        table = json.loads(text)
        return tuple(sorted(_phase(day, value) for day, value in table.items()))
    except InvalidField:
        raise
    except (ValueError, TypeError, AttributeError) as error:
        raise InvalidField(_("phases are not days with a number each.")) from error


def phases_text(phases: Iterable[InterimTarget]) -> str | None:
    """Return the one text form, so that equal phases are equal texts; none for none."""
    table = {phase.day.isoformat(): phase.value for phase in sorted(phases)}
    return json.dumps(table, separators=(",", ":")) if table else None


def canonical_phases(text: str) -> str:
    """Return the one text form of any valid text; raises InvalidField."""
    found = phases_text(phases_of(text))
    if found is None:
        raise InvalidField(_("phases are empty."))
    return found


def _phase(day: str, value: float) -> InterimTarget:
    """Return the phase; raises InvalidField for a day or a number that cannot be kept."""
    on = date.fromisoformat(day)
    try:
        return InterimTarget(kept_day(on), kept_number(value))
    except InvalidField as error:
        raise InvalidField(_("the phase of {day} {error}.", day=day, error=error)) from error


def phases_shown(phases: Iterable[InterimTarget]) -> str:
    """Return the phases with their whole days: `2026-08-15 30, 2026-09-30 80`."""
    return ", ".join(f"{phase.day.isoformat()} {phase.value:.12g}" for phase in phases)
