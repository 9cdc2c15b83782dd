"""What a file would change: one step a thing, each with a sentence and the changes that it is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goaltui.formats.defaults import defaults_of
from goaltui.formats.toml_in import Incoming
from goaltui.formats.whole import Whole
from goaltui.model.changes import Draft, Fields, Value
from goaltui.model.enums import EntityKind
from goaltui.model.records import CheckInRecord, KeyResultRecord, Records

_CHECK_IN_FIELDS = ("measure", "key_result", "date", "value", "estimate", "confidence", "status", "note", "author")
_LONGEST = 60
_Content = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that would change, in a sentence, and how."""

    sentence: str
    drafts: tuple[Draft, ...]


def additions(whole: Whole, incoming: Incoming) -> tuple[Draft, ...]:
    """What importing adds or changes: nothing goes, and check-ins that stand already are not made twice."""
    return (*incoming.drafts, *_new_check_ins(whole, incoming)[0])


def diff(whole: Whole, incoming: Incoming, only: str | None = None) -> tuple[Step, ...]:
    """What has to happen for the workspace, or for one objective, to be what the file says."""
    standing = _standing(whole.records)
    steps = [step for draft in incoming.drafts if (step := _change(draft, standing, whole.records))]
    steps += _deletions(whole.records, standing, incoming, only)
    scope = None if only is None else _measures_of(whole.records, only)
    return (*steps, *_check_in_steps(whole, incoming, standing, scope))


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
    return {item.id: (kind, item) for kind, items in groups for item in items}


def _change(draft: Draft, standing: Mapping[str, tuple[EntityKind, Any]], records: Records) -> Step | None:
    kind = EntityKind(draft.entity)
    if kind is EntityKind.MEASURE and "key_result" in draft.fields:
        return _own_measure(draft, standing)
    known = (kind, records.workspace) if kind is EntityKind.WORKSPACE else standing.get(draft.entity_id)
    if known is None:
        return Step(f"add {_words(kind)} {_title(draft.fields)}", (draft,))
    before = known[1]
    whole = {**_optional(kind, before), **draft.fields}
    changed = {name: value for name, value in whole.items() if not _same(getattr(before, name, value), value)}
    if not changed:
        return None
    parts = [f"{name.replace('_', ' ')} to {_shown(value)}" for name, value in changed.items()]
    title = _title({"title": getattr(before, "title", None) or getattr(before, "name", "")})
    sentence = f"change {' '.join((_words(kind), title)).strip()}: {', '.join(parts)}"
    return Step(sentence, (Draft(kind, draft.entity_id, changed),))


def _own_measure(draft: Draft, standing: Mapping[str, tuple[EntityKind, Any]]) -> Step | None:
    known = standing.get(str(draft.fields["key_result"]))
    if known is None or not isinstance(known[1], KeyResultRecord) or known[1].measure != draft.entity_id:
        return Step(f"add the values of key result {_title(draft.fields)}", (draft,))
    unit = draft.fields.get("unit", "")
    if known[1].unit == unit:
        return None
    return Step(
        f"change the unit of {_title(draft.fields)} to {_shown(unit)}",
        (Draft(draft.entity, draft.entity_id, {"unit": unit}),),
    )


def _optional(kind: EntityKind, record: Any) -> dict[str, Value]:
    """The defaults of what a file may leave out; a complete file that is silent means them."""
    kept = {"deleted", "position", "measure", "frequency"} if kind is EntityKind.KEY_RESULT else {"deleted", "position"}
    return {name: value for name, value in defaults_of(kind).items() if name not in kept and hasattr(record, name)}


def _deletions(
    records: Records, standing: Mapping[str, tuple[EntityKind, Any]], incoming: Incoming, only: str | None
) -> Iterator[Step]:
    named = {draft.entity_id for draft in incoming.drafts}
    inside = None if only is None else _inside(records, only)
    kept = (EntityKind.PERSPECTIVE, EntityKind.TEAM, EntityKind.PERSON)
    for identity, (kind, record) in standing.items():
        if identity in named or kind in kept or (inside is not None and identity not in inside):
            continue
        fields = {"title": getattr(record, "title", None) or getattr(record, "name", "")}
        yield Step(f"delete {_words(kind)} {_title(fields)}".rstrip(), (Draft(kind, identity, {"deleted": True}),))


