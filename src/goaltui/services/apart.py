"""What tells things apart that have the same title where they stand together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from goaltui.services.rows import KeyResultRow, ObjectiveRow

Row: TypeAlias = ObjectiveRow | KeyResultRow


def told_apart(roots: Iterable[ObjectiveRow]) -> Mapping[str, tuple[str, ...]]:
    """Of objectives of one cycle and key results of one objective that share a title, by their ids: the team and the
    owner, as far as these differ among them."""
    alike: defaultdict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in _everything(roots):
        alike[(row.objective if isinstance(row, KeyResultRow) else row.cycle, row.title)].append(row)
    return {row.id: words for rows in alike.values() if len(rows) > 1 for row, words in _words(rows) if words}


def _everything(roots: Iterable[ObjectiveRow]) -> Iterator[Row]:
    waiting = list(roots)
    while waiting:
        row = waiting.pop()
        yield row
        yield from row.key_results
        waiting.extend(row.children)


def _words(rows: Sequence[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    teams = [row.team if isinstance(row, ObjectiveRow) else None for row in rows]
    owners = [row.owner for row in rows]
    differing = [values for values in (teams, owners) if len(set(values)) > 1]
    for place, row in enumerate(rows):
        yield row, tuple(word for values in differing if (word := values[place]))
