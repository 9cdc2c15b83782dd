"""Refusal of unknown names in a filter: a mistyped one would find nothing and say nothing."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.core.ownership import ME
from goaltui.services.filters.filtered_views import asking_of
from goaltui.services.filters.query import Query, is_named

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_CALLED = {
    "owner": N_("person"),
    "team": N_("team"),
    "cycle": N_("cycle"),
    "perspective": N_("perspective"),
    "theme": N_("theme"),
}
_FEW = 6
_AUTHORS = 1_000
"""Changes whose authors a mistyped one is compared with."""


def refuse_unknown(workspace: "Workspace", query: Query, **options: str) -> Query:
    """Return the query; raises NotFound for a name in it, or in an option such as `cycle`, that nothing has."""
    found = next(_unknown(workspace, [*_asked(query), *options.items()]), "")
    if found:
        raise NotFound(found)
    return query


def author_meant(workspace: "Workspace", name: str) -> str:
    """Return the name, that of whoever asks for `me`; raises NotFound for one under which nobody wrote and that no
    person has. An empty one asks for nobody.
    """
    if not name or workspace.database.journal.history(limit=1, author=name):
        return name
    people = _names(workspace)["owner"]
    if all(fold(known) != fold(name) for known in people):
        if fold(name) in ME:
            return workspace.author
        authors = [row.change.author for row in workspace.database.journal.history(limit=_AUTHORS)]
        raise NotFound(_told("owner", name, list(dict.fromkeys((*authors, *people)))))
    return name


def unknown_in(workspace: "Workspace", query: Query) -> str:
    """Return a sentence on the first name in a query that nothing has, or that could be several cycles; empty where
    there is none.
    """
    try:
        return next(_unknown(workspace, list(_asked(query))), "")
    except WrongUsage as error:
        return str(error)


def _asked(query: Query) -> Iterator[tuple[str, str]]:
    for term in query.terms:
        for name in term.value.split(","):
            yield term.key, name.strip()


def _unknown(workspace: "Workspace", asked: Collection[tuple[str, str]]) -> Iterator[str]:
    wanted = [(key, name) for key, name in asked if key in _CALLED and name]
    if not wanted:
        return
    known, asking = _names(workspace), asking_of(workspace)
    for key, name in wanted:
        if (key == "owner" and (asking.is_me(name) or asking.is_nobody(name))) or (
            key == "cycle" and asking.cycle(name) != name
        ):
            continue
        if any(is_named(candidate, fold(name)) for candidate in known[key]):
            continue
        if key != "owner" or not workspace.database.journal.history(limit=1, author=name):
            yield _told(key, name, known[key])


def _names(workspace: "Workspace") -> Mapping[str, list[str]]:
    records = workspace.look.records()
    people = [name for person in records.people for name in dict.fromkeys((person.name, person.key)) if name]
    return {
        "owner": people,
        "team": [team.name for team in records.teams],
        "cycle": [cycle.name for cycle in records.cycles],
        "perspective": [name for item in records.perspectives for name in (item.key, item.name)],
        "theme": [name for item in records.themes for name in (item.key, item.name)],
    }


def _told(key: str, name: str, known: list[str]) -> str:
    folded = {fold(candidate): candidate for candidate in reversed(known)}
    from difflib import get_close_matches

    close = get_close_matches(fold(name), folded, 1)
    kind, called = _(_CALLED[key]), formatting.quoted(name)
    if close:
        meant = formatting.quoted(folded[close[0]])
        return _("No {kind} is called {name}; did you mean {close}?", kind=kind, name=called, close=meant)
    if known:
        few = listed(known[:_FEW])
        return _("No {kind} is called {name}; there are {known}.", kind=kind, name=called, known=few)
    return _("No {kind} is called {name}.", kind=kind, name=called)
