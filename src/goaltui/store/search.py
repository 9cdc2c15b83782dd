"""The search for things by what people type: an id, a ref, a key, or a part of the title."""

from collections.abc import Iterator, Sequence
from itertools import islice

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.refs import SHORTEST_REF, id_range
from goaltui.model.text import fold
from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import STATEMENTS

LIMIT = 200
_LIKE = 0.7
_LONGER = 3
_LOOKED_AT = 5000


class Match(NamedTuple):
    """A thing that was found; `context` is the title of the objective it stands under."""

    kind: EntityKind
    id: str
    title: str
    context: str


def find(connection: Connection, text: str, kinds: Sequence[EntityKind]) -> tuple[Match, ...]:
    """Return the matches of a text, in any case: by id or key where one has it, else
    by ref and by part of the title.

    A ref may be a word by chance, so things with it in their titles are found too.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    named = [match for kind in kinds for match in _by_name(connection, kind, wanted)]
    if named:
        return tuple(named)
    by_ref = [match for kind in kinds for match in _by_ref(connection, kind, wanted)]
    by_title = [match for kind in kinds for match in _by_title(connection, kind, wanted)]
    return tuple(dict.fromkeys((*by_ref, *by_title)))[:LIMIT]


def nearest(connection: Connection, text: str, kinds: Sequence[EntityKind]) -> Match | None:
    """Return the thing with the words most like a mistyped text in its title; None where none is like it."""
    # Imported here because hardly anybody mistypes.
    from difflib import SequenceMatcher

    likeness = SequenceMatcher(autojunk=False)
    wanted = fold(text.strip())
    likeness.set_seq2(wanted)
    count, best, found = len(wanted.split()), _LIKE, None
    every = (match for kind in kinds for match in _found(connection, kind, "titles"))
    for match in islice(every, _LOOKED_AT):
        words = fold(match.title).split()
        for start in range(max(1, len(words) - count + 1)):
            part = " ".join(words[start : start + count])
            if abs(len(part) - len(wanted)) > _LONGER or part[:1] != wanted[:1]:
                continue
            likeness.set_seq1(part)
            if (like := likeness.ratio()) > best:
                best, found = like, match
    return found


def is_named(connection: Connection, text: str, kind: EntityKind, identity: str) -> bool:
    """Return whether an id, a key or a ref names a thing."""
    found = (*_by_name(connection, kind, text), *_by_ref(connection, kind, text))
    return any(match.id == identity for match in found)


def _by_name(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    yield from _found(connection, kind, "by_name", text=text, lowered=text.lower())


def _by_ref(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    span = id_range(text) if len(text) >= SHORTEST_REF else None
    if span is not None:
        yield from _found(connection, kind, "by_ref", first=span[0], last=span[1])


def _by_title(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    folded = fold(text)
    if folded.isascii():
        yield from _found(connection, kind, "by_title", folded=folded)
    else:
        # SQLite lowers ASCII alone, so letters beyond it are compared here.
        yield from (match for match in _found(connection, kind, "titles") if folded in fold(match.title))


def _found(connection: Connection, kind: EntityKind, name: str, **values: str) -> Iterator[Match]:
    for identity, title, context in connection.run(STATEMENTS[f"{name} {kind.value}"], **values):
        yield Match(kind, identity, title, context or "")
