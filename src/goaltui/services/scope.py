"""Whose things are looked at: mine, those of my teams, or everybody's."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from goaltui.model.text import fold

if TYPE_CHECKING:
    from goaltui.model.records import PersonRecord, Records


class Reach(StrEnum):
    """How far one looks."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of those whose things are looked at; everybody, and what is nobody's, where `reach` is all."""

    reach: Reach = Reach.ALL
    names: frozenset[str] = frozenset()

    def holds(self, owner: str | None) -> bool:
        """Whether something of this owner is looked at."""
        return self.reach is Reach.ALL or owner in self.names


def persons(records: "Records", author: str) -> "tuple[PersonRecord, ...]":
    """Who this author is: those with that name or key."""
    word = fold(author)
    return tuple(person for person in records.people if word in (fold(person.name), fold(person.key)))


def mine(records: "Records", author: str) -> frozenset[str]:
    """The names under which this author owns things."""
    return frozenset(person.name for person in persons(records, author))


def scope_of(records: "Records", author: str, reach: Reach) -> Scope:
    """The scope of an author; a team holds those of the teams below it."""
    own = mine(records, author)
    if reach is not Reach.TEAM:
        return Scope(reach, own)
    teams = {person.team for person in records.people if person.name in own and person.team}
    grown = True
    while grown:
        below = {team.id for team in records.teams if team.parent in teams} - teams
        teams |= below
        grown = bool(below)
    return Scope(reach, own | {person.name for person in records.people if person.team in teams})
