"""The columns of the tree of objectives, which give way as the width shrinks."""

from rich.cells import cell_len

from goaltui.model.enums import Band, Status
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.column_room import ColumnPriority, bar_cells, staying
from goaltui.services.core.formatting import band_word
from goaltui.tui.appearance.glyphs import Glyphs

_SIGN = 2
_SHORTEST_BAR, _SHORT_BAR = 4, 7
_AROUND = 2
"""Cells before the sign of a status that has its word."""
_UNSCORED = 11
"""Letters of why something has no score."""


def _worded(*, scored: bool, banded: bool) -> int:
    """Return the cells that the longest of the words for a status needs beyond its sign."""
    words = [status.word for status in Status]
    words += [band_word(band) for band in Band] if scored or banded else []
    return max(_UNSCORED if scored else 0, *map(cell_len, words)) + _AROUND


def meanings(glyphs: Glyphs, *, scored: bool) -> str:
    """Return the signs of what runs, or of scores, each with its word."""
    if scored:
        return " ".join(f"{glyphs.band[band]} {band_word(band)}" for band in reversed(Band))
    told = (Status.ON_TRACK, Status.BEHIND, Status.AT_RISK)
    return " ".join(f"{glyphs.status[status]} {status.word}" for status in told)


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 for a column that gave way. Of those of the percent, `stretch` are behind the bar."""

    title: int
    now: int = 0
    bar: int = 0
    percent: int = 6
    status: int = _SIGN
    confidence: int = 0
    who: int = 0
    worst: int = 0
    stretch: int = 0

    @property
    def worded(self) -> bool:
        """Whether a status has its word beside its sign."""
        return self.status > _SIGN

    @classmethod
    def of(
        cls, width: int, wanted: int = 0, *, shared: bool = False, scored: bool = False, banded: bool = False
    ) -> "Columns":
        """Return the columns that fit: the worst child, confidence and owner give way first, then the
        bar and the word of the status. Where some are `banded`, the word of a colour has room. So that a title has the
        `wanted` cells, the bar is shortened; where the room is `shared` with an item, it is left out too, and only
        where that is not enough, the word gives way instead.
        """
        sizes = {
            ColumnPriority.NOW: 14 if width < 116 else 18,
            ColumnPriority.BAR: bar_cells(width) + 1,
            ColumnPriority.STATUS: _worded(scored=scored, banded=banded),
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
            left = drawn - lacks if shared else max(drawn - lacks, min(drawn, _SHORT_BAR))
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
