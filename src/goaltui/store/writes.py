"""The single write path: changes go into the journal, and their effect into the projections, in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from goaltui.model.changes import Change, Fields, Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.plain.values import PlainValues, values_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.refs import new_id
from goaltui.model.text import clean_line
from goaltui.store.causality import EntityHistory, digest, lines
from goaltui.store.clock import refuse_impossible, ticks, zone_on
from goaltui.store.file.connection import Connection
from goaltui.store.file.replica import Replica, read_replica
from goaltui.store.journal import BESIDE, Projected, believed, change_values, kind_of, placed, projected
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import COLUMNS, PLACES, STATEMENTS

PIECE = 2_000
"""Drafts of one batch that are written together."""

Heads = dict[tuple[str, str], tuple[str, ...]]
"""The changes that a new one of each entity follows, by entity and id."""

Histories = dict[tuple[str, str], EntityHistory]
"""The changes of entities, by entity and id."""

_SWITCH = {True: "delete", False: "restore"}
"""The words in the names of the statements that delete things and that bring them back."""


class Standing(NamedTuple):
    """The projected rows by kind and id, of what is only deleted or brought back no more than whether it is deleted,
    and their values as far as they are valid.
    """

    rows: dict[tuple[EntityKind, str], dict[str, Any]]
    values: dict[tuple[EntityKind, str], PlainValues]


class Accepted(NamedTuple):
    """Drafts as the journal takes them in, the rows that they make, and whether those are deleted that they only delete
    or bring back.
    """

    drafts: list[Operation]
    rows: dict[tuple[EntityKind, str], dict[str, Any]]
    switched: dict[tuple[EntityKind, str], bool]


@dataclass(frozen=True, slots=True)
class Applied:
    """The result of a write: its batch (empty where nothing changed) and the entities it touched.

    `refused` counts changes of other copies that no journal can hold.
    """

    batch: str
    touched: frozenset[str]
    refused: int = 0


def count(connection: Connection, replica: Replica) -> None:
    """Write the counters."""
    row = {"new_id": replica.id, "new_home": replica.home, "new_seq": replica.seq, "new_hlc": replica.hlc}
    connection.run(STATEMENTS["count"], **row)


def apply(
    connection: Connection,
    drafts: Iterable[Operation],
    *,
    author: str,
    now: datetime,
    home: str,
    batch: str = "",
    known: Histories | None = None,
) -> Applied:
    """Validate, number and store the drafts as one batch, within the caller's transaction; return its result.

    `home` says which file this is: a copy of one that has written goes on under a replica id of its own. With `batch`
    the drafts go on with that batch where it is the author's and the last that was written here, so that one undo takes
    back all of it; else they are a batch of their own. However many there are, a piece of them at a time is in memory.
    Who has read the history of an entity to make its draft puts it into `known`, so that it is not read again.
    """
    refuse_impossible(now)
    before = replica = _at_home(read_replica(connection), home)
    name = clean_line(author)
    goes_on = bool(batch) and _is_last(connection, replica, batch, name)
    batch = batch if goes_on else new_id()
    touched: set[str] = set()
    for piece in chunks(drafts, PIECE):
        accepted = _accepted(piece, _believed(connection, piece))
        heads = _heads(connection, accepted.drafts, {} if known is None else known)
        changes = _numbered(replica, batch, name, now, accepted.drafts, dict(heads))
        if changes:
            _write(connection, changes, accepted, heads)
            touched.update(change.entity_id for change in changes if change.entity not in BESIDE)
            replica = replace(replica, seq=changes[-1].seq, hlc=changes[-1].hlc)
        if known is not None:
            known.clear()
    if replica == before:
        return Applied("", frozenset())
    count(connection, replica)
    return Applied(batch, frozenset(touched))


def _write(connection: Connection, changes: Sequence[Change], accepted: Accepted, heads: Heads) -> None:
    """Put changes that follow `heads` into the journal, and the rows that they make into the projections."""
    # What is written now follows all that is known of its entity, so it wins. But of an entity that could not be
    # believed yet the journal may hold more than stands here: such are folded.
    unsure = {identity for (_, identity), row in accepted.rows.items() if "created" not in row}
    folded = frozenset(identity for _, identity in heads if identity in unsure)
    append(connection, changes)
    _store(connection, _with_created(accepted.rows, changes, folded))
    _switch(connection, accepted.switched)
    project(connection, folded)


def append(connection: Connection, changes: Iterable[Change]) -> None:
    """Put changes into the journal."""
    for chunk in chunks(changes):
        connection.run_each(STATEMENTS["append"], map(change_values, chunk))


def project(connection: Connection, ids: Iterable[str]) -> None:
    """Fold these entities anew from the journal into their projections."""
    for chunk in chunks(sorted(ids)):
        store(connection, projected(changes_about(connection, chunk)))


def store(connection: Connection, items: Iterable[Projected]) -> None:
    """Write folded entities into the projections, and remove those that cannot be believed."""
    rows: defaultdict[EntityKind, list[dict[str, Any]]] = defaultdict(list)
    gone: defaultdict[EntityKind, list[str]] = defaultdict(list)
    for item in items:
        if item.row is not None:
            rows[item.kind].append(item.row)
        else:
            gone[item.kind].append(item.id)
    _store(connection, rows)
    for kind, identities in gone.items():
        for chunk in chunks(identities):
            connection.run(STATEMENTS[f"forget {kind.value}"], ids=chunk)


def changes_about(
    connection: Connection, ids: Sequence[str], known: Collection[tuple[int, str, int]] = ()
) -> list[Change]:
    """Return all changes of some entities, in no order, without those that are known by their order."""
    rows = connection.run(STATEMENTS["changes_about"], ids=list(ids))
    return list(believed((row for row in rows if (row[2], row[0], row[1]) not in known) if known else rows))


def _at_home(replica: Replica, home: str) -> Replica:
    if replica.home == home:
        return replica
    if not replica.home:
        return replace(replica, home=home)
    return replace(replica, id=new_id(), home=home, seq=0)


def _accepted(drafts: Sequence[Operation], standing: Standing) -> Accepted:
    """Return the drafts with their values validated and normalised, without values that stand already, and what they
    make of the rows.
    """
    accepted: list[Operation] = []
    latest: dict[tuple[EntityKind, str], PlainValues] = {}
    switched: dict[tuple[EntityKind, str], bool] = {}
    for draft in drafts:
        kind = kind_of(draft.entity)
        if kind is None:
            if draft.entity not in BESIDE:
                raise InvalidField(_("There is nothing called '{entity}'; nothing was saved.", entity=draft.entity))
            accepted.append(draft)
            continue
        key = (kind, draft.entity_id)
        row = standing.rows.get(key)
        before = latest.get(key) or standing.values.get(key)
        told = _without_standing(draft.fields, before)
        if row is not None and key not in latest and _only_deletes(told):
            # There is nothing to validate, and a large undo or redo does nothing else.
            if bool(row["deleted"]) != told["deleted"]:
                switched[key] = row["deleted"] = bool(told["deleted"])
                if before is not None:
                    standing.values[key] = PlainValues({**before.row, **told}, {**before.journal, **told})
                accepted.append(Operation(draft.entity, draft.entity_id, told))
            continue
        before = before or _standing_values(kind, row)
        values = values_of(kind, {**(before.row if before else {}), **draft.fields, "id": draft.entity_id})
        fields = {name: value for name, value in values.journal.items() if name in draft.fields}
        if before is not None:
            fields = {name: value for name, value in fields.items() if value != before.journal[name]}
        if fields or before is None:
            latest[key] = values
            accepted.append(Operation(draft.entity, draft.entity_id, fields))
    rows = {key: dict(values.row) for key, values in latest.items()}
    for key, made in rows.items():
        made |= {name: value for name, value in standing.rows.get(key, {}).items() if name in PLACES}
    return Accepted(accepted, rows, {key: gone for key, gone in switched.items() if key not in rows})


def _without_standing(fields: Fields, before: PlainValues | None) -> Fields:
    """Return the fields whose values are not those, of the same type, that stand."""
    if before is None:
        return fields
    stood = before.journal
    return {
        name: value
        for name, value in fields.items()
        if name not in stood or value != stood[name] or type(value) is not type(stood[name])
    }


def _only_deletes(fields: Fields) -> bool:
    """Return whether fields delete something or bring it back, and set nothing else."""
    return fields.keys() == {"deleted"} and isinstance(fields["deleted"], bool)


def _standing_values(kind: EntityKind, row: Mapping[str, Any] | None) -> PlainValues | None:
    if row is None:
        return None
    return values_of(kind, {name: value for name, value in row.items() if name not in PLACES})


def _believed(connection: Connection, drafts: Sequence[Operation]) -> Standing:
    """Return the rows that the drafts are about, folded anew where an earlier version
    kept values that this one refuses.
    """
    # Only what is set beside the deletion is held against the rest of its row.
    set_on = {_key(draft) for draft in drafts if not _only_deletes(draft.fields)}
    rows = _rows(connection, set_on)
    values = _valid(rows)
    doubted = [key[1] for key in rows if key not in values]
    if doubted:
        project(connection, doubted)
        rows = _rows(connection, set_on)
        values = _valid(rows)
    return Standing(rows | _deleted(connection, [draft for draft in drafts if _key(draft) not in set_on]), values)


def _deleted(connection: Connection, drafts: Sequence[Operation]) -> dict[tuple[EntityKind, str], dict[str, Any]]:
    """Return whether each thing is deleted that the drafts delete or bring back; nothing of one without a row."""
    wanted: defaultdict[tuple[EntityKind, bool], set[str]] = defaultdict(set)
    for draft in drafts:
        kind = kind_of(draft.entity)
        if kind is not None:
            wanted[kind, bool(draft.fields["deleted"])].add(draft.entity_id)
    found: dict[tuple[EntityKind, str], dict[str, Any]] = {}
    for (kind, gone), ids in wanted.items():
        for chunk in chunks(sorted(ids)):
            if connection.run(STATEMENTS[f"to {_SWITCH[gone]} {kind.value}"], ids=chunk).scalar() == len(chunk):
                found.update(((kind, identity), {"deleted": not gone}) for identity in chunk)
            else:
                rows = connection.run(STATEMENTS[f"deleted {kind.value}"], ids=chunk)
                found.update(((kind, identity), {"deleted": deleted}) for identity, deleted in rows)
    return found


def _key(draft: Operation) -> tuple[EntityKind | None, str]:
    return kind_of(draft.entity), draft.entity_id


def _valid(rows: Mapping[tuple[EntityKind, str], Mapping[str, Any]]) -> dict[tuple[EntityKind, str], PlainValues]:
    """Return the values of the rows that are valid."""
    found: dict[tuple[EntityKind, str], PlainValues] = {}
    for (kind, identity), row in rows.items():
        with suppress(InvalidField):
            values = _standing_values(kind, row)
            if values is not None:
                found[kind, identity] = values
    return found


def _rows(
    connection: Connection, keys: Iterable[tuple[EntityKind | None, str]]
) -> dict[tuple[EntityKind, str], dict[str, Any]]:
    wanted: defaultdict[EntityKind, list[str]] = defaultdict(list)
    for kind, identity in keys:
        if kind is not None:
            wanted[kind].append(identity)
    found: dict[tuple[EntityKind, str], dict[str, Any]] = {}
    for kind, ids in wanted.items():
        for chunk in chunks(sorted(ids)):
            for row in connection.run(STATEMENTS[f"standing {kind.value}"], ids=chunk):
                named = dict(zip(COLUMNS[kind.value], row, strict=True))
                found[kind, named["id"]] = named
    return found


def _heads(connection: Connection, drafts: Sequence[Operation], known: Histories) -> Heads:
    """Return the changes that the drafts will follow; none for an entity that the journal does not know."""
    keys = {(draft.entity, draft.entity_id) for draft in drafts}
    heads: Heads = {key: known[key].heads() for key in keys if key in known}
    for chunk in chunks(sorted({key[1] for key in keys - heads.keys()})):
        heads.update({key: line.heads() for key, line in lines(changes_about(connection, chunk)).items()})
    return heads


def _is_last(connection: Connection, replica: Replica, batch: str, author: str) -> bool:
    """Return whether a batch is the last of a replica: what undo takes back must stand together in the journal."""
    last = connection.run(STATEMENTS["batch_at"], replica=replica.id, seq=replica.seq).first()
    return last is not None and tuple(last) == (batch, author)


def _numbered(
    replica: Replica, batch: str, author: str, now: datetime, drafts: Sequence[Operation], heads: Heads
) -> list[Change]:
    """Return the drafts as changes, each after the `heads` of its entity and after the drafts before it."""
    changes: list[Change] = []
    clocks, zones = ticks(replica.hlc, now), dict[str, int]()
    again = {key for key, number in Counter((draft.entity, draft.entity_id) for draft in drafts).items() if number > 1}
    for seq, draft in enumerate(drafts, replica.seq + 1):
        key = (draft.entity, draft.entity_id)
        told = (draft.entity, draft.entity_id, draft.fields, heads.get(key, ()))
        change = Change(replica.id, seq, next(clocks), batch, author, now, *told, _zone(draft, zones))
        if key in again:
            heads[key] = (digest(change),)
        changes.append(change)
    return changes


def _zone(draft: Operation, known: dict[str, int]) -> int:
    """Return the zone in which a check-in is given its day; 0 for all other entities. What was `known` of a day before
    is taken from there.
    """
    day = draft.fields.get("date") if draft.entity == EntityKind.CHECK_IN else None
    if not day:
        return 0
    told = str(day)
    if told not in known:
        known[told] = zone_on(date.fromisoformat(told))
    return known[told]


def _with_created(
    rows: Mapping[tuple[EntityKind, str], dict[str, Any]], changes: Sequence[Change], left_out: frozenset[str]
) -> dict[EntityKind, list[dict[str, Any]]]:
    """Return the rows by kind; an entity made by these changes is created with its first, and a check-in has its place
    by where it was given its day.
    """
    by_kind: defaultdict[EntityKind, list[dict[str, Any]]] = defaultdict(list)
    first: dict[tuple[str, str], int] = {}
    dated: dict[tuple[str, str], int] = {}
    for change in changes:
        first.setdefault((change.entity, change.entity_id), change.hlc)
        if "date" in change.fields:
            dated[change.entity, change.entity_id] = change.zone
    for (kind, identity), row in rows.items():
        if identity not in left_out:
            whole = row if "created" in row else {**row, "created": first[kind, identity]}
            zone = dated.get((kind, identity))
            by_kind[kind].append(whole if zone is None else {**whole, **placed(kind, whole, zone)})
    return by_kind


def _store(connection: Connection, rows: Mapping[EntityKind, Sequence[dict[str, Any]]]) -> None:
    for kind, found in rows.items():
        in_order = itemgetter(*COLUMNS[kind.value])
        for chunk in chunks(found):
            connection.run_each(STATEMENTS[f"store {kind.value}"], map(in_order, chunk))


def _switch(connection: Connection, rows: Mapping[tuple[EntityKind, str], bool]) -> None:
    """Delete these rows of the projections or bring them back, and leave all else as it is."""
    alike: defaultdict[tuple[EntityKind, bool], list[str]] = defaultdict(list)
    for (kind, identity), gone in rows.items():
        alike[kind, gone].append(identity)
    for (kind, gone), identities in alike.items():
        for chunk in chunks(sorted(identities)):
            connection.run(STATEMENTS[f"{_SWITCH[gone]} {kind.value}"], ids=chunk)
