"""The entries of a file, entity by entity: ids while reading, names once all is read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any, NoReturn

from goaltui.formats.content import WorkspaceContent
from goaltui.formats.diff.matching import Matcher, Under
from goaltui.formats.name_resolution import NATURAL, Directory, NameScope, full_id
from goaltui.formats.toml.defaults import STANDARD_PERSPECTIVES
from goaltui.formats.toml.source_lines import Path, line_of, lines_of
from goaltui.formats.toml.table import Mistakes, Table, shown
from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.id_lists import ids_text
from goaltui.model.listing import either
from goaltui.model.quick.translation import _, _n
from goaltui.model.text import fold

_SEVERAL = re.compile(r"[,;&/+]|\s(and|och|und|et|y|e)\s", re.IGNORECASE)
_NAMED = (
    *(EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE),
    *(EntityKind.CYCLE, EntityKind.TEAM, EntityKind.PERSON, EntityKind.PERSPECTIVE, EntityKind.THEME),
)
_MOST = 100
"""Mistakes that are shown; whoever made more has one at the root of them."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names a thing of one of these kinds; the first kind that matches counts."""

    field: str
    kinds: tuple[EntityKind, ...]
    text: str
    path: Path
    is_one_of_several: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity of the file: its fields and its references."""

    kind: EntityKind
    id: str
    fields: dict[str, Value]
    references: tuple[Reference, ...]
    path: Path


class EntryReader:
    """The entries of one file, collected against what is known.

    A `complete` file means what it leaves out: without it a key result keeps the measure that it is bound to.
    """

    def __init__(self, known: WorkspaceContent, document: Mapping[str, Any], today: date, *, complete: bool) -> None:
        self.today = today
        self.complete = complete
        self.mistakes = Mistakes()
        self.notes = Mistakes()
        self.root = Table(document, (), _("the file"), self.mistakes)
        self.matcher = Matcher(known.records, document)
        self.key_results = {item.id: item for item in known.records.key_results}
        self.initiatives = {item.id: item for item in known.records.initiatives}
        self.open_steps = {item.id for item in known.records.milestones if not item.done}
        self.with_steps = {item.key_result for item in known.records.milestones}
        self.lasting = {item.id for item in known.records.measures}
        self.lists: set[tuple[EntityKind, str]] = set()
        self.entries: list[Entry] = []
        self.mentioned: set[str] = set()
        self._known = Directory.of(known.records)
        for check_in in known.check_ins:
            self._known.add(EntityKind.CHECK_IN, check_in.id)
        self._given = Directory()
        self._scope = NameScope(self._given, self._known)
        self._made: dict[str, Operation] = {}

    def given_id(self, table: Table, kind: EntityKind) -> str | None:
        """Return the id that a table gives; note a mistake where it is no id, or that of another thing."""
        text = table.line("id")
        if text is None:
            return None
        identity = full_id(text) or ""
        if not _ID.fullmatch(identity):
            self.mistakes.add(
                table.at("id"), _("'{text}' is not an id; leave it out for something new", text=shown(text))
            )
            return None
        other = self._known.kind_of(identity) or self._given.kind_of(identity) or kind
        if self.matcher.is_claimed(identity):
            self.mistakes.add(table.at("id"), _("this id is in the file twice; leave it out of the copy"))
        elif other is not kind:
            words = _("this id belongs to {thing}; leave it out for something new", thing=_article(other.word))
            self.mistakes.add(table.at("id"), words)
        return identity

    def claim(self, table: Table, kind: EntityKind, key: str | None, title: str, under: Under = ()) -> str:
        """Return the id of what a table is about, known from now on by its key and title."""
        identity = self.matcher.claim(kind, self.given_id(table, kind), key, title, under)
        self.name(kind, identity, key, title)
        return identity

    def name(self, kind: EntityKind, identity: str, key: str | None = None, title: str = "") -> None:
        """Let the file refer to a thing by these names."""
        self._given.add(kind, identity, key, title)

    def kind_of(self, identity: str | None) -> str | None:
        """Return the kind of a thing of the file or of the workspace."""
        return self._given.kind_of(identity or "") or self._known.kind_of(identity or "")

    def is_lasting(self, measure: str) -> bool:
        """Return whether several key results may read a measure; one made for a single key
        result has no name of its own.
        """
        return self.kind_of(measure) == EntityKind.MEASURE

    def stands(self, identity: str) -> bool:
        """Return whether the workspace has it."""
        return self._known.kind_of(identity) is not None

    def reference(self, table: Table, name: str, *kinds: EntityKind, field: str | None = None) -> list[Reference]:
        """Return the reference in a key, none where it is not given."""
        text = table.line(name)
        return [Reference(field or name, kinds, text, table.at(name))] if text else []

    def references(self, table: Table, name: str, kind: EntityKind, field: str | None = None) -> list[Reference]:
        """Return the references in a list of names, none where it is not given."""
        return [Reference(field or name, (kind,), text, path, True) for path, text in table.lines(name)]

    def meant(self, references: Iterable[Reference]) -> str | None:
        """Return the id that the first reference means so far; none where that is nothing or several things."""
        found = next((self._scope.meant(item.kinds, item.text) for item in references), [])
        return found[0] if len(found) == 1 else None

    def add(
        self,
        table: Table,
        kind: EntityKind,
        identity: str,
        fields: dict[str, Value],
        references: Iterable[Reference] = (),
    ) -> None:
        """Add an entity, in the order of the file, once all of its table was read."""
        table.done()
        self.entries.append(Entry(kind, identity, self.returned(identity, fields), tuple(references), table.path))

    def add_to(self, identity: str, references: Iterable[Reference]) -> None:
        """Add references to an earlier entity of the file, where it has none in these fields."""
        place = next(place for place, entry in enumerate(self.entries) if entry.id == identity)
        entry = self.entries[place]
        taken = {item.field for item in entry.references}
        more = tuple(item for item in references if item.field not in taken)
        self.entries[place] = replace(entry, references=(*entry.references, *more))

    def returned(self, identity: str, fields: dict[str, Value]) -> dict[str, Value]:
        """Return the fields, with `deleted` false where the thing may have been deleted before."""
        return {**fields, "deleted": False} if self.matcher.may_return(identity) else fields

    def resolve(self, reference: Reference) -> str:
        """Return the id that a name means; note a mistake where it means nothing or several things."""
        found = self._scope.meant(reference.kinds, reference.text)
        if len(found) == 1:
            self.mentioned.add(found[0])
            return found[0]
        name = _("'{key}' refers to '{text}'", key=reference.path[-1], text=shown(reference.text))
        if found:
            words = _("{name}, which is the name of {count} things; use a key or an id", name=name, count=len(found))
            self.mistakes.add(reference.path, words)
            return found[0]
        made = self._make(reference.kinds[0], reference.text)
        if made is not None:
            if reference.kinds == (EntityKind.PERSON,) and _SEVERAL.search(reference.text):
                words = _(
                    "'{text}' reads like several people and is taken as the name of one", text=shown(reference.text)
                )
                self.notes.add(reference.path, _("{words}; a thing has one owner, so name one", words=words))
            return made
        what = either(kind.word for kind in reference.kinds)
        other = self._scope.meant([kind for kind in _NAMED if kind not in reference.kinds], reference.text)
        if len(other) == 1:
            words = _(
                "{name}, which is {thing}; it has to be {wanted}",
                name=name,
                thing=_article(_word(self.kind_of(other[0]))),
                wanted=_article(what),
            )
            self.mistakes.add(reference.path, words)
            return ""
        known = (
            name
            for kind in reference.kinds
            for directory in (self._given, self._known)
            for names in (directory.names(kind).keys, directory.names(kind).titles)
            for name in names
        )
        self.mistakes.add(
            reference.path, _("{name}, but there is no such {what}", name=name, what=what), reference.text, known
        )
        return ""

    def drafts(self) -> list[Operation]:
        """Return all entities with names turned into ids; those that are only mentioned come first."""
        resolved = [
            Operation(entry.kind, entry.id, {**entry.fields, **self._resolved(entry)}) for entry in self.entries
        ]
        return [*self._made.values(), *resolved]

    def _resolved(self, entry: Entry) -> dict[str, Value]:
        """Return the fields that refer to other things; several in one field are one text."""
        several: dict[str, set[str]] = {}
        found: dict[str, Value] = {}
        for item in entry.references:
            identity = self.resolve(item)
            if item.is_one_of_several:
                several.setdefault(item.field, set()).add(identity)
            else:
                found[item.field] = identity
        return found | {field: ids_text(filter(None, ids)) for field, ids in several.items()}

    def _make(self, kind: EntityKind, text: str) -> str | None:
        """Return the id of a thing that is made by being named: a person, a team, or one of
        the standard four perspectives.
        """
        fields: dict[str, Value] = {"key": text, "name": text}
        if kind is EntityKind.PERSPECTIVE:
            standard = standard_perspective(text)
            if standard is None:
                return None
            text, name, position, _ = standard
            fields = {"key": text, "name": name, "position": position}
        elif kind not in NATURAL or kind is EntityKind.CYCLE:
            return None
        identity, _ = self.matcher.claim_natural(kind, None, text)
        if not self.stands(identity):
            self._made[identity] = Operation(kind, identity, self.returned(identity, fields))
        self.name(kind, identity, text, str(fields["name"]))
        self.mentioned.add(identity)
        return identity


def standard_perspective(text: str) -> tuple[str, str, int, float] | None:
    """Return the one of the four that has this key or name."""
    wanted = fold(text)
    return next((item for item in STANDARD_PERSPECTIVES if wanted in (fold(item[0]), fold(item[1]))), None)


def given(**fields: Value) -> dict[str, Value]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def refuse(mistakes: Mistakes, name: str, text: str) -> NoReturn:
    """Raise Refused with all mistakes of a file, a line each."""
    told = placed(mistakes, name, text)
    if len(told) == 1:
        raise Refused(_("{told}; nothing was written.", told=told[0]))
    more = (
        [_n("… and {count} more mistake", "… and {count} more mistakes", len(told) - _MOST)]
        if len(told) > _MOST
        else []
    )
    raise Refused(
        "\n".join(
            (
                *told[:_MOST],
                *more,
                _n(
                    "{name} has {count} mistake; nothing was written.",
                    "{name} has {count} mistakes; nothing was written.",
                    len(told),
                    name=name,
                ),
            )
        )
    )


def placed(mistakes: Mistakes, name: str, text: str) -> tuple[str, ...]:
    """Return the mistakes with file and line, in the order of the file."""
    if not mistakes.found:
        return ()
    lines = lines_of(text)
    ordered = sorted(((line_of(lines, item.path), item.sentence()) for item in mistakes.found), key=itemgetter(0))
    return tuple(dict.fromkeys(f"{name}:{line}: {sentence}" for line, sentence in ordered))


def _article(word: str) -> str:
    return _("an {thing}", thing=word) if word[0] in "aeiou" else _("a {thing}", thing=word)


def _word(kind: str | None) -> str:
    return EntityKind(kind).word if kind else _("something else")
