"""Numbers as people write them: one rounding, half away from zero, and one way to group digits, everywhere.

The sign before decimals is that of the reader's language, but for `exact`, which is the same in every language.
"""

import math
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache

from goaltui.model.bounds import LARGEST
from goaltui.model.quick.translation import _p

NONE = "–"
_MOST_PERCENT = 999
_SMALLEST_PLAIN = 1e-6
_TYPED_DIGITS = 14
_NO_ROOM = 1e14
"""From here on 15 digits hold no decimal any more, though one may have been typed."""
_TOO_MANY_DIGITS = 10.0**_TYPED_DIGITS
_FORECAST_DECIMALS = 6
_NEAR_A_HALF = 1e-6
_NOISE = 12
"""From this decimal of a share on, what differs comes from the arithmetic of floats."""


def number(value: float) -> str:
    """Return a number with thousands in groups and the decimals that it was typed with; `2.5·10^18` beyond what can be
    kept. One with more digits than people type was computed, so of that as many decimals as matter."""
    size = abs(value)
    if not math.isfinite(value):
        return NONE if math.isnan(value) else "∞" if value > 0 else "-∞"
    if size > LARGEST or 0 < size < _SMALLEST_PLAIN:
        mantissa, _, power = f"{value:.{_TYPED_DIGITS - 1}e}".partition("e")
        return f"{_signed(_without_zeros(mantissa))}·10^{int(power)}"
    if size < _TOO_MANY_DIGITS and value == int(value):
        return f"{int(value):,}".replace(",", " ")
    # Sums of what was typed end in the noise of floats, which no 15 digits show.
    typed = Decimal(f"{value:.{_TYPED_DIGITS + 1}g}").normalize()
    is_typed = size < _NO_ROOM and len(typed.as_tuple().digits) <= _TYPED_DIGITS
    return _grouped(typed) if is_typed else computed(value)


def computed(value: float) -> str:
    """Return a number that nobody typed, such as a mean or a forecast, with as many decimals as matter."""
    size = abs(value)
    if not _SMALLEST_PLAIN <= size <= LARGEST:
        return number(value)
    decimals = 1 if size >= 1000 else 2 if size >= 10 else max(3, 2 - math.floor(math.log10(size)))
    return _grouped(_half_up(Decimal(repr(value)), decimals))


def landing(value: float, measured: Iterable[float], edges: tuple[float, ...]) -> str:
    """Return a computed number with the decimals of the numbers it was computed from, on its side of every edge."""
    finest = max(map(decimals, measured), default=0)
    return number(float(kept_between(value, edges, min(finest, _FORECAST_DECIMALS))))


def decimals(value: float) -> int:
    """Return the decimals that a number is written with."""
    return len(exact(value).partition(".")[2])


def exact(value: float) -> str:
    """Return a number with all its digits, as it is typed: `99.995`, `1274.5`, `1000000`."""
    return _without_zeros(f"{Decimal(repr(value)):f}")


def typed(value: float) -> str:
    """Return a number with all its digits as the reader types it, so that it is read as the same number. With exactly
    three decimals a comma could group thousands, so a zero follows: `1,2340`."""
    digits = exact(value)
    head, _, tail = digits.partition(".")
    could_be_groups = len(tail) == 3 and len(head.lstrip("-")) <= 3 and not head.lstrip("-").startswith("0")
    return _signed(f"{digits}0" if could_be_groups and _signed(digits) != digits else digits)


def all_digits(value: float) -> str:
    """Return a number with all its digits as the reader writes it: `1274.5`, in Swedish `1274,5`."""
    return _signed(exact(value))


def percent(share: float, decimals: int = 0) -> str:
    """Return a share of 1 in percent, `100 %` when it is reached and not before, `0 %` when there is nothing.

    Beyond ±999 % the digits tell nothing any more, so they are left out.
    """
    points = share * 100
    if decimals == 0 and 1 <= points < 99 and abs(points % 1 - 0.5) > _NEAR_A_HALF:
        # Far from every edge the arithmetic of floats rounds as that below, in a tenth of the time.
        return f"{int(points + 0.5)} %"
    if not abs(share) * 100 <= _MOST_PERCENT:
        return NONE if math.isnan(share) else f"> {_MOST_PERCENT} %" if share > 0 else f"< -{_MOST_PERCENT} %"
    exactly = _half_up(Decimal(repr(share)), _NOISE).scaleb(2)
    shown = _half_up(exactly, decimals)
    if shown >= 100 > exactly:
        shown = exactly.quantize(shown, ROUND_DOWN)
    if exactly and not shown:
        return f"< {_signed(_without_zeros(str(Decimal(1).scaleb(-decimals))))} %" if exactly > 0 else "< 0 %"
    return f"{_signed(_without_zeros(f'{shown:f}'))} %"


def fixed(value: float, decimals: int) -> str:
    """Return a number with so many decimals, zeros too: a grade `0.70`."""
    return _signed(f"{_half_up(Decimal(repr(value)), decimals):f}")


def aligned(value: float, decimals: int) -> str:
    """Return a number with thousands in groups and so many decimals, zeros too, for numbers below each other."""
    return _signed(f"{_half_up(Decimal(repr(value)), decimals):,f}".replace(",", " "))


def rounded(value: float) -> int:
    """Return the nearest whole number, halves away from zero."""
    # Python's own rounding takes a half to the even number beside it.
    return round(value) if abs(value) % 1 != 0.5 else int(value + math.copysign(0.5, value))


def cells(share: float, count: int) -> int:
    """Return how many of the cells of a bar are filled; all of them only when all is reached."""
    filled = rounded(min(max(share, 0.0), 1.0) * count)
    return filled if share >= 1 else min(filled, count - 1)


def between(value: float, edges: tuple[float, ...], decimals: int = 0) -> str:
    """Return a number rounded so that it stays on its side of every edge, and on an edge only when it is reached."""
    return _signed(_without_zeros(f"{kept_between(value, edges, decimals):f}"))


def kept_between(value: float, edges: tuple[float, ...], decimals: int = 0) -> Decimal:
    """Return the number that `between` writes."""
    step = _step(decimals)
    exactly = _half_up(Decimal(repr(value)), _NOISE - 2)
    shown = _half_up(exactly, decimals)
    for edge in (_half_up(Decimal(repr(edge)), _NOISE - 2) for edge in edges):
        if shown >= edge > exactly:
            shown = edge.quantize(step, ROUND_DOWN)
            shown -= step if shown >= edge else 0
        elif shown < edge <= exactly:
            shown = edge.quantize(step, ROUND_DOWN)
            shown += step if shown < edge else 0
    return shown


def _half_up(value: Decimal, decimals: int) -> Decimal:
    # A number with so many digits that it has no decimals is rounded already, and `quantize` would refuse it.
    return value.quantize(_step(decimals), ROUND_HALF_UP) if abs(value) <= LARGEST else value


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _grouped(value: Decimal) -> str:
    return _signed(_without_zeros(f"{value:,f}").replace(",", " "))


def _signed(digits: str) -> str:
    """Return digits with the decimal sign of the reader's language."""
    return digits.replace(".", _p("decimal sign", ".")) if "." in digits else digits


def _without_zeros(text: str) -> str:
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain in ("-0", "") else plain
