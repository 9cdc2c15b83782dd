"""Teams as headings with their people below."""

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.listing import counted
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.team.people import PersonRow, TeamRow, TeamView
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.row_list import GoalList

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


class PeopleList(GoalList[PeopleLine]):
    """The list of people, by team and by name."""

    _today = date.min
    _longest = 0

    def show(self, view: TeamView) -> None:
        """Fill with everybody."""
        self._today = view.as_of
        names = (cell_len(_indent(team)) + cell_len(row.name) for team in view.teams for row in team.people)
        self._longest = max(names, default=0) + 2 * _INDENT
        self.fill(list(_lines(view)))

    def paint(self, row: PeopleLine, width: int, chosen: bool) -> list[Segment]:
        if row.team is None:
            return [Segment(" " * width, self.style("text"))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        indent = _indent(row.team)
        if row.person is None:
            goals = counted(row.team.objectives, "objective", "objectives") if row.team.objectives else ""
            name = cut(indent + (row.team.name or _("In no team")), width - 20)
            style = self.style("text", bold=True, chosen=chosen)
            return [lead, Segment(name, style), Segment(f"   {goals}", self.style("dim", chosen=chosen))]
        return [lead, *self._person(row.person, f"{indent}  ", width - 2, chosen)]

    def _person(self, row: PersonRow, indent: str, width: int, chosen: bool) -> list[Segment]:
        dim, text = self.style("dim", chosen=chosen), self.style("text", chosen=chosen)
        owns = _OWNS if width >= _WIDE else 0
        last = _LAST if width >= _NARROW else 0
        state, name = _owed(row, self._today)
        named = min(max(width - owns - _OWES - last - 2, 0), _NAME, max(self._longest, _LEAST))
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
        counted(row.objectives, "objective", "objectives") if row.objectives else "",
        counted(row.key_results, "key result", "key results") if row.key_results else "",
        counted(row.measures, "measure", "measures") if row.measures else "",
        _("updates {count}", count=row.updates) if row.updates else "",
        counted(row.initiatives, "initiative", "initiatives") if row.initiatives else "",
    )
    return ", ".join(filter(None, told))


def _last(row: PersonRow, today: date) -> str:
    return _("last {day}", day=formatting.day(row.checked_in, today)) if row.checked_in is not None else _("never")


def _lines(view: TeamView) -> Iterator[PeopleLine]:
    for team in view.teams:
        yield PeopleLine(team)
        yield from (PeopleLine(team, person) for person in team.people)
        if team.people:
            yield PeopleLine()
