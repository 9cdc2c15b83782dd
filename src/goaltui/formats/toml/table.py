"""Typed reading of the tables of a parsed TOML file; every mistake knows its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from goaltui.formats.toml.source_lines import Path
from goaltui.model.bounds import kept_day, kept_number
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line, clean_text

Word = TypeVar("Word", bound=StrEnum)
Kept = TypeVar("Kept", float, date)
_TYPES: Mapping[type, str] = {
    str: N_("a text"),
    bool: N_("true or false"),
    int: N_("a whole number"),
    float: N_("a number"),
    dict: N_("a table"),
    list: N_("a list"),
    date: N_("a day"),
    datetime: N_("a moment"),
    time: N_("a time of day"),
}
_SHOWN = 40
_FEW = 12
_CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake at a path; `word` is the one that was not known, `known` what it could have been."""

    path: Path
    words: str
    word: str = ""
    known: Iterable[str] = ()

    def sentence(self) -> str:
        """Return its sentence, with the nearest known word, or all where they are few."""
        options = list(dict.fromkeys(self.known))
        close = get_close_matches(self.word, options, 1, _CLOSE)
        if close:
            return _("{words}; did you mean '{close}'?", words=self.words, close=shown(close[0]))
        return (
            _("{words}; it knows {known}", words=self.words, known=", ".join(options))
            if 0 < len(options) <= _FEW
            else self.words
        )


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The mistakes of a file, collected so that reading goes on and all can be counted."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, path: Path, words: str, word: str = "", known: Iterable[str] = ()) -> None:
        """Add a mistake."""
        self.found.append(Mistake(path, words, word, known))

    def under(self, path: Path) -> bool:
        """Return whether there is a mistake at a path or below it."""
        return any(item.path[: len(path)] == path for item in self.found)


