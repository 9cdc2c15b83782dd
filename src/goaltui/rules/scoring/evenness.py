"""Evenness of a spread over the perspectives: Shannon's entropy over its maximum; shown, never a grade."""

from collections.abc import Sequence
from math import log


def evenness(counts: Sequence[int]) -> float | None:
    """Return `−Σ p ln p / ln n`: 0 where all is in one place, 1 where all places have the
    same; none without any counts.
    """
    total = sum(counts)
    if total <= 0 or len(counts) < 2:
        return None
    shares = [count / total for count in counts if count > 0]
    return max(0.0, min(1.0, -sum(share * log(share) for share in shares) / log(len(counts))))
