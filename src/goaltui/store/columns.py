"""The columns of the journal, which strangers may have written to: a value of another type is read as none."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Cast,
    ColumnElement,
    Dialect,
    LargeBinary,
    String,
    case,
    func,
    literal_column,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator


class JournalText(TypeDecorator[str]):
    """Text in UTF-8; SQLite also holds bytes that are no text, over which its library would break off."""

    impl = String
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the bytes of what SQLite holds as text."""
        content = case((func.typeof(column) == literal_column("'text'"), Cast(column, LargeBinary)))
        return type_coerce(content, self)

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[Any], str | None]:
        """Return a function that decodes the bytes."""
        return _text


class JournalNumber(TypeDecorator[int]):
    """A whole number within 64 bits; SQLite holds a larger one as a real number, and text as text."""

    impl = BigInteger
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the whole number that SQLite holds, or none."""
        return type_coerce(case((func.typeof(column) == literal_column("'integer'"), column)), self)


def _text(content: bytes | None) -> str | None:
    if content is None:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