class Table:
    """A table. The keys that are asked for are those that it may hold, and a wrong value reads as not given."""

    def __init__(self, data: Mapping[str, Any], path: Path, what: str, mistakes: Mistakes) -> None:
        self.path = path
        self.what = what
        self.mistakes = mistakes
        self._data = data
        self._asked: list[str] = []
        self._missing: dict[str, str] = {}

    def at(self, name: str) -> Path:
        """Return the path of a key's value."""
        return (*self.path, name)

    def has(self, name: str) -> bool:
        """Return whether a key is given."""
        return name in self._data

    def line(self, name: str) -> str | None:
        """Return one line of text."""
        return self._clean(name, clean_line)

    def text(self, name: str) -> str | None:
        """Return text of several lines."""
        return self._clean(name, clean_text)

    def title(self, name: str) -> str:
        """Return one line of text that has to be there; empty where it is not."""
        count = len(self.mistakes.found)
        found = self.line(name)
        if not found and count == len(self.mistakes.found):
            words = _("{what} has no '{name}'; give it one", what=self.what, name=name)
            if self.has(name):
                self.mistakes.add(self.at(name), words)
            else:
                self._missing[name] = words
        return found or ""

    def lines(self, name: str) -> list[tuple[Path, str]]:
        """Return a list of lines, or a single line as a list, each with its path."""
        value = self._typed(name, list, str) if name in self._data else self._typed(name, list)
        found: list[tuple[Path, str]] = []
        for place, item in enumerate([value] if isinstance(value, str) else value or ()):
            path = self.at(name) if isinstance(value, str) else (*self.path, name, place)
            if not isinstance(item, str):
                self.mistakes.add(
                    path, _("'{name}' holds {type} where a text is expected", name=name, type=_type(item))
                )
                continue
            try:
                line = clean_line(item)
            except InvalidField as error:
                self.mistakes.add(path, f"'{name}': {unfinished(error)}")
                continue
            if line:
                found.append((path, line))
        return found

    def number(self, name: str) -> float | None:
        """Return a number that can be kept."""
        value = self._typed(name, float, int)
        return None if value is None else self._kept(name, value, kept_number)

    def count(self, name: str) -> int | None:
        """Return a whole number."""
        value: int | None = self._typed(name, int)
        return value

    def flag(self, name: str) -> bool | None:
        """Return true or false."""
        value: bool | None = self._typed(name, bool)
        return value

    def day(self, name: str, *, needed: bool = False) -> str | None:
        """Return a day in ISO form."""
        value = self._typed(name, date)
        if isinstance(value, datetime):
            words = _("'{name}' is a moment; write a day such as {day}", name=name, day=value.date().isoformat())
            self.mistakes.add(self.at(name), words)
            return None
        if value is None and needed and not self.has(name):
            self._missing[name] = _(
                "{what} has no '{name}'; give it a day such as 2026-07-01", what=self.what, name=name
            )
        day = None if value is None else self._kept(name, value, kept_day)
        return None if day is None else day.isoformat()

    def word(self, name: str, words: type[Word]) -> str | None:
        """Return one of a closed set of words."""
        value = self._typed(name, str)
        known = [word.value for word in words]
        if value is None or value in known:
            return None if value is None else str(value)
        self.mistakes.add(self.at(name), _("'{name}' is '{value}'", name=name, value=shown(value)), value, known)
        return None

    def table(self, name: str, what: str) -> "Table | None":
        """Return a table inside."""
        value = self._typed(name, dict)
        return None if value is None else Table(value, self.at(name), what, self.mistakes)

    def tables(self, name: str, what: str) -> Iterator["Table"]:
        """Yield a list of tables."""
        for place, item in enumerate(self._typed(name, list) or ()):
            path = (*self.path, name, place)
            if isinstance(item, dict):
                yield Table(item, path, what, self.mistakes)
            else:
                self.mistakes.add(
                    path, _("'{name}' holds {type} where a table is expected", name=name, type=_type(item))
                )

    def items(self) -> Iterable[tuple[str, Any]]:
        """Return all keys with their values, for a table whose keys are data."""
        self._asked.extend(self._data)
        return self._data.items()

    def done(self) -> None:
        """Note a mistake for every key that nobody asked for, and for every missing one:
        once, where it is only mistyped.
        """
        unknown = [name for name in self._data if name not in self._asked]
        for name in unknown:
            known = list(self._asked)
            self.mistakes.add(
                self.at(name), _("{what} has no key '{name}'", what=self.what, name=shown(name)), name, known
            )
            for meant in get_close_matches(name, known, 1, _CLOSE):
                self._missing.pop(meant, None)
        for words in self._missing.values():
            self.mistakes.add(self.path, words)
        self._missing.clear()

    def _typed(self, name: str, *types: type) -> Any:
        self._asked.append(name)
        value = self._data.get(name)
        if value is None:
            return None
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            words = _(
                "'{name}' is {type}; it has to be {wanted}",
                name=shown(name),
                type=_type(value),
                wanted=_(_TYPES[types[0]]),
            )
            self.mistakes.add(self.at(name), words)
            return None
        return value

    def _kept(self, name: str, value: Kept, keep: Callable[[Kept], Kept]) -> Kept | None:
        """Return the value as it is kept; note a mistake where it cannot be kept."""
        try:
            return keep(value)
        except InvalidField as error:
            self.mistakes.add(self.at(name), f"'{shown(name)}' {unfinished(error)}")
            return None

    def _clean(self, name: str, clean: Any) -> str | None:
        value = self._typed(name, str)
        if value is None:
            return None
        try:
            cleaned: str = clean(value)
        except InvalidField as error:
            self.mistakes.add(self.at(name), f"'{name}': {unfinished(error)}")
            return None
        return cleaned


def shown(text: str, length: int = _SHOWN) -> str:
    """Return text of a file fit for a message: one line, not long."""
    line = clean_line(text[: length * 2])
    return line if len(line) <= length else line[:length] + "…"


def unfinished(error: Exception) -> str:
    """Return the message of an error, so that a sentence can go on after it."""
    return str(error).rstrip(".")


def _type(value: object) -> str:
    return _(_TYPES.get(type(value), N_("something else")))
