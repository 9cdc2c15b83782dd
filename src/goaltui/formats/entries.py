"""What a file says, entity by entity, before names are looked up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from goaltui.formats.names import Directory
from goaltui.formats.toml_lines import Path
from goaltui.formats.toml_table import Mistake
from goaltui.formats.whole import Whole
from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import encode, id_range, natural_id, new_id

_NATURAL = {EntityKind.TEAM: "team", EntityKind.PERSON: "person"}
_FULL = 26
_UUID = 36


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
    references: tuple[Reference, ...] = ()
    path: Path = ()


@dataclass(slots=True)
class Entries:
    """Collects entries, gives each its id, and resolves names once all are there."""

    known: Whole
    directory: Directory = field(init=False)
    found: list[Entry] = field(default_factory=list)
    made: dict[str, Entry] = field(default_factory=dict)
    _claimed: set[str] = field(default_factory=set)
    _above: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.directory = Directory.of(self.known.records)
        self._above = {item.id: item.objective for item in self.known.records.key_results}

    def identity(
        self, kind: EntityKind, given: str | None, key: str | None, title: str, under: str | None = None
    ) -> str:
        """The id of a thing in the file: its own, else that of what is known by its key or title, else a new one."""
        found = given or self._known(kind, key, title, under) or new_id()
        self._claimed.add(found)
        self.directory.add(kind, found, key, title)
        return found

    def add(self, entry: Entry) -> None:
        """One more entity, in the order of the file."""
        self.found.append(entry)

    def drafts(self) -> list[Draft]:
        """Everything with names turned into ids; people and teams that are only mentioned come first."""
        resolved = [Draft(entry.kind, entry.id, {**entry.fields, **self._resolved(entry)}) for entry in self.found]
        return [Draft(entry.kind, entry.id, entry.fields) for entry in self.made.values()] + resolved

    def resolve(self, reference: Reference) -> str:
        """The id a name means; raises Mistake where it means nothing or several things."""
        for kind in reference.kinds:
            meant = self.directory.kinds[kind].meant(reference.text)
            if len(meant) == 1:
                return meant[0]
            if meant:
                words = f"'{reference.text}' is the name of {len(meant)} things; use a key or an id"
                raise Mistake(reference.path, words)
        if reference.kinds[0] in _NATURAL:
            return self._make(reference.kinds[0], reference.text)
        nearest = (self.directory.kinds[kind].nearest(reference.text) for kind in reference.kinds)
        close = next((name for name in nearest if name), None)
        hint = f"; did you mean '{close}'?" if close else f"; there is no such {_words(reference.kinds)}"
        raise Mistake(reference.path, f"'{reference.field}' refers to '{reference.text}', which is nothing{hint}")

    def _resolved(self, entry: Entry) -> dict[str, Value]:
        return {reference.field: self.resolve(reference) for reference in entry.references}

    def _make(self, kind: EntityKind, name: str) -> str:
        identity = natural_id(kind, name)
        self.made.setdefault(identity, Entry(kind, identity, {"key": name, "name": name}))
        self.directory.add(kind, identity, name, name)
        return identity

    def _known(self, kind: EntityKind, key: str | None, title: str, under: str | None) -> str | None:
        names = self.directory.kinds[kind]
        for candidates in (names.keys.get(key or "", []), names.titles.get(title, []) if key is None else []):
            free = [item for item in candidates if item not in self._claimed and self._fits(kind, item, under)]
            if len(free) == 1:
                return free[0]
        return None

    def _fits(self, kind: EntityKind, identity: str, under: str | None) -> bool:
        return kind is not EntityKind.KEY_RESULT or self._above.get(identity) == under


def read_id(text: str | None, path: Path) -> str | None:
    """The id behind 26 digits of base 32 or a UUID; raises Mistake for anything else."""
    if text is None:
        return None
    if len(text) == _UUID and all(part.isalnum() for part in text.split("-")):
        return text.lower()
    span = id_range(text) if len(text) == _FULL else None
    if span is None or encode(span[0]) != text.lower():
        raise Mistake(path, f"'{text[:40]}' is not an id; leave it out for something new")
    return span[0]


def grouped(entries: Iterable[Draft], field_name: str) -> dict[str, list[Draft]]:
    """Drafts by the text of one of their fields."""
    groups: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in entries:
        groups[str(draft.fields.get(field_name))].append(draft)
    return groups


def _words(kinds: Sequence[EntityKind]) -> str:
    return " or ".join(kind.value.replace("_", " ") for kind in kinds)
