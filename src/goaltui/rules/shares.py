"""Weights typed as shares: what weight is 30 % beside its siblings, and what share a weight is.

A weight is relative: the siblings keep theirs and so divide the rest as they did before.
"""

import math
from collections.abc import Sequence

LARGEST = 1_000_000
_DIGITS = 6


def share_of(weight: float, others: Sequence[float]) -> float | None:
    """The part of the whole, 0 to 1, that a weight is beside those of its siblings; none where all weigh nothing."""
    total = weight + sum(others)
    return weight / total if total > 0 else None


def weight_for(share: float, others: Sequence[float]) -> float:
    """The weight that is a share, 0 to 1, beside those of its siblings; raises ValueError where none is."""
    rest = sum(others)
    if share == 0:
        return 0.0
    if rest == 0:
        if share != 1:
            raise ValueError("nothing beside it counts, so its share is 100 %; type a number")
        return 1.0
    if not 0 < share < 1:
        raise ValueError("the others would be left with nothing; type a share under 100 %")
    weight = float(f"{rest * share / (1 - share):.{_DIGITS}g}")
    if not (math.isfinite(weight) and weight <= LARGEST):
        raise ValueError(f"that would weigh more than {LARGEST:,}; type a smaller share".replace(",", " "))
    return weight
