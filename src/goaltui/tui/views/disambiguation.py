"""Disambiguation of equal titles in one list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, objectives_in

Row: TypeAlias = ObjectiveRow | KeyResultRow


def told_apart(roots: Iterable[ObjectiveRow]) -> Mapping[str, tuple[str, ...]]:
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
