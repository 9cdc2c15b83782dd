"""The journal in words: who set what on what, from what to what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from goaltui.model.changes import BatchCount, Looked, Value
from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.fields import NAME_LISTS, REFERENCES, field_words
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of, phases_shown
from goaltui.model.records import Records
from goaltui.services.core import formatting
from goaltui.services.core.rows import ChangeRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.scoring_fields import scoring_text
from goaltui.store.database import Database
from goaltui.store.history import Recorded
from goaltui.store.journal import COPY, TOOK_IN

_WORDS = frozenset({"kind", "condition", "aggregation", "subject_kind", "status_preset", "state", "better"})
"""Fields of which the code has words of its own, written with blanks for people."""
_KINDS = frozenset(kind.value for kind in EntityKind)


def titles_of(records: Records) -> dict[str, str]:
    """What each id is called."""
    named: dict[str, str] = {}
    for group in (records.perspectives, records.themes, records.cycles, records.teams, records.people):
        named.update((item.id, item.name) for item in group)
    for titled in (records.objectives, records.measures, records.key_results, records.initiatives, records.milestones):
        named.update((item.id, item.title) for item in titled)
    named.update((item.measure, item.title) for item in records.key_results if item.measure not in named)
    return named


def titles_in(database: Database, records: Records, recorded: Sequence[Recorded]) -> dict[str, str]:
    """What each id is called, with what was deleted among what these changes are about."""
    titles = titles_of(records)
    named = {item.about for item in recorded}
    named |= {item.change.entity_id for item in recorded if item.about not in titles}
    for item in recorded:
        if item.field in NAME_LISTS:
            named |= {identity for value in (item.old, item.new) for identity in ids_of(str(value or ""))}
        if item.field in REFERENCES:
            named |= {str(value) for value in (item.old, item.new) if value}
    gone = database.names(named - titles.keys())
    return {**gone, **titles}


def change_rows(
    recorded: Iterable[Recorded], titles: Mapping[str, str], records: Records, looked: Looked | None = None
) -> tuple[ChangeRow, ...]:
    """One row for each field that was set; newest first, as they come. Of a copy that was taken in what it did is told,
    not which changes came with it."""
    told = (item for item in recorded if item.change.entity != COPY or item.field == TOOK_IN)
    ticked = frozenset(item.id for item in records.key_results if item.condition == Condition.DONE)
    return tuple(_row(item, titles, ticked, looked) for item in told)


def _row(item: Recorded, titles: Mapping[str, str], ticked: frozenset[str], looked: Looked | None) -> ChangeRow:
    change = item.change
    kind = EntityKind(change.entity) if change.entity in _KINDS else None
    # The key of a place among siblings tells nobody anything.
    placed = item.field == "position" and kind is not EntityKind.PERSPECTIVE
    shown = _tick if item.field == "value" and item.about in ticked else partial(_shown, item.field, titles)
    return ChangeRow(
        batch=change.batch,
        at=change.at.astimezone(UTC).isoformat(timespec="seconds"),
        author=change.author,
        kind=kind,
        id=item.about,
        title=titles.get(item.about) or titles.get(change.entity_id, ""),
        field=field_words(item.field),
        old="" if placed else shown(item.old),
        new="changed" if placed else shown(item.new),
        replaced=item.replaced,
        hlc=change.hlc,
        unseen=looked is not None and not looked.has(change.replica, change.seq),
    )


def _tick(value: Value) -> str:
    """The value of a key result that is done or not."""
    return "" if value is None else "done" if value else "not yet"


def _shown(field: str, titles: Mapping[str, str], value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "share" and isinstance(value, int | float):
        return formatting.share(value)
    if isinstance(value, int | float):
        return formatting.number(float(value))
    if field in REFERENCES:
        return titles.get(value, "")
    if field in NAME_LISTS:
        return ", ".join(titles.get(identity, "") for identity in ids_of(value))
    if field == "pauses":
        return value.replace("..", " to ")
    if field == "phases":
        return _phases(value)
    if field in _WORDS:
        return value.replace("_", " ")
    return _scoring(value).replace("_", " ") if field == "scoring" else value


def _phases(value: str) -> str:
    try:
        return phases_shown(phases_of(value))
    except InvalidField:
        return value


def _scoring(value: str) -> str:
    """The numbers say the preset too; where there are none, the preset does."""
    try:
        preset, numbers = scoring_text(value)
    except InvalidField:
        return value
    return numbers or preset


def changes_of(
    workspace: Workspace,
    identity: str | None = None,
    limit: int | BatchCount = 200,
    since: datetime | None = None,
    author: str = "",
    looked: Looked | None = None,
) -> tuple[ChangeRow, ...]:
    """Return the journal in words, newest first; of one thing its check-ins too, by one author where one is named.

    What was not there when somebody `looked` last comes after all that was.
    """
    now = workspace.clock.now()
    recorded = workspace.database.history(identity, limit=limit, since=since, author=author, now=now, looked=looked)
    records = workspace.look.records()
    return change_rows(recorded, titles_in(workspace.database, records, recorded), records, looked)
