"""Resolution of the names in a file to ids: an id, a key, a unique title, or a ref."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goaltui.model.enums import EntityKind
from goaltui.model.records import Records
from goaltui.model.refs import SHORTEST_REF, encode, id_range, natural_id
from goaltui.model.text import fold

NATURAL = frozenset({EntityKind.PERSPECTIVE, EntityKind.THEME, EntityKind.CYCLE, EntityKind.TEAM, EntityKind.PERSON})
"""The kinds whose ids derive from what people call them."""

_FULL = 26
_UUID = 36


@dataclass(slots=True)
class KindNames:
    """The names of the things of one kind."""

    kind: EntityKind
    ids: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    keys: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, identity: str, key: str | None, title: str) -> None:
        """Add a thing; one that is known already gets these names too."""
        self.ids[identity] = (key, title)
        for names, name in ((self.keys, key), (self.titles, title)):
            if name and identity not in names[name]:
                names[name].append(identity)

    def meant(self, text: str) -> list[str]:
        """Return the ids that a name can mean: by id, else by key, else by title, else by ref."""
        identity = full_id(text)
        if identity in self.ids:
            return [identity]
        for names in (self.keys, self.titles):
            if text in names:
                return names[text]
        # A short name such as «anna» reads as a ref too, so what has a name of its own is not looked for by ref.
        return self._otherwise_written(text) if self.kind in NATURAL else self._by_ref(text)

    def _otherwise_written(self, text: str) -> list[str]:
        identity = natural_id(self.kind, text)
        key, title = self.ids.get(identity, (None, ""))
        return [identity] if fold(text) in (fold(key or ""), fold(title)) else []

    def _by_ref(self, text: str) -> list[str]:
        span = id_range(text) if SHORTEST_REF <= len(text) < _FULL else None
        return [identity for identity in self.ids if span[0] <= identity <= span[1]] if span else []


class Directory:
    """The names of everything, by kind."""

    def __init__(self) -> None:
        self._kinds = {kind: KindNames(kind) for kind in EntityKind}
        self._kind_of: dict[str, EntityKind] = {}

    def add(self, kind: EntityKind, identity: str, key: str | None = None, title: str = "") -> None:
        """Add a thing."""
        self._kinds[kind].add(identity, key, title)
        self._kind_of[identity] = kind

    def meant(self, kinds: Iterable[EntityKind], text: str) -> list[str]:
        """Return the ids that a name can mean, of the first of these kinds that knows it."""
        return next(filter(None, (self._kinds[kind].meant(text) for kind in kinds)), [])

    def names(self, kind: EntityKind) -> KindNames:
        """Return the names of one kind."""
        return self._kinds[kind]

    def kind_of(self, identity: str) -> EntityKind | None:
        """Return the kind of the thing with an id."""
        return self._kind_of.get(identity)

    def ids(self) -> Iterable[str]:
        """Return the ids of everything that has a name."""
        return self._kind_of

    def label_of(self, identity: str) -> str | None:
        """Return the label of a thing."""
        kind = self._kind_of.get(identity)
        key, title = self._kinds[kind].ids[identity] if kind else (None, "")
        return title or key or None

    @classmethod
    def of(cls, records: Records) -> "Directory":
        """Return the names in these records."""
        found = cls()
        for kind, identity, key, title in _named(records):
            found.add(kind, identity, key, title)
        return found


@dataclass(frozen=True, slots=True)
class NameScope:
    """The meaning of names in a file: its own things come first, then those of the workspace."""

    file: Directory
    workspace: Directory

    def meant(self, kinds: Iterable[EntityKind], text: str) -> list[str]:
        """Return the ids that a name can mean; one that reads as the id of a thing means that
        thing, whatever else has the name.
        """
        kinds = tuple(kinds)
        identity = full_id(text) or ""
        if any(directory.kind_of(identity) in kinds for directory in (self.file, self.workspace)):
            return [identity]
        return self.file.meant(kinds, text) or self.workspace.meant(kinds, text)

    def name_of(self, identity: str | None) -> str | None:
        """Return the most readable name that means this thing alone; none for what does not stand."""
        kind = self.workspace.kind_of(identity or "")
        if identity is None or kind is None:
            return None
        names = self.workspace.names(kind).ids[identity]
        return next((name for name in names if name and self.meant([kind], name) == [identity]), encode(identity))


def full_id(text: str) -> str | None:
    """Return the id behind 26 digits of base 32 or the 36 characters of a UUID; none for other text."""
    if len(text) == _UUID:
        return text.lower()
    span = id_range(text) if len(text) == _FULL else None
    return span[0] if span and encode(span[0]) == text.lower() else None


def _named(records: Records) -> Iterator[tuple[EntityKind, str, str | None, str]]:
    for kind, items in (
        (EntityKind.PERSPECTIVE, records.perspectives),
        (EntityKind.THEME, records.themes),
        (EntityKind.TEAM, records.teams),
        (EntityKind.PERSON, records.people),
    ):
        yield from ((kind, item.id, item.key, item.name) for item in items)
    yield from ((EntityKind.CYCLE, item.id, None, item.name) for item in records.cycles)
    yield from ((EntityKind.OBJECTIVE, item.id, item.key, item.title) for item in records.objectives)
    yield from ((EntityKind.MEASURE, item.id, item.key, item.title) for item in records.measures)
    yield from ((EntityKind.KEY_RESULT, item.id, item.key, item.title) for item in records.key_results)
    yield from ((EntityKind.INITIATIVE, item.id, item.key, item.title) for item in records.initiatives)
    yield from ((EntityKind.CHECK_SETTING, item.id, item.check, "") for item in records.check_settings)
    yield from ((kind, identity, None, "") for kind, identity in _nameless(records))


def _nameless(records: Records) -> Iterable[tuple[EntityKind, str]]:
    yield from ((EntityKind.TARGET, item.id) for item in records.targets)
    yield from ((EntityKind.MILESTONE, item.id) for item in records.milestones)
    yield from ((EntityKind.LINK, item.id) for item in records.links)
    yield from ((EntityKind.REMARK, item.id) for item in records.remarks)
    yield from (
        (EntityKind.CHECK_IN, item.subject) for item in records.remarks if item.subject_kind == EntityKind.CHECK_IN
    )
