"""The columns of the tree of objectives, which give way as the width shrinks."""

from rich.cells import cell_len

from goaltui.model.enums import Status
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.column_room import ColumnPriority, bar_cells, staying

_SIGN = 2
_SHORTEST_BAR = 4
_LONGEST = 8
"""Letters of the longest English word for a status."""


def _beyond_english() -> int:
    """Return the cells that the words for a status need beyond those of the English ones."""
    return max(max(cell_len(status.word) for status in Status) - _LONGEST, 0)


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 for a column that gave way."""

    title: int
    now: int = 0
    bar: int = 0
    percent: int = 6
    status: int = _SIGN
    confidence: int = 0
    who: int = 0
    worst: int = 0

    @property
    def worded(self) -> bool:
        """Whether a status has its word beside its sign."""
        return self.status > _SIGN

    @classmethod
    def of(cls, width: int, wanted: int = 0, *, scored: bool = False, banded: bool = False) -> "Columns":
        """Return the columns that fit: the worst child, confidence and owner give way first, then the
        bar and the word of the status. Where some are `banded`, the word of a colour has room. So that a title has the
        `wanted` cells, the bar is shortened; where that is not enough, the word gives way instead.
        """
        sizes = {
            ColumnPriority.NOW: 14 if width < 116 else 18,
            ColumnPriority.BAR: bar_cells(width) + 1,
            ColumnPriority.STATUS: (13 if scored else 12 if banded else 10) + _beyond_english(),
            ColumnPriority.WHO: 9 if width < 116 else 12 if width < 140 else 11,
            ColumnPriority.CONFIDENCE: 0 if scored else 6,
        }
        if width >= 140 and not scored:
            sizes[ColumnPriority.WORST] = width // 6
        fixed = cls(0)
        room = width - fixed.percent - fixed.status
        stay = dict(staying(sizes, room, width))
        lacks = wanted - (room - sum(stay.values()) + stay.get(ColumnPriority.NOW, 0))
        if lacks > 0:
            drawn = stay.pop(ColumnPriority.BAR, 0)
            left = drawn - lacks
            if left < 0 and ColumnPriority.STATUS in stay:
                left = min(left + stay.pop(ColumnPriority.STATUS), drawn)
            stay |= {ColumnPriority.BAR: left} if left > _SHORTEST_BAR else {}
        return cls(
            title=room - sum(stay.values()),
            now=stay.get(ColumnPriority.NOW, 0),
            bar=max(stay.get(ColumnPriority.BAR, 0) - 1, 0),
            status=fixed.status + stay.get(ColumnPriority.STATUS, 0),
            confidence=stay.get(ColumnPriority.CONFIDENCE, 0),
            who=stay.get(ColumnPriority.WHO, 0),
            worst=stay.get(ColumnPriority.WORST, 0),
        )
