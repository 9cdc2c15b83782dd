"""How text names things: by a key of its own, by a title that is unique, or by id."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from goaltui.model.enums import EntityKind
from goaltui.model.records import Records
from goaltui.model.refs import SHORTEST_REF, encode, id_range

_FULL = 26
_UUID = 36


@dataclass(slots=True)
class Names:
    """The names of the things of one kind."""

    ids: set[str] = field(default_factory=set)
    keys: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, identity: str, key: str | None, title: str) -> None:
        """Know one more thing; one that is known already gets these names beside."""
        self.ids.add(identity)
        for names, name in ((self.keys, key), (self.titles, title)):
            if name and identity not in names[name]:
                names[name].append(identity)

    def meant(self, text: str) -> list[str]:
        """The ids that a name can mean: by key, else by title, else by id or ref."""
        for names in (self.keys, self.titles):
            if text in names:
                return names[text]
        if len(text) == _UUID:
            return [text] if text in self.ids else []
        span = id_range(text) if len(text) >= SHORTEST_REF else None
        return [identity for identity in self.ids if span[0] <= identity <= span[1]] if span else []

    def nearest(self, text: str) -> str | None:
        """The known name most like one that means nothing."""
        close = get_close_matches(text, [*self.keys, *self.titles], 1, 0.5)
        return close[0] if close else None

    def name_of(self, identity: str, key: str | None, title: str) -> str:
        """The most readable name that means this thing alone."""
        for name in (key, title):
            if name and self.meant(name) == [identity]:
                return name
        return encode(identity, _FULL)


@dataclass(slots=True)
class Directory:
    """The names of everything, by kind."""

    kinds: defaultdict[EntityKind, Names] = field(default_factory=lambda: defaultdict(Names))
    named: dict[str, tuple[EntityKind, str | None, str]] = field(default_factory=dict)

    def add(self, kind: EntityKind, identity: str, key: str | None, title: str) -> None:
        """Know one more thing."""
        self.kinds[kind].add(identity, key, title)
        self.named[identity] = (kind, key, title)

    def name_of(self, identity: str | None) -> str | None:
        """How to name a thing; none for what does not stand any more."""
        if identity is None or identity not in self.named:
            return None
        kind, key, title = self.named[identity]
        return self.kinds[kind].name_of(identity, key, title)

    @classmethod
    def of(cls, records: Records) -> "Directory":
        """The names in these records."""
        found = cls()
        for kind, items in (
            (EntityKind.PERSPECTIVE, records.perspectives),
            (EntityKind.TEAM, records.teams),
            (EntityKind.PERSON, records.people),
        ):
            for item in items:
                found.add(kind, item.id, item.key, item.name)
        for cycle in records.cycles:
            found.add(EntityKind.CYCLE, cycle.id, None, cycle.name)
        titled: Iterable[tuple[EntityKind, str, str | None, str]] = (
            *((EntityKind.OBJECTIVE, item.id, item.key, item.title) for item in records.objectives),
            *((EntityKind.MEASURE, item.id, item.key, item.title) for item in records.measures),
            *((EntityKind.KEY_RESULT, item.id, item.key, item.title) for item in records.key_results),
            *((EntityKind.INITIATIVE, item.id, item.key, item.title) for item in records.initiatives),
        )
        for kind, identity, key, title in titled:
            found.add(kind, identity, key, title)
        return found
