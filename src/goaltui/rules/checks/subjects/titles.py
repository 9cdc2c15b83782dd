"""Titles, read word by word."""

from collections.abc import Iterable
from functools import cached_property

from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.checks.lexicon import Lexicon, lexicon
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.checks.subjects.measures import Measures
from goaltui.rules.checks.texts import Title, read_title


@dataclass(frozen=True)
class Titles:
    """The titles in a workspace, in its language."""

    goals: Goals
    measures: Measures

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists of the workspace's language."""
        return lexicon(self.goals.records.workspace.language)

    @cached_property
    def _read(self) -> dict[str, Title]:
        return {}

    def read(self, text: str) -> Title:
        """Return the words of a title, read once."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = read_title(text)
        return found

    @cached_property
    def _twins(self) -> dict[tuple[EntityKind, str | None], frozenset[str]]:
        return {}

    def twins(self, kind: EntityKind, place: str | None = None) -> frozenset[str]:
        """Return the ids of goals with the same words as an earlier one, in the same cycle or
        objective or among all measures.
        """
        found = self._twins.get((kind, place))
        if found is None:
            found = self._twins[kind, place] = self._repeated(self._beside(kind, place))
        return found

    def _beside(self, kind: EntityKind, place: str | None) -> Iterable[tuple[str, str]]:
        if kind is EntityKind.KEY_RESULT:
            return ((record.id, record.title) for record in self.goals.key_results_of.get(place or "", ()))
        if kind is EntityKind.MEASURE:
            return ((record.id, record.title) for record in self.measures.by_id.values())
        return ((record.id, record.title) for record in self.goals.open_objectives.values() if record.cycle == place)

    def _repeated(self, titles: Iterable[tuple[str, str]]) -> frozenset[str]:
        first: dict[frozenset[str], str] = {}
        words = ((identity, frozenset(self.read(title).words)) for identity, title in titles)
        return frozenset(identity for identity, bag in words if bag and first.setdefault(bag, identity) != identity)
