"""Which part of the tree is asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from goaltui.model.errors import NotFound
from goaltui.model.text import fold
from goaltui.services import words
from goaltui.services.rows import KeyResultRow, ObjectiveRow


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for, empty for everything; `depth` counts lines from the top, 1 being the top objectives alone."""

    cycle: str = ""
    team: str = ""
    owner: str = ""
    depth: int | None = None

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        return bool(self.cycle or self.team or self.owner) or self.depth is not None


def filtered(roots: Iterable[ObjectiveRow], wanted: Filter) -> tuple[ObjectiveRow, ...]:
    """What matches, with the objectives that it stands under; raises NotFound for a name that nothing has."""
    rows = tuple(roots)
    if wanted.cycle:
        rows = _matching(rows, lambda row: _is(row.cycle, wanted.cycle), lambda row: _is(row.cycle, wanted.cycle))
        _refuse_nothing(rows, "cycle", wanted.cycle)
    if wanted.team:
        rows = _matching(rows, lambda row: _is(row.team, wanted.team), lambda _: False)
        _refuse_nothing(rows, "team", wanted.team)
    if wanted.owner:
        rows = _matching(rows, lambda row: _is(row.owner, wanted.owner), lambda row: _is(row.owner, wanted.owner))
    return rows if wanted.depth is None else tuple(_cut(row, wanted.depth) for row in rows if wanted.depth > 0)


def _matching(
    rows: tuple[ObjectiveRow, ...],
    objective: Callable[[ObjectiveRow], bool],
    key_result: Callable[[KeyResultRow], bool],
) -> tuple[ObjectiveRow, ...]:
    kept = []
    for row in rows:
        children = _matching(row.children, objective, key_result)
        if objective(row):
            kept.append(replace(row, children=children))
            continue
        key_results = tuple(item for item in row.key_results if key_result(item))
        if children or key_results:
            kept.append(replace(row, children=children, key_results=key_results))
    return tuple(kept)


def _cut(row: ObjectiveRow, depth: int) -> ObjectiveRow:
    if depth <= 1:
        return replace(row, children=(), key_results=())
    return replace(row, children=tuple(_cut(child, depth - 1) for child in row.children))


def _is(name: str | None, wanted: str) -> bool:
    return name is not None and fold(name) == fold(wanted)


def _refuse_nothing(rows: tuple[ObjectiveRow, ...], what: str, name: str) -> None:
    if not rows:
        raise NotFound(f"No objective has the {what} {words.quoted(name)}; see goaltui tree for those there are.")
