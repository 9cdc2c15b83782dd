"""The evidence on a link A → B of the strategy map: Pearson's correlation of their score changes.

Kaplan and Norton call a strategy a set of hypotheses; the measure of their fit and its words are goaltui's own, and
they never claim a proof.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules import figures

FEWEST_PAIRS = 6
FEW_PAIRS = 12
_VISIBLE = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A correlation −1 to 1 over that many pairs of changes."""

    correlation: float
    pairs: int

    @property
    def text(self) -> str:
        """The numbers in a few characters: `r +0.61, n 9 (few)`."""
        few = f" ({_('few')})" if self.pairs < FEW_PAIRS else ""
        plus = "+" if self.correlation >= 0 else ""
        return f"r {plus}{figures.fixed(self.correlation, 2)}, n {self.pairs}{few}"

    @property
    def words(self) -> str:
        """The statement that the numbers allow."""
        if abs(self.correlation) < _VISIBLE:
            return _("no sign yet")
        return _("fits so far") if self.correlation > 0 else _("against")


def evidence(driver: Sequence[float | None], driven: Sequence[float | None], delay: int) -> Evidence | None:
    """Return the correlation of the driver's score changes with those of the driven `delay` periods later.

    Both sequences hold one score per period over the same periods, oldest first. None under six pairs, and where one
    of the two never changes by another amount.
    """
    causes, effects = _changes(driver), _changes(driven)
    moved = zip(causes[: max(0, len(causes) - delay)], effects[delay:], strict=False)
    pairs = [(cause, effect) for cause, effect in moved if cause is not None and effect is not None]
    if len(pairs) < FEWEST_PAIRS:
        return None
    correlation = _pearson(pairs)
    return None if correlation is None else Evidence(correlation, len(pairs))


def _changes(scores: Sequence[float | None]) -> list[float | None]:
    return [None if old is None or new is None else new - old for old, new in pairwise(scores)]


def _pearson(pairs: Sequence[tuple[float, float]]) -> float | None:
    count = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    spread_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = sum((y - mean_y) ** 2 for _, y in pairs)
    if spread_x <= 0 or spread_y <= 0:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / sqrt(spread_x * spread_y)))
