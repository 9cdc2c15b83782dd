"""What a file would change: one step a thing, each with a sentence and the changes that it is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from goaltui.formats.defaults import STANDARD_PERSPECTIVES, defaults_of
from goaltui.formats.names import Directory
from goaltui.formats.positions import positions
from goaltui.formats.series_diff import series_changes
from goaltui.formats.toml_in import Incoming
from goaltui.formats.toml_words import Labels, check_ins
from goaltui.formats.whole import Whole, part, visible
from goaltui.model.changes import Draft, Fields, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.records import KeyResultRecord, Records, RemarkRecord
from goaltui.model.refs import WORKSPACE_ID
from goaltui.model.scoring import Scoring
from goaltui.rules.goalposts import tells_of_a_move

_KEPT = frozenset({"deleted", "position", "first_target", "done_on"})
"""What a file that is silent of it does not take away."""

_OWN: Mapping[str, str] = {"title": "title", "unit": "unit", "frequency": "cadence"}
"""Fields of a measure made for one key result, and where its record has them."""

_Standing: TypeAlias = Mapping[str, tuple[EntityKind, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that would change, in a sentence, and how."""

    sentence: str
    drafts: tuple[Draft, ...]


def additions(whole: Whole, incoming: Incoming) -> tuple[Draft, ...]:
    """What importing adds or changes: what stands and is not in the file stays, and nothing is made twice.

    Only where the file lists all perspectives do those of the standard four go that nobody has touched or used.
    """
    shown = visible(whole)
    changes = _Comparison(shown, incoming, complete=False).changes()
    unused = _unused_perspectives(shown.records, incoming)
    gone = [Draft(EntityKind.PERSPECTIVE, identity, {"deleted": True}) for identity in unused]
    series = series_changes(shown.check_ins, incoming, complete=False)
    values = chain(*series.added.values(), *series.changed.values())
    return (*(draft for step in changes for draft in step.drafts), *gone, *values)


def diff(whole: Whole, incoming: Incoming, only: str | None = None) -> tuple[Step, ...]:
    """What has to happen for the workspace, or for one objective, to be what the file says.

    Raises Refused where the file no longer has the one objective.
    """
    if only is not None and all(draft.entity_id != only for draft in incoming.drafts):
        raise Refused(
            "The objective is no longer in the file, so nothing was written; to delete it press d on the screen."
        )
    comparison = _Comparison(visible(whole), incoming, complete=True)
    return (*comparison.changes(), *comparison.deletions(only), *comparison.check_ins())


class _Comparison:
    def __init__(self, whole: Whole, incoming: Incoming, *, complete: bool) -> None:
        self._whole = whole
        self._incoming = incoming
        self._complete = complete
        self._standing = _standing(whole.records)
        self._own = {
            str(draft.fields["key_result"]): draft
            for draft in incoming.drafts
            if draft.entity == EntityKind.MEASURE and "key_result" in draft.fields
        }
        self._positions = positions(whole.records, incoming.drafts)
        self._labels = Labels(_titles(whole.records, incoming.drafts))

    def changes(self) -> Iterator[Step]:
        """What the file adds or has otherwise, in its order."""
        for draft in self._incoming.drafts:
            if draft.entity == EntityKind.MEASURE and "key_result" in draft.fields:
                continue
            step = self._change(self._placed(draft))
            if step is not None:
                yield step

    def deletions(self, only: str | None) -> Iterator[Step]:
        """What stands and is neither in the file nor named by it."""
        named = {draft.entity_id for draft in self._incoming.drafts} | self._incoming.mentioned
        inside = None if only is None else _standing(part(self._whole.records, only))
        for identity, (kind, record) in self._standing.items():
            kept = kind is EntityKind.WORKSPACE or (
                kind is EntityKind.PERSPECTIVE and not self._incoming.all_perspectives
            )
            kept = kept or (kind is EntityKind.REMARK and self._tells_of_a_move(record))
            if kept or identity in named or (inside is not None and identity not in inside):
                continue
            thing = self._labels.thing(kind, partial(_field, record))
            yield Step(f"delete {thing}", (Draft(kind, identity, {"deleted": True}),))

    def _tells_of_a_move(self, record: RemarkRecord) -> bool:
        """Whether it is why a target moved that still has its first one beside it: both stay where a file is silent."""
        standing = self._standing.get(record.subject)
        moved = standing is not None and getattr(standing[1], "first_target", None) is not None
        return moved and tells_of_a_move(record)

    def check_ins(self) -> Iterator[Step]:
        """Check-ins that the file has more or fewer or otherwise; those of measures that it leaves out go with them."""
        series = series_changes(self._whole.check_ins, self._incoming, complete=True)
        for said, measures in (
            ("add {} to", series.added),
            ("change {} of", series.changed),
            ("delete {} of", series.gone),
        ):
            for measure, drafts in measures.items():
                sentence = f"{said.format(check_ins(len(drafts)))} {self._labels.of(measure)}"
                yield Step(sentence, tuple(drafts))

    def _placed(self, draft: Draft) -> Draft:
        position = self._positions.get(draft.entity_id)
        return replace(draft, fields={**draft.fields, "position": position}) if position else draft

    def _change(self, draft: Draft) -> Step | None:
        kind = EntityKind(draft.entity)
        own = self._own.get(draft.entity_id)
        known = self._standing.get(draft.entity_id)
        if known is None:
            thing = self._labels.thing(kind, draft.fields.get)
            return Step(f"add {thing}", (own, draft) if own else (draft,))
        before = known[1]
        thing = self._labels.thing(kind, partial(_field, before))
        changed = _different(before, {**(_optional(kind, before) if self._complete else {}), **draft.fields})
        drafts = [Draft(draft.entity, draft.entity_id, changed)] if changed else []
        told = dict(changed)
        if own is not None:
            measured = self._own_changes(own, before)
            drafts = [*([Draft(own.entity, own.entity_id, measured)] if measured else []), *drafts]
            told |= {name: value for name, value in measured.items() if name == "unit"}
        return Step(self._labels.change(thing, told), tuple(drafts)) if told else None

    def _own_changes(self, own: Draft, before: KeyResultRecord) -> dict[str, Value]:
        if own.entity_id != before.measure:
            return dict(own.fields)
        silent: dict[str, Value] = {"unit": "", "frequency": defaults_of(EntityKind.KEY_RESULT)["cadence"]}
        fields = {**(silent if self._complete else {}), **own.fields}
        changed = {
            name: fields[name] for name, at in _OWN.items() if name in fields and fields[name] != getattr(before, at)
        }
        return {**changed, "key_result": before.id} if changed else {}


