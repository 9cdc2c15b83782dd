"""Batches in a few words, as undo and redo tell of them."""

from collections import Counter

from goaltui.model.changes import Fields
from goaltui.model.enums import EntityKind, counted_kind, word_of
from goaltui.model.field_names import field_shown
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _, _n
from goaltui.model.text import clean_line
from goaltui.store.causality import line
from goaltui.store.file.connection import Connection
from goaltui.store.journal import folded
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import STATEMENTS
from goaltui.store.undo.batches import BatchBrief, Key, set_by
from goaltui.store.undo.undoing_copies import Record, record_of
from goaltui.store.writes import changes_about

_TITLE_READ = 200
_TITLE_SHOWN = 60
_FIELDS_SHOWN = 2
_PAIR = 2
_GOALS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


def described(connection: Connection, batch: BatchBrief) -> str:
    """Return a batch in a few words: `the check-in on 'Churn'`, `objective 'Ship safely'`,
    `3 measures and 12 check-ins`.
    """
    record = record_of(batch.first)
    if record is not None:
        return came_in(record)
    keys = _asked_for(connection, batch)
    if len(keys) == 1:
        return _described_one(connection, batch.id, *keys[0])
    if len(keys) == _PAIR:
        first, second = (_described_one(connection, batch.id, *key) for key in sorted(keys, key=_weight))
        return listed((first, second))
    counts = Counter(entity for entity, _ in keys)
    return listed(counted_kind(entity, count) for entity, count in counts.items())


def _weight(key: Key) -> int:
    """Return the rank of an entity in a description: goals come before what came along with them."""
    return _GOALS.index(key[0]) if key[0] in _GOALS else len(_GOALS)


def _asked_for(connection: Connection, batch: BatchBrief) -> list[tuple[str, str]]:
    """Return the entities that a batch is about, without the measures that its key results
    brought along and without remarks.
    """
    key_results = [identity for entity, identity in batch.keys if entity == EntityKind.KEY_RESULT]
    changes = (change for piece in chunks(key_results) for change in changes_about(connection, piece))
    brought = {change.fields.get("measure") for change in changes}
    keys = [key for key in batch.keys if key[0] != EntityKind.MEASURE or key[1] not in brought]
    return [key for key in keys if key[0] != EntityKind.REMARK] or keys


def _described_one(connection: Connection, batch: str, entity: str, identity: str) -> str:
    about = [change for change in changes_about(connection, [identity]) if change.entity == entity]
    set_then = set_by(batch, about)
    fields = {**folded(line(about).changes).fields, **set_then} if about else set_then
    if entity == EntityKind.CHECK_IN:
        return _check_in(fields, connection)
    title = title_of(fields)
    what = f"{word_of(entity)} '{title}'" if title else _("a {thing}", thing=word_of(entity))
    made = not about or min(about, key=lambda change: change.order).batch == batch
    return what if made or not title else _fields_of(set_then, what)


def _fields_of(fields: Fields, what: str) -> str:
    """Return the fields of a thing in a few words: `the deletion of …`, `the target and unit of …`, `5 fields of …`."""
    if list(fields) == ["deleted"]:
        return _("the deletion of {what}", what=what) if fields["deleted"] else _("the restoring of {what}", what=what)
    told = (
        _n("{count} field", "{count} fields", len(fields))
        if len(fields) > _FIELDS_SHOWN
        else _("the {fields}", fields=listed(map(field_shown, fields)))
    )
    return _("{fields} of {what}", fields=told, what=what)


def _check_in(fields: Fields, connection: Connection) -> str:
    """Return a check-in in words, by its key result or its measure."""
    kind = EntityKind.KEY_RESULT if fields.get("key_result") else EntityKind.MEASURE
    found = connection.run(STATEMENTS[f"title {kind.value}"], id=str(fields.get(kind.value))).scalar()
    title = title_of({"title": found})
    return _("the check-in on '{title}'", title=title) if title else _("a check-in")


def title_of(fields: Fields) -> str:
    """Return the name of a thing with these fields, on one line and cut; empty for one without."""
    text = str(fields.get("title") or fields.get("name") or fields.get("text") or "")
    return clean_line(text[:_TITLE_READ])[:_TITLE_SHOWN]


def came_in(record: Record) -> str:
    """Return the import of a copy in words."""
    return _("what came in with {words}", words=record.words)
