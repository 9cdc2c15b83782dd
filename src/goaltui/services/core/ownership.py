"""The scope of ownership: my things, those of my teams, or everybody's; and the tree of teams."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.refs import natural_id
from goaltui.model.text import fold

if TYPE_CHECKING:
    from goaltui.model.records import PersonRecord, Records, TeamRecord


ME = frozenset({"me", "mig"})
"""Folded words for whoever asks or writes, unless somebody is called so."""

NOBODY = frozenset({"none", "nobody", "null", "nil", "n/a", "-", "ingen", "inget"})
"""Folded words for an owner that there is not, unless somebody is called so."""


class Reach(StrEnum):
    """The reach of the scope: mine, my teams', or everybody's."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OwnerScope:
    """The names of those whose things are looked at; everybody, and what is nobody's, where `reach` is all."""

    reach: Reach = Reach.ALL
    names: frozenset[str | None] = frozenset()

    def holds(self, owner: str | None) -> bool:
        """Return whether things of this owner are in the scope."""
        return self.reach is Reach.ALL or owner in self.names


def persons(records: "Records", author: str) -> "tuple[PersonRecord, ...]":
    """Return the people with this author's name or key."""
    word = fold(author)
    return tuple(person for person in records.people if word in (fold(person.name), fold(person.key)))


def is_alone(records: "Records", author: str) -> bool:
    """Return whether there is nobody but this author, who then owns what has no owner."""
    return len(persons(records, author)) == len(records.people)


def mine(records: "Records", author: str) -> frozenset[str | None]:
    """Return the names under which this author owns things, None among them where things without
    an owner are the author's too.
    """
    nobody: frozenset[str | None] = frozenset({None}) if is_alone(records, author) else frozenset()
    return nobody | {person.name for person in persons(records, author)}


def scope_of(records: "Records", author: str, reach: Reach) -> OwnerScope:
    """Return the scope of an author; a team holds those of the teams below it."""
    own = mine(records, author)
    if reach is not Reach.TEAM:
        return OwnerScope(reach, own)
    teams = {person.team for person in records.people if person.name in own and person.team}
    grown = True
    while grown:
        below = {team.id for team in records.teams if team.parent in teams} - teams
        teams |= below
        grown = bool(below)
    return OwnerScope(reach, own | {person.name for person in records.people if person.team in teams})


def author_made(records: "Records", author: str) -> tuple[Operation, ...]:
    """Return the change that makes a person of the author where there is nobody yet."""
    if records.people:
        return ()
    return (Operation(EntityKind.PERSON, natural_id(EntityKind.PERSON, author), {"key": author, "name": author}),)


def teams_in_order(teams: "Iterable[TeamRecord]") -> "Iterator[tuple[TeamRecord, int]]":
    """Yield the teams by name with their depths, each followed by those below it. Teams whose parents form a loop,
    which merging alone can make, come last, at the top.
    """
    ordered = sorted(teams, key=lambda team: (fold(team.name), team.id))
    known = {team.id for team in ordered}
    below: defaultdict[str | None, list[TeamRecord]] = defaultdict(list)
    for team in ordered:
        below[team.parent if team.parent in known else None].append(team)
    seen: set[str] = set()
    waiting = [(team, 0) for team in reversed((*below[None], *ordered))]
    while waiting:
        team, depth = waiting.pop()
        if team.id not in seen:
            seen.add(team.id)
            yield team, depth
            waiting += [(child, depth + 1) for child in reversed(below[team.id])]
