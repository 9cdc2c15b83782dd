"""Streams that are safe for a terminal: they write text and the program's own styles, never control characters."""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from goaltui.model.plain_signs import plain
from goaltui.model.text import shown

STYLE = "\ufdd0"
"""Stands for the escape that begins a style of ours; no text holds it, for it is no character."""

TAB = "\ufdd1"
"""Stands for a tab of ours, between fields; one in a text of a user never comes out."""

_USUAL = 80
_STYLES = re.compile(f"{STYLE}(\\[[0-9;]*m)?")


class SafeStream(io.TextIOBase):
    """A text stream that writes only printable text, newlines and the program's own styles."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper) and not _speaks_unicode(stream):
            stream.reconfigure(errors="replace")
        self._plain = not _speaks_unicode(stream)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream."""
        return self._stream.encoding

    @property
    def speaks_unicode(self) -> bool:
        """Whether every character can be written."""
        return _speaks_unicode(self._stream)

    def write(self, text: str, /) -> int:
        """Write a text without its control characters."""
        self._stream.write(self.painted(text))
        return len(text)

    def painted(self, text: str) -> str:
        """Return a text without its control characters, with the escapes of the program's styles."""
        return _STYLES.sub(_style, self.spelled(shown(text))).replace(TAB, "\t")

    def spelled(self, text: str) -> str:
        """Return the text, with ASCII for its signs where the stream is kept to ASCII."""
        return plain(text) if self._plain else text

    def keep_to_ascii(self) -> None:
        """Write ASCII for signs from now on: the settings say so."""
        self._plain = True

    def write_bytes(self, text: str) -> None:
        """Write a text in UTF-8, whatever the terminal speaks."""
        self._stream.flush()
        self._stream.buffer.write(shown(text).encode())

    def redraw(self, line: str) -> None:
        """Write a line over the one that the cursor is in."""
        self._stream.write("\r")
        self.write(line)
        self._stream.flush()

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Return whether the stream is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the file number of the stream."""
        return self._stream.fileno()


def safe(stream: TextIO) -> SafeStream:
    """Return a safe stream over a stream, or the stream itself where it is one already."""
    return stream if isinstance(stream, SafeStream) else SafeStream(stream)


@contextmanager
def safe_streams() -> Iterator[None]:
    """Make stdout and stderr safe streams in the block, for the text of libraries too."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = safe(out), safe(err)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def terminal_columns() -> int:
    """Return the width of the terminal, 80 without one; the standard library's function imports compression."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told):
        return int(told)
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL  # type: ignore[union-attr]
    return _USUAL


def _style(found: re.Match[str]) -> str:
    return f"\x1b{found[1]}" if found[1] else ""


def _speaks_unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")
