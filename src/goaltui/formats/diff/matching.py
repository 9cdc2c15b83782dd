"""The match of a file's entries with the workspace: by id, else by key, else by title within the parent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.records import Records
from goaltui.model.refs import natural_id, new_id
from goaltui.model.text import fold

Under: TypeAlias = tuple[str | None, ...]
"""The place of a thing; it tells two with the same title apart."""

_Standing: TypeAlias = tuple[EntityKind, str, str | None, str, Under]
_SECTIONS: Mapping[str, EntityKind] = {
    "objectives": EntityKind.OBJECTIVE,
    "measures": EntityKind.MEASURE,
    "key_results": EntityKind.KEY_RESULT,
    "initiatives": EntityKind.INITIATIVE,
}


class Matcher:
    """The matcher, which gives every entry of a file its id. A known thing is claimed once, in the order of both."""

    def __init__(self, known: Records, document: Mapping[str, Any]) -> None:
        self._in_file = Counter(_keys(document))
        self._keys: defaultdict[tuple[EntityKind, str], list[tuple[str, Under]]] = defaultdict(list)
        self._titles: defaultdict[tuple[EntityKind, str, Under], list[tuple[str, str | None]]] = defaultdict(list)
        self._natural: dict[tuple[str, ...], str] = {}
        self._standing: set[str] = set()
        self._claimed: set[str] = set()
        self._fresh: set[str] = set()
        for kind, identity, key, title, under in _with_titles(known):
            self._standing.add(identity)
            self._titles[kind, title, under].append((identity, key))
            if key:
                self._keys[kind, key].append((identity, under))
        for kind, identity, parts in _with_natural_ids(known):
            self._standing.add(identity)
            name = _folded(kind, parts)
            if name not in self._natural or identity == natural_id(kind, *parts):
                self._natural[name] = identity

    def claim(self, kind: EntityKind, given: str | None, key: str | None, title: str, under: Under = ()) -> str:
        """Return the id of something with a random one."""
        found = given or self._by_key(kind, key, under) or self._by_title(kind, key, title, under) or self.fresh()
        self._claimed.add(found)
        return found

    def claim_natural(self, kind: EntityKind, given: str | None, *parts: str) -> tuple[str, bool]:
        """Return the id of a thing known by its name, and whether the file names it for the first time."""
        name = _folded(kind, parts)
        found = given or self._natural.get(name)
        if found is None:
            found = natural_id(kind, *parts)
            if found in self._standing or found in self._claimed:
                # Its name was given to something else, which was renamed since.
                found = self.fresh()
        first = found not in self._claimed
        self._claimed.add(found)
        self._natural.setdefault(name, found)
        return found, first

    def natural(self, kind: EntityKind, *parts: str) -> str | None:
        """Return the id of the thing with this name, in the workspace or in the file so far."""
        return self._natural.get(_folded(kind, parts))

    def fresh(self) -> str:
        """Return an unused id."""
        identity = new_id()
        self._fresh.add(identity)
        return identity

    def is_claimed(self, identity: str) -> bool:
        """Return whether the file has named it already."""
        return identity in self._claimed

    def may_return(self, identity: str) -> bool:
        """Return whether a thing may have been deleted before: it does not stand, yet its id is not new."""
        return identity not in self._standing and identity not in self._fresh

    def _by_key(self, kind: EntityKind, key: str | None, under: Under) -> str | None:
        free = [item for item in self._keys.get((kind, key or ""), ()) if item[0] not in self._claimed]
        here = [identity for identity, place in free if place == under]
        if here:
            return here[0]
        # «KR1» may stand under every objective; a key moves with its thing only where it is the only one.
        alone = len(free) == 1 and self._in_file[kind, key or ""] == 1
        return free[0][0] if alone else None

    def _by_title(self, kind: EntityKind, key: str | None, title: str, under: Under) -> str | None:
        for identity, other in self._titles.get((kind, title, under), ()):
            if identity not in self._claimed and (key is None or other is None):
                return identity
        return None


def _with_titles(known: Records) -> Iterator[_Standing]:
    for objective in known.objectives:
        under: Under = (objective.parent, objective.cycle)
        yield EntityKind.OBJECTIVE, objective.id, objective.key, objective.title, under
    for measure in known.measures:
        yield EntityKind.MEASURE, measure.id, measure.key, measure.title, (measure.objective,)
    for key_result in known.key_results:
        yield EntityKind.KEY_RESULT, key_result.id, key_result.key, key_result.title, (key_result.objective,)
    for step in known.milestones:
        yield EntityKind.MILESTONE, step.id, None, step.title, (step.key_result,)
    for work in known.initiatives:
        yield EntityKind.INITIATIVE, work.id, work.key, work.title, (work.objective, work.key_result, work.measure)
    for remark in known.remarks:
        yield EntityKind.REMARK, remark.id, None, remark.text, (remark.subject,)


def _with_natural_ids(known: Records) -> Iterator[tuple[EntityKind, str, tuple[str, ...]]]:
    yield from ((EntityKind.PERSPECTIVE, item.id, (item.key,)) for item in known.perspectives)
    yield from ((EntityKind.THEME, item.id, (item.key,)) for item in known.themes)
    yield from ((EntityKind.CYCLE, item.id, (item.name,)) for item in known.cycles)
    yield from ((EntityKind.TEAM, item.id, (item.key,)) for item in known.teams)
    yield from ((EntityKind.PERSON, item.id, (item.key,)) for item in known.people)
    yield from ((EntityKind.TARGET, item.id, (item.measure, item.start.isoformat())) for item in known.targets)
    yield from ((EntityKind.LINK, item.id, (item.driver, item.driven)) for item in known.links)
    yield from ((EntityKind.CHECK_SETTING, item.id, (item.check,)) for item in known.check_settings)


def _keys(document: Mapping[str, Any]) -> Iterator[tuple[EntityKind, str]]:
    """Yield the keys of a file by kind; entries of a wrong shape are skipped."""
    for section, kind in _SECTIONS.items():
        for item in _tables(document.get(section)):
            key = item.get("key")
            if isinstance(key, str):
                yield kind, key
            if kind is EntityKind.OBJECTIVE:
                yield from _keys({name: item.get(name) for name in ("measures", "key_results")})


def _tables(found: object) -> Iterable[Mapping[str, Any]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _folded(kind: EntityKind, parts: Iterable[str]) -> tuple[str, ...]:
    return (kind.value, *map(fold, parts))
