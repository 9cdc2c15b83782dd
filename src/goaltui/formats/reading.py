"""What a file says, entity by entity: ids as it is read, names once all is there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from goaltui.formats.defaults import STANDARD_PERSPECTIVES
from goaltui.formats.matching import Matcher, Under
from goaltui.formats.names import NATURAL, Directory, Scope, full_id
from goaltui.formats.toml_lines import Path, line_of, lines_of
from goaltui.formats.toml_table import Mistakes, Table, shown
from goaltui.formats.toml_words import either
from goaltui.formats.whole import Whole
from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.text import fold

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names something of one of these kinds, first match first."""

    field: str
    kinds: tuple[EntityKind, ...]
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity of the file: what it gives, and what it refers to."""

    kind: EntityKind
    id: str
    fields: dict[str, Value]
    references: tuple[Reference, ...]
    path: Path


class Reading:
    """Collects the entries of one file against what is known.

    A `complete` file means what it leaves out: without it a key result keeps the measure that it is bound to.
    """

    def __init__(self, known: Whole, document: Mapping[str, Any], today: date, *, complete: bool) -> None:
        self.today = today
        self.complete = complete
        self.mistakes = Mistakes()
        self.root = Table(document, (), "the file", self.mistakes)
        self.matcher = Matcher(known.records, document)
        self.key_results = {item.id: item for item in known.records.key_results}
        self.open_steps = {item.id for item in known.records.milestones if not item.done}
        self.lasting = {item.id for item in known.records.measures}
        self.entries: list[Entry] = []
        self.mentioned: set[str] = set()
        self._known = Directory.of(known.records)
        for check_in in known.check_ins:
            self._known.add(EntityKind.CHECK_IN, check_in.id)
        self._given = Directory()
        self._scope = Scope(self._given, self._known)
        self._made: dict[str, Draft] = {}

    def given_id(self, table: Table, kind: EntityKind) -> str | None:
        """The id that a table carries, which is its own alone."""
        text = table.line("id")
        if text is None:
            return None
        identity = full_id(text) or ""
        if not _ID.fullmatch(identity):
            self.mistakes.add(table.at("id"), f"'{shown(text)}' is not an id; leave it out for something new")
            return None
        other = self._known.kind_of(identity) or self._given.kind_of(identity) or kind
        if self.matcher.is_claimed(identity):
            self.mistakes.add(table.at("id"), "this id stands twice in the file; leave it out for the copy")
        elif other is not kind:
            words = f"this id is that of {_article(other)}; leave it out for something new"
            self.mistakes.add(table.at("id"), words)
        return identity

    def claim(self, table: Table, kind: EntityKind, key: str | None, title: str, under: Under = ()) -> str:
        """The id of what a table is about, known from now on by its key and title."""
        identity = self.matcher.claim(kind, self.given_id(table, kind), key, title, under)
        self.name(kind, identity, key, title)
        return identity

    def name(self, kind: EntityKind, identity: str, key: str | None = None, title: str = "") -> None:
        """Let the file refer to a thing by these names."""
        self._given.add(kind, identity, key, title)

    def kind_of(self, identity: str | None) -> str | None:
        """What a thing of the file or of the workspace is."""
        return self._given.kind_of(identity or "") or self._known.kind_of(identity or "")

    def stands(self, identity: str) -> bool:
        """Whether the workspace has it."""
        return self._known.kind_of(identity) is not None

    def reference(self, table: Table, name: str, *kinds: EntityKind, field: str | None = None) -> list[Reference]:
        """The reference in a key, none where it is not given."""
        text = table.line(name)
        return [Reference(field or name, kinds, text, table.at(name))] if text else []

    def meant(self, references: Iterable[Reference]) -> str | None:
        """What the first reference means so far, none where that is nothing or several things."""
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
        """One more entity, in the order of the file; all of its table was read."""
        table.done()
        self.entries.append(Entry(kind, identity, self.returned(identity, fields), tuple(references), table.path))

    def returned(self, identity: str, fields: dict[str, Value]) -> dict[str, Value]:
        """The fields, and that the thing stands where it may have been deleted before."""
        return {**fields, "deleted": False} if self.matcher.may_return(identity) else fields

    def resolve(self, reference: Reference) -> str:
        """The id that a name means; where it means nothing or several things, a mistake."""
        found = self._scope.meant(reference.kinds, reference.text)
        if len(found) == 1:
            self.mentioned.add(found[0])
            return found[0]
        name = f"'{reference.path[-1]}' refers to '{shown(reference.text)}'"
        if found:
            words = f"{name}, which is the name of {len(found)} things; use a key or an id"
            self.mistakes.add(reference.path, words)
            return found[0]
        made = self._make(reference.kinds[0], reference.text)
        if made is not None:
            return made
        what = either([kind.word for kind in reference.kinds])
        known = (
            name
            for kind in reference.kinds
            for directory in (self._given, self._known)
            for names in (directory.names(kind).keys, directory.names(kind).titles)
            for name in names
        )
        self.mistakes.add(reference.path, f"{name}, but there is no such {what}", reference.text, known)
        return ""

    def drafts(self) -> list[Draft]:
        """Everything with names turned into ids; what is only mentioned comes first."""
        resolved = [
            Draft(
                entry.kind, entry.id, {**entry.fields, **{item.field: self.resolve(item) for item in entry.references}}
            )
            for entry in self.entries
        ]
        return [*self._made.values(), *resolved]

    def _make(self, kind: EntityKind, text: str) -> str | None:
        """People and teams come to be by being named, as do the four perspectives that everybody has."""
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
            self._made[identity] = Draft(kind, identity, self.returned(identity, fields))
        self.name(kind, identity, text, str(fields["name"]))
        self.mentioned.add(identity)
        return identity


def standard_perspective(text: str) -> tuple[str, str, int, float] | None:
    """The one of the four that has this key or name."""
    wanted = fold(text)
    return next((item for item in STANDARD_PERSPECTIVES if wanted in (fold(item[0]), fold(item[1]))), None)


def given(**fields: Value) -> dict[str, Value]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def refuse(mistakes: Mistakes, name: str, text: str) -> NoReturn:
    """Raises Refused with the first mistake of a file, where it stands, and how many more there are."""
    lines = lines_of(text)
    placed = sorted(((line_of(lines, item.path), item) for item in mistakes.found), key=lambda pair: pair[0])
    line, first = placed[0]
    others = len(placed) - 1
    more = f" ({others} more {'mistake' if others == 1 else 'mistakes'} below)" if others else ""
    raise Refused(f"{name}:{line}: {first.sentence()}{more}; nothing was written.")


def _article(kind: EntityKind) -> str:
    word = kind.word
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
