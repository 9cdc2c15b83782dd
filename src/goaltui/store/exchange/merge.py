"""The merge of changes of other copies: each once, all kept, none believed before it is checked."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4, uuid5

from sqlalchemy import select

from goaltui.model.changes import Change
from goaltui.model.errors import InvalidField
from goaltui.model.quick_dataclass import replace
from goaltui.model.text import clean_line
from goaltui.store.causality import MOST_FOLLOWED
from goaltui.store.clock import followed
from goaltui.store.file.connection import Connection
from goaltui.store.file.replica import read_replica
from goaltui.store.journal import BESIDE, FARTHEST_ZONE, change_of, fields_text, row_of
from goaltui.store.statements.chunks import chunks
from goaltui.store.tables import CHANGE
from goaltui.store.writes import Applied, append, count, project

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ENTITY = re.compile(r"[a-z][a-z0-9_]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_LARGEST = (1 << 63) - 1
_LONGEST_FIELDS = 1_000_000
_LONGEST_NAME = 100
_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_DAY = datetime(9999, 1, 1, tzinfo=UTC)


def merge(connection: Connection, changes: Iterable[Change], now: datetime) -> Applied:
    """Take in unknown changes, within the caller's transaction: also those that this version does not understand.

    The journal is the union of what all copies have seen, and every projection is a fold of it in an order that the
    changes themselves tell, so the order in which copies meet leaves no trace.
    """
    offered = list(changes)
    taken = believable(offered)
    return Applied("", put(connection, fresh(connection, taken), now), refused=len(offered) - len(taken))


def believable(offered: Iterable[Change]) -> list[Change]:
    """Return the changes that goaltui can have written, as the journal can hold them."""
    return [change for change in map(acceptable, offered) if change is not None]


def put(connection: Connection, changes: Sequence[Change], now: datetime) -> frozenset[str]:
    """Put changes that the journal lacks into it; return the entities touched."""
    append(connection, changes)
    touched = frozenset(change.entity_id for change in changes if change.entity not in BESIDE)
    project(connection, touched)
    replica = read_replica(connection)
    if any(change.replica == replica.id for change in changes):
        # This file was put back to an earlier state: going on under the same id would give numbers twice.
        replica = replace(replica, id=str(uuid4()), seq=0)
    clock = replica.hlc
    for change in changes:
        clock = followed(clock, change.hlc, now)
    count(connection, replace(replica, hlc=clock))
    return touched


def acceptable(change: Change) -> Change | None:
    """Return the change as the journal can hold it; none for what no goaltui can have written."""
    numbers = (change.seq, change.hlc)
    whole = all(type(number) is int and 0 <= number <= _LARGEST for number in numbers) and change.seq > 0
    ids = (change.replica, change.batch, change.entity_id)
    named = all(_ID.fullmatch(text) for text in ids if isinstance(text, str))
    texts = all(isinstance(text, str) for text in (*ids, change.author, change.entity))
    if not (
        whole and texts and named and _ENTITY.fullmatch(change.entity) and _is_moment(change.at) and _has_fields(change)
    ):
        return None
    try:
        return replace(change, author=clean_line(change.author))
    except InvalidField:
        return None


def _is_moment(at: datetime) -> bool:
    return at.tzinfo is not None and _FIRST_DAY <= at <= _LAST_DAY


def _has_fields(change: Change) -> bool:
    try:
        text = fields_text(change.fields)
    except (TypeError, ValueError, RecursionError):
        return False
    names = json.loads(text)
    told = isinstance(names, dict) and all(len(name) <= _LONGEST_NAME for name in names)
    return told and len(text) <= _LONGEST_FIELDS and _has_names(change)


def _has_names(change: Change) -> bool:
    """Return whether the digests it follows and its zone are ones that a journal holds."""
    few = len(change.follows) <= MOST_FOLLOWED and type(change.zone) is int and abs(change.zone) <= FARTHEST_ZONE
    return few and all(isinstance(name, str) and _DIGEST.fullmatch(name) for name in change.follows)


def fresh(connection: Connection, offered: Iterable[Change]) -> list[Change]:
    """Return the changes that the journal lacks.

    Two changes under one number come from a file that was put back in place of a later one: both are kept, the one that
    arrives second under a replica id derived from what it says, so that it arrives once however often it is sent.
    """
    found: dict[tuple[str, int], Change] = {}
    collided: list[Change] = []
    offered = list(offered)
    known = _known(connection, offered)
    for change in offered:
        key = (change.replica, change.seq)
        other = known.get(key) or found.get(key)
        if other is None:
            found[key] = change
        elif row_of(other) != row_of(change):
            collided.append(under_own_replica(change))
    for change in collided:
        found.setdefault((change.replica, change.seq), change)
    known = _known(connection, collided)
    return [change for key, change in found.items() if key not in known]


def under_own_replica(change: Change) -> Change:
    """Return a change whose number was taken, under a replica id derived from what it says."""
    said = json.dumps(row_of(change), sort_keys=True)
    return replace(change, replica=str(uuid5(UUID(change.replica), said)))


def _known(connection: Connection, changes: Iterable[Change]) -> Mapping[tuple[str, int], Change]:
    by_replica: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        by_replica[change.replica].add(change.seq)
    known: dict[tuple[str, int], Change] = {}
    for replica, numbers in by_replica.items():
        for chunk in chunks(sorted(numbers)):
            query = select(CHANGE).where(CHANGE.c.replica == replica, CHANGE.c.seq.in_(chunk))
            known.update(((row.replica, row.seq), change_of(row)) for row in connection.execute(query))
    return known
