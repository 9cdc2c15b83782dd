"""Siblings in the order of a column, as they are shown; the workspace's own order stays as it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from goaltui.model.enums import Band, InitiativeState, Status
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.text import fold
from goaltui.services.core.cycle_groups import present_first
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.core.rows.today import DueRow, RedRow, TodayView, WorkRow
from goaltui.services.core.status_symbols import BAND_STATUS

_Row: TypeAlias = (
    ObjectiveRow | KeyResultRow | MeasureRow | InitiativeRow | ScorecardObjectiveRow | DueRow | WorkRow | RedRow
)
_Sorted = TypeVar("_Sorted", bound=_Row)
_Any = TypeVar("_Any")
_Key: TypeAlias = "str | float | None"


class Sorting(NamedTuple):
    """By which column, from its least on or `backwards`; by none in the workspace's own order."""

    column: str = ""
    backwards: bool = False

    @classmethod
    def of(cls, text: str) -> "Sorting":
        """Return what a query asks for with `sort:progress` or `sort:-progress`."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    @property
    def text(self) -> str:
        """The words of a query that ask for it."""
        return f"-{self.column}" if self.backwards else self.column

    @property
    def told(self) -> str:
        """The column and the direction in words."""
        words = WORDS.get(self.column)
        return f"{_(words[0])}, {_(words[2 if self.backwards else 1])}" if words else ""

    def turned(self, column: str) -> "Sorting":
        """Return what comes after it for a column: from its least on, then backwards, then the workspace's order."""
        if column != self.column:
            return Sorting(column)
        return Sorting() if self.backwards else Sorting(column, backwards=True)


WORDS: Mapping[str, tuple[str, str, str]] = {
    "title": (N_("title"), N_("from A to Z"), N_("from Z to A")),
    "progress": (N_("progress"), N_("lowest first"), N_("highest first")),
    "status": (N_("status"), N_("worst first"), N_("best first")),
    "confidence": (N_("confidence"), N_("lowest first"), N_("highest first")),
    "owner": (N_("owner"), N_("from A to Z"), N_("from Z to A")),
}
"""By column what it is called, and its two directions."""


def ordered(rows: Sequence[_Sorted], sorting: Sorting) -> Sequence[_Sorted]:
    """Return siblings in the order asked for; those without a value come last in both directions."""
    if not sorting.column or len(rows) < 2:
        return rows
    return ordered_by(rows, _KEYS[sorting.column], sorting)


def ordered_by(rows: Sequence[_Any], key: Callable[[_Any], Any], sorting: Sorting) -> Sequence[_Any]:
    """Return rows in the order of a key; those without it come last in both directions."""
    keyed = [(key(row), row) for row in rows]
    found = [(value, row) for value, row in keyed if value is not None]
    # Sorted backwards, equals keep their order too.
    found.sort(key=lambda pair: pair[0], reverse=sorting.backwards)
    return [*(row for _, row in found), *(row for value, row in keyed if value is None)]


def sort_tree(view: TreeView, sorting: Sorting) -> TreeView:
    """Return the tree with all siblings in that order, each cycle by itself."""
    if not sorting.column:
        return view
    roots = _below(view.roots, sorting)
    return replace(view, roots=present_first(roots, view.cycles, view.header.as_of))


def sort_scorecard(view: ScorecardView, sorting: Sorting) -> ScorecardView:
    """Return the scorecard with what stands in each perspective, and below each objective, in that order."""
    return replace(view, perspectives=tuple(_perspective(row, sorting) for row in view.perspectives))


def _perspective(row: PerspectiveRow, sorting: Sorting) -> PerspectiveRow:
    objectives = tuple(
        replace(
            item,
            measures=tuple(ordered(item.measures, sorting)),
            key_results=tuple(ordered(item.key_results, sorting)),
            work=tuple(ordered(item.work, sorting)),
        )
        for item in ordered(row.objectives, sorting)
    )
    return replace(row, objectives=objectives, measures=tuple(ordered(row.measures, sorting)))


def sort_today(view: TodayView, sorting: Sorting) -> TodayView:
    """Return what is owed and what is red in that order, each by itself; changes stay by their time."""
    due, work, red = ordered(view.due, sorting), ordered(view.work, sorting), ordered(view.red, sorting)
    return replace(view, due=tuple(due), work=tuple(work), red=tuple(red))


def _below(rows: Sequence[ObjectiveRow], sorting: Sorting) -> tuple[ObjectiveRow, ...]:
    return tuple(
        replace(
            row,
            scored=_scored(row.scored, sorting),
            children=_below(row.children, sorting),
            key_results=tuple(ordered(row.key_results, sorting)),
            initiatives=tuple(ordered(row.initiatives, sorting)),
        )
        for row in ordered(rows, sorting)
    )


def _scored(row: ScorecardObjectiveRow | None, sorting: Sorting) -> ScorecardObjectiveRow | None:
    return replace(row, measures=tuple(ordered(row.measures, sorting))) if row is not None else None


def _title(row: _Row) -> _Key:
    return fold(row.title)


def _owner(row: _Row) -> _Key:
    if isinstance(row, RedRow):
        return None
    owner = row.row.owner if isinstance(row, WorkRow) else row.owner
    return fold(owner) if owner else None


def _progress(row: _Row) -> _Key:
    if isinstance(row, RedRow):
        return None
    if isinstance(row, WorkRow):
        return _progress(row.row)
    if isinstance(row, InitiativeRow):
        return 100.0 if row.state is InitiativeState.DONE else row.percent
    if isinstance(row, MeasureRow | ScorecardObjectiveRow):
        return row.score
    if isinstance(row, ObjectiveRow) and row.scored is not None:
        return row.scored.score
    return row.raw if isinstance(row, KeyResultRow) else row.progress


def _status(row: _Row) -> _Key:
    if isinstance(row, RedRow):
        return None
    if isinstance(row, WorkRow):
        return not row.row.late
    if isinstance(row, InitiativeRow):
        return not row.late
    if isinstance(row, MeasureRow | ScorecardObjectiveRow) or (isinstance(row, DueRow) and row.status is None):
        return _banded(row.band)
    if isinstance(row, ObjectiveRow) and (scored := row.scored or row.by_measures) is not None:
        return _banded(scored.band)
    # Pending and closed have no place between good and bad.
    return _WORST_FIRST.index(row.status) if row.status in _WORST_FIRST else None


def _banded(band: Band | None) -> _Key:
    return _WORST_FIRST.index(BAND_STATUS[band]) if band is not None else None


def _confidence(row: _Row) -> _Key:
    return row.confidence if isinstance(row, KeyResultRow) else None


_WORST_FIRST = (Status.AT_RISK, Status.BEHIND, Status.OUTDATED, Status.ON_TRACK)
_KEYS: Mapping[str, Callable[[_Row], _Key]] = {
    "title": _title,
    "progress": _progress,
    "status": _status,
    "confidence": _confidence,
    "owner": _owner,
}
