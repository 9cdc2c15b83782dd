"""The thing behind typed text: its ref, its id, its key, its title or a part of that."""

from collections.abc import Sequence
from datetime import date

from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import _
from goaltui.model.refs import Refs
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.store.database import Database
from goaltui.store.search import Match

NAMED = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
"""What a ref or a title names."""
_FEW = 5
_SHORTEST_PART = 3


def find_named(database: Database, text: str) -> tuple[Match, ...]:
    """Return objectives, key results, measures and initiatives by ref, id, key or part of the title."""
    return database.find(text, NAMED)


def ref_of(database: Database, identity: str) -> str:
    """Return the short name of one thing, without looking at all others."""
    return Refs((*database.ids(identity), identity)).of(identity)


def resolve(database: Database, text: str, *kinds: EntityKind) -> Match:
    """Return the one thing that is meant, to be looked at; raises NotFound, naming what else it could be."""
    kinds = kinds or NAMED
    found = database.find(text, kinds)
    exact = [item for item in found if fold(item.title) == fold(text)]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        _refuse_other_kind(database, text, kinds)
        raise NotFound(
            _("Nothing is called {quoted}; see goaltui tree for what there is.", quoted=formatting.quoted(text))
        )
    raise NotFound(
        _("{quoted} could be {listed}; use the ref.", quoted=formatting.quoted(text), listed=_listed(database, chosen))
    )


def resolve_to_write(database: Database, text: str, *kinds: EntityKind) -> Match:
    """Return the one thing that is meant; raises NotFound also where nothing but a scrap of a title says so, such as
    the value of a check-in whose ref was forgotten."""
    found = resolve(database, text, *kinds)
    wanted = text.strip()
    is_part = len(wanted) >= _SHORTEST_PART and any(letter.isalpha() for letter in wanted)
    if is_part or fold(wanted) == fold(found.title) or database.is_named(wanted, found.kind, found.id):
        return found
    raise NotFound(
        _(
            "{quoted} is too short to name what to write on, though it is part of "
            "{listed}; use the ref, the title, or at least {SHORTEST_PART} "
            "characters of it with a letter among them.",
            quoted=formatting.quoted(text),
            listed=_listed(database, [found]),
            SHORTEST_PART=_SHORTEST_PART,
        )
    )


def _refuse_other_kind(database: Database, text: str, kinds: Sequence[EntityKind]) -> None:
    """Raise NotFound where a thing of another kind is meant, with what could be meant under an objective."""
    others = database.find(text, [kind for kind in NAMED if kind not in kinds])
    exact = [item for item in others if fold(item.title) == fold(text)]
    chosen = exact or list(others)
    if len(chosen) != 1:
        return
    other, named = chosen[0], ""
    if other.kind is EntityKind.OBJECTIVE and EntityKind.KEY_RESULT in kinds:
        below = [item for item in database.records(date.today()).key_results if item.objective == other.id]
        found = [Match(EntityKind.KEY_RESULT, item.id, item.title, other.title) for item in below]
        named = (
            _("; its key results are {listed}", listed=_listed(database, found))
            if found
            else _(", and it has no key result yet")
        )
    wanted = " or ".join(kind.word for kind in kinds)
    is_one, is_none = map(_article, (other.kind.word, wanted))
    raise NotFound(
        _(
            "{quoted} is {is_one} {word}, not {is_none} {wanted}{named}.",
            quoted=formatting.quoted(text),
            is_one=is_one,
            word=other.kind.word,
            is_none=is_none,
            wanted=wanted,
            named=named,
        )
    )


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _listed(database: Database, found: Sequence[Match]) -> str:
    refs = Refs(database.ids())
    named = formatting.listed(f"{refs.of(item.id)} {formatting.quoted(item.title, 30)}" for item in found[:_FEW])
    return f"{named}{_(' and {count} more', count=len(found) - _FEW) if len(found) > _FEW else ''}"
