"""Reading the tables of a parsed TOML file with types; every mistake knows where it stands."""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from goaltui.formats.toml_lines import Path
from goaltui.model.errors import InvalidField
from goaltui.model.text import clean_line, clean_text

Word = TypeVar("Word", bound=StrEnum)
_TYPES: Mapping[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    dict: "a table",
    list: "a list",
    date: "a day",
    datetime: "a moment",
}
_SHOWN = 40


class Mistake(Exception):
    """What is wrong at a path of a file, in words without the file's name."""

    def __init__(self, path: Path, words: str) -> None:
        super().__init__(words)
        self.path = path
        self.words = words


class Table:
    """One table; what was asked for is what it may hold."""

    def __init__(self, data: Mapping[str, Any], path: Path, what: str) -> None:
        self.path = path
        self.what = what
        self._data = data
        self._asked: list[str] = []

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        self._asked.append(name)
        return name in self._data

    def at(self, name: str) -> Path:
        """Where the value of a key stands."""
        return (*self.path, name)

    def line(self, name: str) -> str | None:
        """One line of text."""
        value = self._typed(name, str)
        return None if value is None else self._clean(name, clean_line, value)

    def text(self, name: str) -> str | None:
        """Text of several lines."""
        value = self._typed(name, str)
        return None if value is None else self._clean(name, clean_text, value)

    def title(self, name: str) -> str:
        """One line of text that has to be there."""
        found = self.line(name)
        if not found:
            raise Mistake(self.path, f"{self.what} has no '{name}'; give it one")
        return found

    def number(self, name: str) -> float | None:
        """A finite number."""
        value = self._typed(name, int, float)
        if value is not None and not math.isfinite(value):
            raise Mistake(self.at(name), f"'{name}' is {value}; it has to be a finite number")
        return None if value is None else float(value)

    def count(self, name: str) -> int | None:
        """A whole number."""
        value: int | None = self._typed(name, int)
        return value

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value: bool | None = self._typed(name, bool)
        return value

    def day(self, name: str) -> str | None:
        """A day in ISO form."""
        value = self._typed(name, date)
        if isinstance(value, datetime):
            raise Mistake(self.at(name), f"'{name}' is a moment; write a day such as {value.date().isoformat()}")
        return None if value is None else value.isoformat()

    def word(self, name: str, words: type[Word]) -> str | None:
        """One of a closed set of words."""
        value = self._typed(name, str)
        if value is None:
            return None
        known = [word.value for word in words]
        if value not in known:
            raise Mistake(self.at(name), f"'{name}' is '{_short(value)}'{_hint(value, known)}")
        return str(value)

    def table(self, name: str, what: str) -> "Table | None":
        """A table inside."""
        value = self._typed(name, dict)
        return None if value is None else Table(value, self.at(name), what)

    def tables(self, name: str, what: str) -> Iterator["Table"]:
        """A list of tables."""
        for place, item in enumerate(self._typed(name, list) or ()):
            path = (*self.path, name, place)
            if not isinstance(item, dict):
                raise Mistake(path, f"'{name}' holds {_type(item)} where a table is expected")
            yield Table(item, path, what)

    def items(self) -> Iterable[tuple[str, Any]]:
        """All keys with their values, for a table whose keys are data."""
        self._asked.extend(self._data)
        return self._data.items()

    def done(self) -> None:
        """Raises Mistake for a key that nobody asked for."""
        for name in self._data:
            if name not in self._asked:
                raise Mistake(self.at(name), f"{self.what} knows no '{_short(name)}'{_hint(name, self._asked)}")

    def _typed(self, name: str, *types: type) -> Any:
        self._asked.append(name)
        value = self._data.get(name)
        if value is None:
            return None
        is_flag = isinstance(value, bool)
        if not isinstance(value, types) or (is_flag and bool not in types):
            raise Mistake(self.at(name), f"'{name}' is {_type(value)}; it has to be {_TYPES[types[0]]}")
        return value

    def _clean(self, name: str, clean: Any, value: str) -> str:
        try:
            cleaned: str = clean(value)
        except InvalidField as error:
            raise Mistake(self.at(name), f"'{name}': {str(error).rstrip('.')}") from error
        return cleaned


def _type(value: object) -> str:
    return _TYPES.get(type(value), "something else")


def _hint(word: str, known: Iterable[str]) -> str:
    options = list(dict.fromkeys(known))
    close = get_close_matches(word, options, 1, 0.5)
    return f"; did you mean '{close[0]}'?" if close else f"; it knows {', '.join(options)}"


def _short(text: str) -> str:
    line = clean_line(text[: _SHOWN * 2])
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
