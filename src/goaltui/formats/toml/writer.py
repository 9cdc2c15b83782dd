"""The writer of a workspace as TOML; defaults are left out, so that people can read and write it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import tomli_w

from goaltui.formats.content import WorkspaceContent, part, visible
from goaltui.formats.name_resolution import Directory, NameScope
from goaltui.formats.toml.defaults import STANDARD_PERSPECTIVES, implied_condition
from goaltui.model.enums import EntityKind, Method
from goaltui.model.fields import ValueKind, in_files
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of
from goaltui.model.pauses import pauses_of, pauses_shown
from goaltui.model.plain.values import defaults_of
from goaltui.model.records import (
    STATEMENTS,
    CheckInRecord,
    CheckSettingRecord,
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    MilestoneRecord,
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    Records,
    RemarkRecord,
    TargetRecord,
    TeamRecord,
    ThemeRecord,
)
from goaltui.model.refs import encode, natural_id
from goaltui.model.scoring import Scoring
from goaltui.model.text import escaped

FORMAT = 1
_LARGEST_WHOLE = 1e15
Table = dict[str, Any]


def write(whole: WorkspaceContent, only: str | None = None, known: Mapping[str, int] | None = None) -> str:
    """Return the whole workspace as TOML, or one objective with what stands under it,
    marked as a part; last what it knew.
    """
    shown = visible(whole)
    inside = shown.records if only is None else part(shown.records, only)
    writer = _Writer(shown, inside)
    about = {"workspace": writer.workspace()} if only is None else {"part": encode(only)}
    sections = {**about, **writer.sections(), "known": dict(known or {})}
    document = {"format": FORMAT, **{name: section for name, section in sections.items() if section}}
    return escaped(tomli_w.dumps(document, multiline_strings=True))


def write_some(whole: WorkspaceContent, objectives: Iterable[str]) -> str:
    """Return some objectives as TOML, each with what stands under it, without what the file knew: nothing that it
    leaves out is ever deleted for that."""
    shown = visible(whole)
    parts = [part(shown.records, identity) for identity in objectives]
    joined = (tuple(chain(*found)) for found in zip(*(one[1:] for one in parts), strict=True))
    inside = Records(shown.records.workspace, *joined)
    sections = {name: section for name, section in _Writer(shown, inside).sections().items() if section}
    return escaped(tomli_w.dumps({"format": FORMAT, **sections}, multiline_strings=True))


class _Writer:
    def __init__(self, whole: WorkspaceContent, inside: Records) -> None:
        self._records = inside
        self._names = NameScope(Directory.of(inside), Directory.of(whole.records))
        self._measures = _grouped(inside.measures, lambda item: item.objective or "")
        self._key_results = _grouped(inside.key_results, lambda item: item.objective)
        self._check_ins = _grouped(whole.check_ins, lambda item: item.measure)
        self._targets = _grouped(inside.targets, lambda item: item.measure)
        self._remarked = {item.subject for item in whole.records.remarks}
        self._steps = _grouped(inside.milestones, lambda item: item.key_result)

    def sections(self) -> Table:
        """Return everything but the workspace itself, in the order in which it has to be read."""
        records = self._records
        return {
            "perspectives": self._perspectives(),
            "cycles": [self._cycle(item) for item in records.cycles],
            "themes": [self._theme(item) for item in records.themes],
            "teams": [self._keyed(EntityKind.TEAM, item, "parent") for item in records.teams],
            "people": [self._keyed(EntityKind.PERSON, item, "team") for item in records.people],
            "objectives": [self._objective(item) for item in records.objectives],
            "measures": [self._measure(item) for item in self._measures.get("", ())],
            "initiatives": [self._initiative(item) for item in records.initiatives],
            "links": [self._link(item) for item in records.links],
            "remarks": [self._remark(item) for item in records.remarks],
            "checks": [self._check(item) for item in records.check_settings],
        }

    def workspace(self) -> Table:
        """Return the table of the workspace itself."""
        record = self._records.workspace
        chosen = () if record.method == Method.BOTH else ("method",)
        names = (*STATEMENTS, *chosen, "language", "status_preset")
        names = (*names, "first_month", "strategic_link", "perspective_needed", "approved", "approved_by")
        table = {"name": record.name, **_changed(EntityKind.WORKSPACE, record, names), **_pauses(record.pauses)}
        return table | self._references(record, ("sponsor",))

    def _perspectives(self) -> list[Table]:
        found = [(item.key, item.name, item.position, item.weight) for item in self._records.perspectives]
        fixed = any(item.share is not None for item in self._records.perspectives)
        if not fixed and sorted(found) == sorted(STANDARD_PERSPECTIVES):
            return []
        ordered = sorted(self._records.perspectives, key=lambda item: (item.position, item.name, item.id))
        return [self._perspective(item) for item in ordered]

    def _perspective(self, record: PerspectiveRecord) -> Table:
        table = _natural(EntityKind.PERSPECTIVE, record.id, record.key) | {"key": record.key, "name": record.name}
        table |= {"position": record.position, "weight": _number(record.weight)}
        return table | _changed(EntityKind.PERSPECTIVE, record, ("share",))

    def _cycle(self, record: CycleRecord) -> Table:
        table = _natural(EntityKind.CYCLE, record.id, record.name)
        table |= {"name": record.name, "start": record.start, "end": record.end}
        return table | self._references(record, ("parent",))

    def _keyed(self, kind: EntityKind, record: TeamRecord | PersonRecord, above: str) -> Table:
        table = _natural(kind, record.id, record.key)
        table |= {"key": record.key, "name": record.name, **self._references(record, (above,))}
        return table | (_pauses(record.pauses) if isinstance(record, PersonRecord) else {})

    def _theme(self, record: ThemeRecord) -> Table:
        table = _natural(EntityKind.THEME, record.id, record.key) | {"key": record.key, "name": record.name}
        return table | _changed(EntityKind.THEME, record, ("text",))

    def _objective(self, record: ObjectiveRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._references(record, ("parent", "cycle"))
        table |= self._named_things(EntityKind.OBJECTIVE, record) | _values(EntityKind.OBJECTIVE, record)
        table |= _filled(measures=[self._measure(item) for item in self._measures.get(record.id, ())] or None)
        return table | _filled(
            key_results=[self._key_result(item) for item in self._key_results.get(record.id, ())] or None
        )

    def _measure(self, record: MeasureRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._named_things(EntityKind.MEASURE, record) | _values(EntityKind.MEASURE, record)
        targets = [self._target(item) for item in self._targets.get(record.id, ())]
        return table | _filled(targets=targets or None) | self._series(self._check_ins.get(record.id, ()), bound=True)

    def _target(self, record: TargetRecord) -> Table:
        table = _natural(EntityKind.TARGET, record.id, record.measure, record.start.isoformat())
        table |= {"start": record.start, "scoring": _scoring(record.scoring)}
        return table | _filled(review=record.review, note=record.note or None)

    def _key_result(self, record: KeyResultRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        if record.own_measure:
            table |= _filled(unit=record.unit or None)
        else:
            table |= _filled(measure=self._names.name_of(record.measure))
        table |= self._one_each(EntityKind.KEY_RESULT, record)
        steps = [self._milestone(item) for item in self._steps.get(record.id, ())]
        implied = implied_condition(
            target=record.target is not None,
            limits=record.low is not None or record.high is not None,
            milestones=bool(steps),
        )
        if record.condition != implied:
            table["condition"] = record.condition
        table |= self._several_each(EntityKind.KEY_RESULT, record) | _values(EntityKind.KEY_RESULT, record)
        table |= _filled(milestones=steps or None)
        return table | (
            self._series(self._check_ins.get(record.measure, ()), bound=False) if record.own_measure else {}
        )

    def _milestone(self, record: MilestoneRecord) -> Table:
        table: Table = {"id": encode(record.id), "title": record.title}
        return table | _changed(EntityKind.MILESTONE, record, ("due", "weight", "done", "done_on"))

    def _initiative(self, record: InitiativeRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._references(record, ("objective", "key_result", "measure"))
        return table | self._named_things(EntityKind.INITIATIVE, record) | _values(EntityKind.INITIATIVE, record)

    def _link(self, record: LinkRecord) -> Table:
        table = _natural(EntityKind.LINK, record.id, record.driver, record.driven)
        table |= {"from": self._names.name_of(record.driver), "to": self._names.name_of(record.driven)}
        return table | _changed(EntityKind.LINK, record, ("strength", "delay", "why"))

    def _remark(self, record: RemarkRecord) -> Table:
        table: Table = {"id": encode(record.id), "on_kind": record.subject_kind}
        table |= _filled(on=self._names.name_of(record.subject))
        table |= _changed(EntityKind.REMARK, record, ("kind",))
        table |= {"text": record.text, **self._references(record, ("owner",))}
        return table | _changed(EntityKind.REMARK, record, ("due", "state", "author"))

    def _check(self, record: CheckSettingRecord) -> Table:
        return {"check": record.check, **_changed(EntityKind.CHECK_SETTING, record, ("enabled", "threshold"))}

    def _series(self, check_ins: Sequence[CheckInRecord], *, bound: bool) -> Table:
        if not check_ins:
            return {}
        tables = [self._check_in(item, bound=bound) for item in check_ins]
        days = {item.date for item in check_ins}
        if len(days) == len(check_ins) and all(table.keys() == {"at", "value"} for table in tables):
            return {"values": {table["at"].isoformat(): table["value"] for table in tables}}
        return {"check_ins": tables}

    def _check_in(self, record: CheckInRecord, *, bound: bool) -> Table:
        table: Table = {"id": encode(record.id)} if record.id in self._remarked else {}
        table["at"] = record.date
        if record.value is not None:
            table["value"] = _number(record.value)
        table |= _changed(EntityKind.CHECK_IN, record, ("estimate", "confidence", "status", "note", "author"))
        return table | _filled(key_result=self._names.name_of(record.key_result) if bound else None)

    def _named(self, identity: str, key: str | None, title: str) -> Table:
        return _filled(id=encode(identity), key=key or None, title=title)

    def _references(self, record: Any, names: Iterable[str]) -> Table:
        return _filled(**{name: self._names.name_of(getattr(record, name)) for name in names})

    def _named_things(self, kind: EntityKind, record: Any) -> Table:
        """Return the references of a goal as names for a file."""
        return self._one_each(kind, record) | self._several_each(kind, record)

    def _one_each(self, kind: EntityKind, record: Any) -> Table:
        specs = (spec for spec in in_files(kind) if spec.kind is ValueKind.REFERENCE)
        return _filled(**{spec.called: self._names.name_of(getattr(record, spec.name)) for spec in specs})

    def _several_each(self, kind: EntityKind, record: Any) -> Table:
        specs = (spec for spec in in_files(kind) if spec.kind is ValueKind.NAMES)
        named = {spec.called: ids_of(getattr(record, spec.name)) for spec in specs}
        return {name: [self._names.name_of(identity) for identity in ids] for name, ids in named.items() if ids}


def _pauses(text: str | None) -> Table:
    return _filled(pauses=[pauses_shown([item]) for item in pauses_of(text)] or None)


def _natural(kind: EntityKind, identity: str, *parts: str) -> Table:
    """Return the id of a thing that would be known by its name, where it was renamed since it was made."""
    return {} if identity == natural_id(kind, *parts) else {"id": encode(identity)}


def _filled(**fields: Any) -> Table:
    return {name: value for name, value in fields.items() if value is not None}


def _values(kind: EntityKind, record: Any) -> Table:
    """Return the other fields of a goal that differ from their defaults."""
    defaults, table = defaults_of(kind), Table()
    for spec in in_files(kind):
        value = getattr(record, spec.name)
        if spec.refers is not None or value is None or value == defaults[spec.name]:
            continue
        if spec.kind is ValueKind.SCORING:
            table[spec.called] = _scoring(value)
        elif spec.kind is ValueKind.PHASES:
            table[spec.called] = {phase.day.isoformat(): _number(phase.value) for phase in phases_of(value)}
        else:
            table[spec.called] = _number(value) if isinstance(value, float) else value
    return table


def _changed(kind: EntityKind, record: Any, names: Iterable[str]) -> Table:
    """Return the fields that differ from their defaults."""
    defaults = defaults_of(kind)
    return dict(_different(record, names, defaults))


def _different(record: Any, names: Iterable[str], defaults: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in names:
        value = getattr(record, name)
        if value is not None and value != defaults[name]:
            yield name, _number(value) if isinstance(value, float) else value


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value


def _scoring(text: str) -> Table:
    table = Scoring.from_json(text).table()
    return {name: _number(value) if isinstance(value, float) else value for name, value in table.items()}


def _grouped(items: Iterable[Any], key: Any) -> dict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
