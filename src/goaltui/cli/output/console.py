"""Data to stdout, words to stderr; text from users loses what a terminal would obey."""

import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from goaltui.cli.safe_stream import STYLE, SafeStream, safe, terminal_columns
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, escaped, shown

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

Ref: TypeAlias = Callable[[str], str]
"""A function from an id to its ref."""

FORMAT = 1
"""The format of all JSON that commands write."""

_UNLIMITED = sys.maxsize
_REPEATED = 2_048
_AT_ONCE = 1_000
_BREAKS = lazy("[\n\r]+")
_LARGEST_WHOLE = 2**53
_CODES = {"green": "32", "yellow": "33", "red": "31", "dim": "2", "bold": "1"}


@dataclass(frozen=True, slots=True)
class Output:
    """The output of a command; `columns` is the terminal's width, none where stdout is no terminal."""

    data: SafeStream
    words: SafeStream
    color: bool
    columns: int | None
    as_json: bool
    ascii_only: bool

    @classmethod
    def of_process(cls, *, no_color: bool, as_json: bool, ascii_only: bool) -> "Output":
        """Return the output of this process; plain where it is piped, told to be, or unable to do more."""
        data, words = safe(sys.stdout), safe(sys.stderr)
        if ascii_only:
            data.keep_to_ascii()
            words.keep_to_ascii()
        terminal = data.isatty()
        dumb = os.environ.get("TERM") == "dumb"
        return cls(
            data=data,
            words=words,
            color=terminal and not dumb and not no_color,
            columns=terminal_columns() if terminal else None,
            as_json=as_json,
            ascii_only=ascii_only or not data.speaks_unicode,
        )

    def say(self, sentence: str) -> None:
        """Write a sentence for a person, a line each."""
        self.words.write("\n".join(printable(line) for line in sentence.splitlines()) + "\n")

    def passing(self, words: str) -> None:
        """Write progress on a line that the next one replaces on a terminal."""
        begin, end = ("\r\x1b[K", "") if self.words.isatty() else ("", "\n")
        self.words.write(f"{begin}{_('First copy: {words}', words=words)}{end}")
        self.words.flush()

    def passed(self) -> None:
        """Take away from a terminal what `passing` left there."""
        if self.words.isatty():
            self.words.write("\r\x1b[K")
            self.words.flush()

    def line(self, text: str = "") -> None:
        """Write a line of data; characters that would break it become blanks."""
        self.data.write(f"{_one_line(text)}\n")

    def lines(self, texts: Iterable[str]) -> None:
        """Write lines of data, many at once."""
        told = (f"{_one_line(text)}\n" for text in texts)
        while piece := "".join(islice(told, _AT_ONCE)):
            self.data.write(piece)

    def lines_text(self, texts: Iterable[str]) -> str:
        """Return lines of data as one text."""
        return "".join(f"{_one_line(text)}\n" for text in texts)

    def raw(self, text: str) -> None:
        """Write a document in UTF-8 whatever the terminal's encoding: a program or a file is to read it back."""
        self.data.write_bytes(text)

    def json(self, value: Json) -> None:
        """Data of a documented shape."""
        self.data.write(self.json_text(value))

    def json_text(self, value: Json) -> str:
        """Data as a line; whole numbers without a point, what is no number as null."""
        # Indenting is for eyes: it takes several times as long, which other programs need not wait for.
        indent = None if self.columns is None else 2
        told = json.dumps(_plain(value), ensure_ascii=self.ascii_only, indent=indent, allow_nan=False)
        return escaped(told) + "\n"

    def styled(self, text: str, style: str) -> str:
        """Return the text in a colour where colours are shown."""
        return f"{STYLE}[{_CODES[style]}m{text}{STYLE}[0m" if self.color and style and text.strip() else text


def printable(text: str) -> str:
    """Return one line without control characters; what is stored is clean already, what is shown is cleaned again."""
    return text if text.isascii() and text.isprintable() else _cleaned(text)


@lru_cache(_REPEATED)
def _cleaned(text: str) -> str:
    return shown(clean_line(text, limit=_UNLIMITED))


def _one_line(text: str) -> str:
    return text if text.isprintable() else _BREAKS.sub(" ", text)


def _plain(value: Json) -> Json:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
