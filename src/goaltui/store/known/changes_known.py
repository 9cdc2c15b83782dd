"""The part of the journal that an export knows, told in its file."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from goaltui.model.changes import Change, Operation
from goaltui.model.refs import named_id
from goaltui.store.database import Database
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, BESIDE, believed, projected
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import STATEMENTS
from goaltui.store.writes import changes_about

Known = Mapping[str, int]
"""The number of each replica's last change that was known."""

_KNOWN = "known"
_FILES = "5d0c6a52-5a0b-5b8e-9a6c-6c9de3b4c4a1"
_MOST = 1_000
"""Changes that are looked through for an earlier state that said the same."""


def known_now(database: Database) -> Known:
    """Return the last changes that an export of now knows, so that later ones can be told from them, or the least that
    says the same: batches taken back since leave no trace.

    Where nothing came since a file began this workspace it is what that file knew.
    """
    connection = database._current()
    found = tops(connection)
    cut = dict(found)
    tail = _Tail(connection)
    for batch, is_whole in _latest(connection):
        if found == cut and (given := _given(batch)) is not None:
            return given
        if not is_whole:
            break
        cut |= {change.replica: change.seq - 1 for change in batch}
        if tail.says_the_same_without(batch):
            found = dict(cut)
    return {replica: number for replica, number in found.items() if number > 0}


def began(told: Known) -> Operation:
    """Return the mark that is written beside the contents of a file that begins a workspace."""
    return Operation(BATCH, mark_of(told), {_KNOWN: _text(told)})


def tops(connection: Connection) -> dict[str, int]:
    """Return the number of each replica's last change."""
    return {str(replica): int(number) for replica, number in connection.run(STATEMENTS["tops"])}


def mark_of(told: Known) -> str:
    """Return the id of the mark beside what came from a file that told this."""
    return named_id(_FILES, _text(told))


def _latest(connection: Connection) -> Iterator[tuple[list[Change], bool]]:
    """Yield the latest batches, the last first, and whether each is whole: of a long one only the end is read.

    The mark of a file that began the workspace is the last change of its batch, so it stands in that end.
    """
    latest = believed(connection.run(STATEMENTS["ahead"], until=-1, limit=_MOST))
    groups = [list(group) for _, group in groupby(latest, attrgetter("batch"))]
    is_all = sum(map(len, groups)) < _MOST
    for number, group in enumerate(groups, start=1):
        yield group, is_all or number < len(groups)


def _given(batch: list[Change]) -> Known | None:
    texts = (change.fields.get(_KNOWN) for change in batch if change.entity == BATCH)
    told = json.loads(next((text for text in texts if isinstance(text, str)), "null"))
    return told if isinstance(told, dict) else None


class _Tail:
    """The latest changes, taken away batch by batch, to find out whether the rest still says the same."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._left: dict[str, list[Change]] = {}
        self._says: dict[str, object] = {}
        self._other: set[str] = set()

    def says_the_same_without(self, batch: list[Change]) -> bool:
        """Take away one more batch; return whether everything stands without all those taken as it does with them."""
        gone = {change.order for change in batch}
        about = {change.entity_id for change in batch if change.entity not in BESIDE}
        self._look_up(about - self._left.keys())
        for identity in about:
            self._left[identity] = [change for change in self._left[identity] if change.order not in gone]
            is_other = _standing(self._left[identity]) != self._says[identity]
            (self._other.add if is_other else self._other.discard)(identity)
        return not self._other

    def _look_up(self, ids: set[str]) -> None:
        for chunk in chunks(sorted(ids)):
            self._left |= {identity: [] for identity in chunk}
            for change in changes_about(self._connection, chunk):
                self._left[change.entity_id].append(change)
        self._says |= {identity: _standing(self._left[identity]) for identity in ids}


def _standing(changes: list[Change]) -> object:
    """Return the contents of an entity, to be compared; empty where it is deleted or was not made yet."""
    rows = (item.row for item in projected(changes) if item.row is not None and not item.row.get("deleted"))
    return [{**row, "created": 0} for row in rows]


def _text(told: Known) -> str:
    return json.dumps(dict(told), sort_keys=True)
