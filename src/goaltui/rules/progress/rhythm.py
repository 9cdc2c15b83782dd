"""The due day of a check-in: after a cadence, every so many weeks on a weekday, and never in a pause."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from goaltui.model.enums import Frequency, Weekday
from goaltui.model.pauses import Pause, pauses_of
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import KeyResultRecord, PersonRecord, WorkspaceRecord
from goaltui.rules.progress import periods

_WEEK = 7
_EARLY = 3
"""By so many days a check-in may come before its weekday, or after it, and pays that one."""

SOONEST: Mapping[str, int] = {"day": 1, "weekday": _WEEK - _EARLY, "week": _WEEK}
"""Days after a check-in before which no other is due: of a daily rhythm, of one that holds on to a weekday, and of any
other.
"""

_LAST_DAY = date.max.toordinal()
_WEEKDAYS = tuple(Weekday)

_EVERY: Mapping[Frequency, str] = {
    Frequency.DAY: N_("every day"),
    Frequency.WEEK: N_("every week"),
    Frequency.MONTH: N_("every month"),
    Frequency.TERTIAL: N_("every tertial"),
    Frequency.QUARTER: N_("every quarter"),
    Frequency.HALF_YEAR: N_("every half-year"),
    Frequency.YEAR: N_("every year"),
    Frequency.IRREGULAR: N_("every irregular"),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The interval of check-ins; `weeks` and `weekday` belong to a weekly one alone."""

    frequency: Frequency
    weeks: int = 1
    weekday: Weekday | None = None

    @classmethod
    def of(cls, record: KeyResultRecord) -> "Rhythm":
        """Return the rhythm of a key result."""
        if record.rhythm is not Frequency.WEEK:
            return cls(record.rhythm)
        return cls(record.rhythm, record.weeks or 1, Weekday(record.weekday) if record.weekday else None)

    @property
    def every(self) -> str:
        """The rhythm in words: `every month`, `every 2 weeks, on fri`."""
        weeks = _("every {weeks} weeks", weeks=self.weeks) if self.weeks > 1 else _(_EVERY[self.frequency])
        return _("{every}, on {weekday}", every=weeks, weekday=self.weekday.word) if self.weekday else weeks

    def due_after(self, last: date | None, start: date | None) -> date | None:
        """Return the due day of a check-in: one span after the last one, or after the start; with a
        weekday, that weekday nearest to it.
        """
        since = last or start
        if since is None or self.frequency is not Frequency.WEEK:
            return periods.next_due(last, start, self.frequency)
        due = _later(since, _WEEK * self.weeks)
        if self.weekday is None:
            return due
        first = _later(due, -_EARLY)
        return _later(first, (_WEEKDAYS.index(self.weekday) - first.weekday()) % _WEEK)


def up_to_date_until(due: date, pauses: Iterable[Pause], today: date) -> date:
    """Return the last day on which a check-in counts as up to date: some days after the next one is due."""
    return _later(after_pauses(due, pauses, today), periods.CADENCE_GRACE_DAYS)


def after_pauses(due: date, pauses: Iterable[Pause], today: date) -> date:
    """Return the due day of something whose day is in a pause, or that is looked at in one: the first day after it."""
    for pause in sorted(pauses):
        if pause.holds(due) or (pause.holds(today) and due <= pause.last):
            due = _later(pause.last, 1)
    return due


def pauses_by_owner(home: WorkspaceRecord, people: Iterable[PersonRecord]) -> Mapping[str, Sequence[Pause]]:
    """Return the pauses of each person with those of everybody, by id; those of everybody alone have the id ""."""
    common = pauses_of(home.pauses)
    own = {person.id: (*common, *pauses_of(person.pauses)) for person in people if person.pauses}
    return {"": common, **own} if common or own else {}


def paused(pauses: Mapping[str, Sequence[Pause]], owner: str | None) -> Sequence[Pause]:
    """Return the pauses that an owner has."""
    return pauses.get(owner or "") or pauses.get("") or ()


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pauses of everybody, as `by_owner` has them, looked at on a day."""

    by_owner: Mapping[str, Sequence[Pause]]
    today: date

    def owed_on(self, due: date, owner: str | None) -> date:
        """Return the due day of something that an owner owes; no day of a pause is one."""
        return after_pauses(due, paused(self.by_owner, owner), self.today)

    def days_since(self, since: date, owner: str | None) -> int:
        """Return the number of days since a day, without those in an owner's pauses."""
        spans = [(max(pause.first, since), min(pause.last, self.today)) for pause in paused(self.by_owner, owner)]
        free = {day for first, last in spans for day in range(first.toordinal(), last.toordinal() + 1)}
        return (self.today - since).days - len(free - {since.toordinal()})


def paused_until(pauses: Iterable[Pause], today: date) -> date | None:
    """Return the last day of the pause around a day; none where the day is in none."""
    return max((pause.last for pause in pauses if pause.holds(today)), default=None)


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST_DAY))
