"""A workspace from TOML: types and names are checked to the last line before anything is handed on."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goaltui.formats.defaults import STANDARD_PERSPECTIVES
from goaltui.formats.entries import Entries, Entry, Reference, read_id
from goaltui.formats.toml_lines import line_of
from goaltui.formats.toml_series import read_series
from goaltui.formats.toml_table import Mistake, Table
from goaltui.formats.whole import Whole
from goaltui.model.changes import Draft, Fields, Value
from goaltui.model.enums import (
    Aggregation,
    Ambition,
    Condition,
    EntityKind,
    Frequency,
    InitiativeState,
    MeasureKind,
    Method,
    ObjectiveState,
    RemarkKind,
    RemarkState,
    StatusPreset,
    Strength,
)
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.refs import WORKSPACE_ID, natural_id, new_id
from goaltui.model.scoring import Scoring
from goaltui.model.validation import validated

FORMAT = 1
_SUBJECTS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
_WHERE = re.compile(r"^(?P<words>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says: changes in the order in which things are to be made, with check-ins apart."""

    drafts: tuple[Draft, ...]
    check_ins: tuple[Draft, ...]


def read(text: str, name: str, *, known: Whole, today: date) -> Incoming:
    """The changes that a file asks for against what is known; raises Refused with file, line and what to do."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(_syntax(str(error), name, text)) from error
    try:
        return _Reader(known, today).read(document)
    except Mistake as mistake:
        line = line_of(text, mistake.path)
        raise Refused(f"{name}:{line}: {mistake.words}; nothing was written.") from mistake


class _Reader:
    def __init__(self, known: Whole, today: date) -> None:
        self._entries = Entries(known)
        self._known = known
        self._today = today
        self._series: list[tuple[Entry, Table]] = []
        self._check_ins: list[Entry] = []

    def read(self, document: dict[str, Any]) -> Incoming:
        root = Table(document, (), "the file")
        if (root.count("format") or FORMAT) > FORMAT:
            raise Mistake(("format",), f"the file is of format {document['format']}; update goaltui to read it")
        self._workspace(root)
        self._places(root)
        for table in root.tables("objectives", "an objective"):
            self._objective(table)
        for table in root.tables("measures", "a measure"):
            self._measure(table, None)
        for table in root.tables("initiatives", "an initiative"):
            self._initiative(table)
        for table in root.tables("links", "a link"):
            self._link(table)
        for table in root.tables("remarks", "a remark"):
            self._remark(table)
        for table in root.tables("checks", "a check"):
            check = table.title("check")
            fields = _given(check=check, enabled=table.flag("enabled"), threshold=table.number("threshold"))
            self._add(table, EntityKind.CHECK_SETTING, natural_id(EntityKind.CHECK_SETTING, check), fields)
        root.done()
        drafts = self._entries.drafts()
        given = {(draft.entity, draft.entity_id): draft.fields for draft in drafts}
        for entry in self._entries.found:
            if entry.kind != EntityKind.LINK:
                _validate(entry, given[entry.kind, entry.id])
        return Incoming(_links_named(drafts), tuple(self._series_drafts()))

    def _workspace(self, root: Table) -> None:
        table = root.table("workspace", "the workspace")
        if table is None:
            return
        fields = _given(
            name=table.line("name"),
            vision=table.text("vision"),
            mission=table.text("mission"),
            strategy=table.text("strategy"),
            method=table.word("method", Method),
            language=table.line("language"),
            status_preset=table.word("status_preset", StatusPreset),
        )
        self._add(table, EntityKind.WORKSPACE, WORKSPACE_ID, fields)

    def _places(self, root: Table) -> None:
        names = self._entries.directory
        for key, label, _, _ in STANDARD_PERSPECTIVES:
            identity = natural_id(EntityKind.PERSPECTIVE, key)
            if identity not in names.named:
                names.add(EntityKind.PERSPECTIVE, identity, key, label)
        for place, table in enumerate(root.tables("perspectives", "a perspective")):
            key = table.title("key")
            identity = natural_id(EntityKind.PERSPECTIVE, key)
            position = table.count("position")
            fields = _given(key=key, name=table.line("name") or key, weight=table.number("weight"))
            names.add(EntityKind.PERSPECTIVE, identity, key, str(fields["name"]))
            fields["position"] = place if position is None else position
            self._add(table, EntityKind.PERSPECTIVE, identity, fields)
        for table in root.tables("cycles", "a cycle"):
            name = table.title("name")
            identity = natural_id(EntityKind.CYCLE, name)
            names.add(EntityKind.CYCLE, identity, None, name)
            fields = _given(name=name, start=_needed(table, "start"), end=_needed(table, "end"))
            self._add(table, EntityKind.CYCLE, identity, fields, _refer(table, "parent", EntityKind.CYCLE))
        for section, kind, above in (("teams", EntityKind.TEAM, "parent"), ("people", EntityKind.PERSON, "team")):
            for table in root.tables(section, f"an entry of {section}"):
                called = table.line("name")
                key = table.line("key") or table.title("name")
                identity = natural_id(kind, key)
                names.add(kind, identity, key, called or key)
                references = _refer(table, above, EntityKind.TEAM)
                self._add(table, kind, identity, {"key": key, "name": called or key}, references)

    def _objective(self, table: Table) -> None:
        identity, fields = self._named(table, EntityKind.OBJECTIVE)
        fields |= _given(
            why=table.text("why"),
            ambition=table.word("ambition", Ambition),
            weight=table.number("weight"),
            counts=table.flag("counts"),
            state=table.word("state", ObjectiveState),
            grade=table.number("grade"),
            closing=table.text("closing"),
        )
        references = [
            *_refer(table, "parent", EntityKind.OBJECTIVE),
            *_refer(table, "cycle", EntityKind.CYCLE),
            *_refer(table, "perspective", EntityKind.PERSPECTIVE),
            *_refer(table, "team", EntityKind.TEAM),
            *_refer(table, "owner", EntityKind.PERSON),
        ]
        measures = list(table.tables("measures", "a measure"))
        key_results = list(table.tables("key_results", "a key result"))
        self._add(table, EntityKind.OBJECTIVE, identity, fields, references)
        for inner in measures:
            self._measure(inner, identity)
        for inner in key_results:
            self._key_result(inner, identity)

    def _measure(self, table: Table, objective: str | None) -> None:
        identity, fields = self._named(table, EntityKind.MEASURE)
        fields |= _given(
            unit=table.line("unit"),
            definition=table.text("definition"),
            source=table.line("source"),
            kind=table.word("kind", MeasureKind),
            frequency=table.word("frequency", Frequency),
            aggregation=table.word("aggregation", Aggregation),
            weight=table.number("weight"),
            applies=table.flag("applies"),
            scoring=_scoring(table, "scoring"),
            objective=objective,
        )
        references = [
            *_refer(table, "perspective", EntityKind.PERSPECTIVE),
            *_refer(table, "owner", EntityKind.PERSON),
            *_refer(table, "updater", EntityKind.PERSON),
        ]
        if objective is None:
            references += _refer(table, "objective", EntityKind.OBJECTIVE)
        targets = list(table.tables("targets", "a target"))
        self._series.append((Entry(EntityKind.MEASURE, identity, {"measure": identity}), table))
        read_series(table, self._today, ask_only=True)
        self._add(table, EntityKind.MEASURE, identity, fields, references)
        for inner in targets:
            start = _needed(inner, "start")
            scoring = _scoring(inner, "scoring")
            if scoring is None:
                raise Mistake(inner.path, "a target has no 'scoring'; give it one")
            given = _given(start=start, scoring=scoring, review=inner.day("review"), note=inner.text("note"))
            target = natural_id(EntityKind.TARGET, identity, str(start))
            self._add(inner, EntityKind.TARGET, target, {"measure": identity, **given})

    def _key_result(self, table: Table, objective: str) -> None:
        identity, fields = self._named(table, EntityKind.KEY_RESULT, objective)
        unit = table.line("unit")
        fields |= _given(
            objective=objective,
            start=table.number("start"),
            target=table.number("target"),
            low=table.number("low"),
            high=table.number("high"),
            condition=table.word("condition", Condition),
            weight=table.number("weight"),
            due=table.day("due"),
            cadence=table.word("cadence", Frequency),
        )
        references = [
            *_refer(table, "measure", EntityKind.MEASURE),
            *_refer(table, "owner", EntityKind.PERSON),
        ]
        steps = list(table.tables("milestones", "a milestone"))
        read_series(table, self._today, ask_only=True)
        bound = next((item for item in references if item.field == "measure"), None)
        if bound is None:
            own = self._own_measure(identity)
            fields["measure"] = own
            given = _given(title=fields["title"], unit=unit, frequency=fields.get("cadence") or Frequency.WEEK.value)
            self._entries.add(Entry(EntityKind.MEASURE, own, {**given, "key_result": identity}, (), table.path))
        self._add(table, EntityKind.KEY_RESULT, identity, fields, references)
        entry = Entry(EntityKind.KEY_RESULT, identity, dict(fields), tuple([bound] if bound else []))
        self._series.append((entry, table))
        for step in steps:
            title = step.title("title")
            given = _given(due=step.day("due"), weight=step.number("weight"), done=step.flag("done"))
            chosen = read_id(step.line("id"), step.at("id")) or natural_id(EntityKind.MILESTONE, identity, title)
            self._add(step, EntityKind.MILESTONE, chosen, {"key_result": identity, "title": title, **given})

    def _own_measure(self, key_result: str) -> str:
        for record in self._known.records.key_results:
            if record.id == key_result and record.own_measure:
                return record.measure
        return new_id()

    def _initiative(self, table: Table) -> None:
        identity, fields = self._named(table, EntityKind.INITIATIVE)
        fields |= _given(
            due=table.day("due"), state=table.word("state", InitiativeState), percent=table.number("percent")
        )
        references = [
            *_refer(table, "objective", EntityKind.OBJECTIVE),
            *_refer(table, "key_result", EntityKind.KEY_RESULT),
            *_refer(table, "owner", EntityKind.PERSON),
        ]
        self._add(table, EntityKind.INITIATIVE, identity, fields, references)

    def _link(self, table: Table) -> None:
        for end in ("from", "to"):
            table.title(end)
        references = [
            *_refer(table, "from", EntityKind.OBJECTIVE, field="driver"),
            *_refer(table, "to", EntityKind.OBJECTIVE, field="driven"),
        ]
        fields = _given(strength=table.word("strength", Strength), delay=table.count("delay"), why=table.text("why"))
        self._add(table, EntityKind.LINK, new_id(), fields, references)

    def _remark(self, table: Table) -> None:
        subject_kind = table.word("on_kind", EntityKind)
        kinds = (EntityKind(subject_kind),) if subject_kind else _SUBJECTS
        reference = Reference("subject", kinds, table.title("on"), table.at("on"))
        subject = self._entries_later(reference)
        fields = _given(
            kind=table.word("kind", RemarkKind),
            subject_kind=subject_kind or subject,
            text=table.text("text") or "",
            due=table.day("due"),
            state=table.word("state", RemarkState),
            author=table.line("author"),
        )
        identity = read_id(table.line("id"), table.at("id")) or new_id()
        self._add(table, EntityKind.REMARK, identity, fields, [reference, *_refer(table, "owner", EntityKind.PERSON)])

    def _entries_later(self, reference: Reference) -> str:
        """The kind of what a remark is on; all that it can be on was read before."""
        identity = self._entries.resolve(reference)
        return self._entries.directory.named[identity][0].value

    def _named(self, table: Table, kind: EntityKind, under: str | None = None) -> tuple[str, dict[str, Value]]:
        title, key = table.title("title"), table.line("key")
        given = read_id(table.line("id"), table.at("id"))
        return self._entries.identity(kind, given, key, title, under), _given(title=title, key=key)

    def _add(
        self,
        table: Table,
        kind: EntityKind,
        identity: str,
        fields: dict[str, Value],
        references: Iterable[Reference] = (),
    ) -> None:
        table.done()
        self._entries.add(Entry(kind, identity, fields, tuple(references), table.path))

    def _series_drafts(self) -> Iterable[Draft]:
        for entry, table in self._series:
            measure = str(entry.fields.get("measure") or "")
            for reference in entry.references:
                measure = self._entries.resolve(reference)
            context = entry.id if entry.kind is EntityKind.KEY_RESULT else None
            for check_in in read_series(table, self._today):
                fields: dict[str, Value] = {"measure": measure, "key_result": context, **check_in.fields}
                if check_in.key_result is not None:
                    fields["key_result"] = self._entries.resolve(check_in.key_result)
                given = {name: value for name, value in fields.items() if value is not None}
                yield Draft(EntityKind.CHECK_IN, new_id(), given)


def _validate(entry: Entry, fields: Fields) -> None:
    """What a type alone does not tell: ranges and lengths, said with the entity's line."""
    try:
        validated(entry.kind, {**fields, "id": entry.id})
    except InvalidField as error:
        raise Mistake(entry.path, str(error).rstrip(".")) from error


