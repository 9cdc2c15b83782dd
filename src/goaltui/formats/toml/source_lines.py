"""The line of each value in a TOML text; for messages only, over a text that is known to be valid."""

import tomllib
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and numbers of list elements, from the top of a file to a value."""

_BLANKS = " \t\r\n"
_ENDS = ",]}\n#"


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line of every value and table of a text, the first being 1."""
    return _Scanner(text).scan()


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Return the line of the value at a path, or of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [place for place, character in enumerate(text) if character == "\n"]
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._counts: defaultdict[Path, int] = defaultdict(int)

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANKS)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANKS)
        return self._lines

    def _header(self) -> Path:
        line = self._line()
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        path = self._concrete(self._keys(), last=not many)
        self._at = self._text.index("]", self._at) + (2 if many else 1)
        if many:
            self._counts[path] += 1
            path = (*path, self._counts[path] - 1)
        self._lines[path] = line
        return path

    def _concrete(self, keys: list[str], *, last: bool) -> Path:
        """Return the path of a header, with the index of the latest element where it goes through a list of tables."""
        path: Path = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if self._counts[path] and (last or place < len(keys) - 1):
                path = (*path, self._counts[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._keys())
        self._lines[path] = line
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(" \t")
            if self._text[self._at] in "\"'":
                start = self._at
                self._string()
                keys.append(next(iter(tomllib.loads(f"{self._text[start : self._at]} = 0"))))
            else:
                start = self._at
                while self._text[self._at] not in " \t.=]\n":
                    self._at += 1
                keys.append(self._text[start : self._at])
            self._skip(" \t")
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip(_BLANKS)
        first = self._text[self._at]
        if first in "\"'":
            self._string()
        elif first == "[":
            self._list(path)
        elif first == "{":
            self._inline(path)
        else:
            while self._at < len(self._text) and self._text[self._at] not in _ENDS:
                self._at += 1

    def _list(self, path: Path) -> None:
        self._at += 1
        place = 0
        self._skip(_BLANKS + ",")
        while self._text[self._at] != "]":
            self._lines[*path, place] = self._line()
            self._value((*path, place))
            place += 1
            self._skip(_BLANKS + ",")
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANKS + ",")
        while self._text[self._at] != "}":
            self._pair(path)
            self._skip(_BLANKS + ",")
        self._at += 1

    def _string(self) -> None:
        quote = self._text[self._at]
        end = quote * 3 if self._text.startswith(quote * 3, self._at) else quote
        self._at += len(end)
        while not self._text.startswith(end, self._at):
            self._at += 2 if quote == '"' and self._text[self._at] == "\\" else 1
        self._at += len(end)
        while len(end) > 1 and self._text.startswith(quote, self._at):
            self._at += 1

    def _skip(self, characters: str) -> None:
        while self._at < len(self._text):
            if self._text[self._at] == "#" and "\n" in characters:
                end = self._text.find("\n", self._at)
                self._at = end if end >= 0 else len(self._text)
            elif self._text[self._at] in characters:
                self._at += 1
            else:
                return

    def _line(self) -> int:
        return bisect(self._breaks, self._at) + 1