def _standing(records: Records) -> dict[str, tuple[EntityKind, Any]]:
    groups: tuple[tuple[EntityKind, Iterable[Any]], ...] = (
        (EntityKind.PERSPECTIVE, records.perspectives),
        (EntityKind.CYCLE, records.cycles),
        (EntityKind.TEAM, records.teams),
        (EntityKind.PERSON, records.people),
        (EntityKind.OBJECTIVE, records.objectives),
        (EntityKind.KEY_RESULT, records.key_results),
        (EntityKind.MEASURE, records.measures),
        (EntityKind.TARGET, records.targets),
        (EntityKind.MILESTONE, records.milestones),
        (EntityKind.INITIATIVE, records.initiatives),
        (EntityKind.LINK, records.links),
        (EntityKind.REMARK, records.remarks),
        (EntityKind.CHECK_SETTING, records.check_settings),
    )
    found: dict[str, tuple[EntityKind, Any]] = {WORKSPACE_ID: (EntityKind.WORKSPACE, records.workspace)}
    return found | {item.id: (kind, item) for kind, items in groups for item in items}


def _titles(records: Records, drafts: Sequence[Draft]) -> dict[str, str]:
    """What everything is called that stands or comes; a measure made for a key result is called like it."""
    directory = Directory.of(records)
    found = {identity: directory.label_of(identity) or "" for identity in directory.ids()}
    found |= {item.measure: item.title for item in records.key_results if item.own_measure}
    for draft in drafts:
        title = draft.fields.get("title") or draft.fields.get("name")
        if title:
            found.setdefault(draft.entity_id, str(title))
    return found


def _unused_perspectives(records: Records, incoming: Incoming) -> list[str]:
    if not incoming.all_perspectives:
        return []
    named = {draft.entity_id for draft in incoming.drafts} | incoming.mentioned
    named |= {item.perspective for item in records.objectives if item.perspective}
    named |= {item.perspective for item in records.measures if item.perspective}
    return [
        item.id
        for item in records.perspectives
        if item.id not in named
        and item.share is None
        and (item.key, item.name, item.position, item.weight) in STANDARD_PERSPECTIVES
    ]


def _field(record: Any, name: str) -> object:
    return getattr(record, name, None)


def _optional(kind: EntityKind, record: Any) -> dict[str, Value]:
    """The defaults of what a file may leave out; a complete file that is silent means them."""
    return {name: value for name, value in defaults_of(kind).items() if name not in _KEPT and hasattr(record, name)}


def _different(before: Any, fields: Fields) -> dict[str, Value]:
    return {
        name: value
        for name, value in fields.items()
        if hasattr(before, name) and not _same(name, getattr(before, name), value)
    }


def _same(name: str, before: object, after: Value) -> bool:
    if name == "scoring" and before and after:
        # Compared as numbers: 0 and -0 are two texts of the same one.
        return Scoring.from_json(str(before)) == Scoring.from_json(str(after))
    if hasattr(before, "isoformat"):
        return str(before) == after
    return before == after or (before in (None, "") and after in (None, ""))
