"""The phases of a key result: the values that are expected on days, stored as one text."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goaltui.model.errors import InvalidField


@dataclass(frozen=True, slots=True, order=True)
class Phase:
    """The value that is to be reached by a day."""

    day: date
    value: float


def phases_of(text: str | None) -> tuple[Phase, ...]:
    """The phases in order of their days from the text that `phases_text` makes; raises InvalidField."""
    if not text:
        return ()
    try:
        table = json.loads(text)
        found = sorted(Phase(date.fromisoformat(day), float(value)) for day, value in table.items())
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise InvalidField("phases are not days with a number each.") from error
    if not all(math.isfinite(phase.value) for phase in found):
        raise InvalidField("phases have a number that is not finite.")
    return tuple(found)


def phases_text(phases: Iterable[Phase]) -> str | None:
    """The one text form, so that equal phases are equal texts; none for none."""
    table = {phase.day.isoformat(): phase.value for phase in sorted(phases)}
    return json.dumps(table, separators=(",", ":")) if table else None


def canonical_phases(text: str) -> str:
    """The one text form of any valid text; raises InvalidField."""
    found = phases_text(phases_of(text))
    if found is None:
        raise InvalidField("phases are empty.")
    return found


def phases_shown(phases: Iterable[Phase]) -> str:
    """The phases with their whole days: `2026-08-15 30, 2026-09-30 80`."""
    return ", ".join(f"{phase.day.isoformat()} {phase.value:.12g}" for phase in phases)
