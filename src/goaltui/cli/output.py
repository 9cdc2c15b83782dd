"""Data to stdout, words to stderr; text from users loses what a terminal would obey."""

import io
import json
import math
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TextIO, TypeAlias

from goaltui.model.text import clean_line

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"

_UNLIMITED = sys.maxsize
_REPEATED = 2_048
_LARGEST_WHOLE = 2**53
_CODES = {"green": "32", "yellow": "33", "red": "31", "dim": "2", "bold": "1"}


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes; `columns` is the terminal's width, none where stdout is no terminal."""

    data: TextIO
    words: TextIO
    color: bool
    columns: int | None
    as_json: bool
    ascii_only: bool

    @classmethod
    def of_process(cls, *, no_color: bool, as_json: bool, ascii_only: bool) -> "Output":
        """That of this process; plain where it is piped, told so, or unable to do more."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper) and not _speaks_unicode(stream):
                stream.reconfigure(errors="replace")
        terminal = sys.stdout.isatty()
        dumb = os.environ.get("TERM") == "dumb"
        return cls(
            data=sys.stdout,
            words=sys.stderr,
            color=terminal and not dumb and not no_color,
            columns=shutil.get_terminal_size().columns if terminal else None,
            as_json=as_json,
            ascii_only=ascii_only or not _speaks_unicode(sys.stdout),
        )

    def say(self, sentence: str) -> None:
        """Words for a person, a line each."""
        self.words.write("\n".join(printable(line) for line in sentence.splitlines()) + "\n")

    def line(self, text: str = "") -> None:
        """A line of data, made of printable parts."""
        self.data.write(text + "\n")

    def raw(self, text: str) -> None:
        """Data as it is, in UTF-8 whatever the terminal speaks: text that a program or a file is to read back."""
        self.data.flush()
        self.data.buffer.write(text.encode())

    def json(self, value: Json) -> None:
        """Data of a documented shape; whole numbers without a point, what is no number as null."""
        # Indenting is for eyes: it takes several times as long, which other programs need not wait for.
        indent = None if self.columns is None else 2
        self.line(json.dumps(_plain(value), ensure_ascii=self.ascii_only, indent=indent, allow_nan=False))

    def styled(self, text: str, style: str) -> str:
        """The text in a colour where colours are shown."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.color and style and text.strip() else text


@lru_cache(_REPEATED)
def printable(text: str) -> str:
    """One line without control characters; what is stored is clean already, what is shown is cleaned again."""
    return text if text.isascii() and text.isprintable() else clean_line(text, limit=_UNLIMITED)


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


def _speaks_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
