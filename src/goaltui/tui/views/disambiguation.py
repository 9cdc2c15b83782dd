"""Disambiguation of titles in the tree of objectives: equal ones, and those that are cut."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from rich.cells import cell_len

from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, objectives_in
from goaltui.tui.appearance.text import cut
from goaltui.tui.appearance.title_truncation import TitleTruncator

Row: TypeAlias = ObjectiveRow | KeyResultRow


class TreeTitles:
    """The titles of a tree; `apart` has team and owner by the ids of goals with equal titles."""

    def __init__(self, roots: Sequence[ObjectiveRow]) -> None:
        self.apart = _told_apart(roots)
        self._roots = roots
        self._by_id: Mapping[str, ObjectiveRow] | None = None
        self._siblings: dict[str | None, TitleTruncator] = {}

    def cut(self, row: Row, room: int) -> str:
        """Return a title in so many cells, different from those of its siblings."""
        if cell_len(row.title) <= room:
            return cut(row.title, room)
        key = row.objective if isinstance(row, KeyResultRow) else row.parent
        if key not in self._siblings:
            self._siblings[key] = TitleTruncator(self._titles_under(key))
        return self._siblings[key].cut(row.title, room)

    def told_apart(self, row: Row, room: int, *, owner_shown: bool) -> str:
        """Return the words behind a title that another one has too, where no column says them."""
        words_of = [word for word in self.apart.get(row.id, ()) if not owner_shown or word != row.owner]
        return cut(f" ({', '.join(words_of)}", room // 2 - 1) + ")" if words_of else ""

    def _titles_under(self, key: str | None) -> list[str]:
        """Return the titles right under an objective, or at the top."""
        above = self._objective(key) if key is not None else None
        if above is not None:
            return [*(row.title for row in above.key_results), *(row.title for row in above.children)]
        return [row.title for row in self._roots]

    def _objective(self, key: str) -> ObjectiveRow | None:
        if self._by_id is None:
            self._by_id = {row.id: row for row in objectives_in(self._roots)}
        return self._by_id.get(key)


def _told_apart(roots: Iterable[ObjectiveRow]) -> Mapping[str, tuple[str, ...]]:
    """Return team and owner, as far as they differ, by the ids of goals that share a title: objectives of one cycle,
    and key results of one objective.
    """
    return {row.id: words for rows in _alike(objectives_in(roots)) for row, words in _words(rows) if words}


def _alike(objectives: Iterable[ObjectiveRow]) -> Iterator[Sequence[Row]]:
    by_title: defaultdict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for objective in objectives:
        by_title[objective.cycle, objective.title].append(objective)
        # Few share one; a large tree is looked through each time that it is filled.
        if len({row.title for row in objective.key_results}) < len(objective.key_results):
            for row in objective.key_results:
                by_title[row.objective, row.title].append(row)
    return (rows for rows in by_title.values() if len(rows) > 1)


def _words(rows: Sequence[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    teams = [row.team if isinstance(row, ObjectiveRow) else None for row in rows]
    owners = [row.owner for row in rows]
    differing = [values for values in (teams, owners) if len(set(values)) > 1]
    for place, row in enumerate(rows):
        yield row, tuple(word for values in differing if (word := values[place]))
