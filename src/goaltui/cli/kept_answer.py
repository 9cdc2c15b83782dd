"""The answer to a question about a large database, kept as text until the file changes.

To make the fifty thousand lines of a large tree takes seconds, to write them again no longer than a small tree.
"""

import json
import os
import time
from pathlib import Path

from goaltui import __version__
from goaltui.cli.output.console import Output
from goaltui.cli.session import Session
from goaltui.config.remembered import recall, remember, remembered_file
from goaltui.model.quick.digests import sha256_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import spoken
from goaltui.services.prompt.renewal import is_large
from goaltui.services.sync.location import Mode

_MOST = 15_000_000
"""Bytes of the longest answer that is kept."""

_HEADER = 100
_COUNTER = slice(24, 28)
"""SQLite's count of the transactions that wrote to a file (sqlite.org/fileformat2.html, section 1.3.7)."""

_BESIDE = ("-journal", "-wal")


class CommandAnswer(NamedTuple):
    """The text for stdout, and the sentences for a person."""

    data: str
    words: tuple[str, ...] = ()

    def write(self, out: Output) -> None:
        """Write it."""
        out.data.write(self.data)
        for sentence in self.words:
            out.say(sentence)


class KeptAnswer:
    """The place where the answer to one question is kept, for each database the last one. It is of use only as long as
    everything is the same on which the answer depends: the question, who asks it, the day, and the file.
    """

    def __init__(self, session: Session, *question: object) -> None:
        location = session.location
        self._database = location.file
        self._file = remembered_file(session.folders.state, location.file, "answers")
        self._question = sha256_of(repr((question, _circumstances(session))).encode())
        self._is_of_use = location.mode is Mode.DIRECT and not session.options.known_at and is_large(location.file)
        self._stamp: str | None = None

    def read(self) -> CommandAnswer | None:
        """Return the answer where it was kept and is right still."""
        self._stamp = file_stamp(self._database) if self._is_of_use else None
        if self._stamp is None:
            return None
        question, _, rest = recall(self._file).partition("\n")
        words, _, data = rest.partition("\n")
        return CommandAnswer(data, tuple(json.loads(words))) if question == self._key() else None

    def keep(self, answer: CommandAnswer) -> None:
        """Keep an answer, unless something was written since the last look for one; the database is closed by now."""
        if self._stamp is None or self._stamp != file_stamp(self._database):
            return
        text = f"{self._key()}\n{json.dumps(answer.words)}\n{answer.data}"
        if len(text.encode()) <= _MOST:
            remember(self._file, text)

    def _key(self) -> str:
        return f"{self._question} {self._stamp}"


def _circumstances(session: Session) -> tuple[object, ...]:
    """Return what an answer depends on beside the question and the database."""
    out, options = session.out, session.options
    form = (out.color, out.columns, out.as_json, out.ascii_only, out.data.encoding)
    day = (session.clock.today(), options.as_of, time.tzname, time.timezone, time.altzone)
    return __version__, spoken(), session.author, form, day


def file_stamp(database: Path) -> str | None:
    """Return a text that is another one after every write to a file and after its replacement; None where there is no
    file, or where a transaction is under way. No connection to it may be open here: its locks would be let go.
    """
    try:
        real = database.resolve(strict=True)
        if any(real.with_name(real.name + ending).exists() for ending in _BESIDE):
            return None
        with real.open("rb") as file:
            info, counter = os.fstat(file.fileno()), file.read(_HEADER)[_COUNTER].hex()
    except OSError:
        return None
    return f"{info.st_dev}-{info.st_ino}-{info.st_size}-{info.st_mtime_ns}-{counter}"
