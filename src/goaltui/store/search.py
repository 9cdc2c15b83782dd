"""The search for things by what people type: an id, a ref, a key, or a part of the title."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.refs import SHORTEST_REF, id_range
from goaltui.model.text import fold
from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import STATEMENTS

LIMIT = 200
_ID_LENGTH = 36
"""A text of this length is most likely an id, which names something: titles are read in vain."""

_LIKE = 0.7
_LONGER = 3
_LOOKED_AT = 5000


class Match(NamedTuple):
    """A thing that was found; `context` is the title of the objective it stands under."""

    kind: EntityKind
    id: str
    title: str
    context: str


class _Look(NamedTuple):
    """The things of one kind that have a text as their id or key, and those with it in their titles, needed only where
    nothing has it as its name.
    """

    named: Iterable[Match]
    titled: Iterable[Match]


def find(connection: Connection, text: str, kinds: Sequence[EntityKind]) -> tuple[Match, ...]:
    """Return the matches of a text, in any case: by id or key where one has it, else
    by ref and by part of the title.

    A ref may be a word by chance, so things with it in their titles are found too.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    looks = [_looked(connection, kind, wanted) for kind in kinds]
    named = [match for look in looks for match in look.named]
    if named:
        return tuple(named)
    by_ref = [match for kind in kinds for match in _by_ref(connection, kind, wanted)]
    by_title = [match for look in looks for match in look.titled]
    return tuple(dict.fromkeys((*by_ref, *by_title)))[:LIMIT]


def begun(connection: Connection, ref: str, kinds: Sequence[EntityKind]) -> tuple[Match, ...]:
    """Return the things whose refs begin with a text, however short; at most as many as `find` returns."""
    return tuple(islice((match for kind in kinds for match in _in_range(connection, kind, ref)), LIMIT))


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


def _looked(connection: Connection, kind: EntityKind, text: str) -> _Look:
    """Return the things of a kind with a text as their id or key, or in their titles. One scan finds both where the
    kind has keys; else the titles are read when they are asked for.
    """
    folded = fold(text)
    statement = STATEMENTS.get(f"by_name_or_title {kind.value}")
    if statement is None or not folded.isascii() or len(text) == _ID_LENGTH:
        return _Look(list(_by_name(connection, kind, text)), _by_title(connection, kind, text))
    found: tuple[list[Match], list[Match]] = [], []
    for identity, title, context, is_name in connection.run(statement, text=text, lowered=text.lower(), folded=folded):
        found[not is_name].append(Match(kind, identity, title, context or ""))
    return _Look(*found)


def _by_name(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    yield from _found(connection, kind, "by_name", text=text, lowered=text.lower())


def _by_ref(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    if len(text) >= SHORTEST_REF:
        yield from _in_range(connection, kind, text)


def _in_range(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    span = id_range(text)
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
