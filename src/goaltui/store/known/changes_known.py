"""The part of the journal that an export knew, told in its file, and the condition for changes beyond it."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, func, or_, select

from goaltui.model.changes import Change, Operation
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, BESIDE, believed, projected
from goaltui.store.statements.chunks import chunks
from goaltui.store.tables import CHANGE
from goaltui.store.writes import changes_about

Known = Mapping[str, int]
"""The number of each replica's last change that was known."""

_KNOWN = "known"
_FILES = UUID("5d0c6a52-5a0b-5b8e-9a6c-6c9de3b4c4a1")
_MOST = 1_000
"""Changes that are looked through for an earlier state that said the same."""

_NEWEST_FIRST = (CHANGE.c.hlc.desc(), CHANGE.c.replica.desc(), CHANGE.c.seq.desc())


def known(connection: Connection) -> Known:
    """Return the last changes that the journal knows, or the least that says the same: batches
    taken back since leave no trace.

    Where nothing came since a file began this workspace it is what that file knew.
    """
    found = _tops(connection)
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
    text = _text(told)
    return Operation(BATCH, _name(text), {_KNOWN: text})


def beyond(connection: Connection, told: Known) -> ColumnElement[bool] | None:
    """Return the condition for changes that were not known; none for a file of another workspace,
    which cannot be looked up here.
    """
    tops = _tops(connection)
    shared = {replica: number for replica, number in told.items() if replica in tops}
    if shared:
        wrote_on = {replica: number for replica, number in shared.items() if number < tops[replica]}
        later = [and_(CHANGE.c.replica == replica, CHANGE.c.seq > number) for replica, number in wrote_on.items()]
        return or_(CHANGE.c.replica.not_in(list(shared)), *later)
    identity = _name(_text(told))
    batch = select(CHANGE.c.batch).where(CHANGE.c.entity_id == identity, CHANGE.c.entity == BATCH)
    last = select(func.max(CHANGE.c.hlc)).where(CHANGE.c.batch.in_(batch))
    clock = connection.execute(last).scalar()
    return None if clock is None else CHANGE.c.hlc > clock


def _tops(connection: Connection) -> dict[str, int]:
    query = select(CHANGE.c.replica, func.max(CHANGE.c.seq)).group_by(CHANGE.c.replica)
    return {str(replica): int(number) for replica, number in connection.execute(query)}


def _latest(connection: Connection) -> Iterator[tuple[list[Change], bool]]:
    """Yield the latest batches, the last first, and whether each is whole: of a long one only the end is read.

    The mark of a file that began the workspace is the last change of its batch, so it stands in that end.
    """
    query = select(CHANGE).order_by(*_NEWEST_FIRST).limit(_MOST)
    groups = [list(group) for _, group in groupby(believed(connection.execute(query)), attrgetter("batch"))]
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


def _name(text: str) -> str:
    return str(uuid5(_FILES, text))
