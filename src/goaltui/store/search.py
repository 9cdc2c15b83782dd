"""The search for things by what people type: an id, a ref, a key, or a part of the title."""

from collections.abc import Iterator, Sequence

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.refs import SHORTEST_REF, id_range
from goaltui.model.text import fold
from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import STATEMENTS

LIMIT = 200


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
