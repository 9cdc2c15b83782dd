"""The forecast of a key result: the Theil–Sen line through its check-ins.

Slope: the median of the slopes of all pairs; intercept: the median of y − slope·x (Sen 1968). The range is that of the
lines with the quartiles of the pairs' slopes.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from goaltui.model.quick_dataclass import dataclass

FEWEST = 4
_FARTHEST_DAYS = 3_660


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line `slope · x + intercept`, and the quartiles of the slopes it was chosen from."""

    slope: float
    intercept: float
    low: float
    high: float

    def at(self, x: float) -> float:
        """Return the line's value."""
        return self.slope * x + self.intercept


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value on the last day, its range, and the day on which the target is reached, none if it never is."""

    value: float
    low: float
    high: float
    reached: date | None


def theil_sen(points: Sequence[tuple[float, float]]) -> TrendLine | None:
    """Return the robust line through (x, y) points; none where all stand on one x."""
    slopes = [
        (right[1] - left[1]) / (right[0] - left[0])
        for place, left in enumerate(points)
        for right in points[place + 1 :]
        if right[0] != left[0]
    ]
    if not slopes:
        return None
    slopes.sort()
    slope = _quartile(slopes, 2)
    rests = sorted(y - slope * x for x, y in points)
    return TrendLine(slope, _quartile(rests, 2), _quartile(slopes, 1), _quartile(slopes, 3))


def _quartile(ordered: Sequence[float], number: int) -> float:
    """Return a quartile of numbers in order, the ends among them (Hyndman and Fan, 7); the second is the median."""
    place, rest = divmod(number * (len(ordered) - 1), 4)
    return (ordered[place] * (4 - rest) + ordered[place + 1] * rest) / 4 if rest else ordered[place]


def forecast(points: Sequence[tuple[date, float]], last_day: date, target: float | None) -> Forecast | None:
    """Return the forecast of the line on the last day; none with fewer than four check-ins."""
    if len(points) < FEWEST:
        return None
    origin = points[0][0]
    fit = theil_sen([((day - origin).days, value) for day, value in points])
    if fit is None:
        return None
    end, now = (last_day - origin).days, (points[-1][0] - origin).days
    value, here = fit.at(end), fit.at(now)
    ahead = max(end - now, 0)
    low, high = sorted((here + fit.low * ahead, here + fit.high * ahead))
    return Forecast(value, min(low, value), max(high, value), _reached(fit, points, origin, target))


def _reached(fit: TrendLine, points: Sequence[tuple[date, float]], origin: date, target: float | None) -> date | None:
    if target is None or fit.slope == 0:
        return None
    days = (target - fit.intercept) / fit.slope
    if (points[-1][0] - origin).days <= days <= _FARTHEST_DAYS:
        return origin + timedelta(days=-int(-days // 1))
    return None
