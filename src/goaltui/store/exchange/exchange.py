"""The exchange of changes with other journals: own holdings, acknowledged holdings of the hub, merged changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from goaltui.model.changes import Change
from goaltui.store import version_vector
from goaltui.store.file import acknowledged
from goaltui.store.file.connection import Connection
from goaltui.store.file.replica import read_replica
from goaltui.store.version_vector import AckedVersion, PendingChanges
from goaltui.store.writes import Applied


class Exchange:
    """The journal of one database among others."""

    def __init__(
        self,
        current: Callable[[], Connection],
        write: Callable[[Callable[[Connection], Applied]], Applied],
        path: Path,
    ) -> None:
        self._current = current
        self._write = write
        self._path = path

    def holdings(self) -> dict[str, AckedVersion]:
        """Return the holdings of the journal, by replica."""
        return version_vector.holdings(self._current())

    def missing(self, theirs: Mapping[str, AckedVersion]) -> Iterator[Change]:
        """Return the changes that a journal with these holdings lacks; take in that journal's own first."""
        return version_vector.missing(self._current(), theirs)

    def merge(self, changes: Iterable[Change], *, now: datetime) -> Applied:
        """Take in changes of other copies, each once."""
        # Imported here because it brings SQLAlchemy, which what only tells or gives holdings does without.
        from goaltui.store.exchange import merge

        offered = list(changes)
        return self._write(lambda connection: merge.merge(connection, offered, now))

    def acknowledge(self, seen: Mapping[str, AckedVersion]) -> None:
        """Remember what the hub was seen to hold; changes that it lost since the last visit wait again."""
        if acknowledged.read(self._path) != seen:
            acknowledged.write(self._path, seen)

    def acknowledged(self) -> dict[str, AckedVersion]:
        """Return the last known holdings of the hub; nothing before the first visit."""
        return acknowledged.read(self._path)

    def waiting(self) -> PendingChanges:
        """Return the changes that the hub has not been seen to hold yet; everything before the first visit."""
        return version_vector.waiting(self._current(), self.acknowledged())

    def came_in(self, before: Mapping[str, AckedVersion]) -> dict[str, int]:
        """Return the number of changes of each author taken in since the journal held `before`."""
        return version_vector.authors_of(self._current(), before)

    def deletions_since(self, before: Mapping[str, AckedVersion]) -> str:
        """Return others' deletions of what a journal that held `before` knew, in words; empty for none."""
        connection = self._current()
        ids = version_vector.deleted_since(connection, before, read_replica(connection).id)
        if not ids:
            return ""
        # Imported here because it brings SQLAlchemy, and hardly any visit brings such.
        from goaltui.store.exchange import copies

        return copies.deleted(ids)
