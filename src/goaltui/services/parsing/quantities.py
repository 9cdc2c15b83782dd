"""Prefixes and suffixes of a number: a currency, a scale such as `k` or `mn`, a unit."""

import re
import unicodedata

from goaltui.model.errors import InvalidField
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, fold

_SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "milj": 1e6, "bn": 1e9, "mdr": 1e9}
_BEFORE_A_CURRENCY = {"t": 1e3, "m": 1e6, "Mn": 1e6}
_UNCLEAR = frozenset({"m", "t", "b"})
"""Metres or millions, tonnes or thousands: the unit alone could tell."""

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "zł": "PLN"}
_CODES = frozenset(
    {
        *(
            "AED",
            "AUD",
            "BRL",
            "CAD",
            "CHF",
            "CNY",
            "CZK",
            "DKK",
            "EUR",
            "GBP",
            "HKD",
            "HUF",
            "ILS",
            "INR",
            "ISK",
            "JPY",
        ),
        *(
            "KRW",
            "MXN",
            "NOK",
            "NZD",
            "PLN",
            "RON",
            "RUB",
            "SAR",
            "SEK",
            "SGD",
            "THB",
            "TRY",
            "TWD",
            "UAH",
            "USD",
            "ZAR",
        ),
    }
)
_SMALL_CODES = frozenset({"chf", "dkk", "eur", "gbp", "nok", "sek", "usd"})
"""Codes that are no words when they are typed small, as `try` and `cop` are."""

_ALIKE = (
    frozenset({"KR", "SEK", "NOK", "DKK", "ISK"}),
    frozenset({"USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"}),
    frozenset({"JPY", "CNY"}),
)
"""Currencies that share a sign."""

_WORD = lazy(r"\s?([^\W\d_]+|[^\w\s%.,;:!+\-])(?=[\s,.;:!]|$)")
_PAIR = lazy(r"\s?(\S+?)\s([^\W\d_]+|[^\w\s])(?=[\s,.;:!]|$)")


@dataclass(frozen=True, slots=True)
class Suffix:
    """The factor of the digits, and the number of characters after them that give it."""

    factor: float = 1.0
    length: int = 0


@dataclass(frozen=True, slots=True)
class _Named:
    """A word read as a scale, a currency, or both in one such as `kSEK`."""

    factor: float | None
    currency: str


def is_currency(text: str) -> bool:
    """Return whether a text is the sign or the code of a currency, with a scale before it or without."""
    return bool(_named(text).currency)


def is_scale(word: str) -> bool:
    """Return whether a word is a scale, or could be one."""
    return word in _SCALES or word in _UNCLEAR


def suffix_of(before: str, after: str, unit: str) -> Suffix | None:
    """Return the meaning of the texts `before` and `after` the digits for a number in a `unit`; none where `before` is
    no currency. Raises InvalidField where it is another than the unit, or is ambiguous.
    """
    if before:
        named = _named(before)
        if not named.currency or named.factor is not None:
            return None
        _check(named, unit, before)
    own = _own(after, unit)
    if own:
        return Suffix(1.0, own)
    pair = _PAIR.match(after)
    if pair is not None and _is_scaled_currency(_named(pair[1] + pair[2])):
        return _meant(pair[1] + pair[2], unit, pair.end())
    word = _WORD.match(after)
    if word is None:
        return Suffix()
    _refuse_unclear(word[1], unit)
    return _meant(word[1], unit, word.end())


def _is_scaled_currency(named: _Named) -> bool:
    return named.factor is not None and bool(named.currency)


def _meant(word: str, unit: str, length: int) -> Suffix:
    """Return the meaning of a word after the digits; empty where it begins a note."""
    named = _named(word)
    if named.factor is None and not named.currency:
        return Suffix()
    return Suffix(1.0 if _check(named, unit, word) else named.factor or 1.0, length)


def _own(after: str, unit: str) -> int:
    """Return the length of the unit itself at the beginning of the text after the digits."""
    blanks = len(after) - len(after.lstrip())
    end = blanks + len(unit)
    is_own = bool(unit) and after[blanks:end] == unit and (end == len(after) or after[end] in " ,.;:!\t")
    return end if is_own else 0


def _check(named: _Named, unit: str, word: str) -> bool:
    """Return whether a word repeats the unit; raises InvalidField where it is another, or the scale counts twice."""
    # Of `kr/month` the first part is the currency.
    own = _named(re.split(r"[/ ]", unit)[0])
    if named.currency and unit and not _alike(named.currency, own.currency):
        raise InvalidField(
            _(
                "it is in {unit} and not in {other}; type the number alone.",
                unit=clean_line(unit),
                other=clean_line(word),
            )
        )
    if own.factor is None or not own.currency:
        return False
    if named.factor == own.factor and named.currency:
        return True
    raise InvalidField(
        _(
            "it is in {unit} already, so this could be two numbers; type the number alone.",
            unit=clean_line(unit),
        )
    )


def _refuse_unclear(word: str, unit: str) -> None:
    if word in _UNCLEAR and fold(unit) != word:
        raise InvalidField(_("'{word}' could mean several things; write k, M or bn, or all digits.", word=word))


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= group for group in _ALIKE)


def _named(text: str) -> _Named:
    currency = _currency(text)
    if text in _SCALES or currency:
        return _Named(_SCALES.get(text), currency)
    for scale, factor in (_SCALES | _BEFORE_A_CURRENCY).items():
        currency = _currency(text.removeprefix(scale)) if text.startswith(scale) else ""
        if currency:
            return _Named(factor, currency)
    return _Named(None, "")


def _currency(text: str) -> str:
    """Return the code of a currency, `KR` for a crown of any country; empty for other text."""
    if text in _SIGNS:
        return _SIGNS[text]
    if text in _CODES or text in _SMALL_CODES:
        return text.upper()
    if text in ("kr", "Kr", "KR"):
        return "KR"
    return text if len(text) == 1 and unicodedata.category(text) == "Sc" else ""
