"""The steps of a difference: one for each thing, with a sentence and its operations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from goaltui.formats.content import WorkspaceContent, part, visible
from goaltui.formats.diff.deletions import Deletions
from goaltui.formats.diff.positions import positions
from goaltui.formats.diff.series import SeriesChanges, series_changes
from goaltui.formats.diff.wording import Labels, check_ins
from goaltui.formats.name_resolution import Directory
from goaltui.formats.toml.defaults import STANDARD_PERSPECTIVES
from goaltui.formats.toml.reader import Incoming
from goaltui.model.changes import Fields, Operation, Value
from goaltui.model.enums import EntityKind, Frequency, Method
from goaltui.model.errors import Refused
from goaltui.model.interim_targets import phases_of
from goaltui.model.plain.values import defaults_of
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import KeyResultRecord, Records
from goaltui.model.refs import WORKSPACE_ID
from goaltui.model.scoring import Scoring

_KEPT = frozenset({"deleted", "position", "first_target", "done_on"})
"""Fields that a file without them does not take away."""

_OWN: Mapping[str, str] = {"title": "title", "unit": "unit", "frequency": "rhythm"}
"""Fields of a measure made for one key result, and where its record has them."""


@dataclass(frozen=True, slots=True)
class DiffStep:
    """A change to one thing: its sentence, and its operations."""

    sentence: str
    drafts: tuple[Operation, ...]


def additions(
    whole: WorkspaceContent, incoming: Incoming, before: WorkspaceContent | None = None
) -> tuple[Operation, ...]:
    """Return the operations of an import: it adds and changes things, deletes nothing, and makes nothing twice.

    Only where the file lists all perspectives are those of the standard four deleted that nobody has touched or used. A
    file that knew what stood `before` asks for what differs from that, and never by silence.
    """
    shown = visible(whole)
    comparison = _Comparison(shown, incoming, None if before is None else visible(before), complete=False)
    unused = _unused_perspectives(shown.records, incoming)
    gone = [Operation(EntityKind.PERSPECTIVE, identity, {"deleted": True}) for identity in unused]
    series = comparison.series()
    values = chain(*series.added.values(), *series.changed.values())
    return (*(draft for step in comparison.changes() for draft in step.drafts), *gone, *values)


def diff(
    whole: WorkspaceContent, incoming: Incoming, before: WorkspaceContent | None = None, only: str | None = None
) -> tuple[DiffStep, ...]:
    """Return the steps that make the workspace, or one objective, equal to the file.

    A file that knew what stood `before` asks for what differs from that, and what came since stays. One that does not
    say what it knew asks for what it says. Raises Refused where the file no longer has the one objective.
    """
    if only is not None and all(draft.entity_id != only for draft in incoming.drafts):
        raise Refused(
            _("The objective is no longer in the file, so nothing was written; to delete it press d on the screen.")
        )
    knew = None if before is None else visible(before)
    comparison = _Comparison(visible(whole), incoming, knew, complete=knew is not None)
    return (*comparison.changes(), *comparison.deletions(only), *comparison.check_ins())


class _Comparison:
    def __init__(
        self, whole: WorkspaceContent, incoming: Incoming, before: WorkspaceContent | None, *, complete: bool
    ) -> None:
        self._whole = whole
        self._incoming = incoming
        self._complete = complete
        self._knows = before is not None
        self._before = before or whole
        self._known = _standing(self._before.records)
        self._standing = _standing(whole.records)
        self._own = {
            str(draft.fields["key_result"]): draft
            for draft in incoming.drafts
            if draft.entity == EntityKind.MEASURE and "key_result" in draft.fields
        }
        self._positions = positions(self._before.records, incoming.drafts)
        self._labels = Labels(_titles(whole.records, incoming.drafts))

    def changes(self) -> Iterator[DiffStep]:
        """Yield the steps for things that the file adds or changes, in its order."""
        for draft in self._incoming.drafts:
            if draft.entity == EntityKind.MEASURE and "key_result" in draft.fields:
                continue
            step = self._change(draft)
            if step is not None:
                yield step

    def deletions(self, only: str | None) -> Iterator[DiffStep]:
        """Yield the steps for things that stood and stand, and are neither in the file nor named by it."""
        deletions = Deletions(self._known, self._incoming, knows=self._knows)
        inside = None if only is None else _standing(part(self._before.records, only))
        for identity, (kind, record) in self._standing.items():
            if identity in deletions and (inside is None or identity in inside):
                thing = self._labels.thing(kind, partial(_field, record))
                yield DiffStep(_("delete {thing}", thing=thing), (Operation(kind, identity, {"deleted": True}),))

    def series(self) -> SeriesChanges:
        """Return the check-ins that the file adds, changes or leaves out."""
        return series_changes(self._before.check_ins, self._whole.check_ins, self._incoming, knows=self._knows)

    def check_ins(self) -> Iterator[DiffStep]:
        """Yield the steps for check-ins, a measure each."""
        series = self.series()
        for said, measures in (
            (N_("add {check_ins} to {measure}"), series.added),
            (N_("change {check_ins} of {measure}"), series.changed),
            (N_("delete {check_ins} of {measure}"), series.gone),
        ):
            for measure, drafts in measures.items():
                sentence = _(said, check_ins=check_ins(len(drafts)), measure=self._labels.of(measure))
                yield DiffStep(sentence, tuple(drafts))

    def _placed(self, draft: Operation) -> Operation:
        position = self._positions.get(draft.entity_id)
        return replace(draft, fields={**draft.fields, "position": position}) if position else draft

    def _change(self, draft: Operation) -> DiffStep | None:
        kind = EntityKind(draft.entity)
        own = self._own.get(draft.entity_id)
        before, now = (found.get(draft.entity_id, (kind, None))[1] for found in (self._known, self._standing))
        if before is not None:
            asked = self._asked(kind, before, self._placed(draft).fields)
        else:
            asked = dict(draft.fields if now is not None else self._placed(draft).fields)
        if now is None:
            # A thing deleted since stays deleted, unless the file changed it.
            if before is not None and asked.keys() <= {"position"}:
                return None
            made = draft.fields if before is None else {**draft.fields, "deleted": False}
            thing = self._labels.thing(kind, draft.fields.get)
            new = replace(draft, fields={**made, **asked})
            return DiffStep(_("add {thing}", thing=thing), (own, new) if own else (new,))
        return self._changed(replace(draft, fields=_different(now, asked)), own, before or now, now)

    def _changed(self, draft: Operation, own: Operation | None, before: Any, now: Any) -> DiffStep | None:
        kind = EntityKind(draft.entity)
        drafts = [draft] if draft.fields else []
        told = dict(draft.fields)
        if own is not None:
            measured = self._own_changes(own, before, now)
            drafts = [*([Operation(own.entity, own.entity_id, measured)] if measured else []), *drafts]
            told |= {name: value for name, value in measured.items() if name == "unit"}
        thing = self._labels.thing(kind, partial(_field, now))
        return DiffStep(self._labels.change(thing, told), tuple(drafts)) if told else None

    def _asked(self, kind: EntityKind, before: Any, fields: Fields) -> dict[str, Value]:
        """Return the fields whose values the file changed; in a `complete` one silence means the default."""
        silent = _optional(kind, before) if self._complete else {}
        if kind is EntityKind.KEY_RESULT and (EntityKind.MILESTONE, before.id) not in self._incoming.lists:
            silent.pop("condition", None)
        return _different(before, {**silent, **fields})

    def _own_changes(self, own: Operation, before: KeyResultRecord, now: KeyResultRecord) -> dict[str, Value]:
        if own.entity_id != before.measure:
            return dict(own.fields) if own.entity_id != now.measure else {}
        silent: dict[str, Value] = {"unit": "", "frequency": Frequency.WEEK.value}
        fields = {**(silent if self._complete else {}), **own.fields}
        changed = {
            name: fields[name]
            for name, at in _OWN.items()
            if name in fields and fields[name] not in (getattr(before, at), getattr(now, at))
        }
        return {**changed, "key_result": before.id} if changed else {}


def _standing(records: Records) -> dict[str, tuple[EntityKind, Any]]:
    groups: tuple[tuple[EntityKind, Iterable[Any]], ...] = (
        (EntityKind.PERSPECTIVE, records.perspectives),
        (EntityKind.THEME, records.themes),
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


def _titles(records: Records, drafts: Sequence[Operation]) -> dict[str, str]:
    """Return the titles of everything that stands or comes; a measure made for a key result has that one's title."""
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
    """Return the defaults of the fields that a file may leave out; a complete file means them by silence."""
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
    if name == "method":
        return before == (after or Method.BOTH)
    if name == "phases" and before and after:
        return phases_of(str(before)) == phases_of(str(after))
    if name == "method":
        # Where none was chosen it is both, and so it is read.
        return (before or Method.BOTH) == (after or Method.BOTH)
    if hasattr(before, "isoformat"):
        return str(before) == after
    return before == after or (before in (None, "") and after in (None, ""))
