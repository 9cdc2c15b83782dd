"""A workspace as TOML; what says nothing beyond its default is left out, so that hands can read and write it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tomli_w

from goaltui.formats.defaults import STANDARD_PERSPECTIVES, defaults_of
from goaltui.formats.names import Directory
from goaltui.formats.whole import Whole
from goaltui.model.enums import EntityKind
from goaltui.model.records import (
    CheckInRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    MilestoneRecord,
    ObjectiveRecord,
    RemarkRecord,
    TargetRecord,
)
from goaltui.model.refs import encode
from goaltui.model.scoring import Scoring

FORMAT = 1
_LARGEST_WHOLE = 1e15
Table = dict[str, Any]


def write(whole: Whole, only: str | None = None) -> str:
    """The whole workspace, or one objective with what stands under it."""
    return tomli_w.dumps(_Writer(whole).document(only))


class _Writer:
    def __init__(self, whole: Whole) -> None:
        self._records = whole.records
        self._names = Directory.of(whole.records)
        self._measures = _grouped(whole.records.measures, lambda item: item.objective or "")
        self._key_results = _grouped(whole.records.key_results, lambda item: item.objective)
        self._check_ins = _grouped(whole.check_ins, lambda item: item.measure)
        self._targets = _grouped(whole.records.targets, lambda item: item.measure)
        self._steps = _grouped(whole.records.milestones, lambda item: item.key_result)

    def document(self, only: str | None) -> Table:
        if only is not None:
            chosen = [item for item in self._records.objectives if item.id == only]
            return {"format": FORMAT, "objectives": [self._objective(item) for item in chosen]}
        standing = {item.id for item in self._records.objectives}
        loose = [item for item in self._records.measures if item.objective not in standing]
        sections: Table = {
            "workspace": self._workspace(),
            "perspectives": self._perspectives(),
            "cycles": [
                _filled(name=item.name, start=item.start, end=item.end, parent=self._names.name_of(item.parent))
                for item in self._records.cycles
            ],
            "teams": [
                _filled(key=item.key, name=item.name, parent=self._names.name_of(item.parent))
                for item in self._records.teams
            ],
            "people": [
                _filled(key=item.key, name=item.name, team=self._names.name_of(item.team))
                for item in self._records.people
            ],
            "objectives": [self._objective(item) for item in self._records.objectives],
            "measures": [self._measure(item) for item in loose],
            "initiatives": [self._initiative(item) for item in self._records.initiatives],
            "links": [table for item in self._records.links if (table := self._link(item))],
            "remarks": [table for item in self._records.remarks if (table := self._remark(item))],
            "checks": [
                {"check": item.check, **_changed(EntityKind.CHECK_SETTING, item, ("enabled", "threshold"))}
                for item in self._records.check_settings
            ],
        }
        return {"format": FORMAT, **{name: section for name, section in sections.items() if section}}

    def _workspace(self) -> Table:
        record = self._records.workspace
        names = ("vision", "mission", "strategy", "method", "language", "status_preset")
        return _filled(name=record.name or None) | _changed(EntityKind.WORKSPACE, record, names)

    def _perspectives(self) -> list[Table]:
        found = [(item.key, item.name, item.position, item.weight) for item in self._records.perspectives]
        if sorted(found) == sorted(STANDARD_PERSPECTIVES):
            return []
        ordered = sorted(self._records.perspectives, key=lambda item: (item.position, item.name, item.id))
        return [
            {"key": item.key, "name": item.name, "position": item.position, "weight": _number(item.weight)}
            for item in ordered
        ]

    def _objective(self, record: ObjectiveRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._references(record, ("parent", "cycle", "perspective", "team", "owner"))
        names = ("why", "ambition", "weight", "counts", "state", "grade", "closing")
        table |= _changed(EntityKind.OBJECTIVE, record, names)
        table |= _filled(measures=[self._measure(item) for item in self._measures.get(record.id, ())] or None)
        return table | _filled(
            key_results=[self._key_result(item) for item in self._key_results.get(record.id, ())] or None
        )

    def _measure(self, record: MeasureRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._references(record, ("perspective", "owner", "updater"))
        names = ("unit", "definition", "source", "kind", "frequency", "aggregation", "weight", "applies")
        table |= _changed(EntityKind.MEASURE, record, names)
        if record.scoring:
            table["scoring"] = _scoring(record.scoring)
        targets = [self._target(item) for item in self._targets.get(record.id, ())]
        return table | _filled(targets=targets or None) | self._series(self._check_ins.get(record.id, ()), bound=True)

    def _target(self, record: TargetRecord) -> Table:
        table: Table = {"start": record.start, "scoring": _scoring(record.scoring)}
        return table | _filled(review=record.review, note=record.note or None)

    def _key_result(self, record: KeyResultRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        if record.own_measure:
            table |= _filled(unit=record.unit or None)
        else:
            table |= _filled(measure=self._names.name_of(record.measure))
        table |= self._references(record, ("owner",))
        names = ("condition", "start", "target", "low", "high", "weight", "due", "cadence")
        table |= _changed(EntityKind.KEY_RESULT, record, names)
        steps = [self._milestone(item) for item in self._steps.get(record.id, ())]
        table |= _filled(milestones=steps or None)
        return table | (
            self._series(self._check_ins.get(record.measure, ()), bound=False) if record.own_measure else {}
        )

    def _milestone(self, record: MilestoneRecord) -> Table:
        table: Table = {"id": encode(record.id), "title": record.title}
        return table | _changed(EntityKind.MILESTONE, record, ("due", "weight", "done"))

    def _initiative(self, record: InitiativeRecord) -> Table:
        table = self._named(record.id, record.key, record.title)
        table |= self._references(record, ("objective", "key_result", "owner"))
        return table | _changed(EntityKind.INITIATIVE, record, ("due", "state", "percent"))

    def _link(self, record: LinkRecord) -> Table:
        driver, driven = self._names.name_of(record.driver), self._names.name_of(record.driven)
        if driver is None or driven is None:
            return {}
        return {"from": driver, "to": driven, **_changed(EntityKind.LINK, record, ("strength", "delay", "why"))}

    def _remark(self, record: RemarkRecord) -> Table:
        subject = self._names.name_of(record.subject)
        if subject is None:
            return {}
        table: Table = {"id": encode(record.id), "kind": record.kind, "on_kind": record.subject_kind, "on": subject}
        table |= {"text": record.text, **self._references(record, ("owner",))}
        return table | _changed(EntityKind.REMARK, record, ("due", "state", "author"))

    def _series(self, check_ins: Sequence[CheckInRecord], *, bound: bool) -> Table:
        if not check_ins:
            return {}
        tables = [self._check_in(item, bound=bound) for item in check_ins]
        days = {item.date for item in check_ins}
        if len(days) == len(check_ins) and all(table.keys() == {"at", "value"} for table in tables):
            return {"values": {table["at"].isoformat(): table["value"] for table in tables}}
        return {"check_ins": tables}

    def _check_in(self, record: CheckInRecord, *, bound: bool) -> Table:
        table: Table = {"at": record.date}
        if record.value is not None:
            table["value"] = _number(record.value)
        table |= _changed(EntityKind.CHECK_IN, record, ("estimate", "confidence", "status", "note", "author"))
        return table | _filled(key_result=self._names.name_of(record.key_result) if bound else None)

    def _named(self, identity: str, key: str | None, title: str) -> Table:
        return _filled(id=encode(identity), key=key, title=title)

    def _references(self, record: Any, names: Iterable[str]) -> Table:
        return _filled(**{name: self._names.name_of(getattr(record, name)) for name in names})


def _filled(**fields: Any) -> Table:
    return {name: value for name, value in fields.items() if value is not None}


def _changed(kind: EntityKind, record: Any, names: Iterable[str]) -> Table:
    """The fields that are not what they are by default."""
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
