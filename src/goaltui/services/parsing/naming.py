"""The thing behind typed text: its ref, its id, its key, its title or a part of that."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.refs import Refs
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.store.database import Database
from goaltui.store.search import Match

NAMED = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
"""Kinds that a ref or a title names."""
_FEW = 5
_ONE_BY_ONE = 400
_SMALL = 16 * 1024 * 1024
"""Up to this size of the file, in bytes, all ids are read sooner than the neighbours of five."""
_SHORTEST_PART = 3
_EVERYTHING = frozenset({"all", "any", "every", "each", "everything", "alla", "allt", "varje"})
"""Folded words by which people mean more than one thing."""


def find_named(database: Database, text: str) -> tuple[Match, ...]:
    """Return objectives, key results, measures and initiatives by ref, id, key or part of the title."""
    return database.things.find(text, NAMED)


def ref_of(database: Database, identity: str) -> str:
    """Return the short name of one thing, without looking at all others."""
    return Refs((*database.things.ids(identity), identity)).of(identity)


class RefsOnDemand:
    """The short names of things, for an answer that names few of them or all."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._spared = 0 if _is_small(database.path) else _ONE_BY_ONE
        self._all: Refs | None = None

    def of(self, identity: str) -> str:
        """Return the short name of one thing; in a large file the first few are found without looking at all others."""
        if self._spared:
            self._spared -= 1
            return ref_of(self._database, identity)
        if self._all is None:
            self._all = Refs(self._database.things.ids())
        return self._all.of(identity)


def _is_small(path: Path) -> bool:
    try:
        return path.stat().st_size <= _SMALL
    except OSError:
        return False


def resolve(database: Database, text: str, *kinds: EntityKind) -> Match:
    """Return the one thing that is meant, to be looked at; raises NotFound, naming what else it could be."""
    kinds = kinds or NAMED
    return only_one(database, text, database.things.find(text, kinds), kinds)


def only_one(database: Database, text: str, found: Sequence[Match], kinds: Sequence[EntityKind]) -> Match:
    """Return the one thing that is meant among those `found`; raises NotFound, naming what else it could be."""
    exact = [item for item in found if fold(item.title) == fold(text)]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        _refuse_other_kind(database, text, kinds)
        if near := database.things.nearest(text, kinds):
            raise NotFound(
                _(
                    "Nothing is called {name}; did you mean {thing}?",
                    name=formatting.quoted(text),
                    thing=_listed(database, [near]),
                )
            )
        raise NotFound(_("Nothing is called {name}; see goaltui tree for what there is.", name=formatting.quoted(text)))
    raise NotFound(
        _("{name} could be {things}; use the ref.", name=formatting.quoted(text), things=_listed(database, chosen))
    )


def resolve_to_write(database: Database, text: str, *kinds: EntityKind) -> Match:
    """Return the one thing that is meant; raises NotFound also where nothing but a scrap of a title says so, such as
    the value of a check-in whose ref was forgotten."""
    return to_write(database, text, resolve(database, text, *kinds))


def to_write(database: Database, text: str, found: Match) -> Match:
    """Return what was found; raises NotFound where nothing but a scrap of its title says that it is meant."""
    wanted = text.strip()
    if fold(wanted) in _EVERYTHING and fold(found.title) != fold(wanted):
        raise NotFound(
            _(
                "{name} names no one thing, though it is part of {thing}; name what to write on one by one.",
                name=formatting.quoted(text),
                thing=_listed(database, [found]),
            )
        )
    is_part = len(wanted) >= _SHORTEST_PART and any(letter.isalpha() for letter in wanted)
    if is_part or fold(wanted) == fold(found.title) or database.things.is_named(wanted, found.kind, found.id):
        return found
    raise NotFound(
        _(
            "{name} is too short to name what to write on, though it is part of "
            "{thing}; use the ref, the title, or at least {shortest} "
            "characters of it with a letter among them.",
            name=formatting.quoted(text),
            thing=_listed(database, [found]),
            shortest=_SHORTEST_PART,
        )
    )


def _refuse_other_kind(database: Database, text: str, kinds: Sequence[EntityKind]) -> None:
    """Raise NotFound where a thing of another kind is meant, with what could be meant under an objective."""
    others = database.things.find(text, [kind for kind in NAMED if kind not in kinds])
    exact = [item for item in others if fold(item.title) == fold(text)]
    chosen = exact or list(others)
    if len(chosen) != 1:
        return
    other, named = chosen[0], ""
    if other.kind is EntityKind.OBJECTIVE and EntityKind.KEY_RESULT in kinds:
        below = [item for item in database.records(date.today()).key_results if item.objective == other.id]
        found = [Match(EntityKind.KEY_RESULT, item.id, item.title, other.title) for item in below]
        named = (
            _("; its key results are {things}", things=_listed(database, found))
            if found
            else _(", and it has no key result yet")
        )
    if other.kind is EntityKind.OBJECTIVE and EntityKind.MILESTONE in kinds:
        named = _("; it is closed with its cycle, as in goaltui close CYCLE")
    if other.kind is EntityKind.KEY_RESULT and EntityKind.MILESTONE in kinds:
        named = _("; its value says that, as in goaltui checkin REF VALUE")
    wanted = reduce(lambda one, kind: _("{one} or {other}", one=one, other=kind.word), kinds[1:], _a(kinds[0]))
    told = _("{name} is {kind}, not {wanted}", name=formatting.quoted(text), kind=_a(other.kind), wanted=wanted)
    raise NotFound(f"{told}{named}.")


def _a(kind: EntityKind) -> str:
    match kind:
        case EntityKind.OBJECTIVE:
            return _("an objective")
        case EntityKind.KEY_RESULT:
            return _("a key result")
        case EntityKind.MEASURE:
            return _("a measure")
        case EntityKind.INITIATIVE:
            return _("an initiative")
        case EntityKind.MILESTONE:
            return _("a milestone")
    return kind.word


def _listed(database: Database, found: Sequence[Match]) -> str:
    refs = Refs(database.things.ids())
    named = listed(f"{refs.of(item.id)} {formatting.quoted(item.title, 30)}" for item in found[:_FEW])
    return _("{things} and {count} more", things=named, count=len(found) - _FEW) if len(found) > _FEW else named