def _inside(records: Records, objective: str) -> set[str]:
    found = {item.id for item in records.key_results if item.objective == objective}
    found |= {item.id for item in records.measures if item.objective == objective}
    found |= {item.id for item in records.milestones if item.key_result in found}
    return found | {item.id for item in records.targets if item.measure in found}


def _measures_of(records: Records, objective: str) -> set[str]:
    own = {item.measure for item in records.key_results if item.objective == objective and item.own_measure}
    return own | {item.id for item in records.measures if item.objective == objective}


def _check_in_steps(
    whole: Whole,
    incoming: Incoming,
    standing: Mapping[str, tuple[EntityKind, Any]],
    scope: set[str] | None,
) -> Iterator[Step]:
    new, left = _new_check_ins(whole, incoming)
    titles = {item.measure: item.title for item in whole.records.key_results if item.own_measure}
    titles |= {identity: record.title for identity, (kind, record) in standing.items() if kind is EntityKind.MEASURE}
    titles |= {
        draft.entity_id: str(draft.fields.get("title"))
        for draft in incoming.drafts
        if draft.entity == EntityKind.MEASURE
    }
    added: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in new:
        added[str(draft.fields["measure"])].append(draft)
    for measure, drafts in added.items():
        yield Step(f"add {_check_ins(len(drafts))} to '{titles.get(measure, '')[:_LONGEST]}'", tuple(drafts))
    gone: defaultdict[str, list[CheckInRecord]] = defaultdict(list)
    for record in left:
        if (scope is None or record.measure in scope) and record.measure in titles:
            gone[record.measure].append(record)
    for measure, records in gone.items():
        deletions = tuple(Draft(EntityKind.CHECK_IN, record.id, {"deleted": True}) for record in records)
        yield Step(f"delete {_check_ins(len(records))} of '{titles[measure][:_LONGEST]}'", deletions)


def _new_check_ins(whole: Whole, incoming: Incoming) -> tuple[list[Draft], list[CheckInRecord]]:
    """Check-ins of the file that do not stand yet, and those that stand and are not in the file, by content."""
    known = Counter(_content(record) for record in whole.check_ins)
    new: list[Draft] = []
    for draft in incoming.check_ins:
        content = _given(draft.fields)
        if known[content] > 0:
            known[content] -= 1
        else:
            new.append(draft)
    left: list[CheckInRecord] = []
    for record in reversed(whole.check_ins):
        if known[_content(record)] > 0:
            known[_content(record)] -= 1
            left.append(record)
    return new, left


def _content(record: CheckInRecord) -> _Content:
    values = [getattr(record, name) for name in _CHECK_IN_FIELDS]
    return tuple(
        value.isoformat() if name == "date" else value for name, value in zip(_CHECK_IN_FIELDS, values, strict=True)
    )


def _given(fields: Fields) -> _Content:
    defaults: dict[str, Value] = {"estimate": False, "note": "", "author": ""}
    return tuple(fields.get(name, defaults.get(name)) for name in _CHECK_IN_FIELDS)


def _same(before: object, after: Value) -> bool:
    if hasattr(before, "isoformat"):
        return str(before) == after
    return before == after or (before in (None, "") and after in (None, ""))


def _title(fields: Fields) -> str:
    title = str(fields.get("title") or fields.get("name") or fields.get("text") or fields.get("check") or "")
    return f"'{title[:_LONGEST]}'" if title else ""


def _shown(value: Value) -> str:
    return "nothing" if value in (None, "") else f"'{str(value)[:_LONGEST]}'" if isinstance(value, str) else str(value)


def _words(kind: EntityKind) -> str:
    return kind.value.replace("_", " ")


def _check_ins(count: int) -> str:
    return f"{count} check-in{'s' if count > 1 else ''}"
