"""A prepared statement: its text, and the conversion of SQLite's values into those that the tables declare."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any

from goaltui.model.quick.quick_tuple import NamedTuple

JOURNAL_ROW = "t--tt-ttt"
"""The kinds of the journal's columns, which are read more often than all others."""

DATE, BOOLEAN, JOURNAL_TEXT, AS_IT_IS = "d", "b", "t", "-"
"""Types of columns, a letter each in `PreparedStatement.kinds`."""


class PreparedStatement(NamedTuple):
    """A text with named parameters, an insert's with one for each column in its place; `kinds` has a letter for each
    column that is read, `constants` the parameters known before.
    """

    text: str
    kinds: str
    constants: Mapping[str, Any]

    def filled(self, values: Mapping[str, Any]) -> tuple[str, dict[str, Any] | list[Any]]:
        """Return the text and its parameters; a list becomes as many of them as it has values."""
        if len(values) == 1 and not self.constants:
            ((name, value),) = values.items()
            if isinstance(value, list) and self.text.count(f"__[POSTCOMPILE_{name}]") == 1:
                # Without names: SQLite looks each of them up among all the others.
                return self.text.replace(f"__[POSTCOMPILE_{name}]", ", ".join("?" * len(value))), value
        text, named = self.text, dict(self.constants)
        for name, value in values.items():
            if isinstance(value, list):
                listed = {f"{name}_{number}": item for number, item in enumerate(value)}
                text = text.replace(f"__[POSTCOMPILE_{name}]", ", ".join(f":{key}" for key in listed))
                named |= listed
            else:
                named[name] = _bound(value)
        return text, named

    def reader(self) -> Callable[[Sequence[Any]], Sequence[Any]] | None:
        """Return a function that converts a row to the declared types, none where nothing is to be converted. It raises
        TypeError or ValueError for values that goaltui did not write.
        """
        if self.kinds == JOURNAL_ROW:
            return _journal_row
        changed = [(place, _READ[kind]) for place, kind in enumerate(self.kinds) if kind != AS_IT_IS]

        def read(row: Sequence[Any]) -> Sequence[Any]:
            values = list(row)
            for place, made in changed:
                value = values[place]
                if value is not None:
                    values[place] = made(value)
            return values

        return read if changed else None


def bound(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row as SQLite takes it."""
    if _BARE.issuperset(map(type, row)):
        return row
    return [value if type(value) in _BARE else _bound(value) for value in row]


def _bound(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _journal_row(row: Sequence[Any]) -> Sequence[Any]:
    replica, seq, hlc, batch, author, at, entity, identity, fields = row
    try:
        texts = (replica.decode(), seq, hlc, batch.decode(), author.decode(), at)
        return (*texts, entity.decode(), identity.decode(), fields.decode())
    except (AttributeError, UnicodeDecodeError):
        return [value if type(value) is not bytes else _text(value) for value in row]


def _text(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


_BARE = frozenset({str, int, float, bool, NoneType})
"""The types of values that SQLite's library takes as they are."""

_READ: Mapping[str, Callable[[Any], Any]] = {DATE: date.fromisoformat, BOOLEAN: bool, JOURNAL_TEXT: _text}
