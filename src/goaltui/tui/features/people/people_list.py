"""Teams as headings with their people below."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.team.people import PersonRow, TeamRow, TeamView
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.sorted_list import UP_FROM_A, UP_FROM_EARLY, UP_FROM_LOW, Keys, SortColumn, SortedList

_INDENT = 2
_LEAST, _NAME = 28, 56
"""Cells of the names, which take no more of a line than the longest needs."""
_OWNS = 56
_GAP = 2
_OWES = 24
_LAST = 18
_WIDE = 116
_NARROW = 72


class PeopleLine(NamedTuple):
    """A team (its heading), a person in it, or a blank line."""

    team: TeamRow | None = None
    person: PersonRow | None = None

    @property
    def key(self) -> str | None:
        """The id of the person, or of a team that has a name."""
        if self.person is not None:
            return self.person.id
        return (self.team.id or None) if self.team is not None else None


class PeopleList(SortedList[PeopleLine]):
    """The list of people, by team, in each by name unless another column is asked for."""

    COLUMNS = (
        SortColumn("name", "n", N_("Name"), UP_FROM_A),
        SortColumn("owns", "o", N_("Owns"), UP_FROM_LOW),
        SortColumn("owes", "d", N_("Owes"), UP_FROM_LOW),
        SortColumn("last", "l", N_("Last check-in"), UP_FROM_EARLY),
    )
    _today = date.min
    _longest = 0
    _view: TeamView | None = None

    def show(self, view: TeamView) -> None:
        """Fill with everybody."""
        self._today, self._view = view.as_of, view
        names = (cell_len(_indent(team)) + cell_len(row.name) for team in view.teams for row in team.people)
        self._longest = max(names, default=0) + 2 * _INDENT
        self.reflow()

    def reflow(self) -> None:
        """Fill again, the people of each team in the order that is asked for."""
        if self._view is not None:
            self.fill(list(_lines(self._view, lambda team: self.in_order(team.people, _KEYS))))

    def heads(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the names of the columns."""
        named, owns, last = self._sizes(width - 2)
        return [
            ("name", "  "),
            self.named("name", _("Name"), named + 1),
            self.named("owns", _("Owns"), owns),
            self.named("owes", _("Owes"), _OWES),
            self.named("last", _("Last check-in"), last, at_right=True),
        ]

    def _sizes(self, width: int) -> tuple[int, int, int]:
        """Return the cells of names, of what is owned and of the last check-in; 0 for a column that gave way."""
        owns = _OWNS if width >= _WIDE else 0
        last = _LAST if width >= _NARROW else 0
        room = max(width - owns - _OWES - last - 2, 0)
        return min(room, _NAME, max(self._longest, _LEAST)), owns, last

    def paint(self, row: PeopleLine, width: int, chosen: bool) -> list[Segment]:
        if row.team is None:
            return [Segment(" " * width, self.style("text"))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        indent = _indent(row.team)
        if row.person is None:
            goals = EntityKind.OBJECTIVE.counted(row.team.objectives) if row.team.objectives else ""
            name = cut(indent + (row.team.name or _("In no team")), width - 20)
            style = self.style("text", bold=True, chosen=chosen)
            return [lead, Segment(name, style), Segment(f"   {goals}", self.style("dim", chosen=chosen))]
        return [lead, *self._person(row.person, f"{indent}  ", width - 2, chosen)]

    def _person(self, row: PersonRow, indent: str, width: int, chosen: bool) -> list[Segment]:
        dim, text = self.style("dim", chosen=chosen), self.style("text", chosen=chosen)
        named, owns, last = self._sizes(width)
        state, name = _owed(row, self._today)
        return [
            Segment(left(f"{indent}{row.name}", named) + "  ", text),
            Segment(left(_owned(row), owns - _GAP) + " " * min(owns, _GAP), dim),
            Segment(left(state, _OWES), self.style(name, chosen=chosen)),
            Segment(right(_last(row, self._today), last), dim),
        ]


def _indent(team: TeamRow) -> str:
    return " " * (_INDENT * team.depth + 1)


def _owed(row: PersonRow, today: date) -> tuple[str, str]:
    if row.paused_until is not None:
        return _("pause until {day}", day=formatting.day(row.paused_until, today)), "dim"
    if row.due:
        return _("owes {count}, {late}", count=row.due, late=formatting.late(row.late)), "yellow"
    return (_("owns nothing"), "dim") if row.owns_nothing else (_("nothing due"), "green")


def _owned(row: PersonRow) -> str:
    told = (
        EntityKind.OBJECTIVE.counted(row.objectives) if row.objectives else "",
        EntityKind.KEY_RESULT.counted(row.key_results) if row.key_results else "",
        EntityKind.MEASURE.counted(row.measures) if row.measures else "",
        _("updates {count}", count=row.updates) if row.updates else "",
        EntityKind.INITIATIVE.counted(row.initiatives) if row.initiatives else "",
    )
    return ", ".join(filter(None, told))


def _last(row: PersonRow, today: date) -> str:
    return _("last {day}", day=formatting.day(row.checked_in, today)) if row.checked_in is not None else _("never")


_KEYS: Keys = {
    "name": lambda row: fold(row.name),
    "owns": lambda row: row.objectives + row.key_results + row.measures + row.initiatives,
    "owes": lambda row: (row.due, row.late),
    "last": lambda row: row.checked_in,
}


def _lines(view: TeamView, order: Callable[[TeamRow], Sequence[PersonRow]]) -> Iterator[PeopleLine]:
    for team in view.teams:
        yield PeopleLine(team)
        yield from (PeopleLine(team, person) for person in order(team))
        if team.people:
            yield PeopleLine()
