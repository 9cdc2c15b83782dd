"""The journal in words: who set what on what, from what to what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.phases import phases_of, phases_shown
from goaltui.model.records import Records
from goaltui.services import words
from goaltui.services.rows import ChangeRow
from goaltui.services.scorings import scoring_text
from goaltui.store.history import Recorded

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace

_REFERENCES = frozenset(
    {
        "parent",
        "cycle",
        "perspective",
        "team",
        "owner",
        "updater",
        "objective",
        "measure",
        "key_result",
        "driver",
        "driven",
        "subject",
    }
)
_KINDS = frozenset(kind.value for kind in EntityKind)


def titles_of(records: Records) -> dict[str, str]:
    """What each id is called."""
    named: dict[str, str] = {}
    for group in (records.perspectives, records.cycles, records.teams, records.people):
        named.update((item.id, item.name) for item in group)
    for titled in (records.objectives, records.measures, records.key_results, records.initiatives, records.milestones):
        named.update((item.id, item.title) for item in titled)
    named.update((item.measure, item.title) for item in records.key_results if item.measure not in named)
    return named


def titles_in(workspace: "Workspace", recorded: Sequence[Recorded]) -> dict[str, str]:
    """What each id is called, with what was deleted among what these changes are about."""
    titles = titles_of(workspace.look.records())
    named = {item.about for item in recorded} | {item.change.entity_id for item in recorded}
    for item in recorded:
        if item.field in _REFERENCES:
            named |= {str(value) for value in (item.old, item.new) if value}
    gone = workspace.database.names(named - titles.keys())
    return {**gone, **titles}


def change_rows(recorded: Iterable[Recorded], titles: Mapping[str, str]) -> tuple[ChangeRow, ...]:
    """One row for each field that was set; newest first, as they come."""
    return tuple(_row(item, titles) for item in recorded)


def _row(item: Recorded, titles: Mapping[str, str]) -> ChangeRow:
    change = item.change
    kind = EntityKind(change.entity) if change.entity in _KINDS else None
    # The key of a place among siblings tells nobody anything.
    placed = item.field == "position" and kind is not EntityKind.PERSPECTIVE
    return ChangeRow(
        batch=change.batch,
        at=change.at.astimezone(UTC).isoformat(timespec="seconds"),
        author=change.author,
        kind=kind,
        id=item.about,
        title=titles.get(item.about) or titles.get(change.entity_id, ""),
        field=item.field.replace("_", " "),
        old="" if placed else _shown(item.field, item.old, titles),
        new="changed" if placed else _shown(item.field, item.new, titles),
        replaced=item.replaced,
        hlc=change.hlc,
    )


def _shown(field: str, value: Value, titles: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "share" and isinstance(value, int | float):
        return words.share(value)
    if isinstance(value, int | float):
        return words.number(float(value))
    if field in _REFERENCES:
        return titles.get(value, "")
    if field == "phases":
        return _phases(value)
    return _scoring(value) if field == "scoring" else value


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
