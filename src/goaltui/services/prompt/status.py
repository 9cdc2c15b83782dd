"""Status of a workspace as it is kept for a prompt: counts by owner and day, reckoned for whichever day asks."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass

_FORMAT = 1


class DueCount(NamedTuple):
    """The number of check-ins and initiatives of one owner due on a day; they stay due until a last day."""

    owner: str | None
    due: date
    last: date | None
    number: int


class BadStatusCount(NamedTuple):
    """The number of one owner's goals with a bad status."""

    owner: str | None
    number: int


class KeptCycle(NamedTuple):
    """A cycle that is not over, with the progress that was reached and expected on the day of the status."""

    name: str
    start: date
    end: date
    progress: float | None
    expected: float | None


class KeptPerson(NamedTuple):
    """A person with the id of the team."""

    key: str
    name: str
    team: str | None


class KeptTeam(NamedTuple):
    """A team with the id of the one above it."""

    id: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class PromptStatus:
    """The kept status of a workspace as of a day; `people` and `teams` tell the owner of a thing."""

    as_of: date
    workspace: str
    owed: tuple[DueCount, ...]
    at_risk: tuple[BadStatusCount, ...]
    red: tuple[BadStatusCount, ...]
    cycles: tuple[KeptCycle, ...]
    people: tuple[KeptPerson, ...]
    teams: tuple[KeptTeam, ...]


@dataclass(frozen=True, slots=True)
class PromptFigures:
    """The figures of a day: `due` and `late` of that day, the others as of the day of the status."""

    workspace: str
    as_of: date
    due: int
    late: int
    at_risk: int
    red: int
    cycle: KeptCycle | None


def text_of(status: PromptStatus) -> str:
    """Return the status as the text that is kept."""
    return json.dumps(
        {
            "format": _FORMAT,
            "as_of": status.as_of.isoformat(),
            "workspace": status.workspace,
            "owed": [_kept(row) for row in status.owed],
            "at_risk": status.at_risk,
            "red": status.red,
            "cycles": [_kept(row) for row in status.cycles],
            "people": status.people,
            "teams": status.teams,
        },
        ensure_ascii=False,
    )


def status_of(text: str) -> PromptStatus | None:
    """Return the status that a text keeps; None where it keeps none, or one of another version."""
    try:
        kept = json.loads(text)
        return _status(kept) if kept["format"] == _FORMAT else None
    except (ValueError, KeyError, TypeError):
        return None


def figures(status: PromptStatus, today: date, holds: Callable[[str | None], bool]) -> PromptFigures:
    """Return the figures of a day, of the owners that are asked for."""
    owed = [row for row in status.owed if row.due <= today and (row.last is None or today <= row.last)]
    running = (cycle for cycle in status.cycles if cycle.start <= today <= cycle.end)
    return PromptFigures(
        workspace=status.workspace,
        as_of=status.as_of,
        due=sum(row.number for row in owed if holds(row.owner)),
        late=sum(row.number for row in owed if row.due < today and holds(row.owner)),
        at_risk=_sum(status.at_risk, holds),
        red=_sum(status.red, holds),
        cycle=min(running, key=lambda cycle: (cycle.end - cycle.start, cycle.name), default=None),
    )


def _sum(rows: Iterable[BadStatusCount], holds: Callable[[str | None], bool]) -> int:
    return sum(row.number for row in rows if holds(row.owner))


def _kept(row: Iterable[object]) -> list[object]:
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def _status(kept: Any) -> PromptStatus:
    return PromptStatus(
        as_of=date.fromisoformat(kept["as_of"]),
        workspace=kept["workspace"],
        owed=tuple(DueCount(owner, _day(due), _last(last), number) for owner, due, last, number in kept["owed"]),
        at_risk=tuple(BadStatusCount(*row) for row in kept["at_risk"]),
        red=tuple(BadStatusCount(*row) for row in kept["red"]),
        cycles=tuple(KeptCycle(name, _day(start), _day(end), *rest) for name, start, end, *rest in kept["cycles"]),
        people=tuple(KeptPerson(*row) for row in kept["people"]),
        teams=tuple(KeptTeam(*row) for row in kept["teams"]),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _last(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