def _links_named(drafts: list[Draft]) -> tuple[Draft, ...]:
    """A link's id derives from what it joins, which is known only now."""
    return tuple(
        Draft(
            draft.entity,
            natural_id(EntityKind.LINK, str(draft.fields["driver"]), str(draft.fields["driven"])),
            draft.fields,
        )
        if draft.entity == EntityKind.LINK
        else draft
        for draft in drafts
    )


def _refer(table: Table, name: str, *kinds: EntityKind, field: str | None = None) -> list[Reference]:
    text = table.line(name)
    return [Reference(field or name, kinds, text, table.at(name))] if text else []


def _scoring(table: Table, name: str) -> str | None:
    inner = table.table(name, "scoring")
    if inner is None:
        return None
    try:
        return Scoring.of(dict(inner.items())).to_json()
    except InvalidField as error:
        raise Mistake(inner.path, str(error).rstrip(".")) from error


def _needed(table: Table, name: str) -> str:
    found = table.day(name)
    if found is None:
        raise Mistake(table.path, f"{table.what} has no '{name}'; give it a day such as 2026-07-01")
    return found


def _given(**fields: Value) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value is not None}


def _syntax(message: str, name: str, text: str) -> str:
    found = _WHERE.match(message)
    if found is None:
        return f"{name}: {message}; nothing was written."
    line = found["line"] or str(text.count("\n") + 1)
    return f"{name}:{line}: this is not TOML: {found['words']}; nothing was written."
