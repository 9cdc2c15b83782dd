"""What a file would change: one step a thing, each with a sentence and the changes that it is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from goaltui.formats.defaults import STANDARD_PERSPECTIVES, defaults_of
from goaltui.formats.names import Directory
from goaltui.formats.toml_in import Incoming
from goaltui.formats.toml_words import Labels, check_ins
from goaltui.formats.whole import Whole, visible
from goaltui.model.changes import Draft, Fields, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.records import CheckInRecord, KeyResultRecord, Records
from goaltui.model.refs import WORKSPACE_ID

_CHECK_IN_FIELDS = ("measure", "key_result", "date", "value", "estimate", "confidence", "status", "note", "author")
_KEPT = frozenset({"deleted", "position"})
_OWN: Mapping[str, str] = {"title": "title", "unit": "unit", "frequency": "cadence"}
"""Fields of a measure made for one key result, and where its record has them."""

_Content: TypeAlias = tuple[Value, ...]
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
    return (*(draft for step in changes for draft in step.drafts), *gone, *_sorted_out(shown, incoming)[0])


def diff(whole: Whole, incoming: Incoming, only: str | None = None) -> tuple[Step, ...]:
    """What has to happen for the workspace, or for one objective, to be what the file says.

    Raises Refused where the file no longer has the one objective.
    """
    if only is not None and all(draft.entity_id != only for draft in incoming.drafts):
        raise Refused(
            "The objective is no longer in the file, so nothing was written; to delete it use goaltui delete."
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
        self._labels = Labels(_titles(whole.records, incoming.drafts))

    def changes(self) -> Iterator[Step]:
        """What the file adds or has otherwise, in its order."""
        for draft in self._incoming.drafts:
            if draft.entity == EntityKind.MEASURE and "key_result" in draft.fields:
                continue
            step = self._change(draft)
            if step is not None:
                yield step

    def deletions(self, only: str | None) -> Iterator[Step]:
        """What stands and is neither in the file nor named by it."""
        named = {draft.entity_id for draft in self._incoming.drafts} | self._incoming.mentioned
        inside = None if only is None else _inside(self._whole.records, only)
        for identity, (kind, record) in self._standing.items():
            kept = kind is EntityKind.WORKSPACE or (
                kind is EntityKind.PERSPECTIVE and not self._incoming.all_perspectives
            )
            if kept or identity in named or (inside is not None and identity not in inside):
                continue
            thing = self._labels.thing(kind, partial(_field, record))
            yield Step(f"delete {thing}", (Draft(kind, identity, {"deleted": True}),))

    def check_ins(self) -> Iterator[Step]:
        """Check-ins that the file has more or fewer; those of measures that it leaves out go with them."""
        new, left = _sorted_out(self._whole, self._incoming)
        added: defaultdict[str, list[Draft]] = defaultdict(list)
        for draft in new:
            added[str(draft.fields["measure"])].append(draft)
        for measure, drafts in added.items():
            yield Step(f"add {check_ins(len(drafts))} to {self._labels.of(measure)}", tuple(drafts))
        listed = {draft.entity_id for draft in self._incoming.drafts if draft.entity == EntityKind.MEASURE}
        gone: defaultdict[str, list[Draft]] = defaultdict(list)
        for record in left:
            if record.measure in listed:
                gone[record.measure].append(Draft(EntityKind.CHECK_IN, record.id, {"deleted": True}))
        for measure, drafts in gone.items():
            yield Step(f"delete {check_ins(len(drafts))} of {self._labels.of(measure)}", tuple(drafts))

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


def _inside(records: Records, objective: str) -> set[str]:
    """The ids of what one objective's export shows, but for itself."""
    bets = {item.id for item in records.key_results if item.objective == objective}
    measures = {item.id for item in records.measures if item.objective == objective}
    steps = {item.id for item in records.milestones if item.key_result in bets}
    targets = {item.id for item in records.targets if item.measure in measures}
    work = {item.id for item in records.initiatives if item.objective == objective or item.key_result in bets}
    return bets | measures | steps | targets | work


def _unused_perspectives(records: Records, incoming: Incoming) -> list[str]:
    if not incoming.all_perspectives:
        return []
    named = {draft.entity_id for draft in incoming.drafts} | incoming.mentioned
    named |= {item.perspective for item in records.objectives if item.perspective}
    named |= {item.perspective for item in records.measures if item.perspective}
    return [
        item.id
        for item in records.perspectives
        if item.id not in named and (item.key, item.name, item.position, item.weight) in STANDARD_PERSPECTIVES
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
        if hasattr(before, name) and not _same(getattr(before, name), value)
    }


def _same(before: object, after: Value) -> bool:
    if hasattr(before, "isoformat"):
        return str(before) == after
    return before == after or (before in (None, "") and after in (None, ""))


def _sorted_out(whole: Whole, incoming: Incoming) -> tuple[list[Draft], list[CheckInRecord]]:
    """Check-ins of the file that do not stand yet, and those that stand and are not in the file, by content."""
    known = Counter(map(_content, whole.check_ins))
    new: list[Draft] = []
    for draft in incoming.check_ins:
        content = _given(draft.fields)
        if known[content] > 0:
            known[content] -= 1
        else:
            new.append(draft)
    left: list[CheckInRecord] = []
    for record in reversed(whole.check_ins):
        content = _content(record)
        if known[content] > 0:
            known[content] -= 1
            left.append(record)
    return new, left


def _content(record: CheckInRecord) -> _Content:
    values = (getattr(record, name) for name in _CHECK_IN_FIELDS)
    return tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in values)


def _given(fields: Fields) -> _Content:
    defaults: dict[str, Value] = {"estimate": False, "note": "", "author": ""}
    return tuple(fields.get(name, defaults.get(name)) for name in _CHECK_IN_FIELDS)
