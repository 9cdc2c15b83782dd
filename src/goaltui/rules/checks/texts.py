"""The reading of titles, and the small words of messages."""

import re
from collections.abc import Iterable

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import fold
from goaltui.rules import figures

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|(?<=\s)[&+/](?=\s)|;")
_NUMBER = re.compile(
    r"(?<![\w.,\-/:])[-+−]?\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)*(?:[kKmMbBxX](?!\w))?(?![.,\-/:]?\w)"
)
_TIMES = {"k": 1e3, "m": 1e6, "b": 1e9, "x": 1.0}
_METRIC = re.compile(r"[%‰€£$¥₹]|(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACEHOLDER = re.compile(
    r"\b(?:tbd|tba|todo|fixme|xxx?|yyy?|lorem ipsum)\b|\?\?+|\b[xy] ?%|[<(\[{](?:owner|name|team|number|date)[>)\]}]",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLANKS = str.maketrans("", "", " \u00a0\u202f")
_SIGNS = frozenset("&+;/")
_CLIP = 60


@dataclass(frozen=True, slots=True)
class Phrases:
    """Single words, phrases of several, and the first words of those."""

    words: frozenset[str]
    longer: tuple[str, ...]
    heads: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Phrases":
        """Return the phrases of entries of one word or more, folded as titles are."""
        known = tuple(fold(entry) for entry in entries)
        longer = tuple(entry for entry in known if " " in entry)
        return cls(frozenset(known) - frozenset(longer), longer, frozenset(entry.split()[0] for entry in longer))


class Title(NamedTuple):
    """A title as its words, signs among them; `line` is the words between blanks, for phrases."""

    words: tuple[str, ...]
    line: str

    def begins(self, phrases: Phrases) -> str | None:
        """Return the phrase it begins with."""
        first = self.words[0] if self.words else ""
        if first in phrases.words:
            return first
        if first not in phrases.heads:
            return None
        return next((phrase for phrase in phrases.longer if self.line.startswith(f" {phrase} ")), None)

    def has(self, phrases: Phrases) -> str | None:
        """Return the first phrase that it contains."""
        if not phrases.words.isdisjoint(self.words):
            return next(word for word in self.words if word in phrases.words)
        if phrases.heads.isdisjoint(self.words):
            return None
        return next((phrase for phrase in phrases.longer if f" {phrase} " in self.line), None)

    def joined(self, joiners: Phrases) -> str | None:
        """Return the word that joins two halves of two words or more."""
        if joiners.words.isdisjoint(self.words) and joiners.heads.isdisjoint(self.words):
            return None
        for joiner in (*(word for word in self.words if word in joiners.words), *joiners.longer):
            left, found, right = self.line.partition(f" {joiner} ")
            if found and len(left.split()) > 1 and len(right.split()) > 1:
                return joiner
        return None

    @property
    def length(self) -> int:
        """The number of its words, without signs."""
        return sum(1 for word in self.words if word not in _SIGNS)


def read_title(text: str) -> Title:
    """Return the words of a title."""
    words = tuple(_TOKEN.findall(fold(text)))
    return Title(words, f" {' '.join(words)} ")


def counts_words(text: str) -> bool:
    """Return whether the script puts blanks between words, so that counting them means something."""
    return _WIDE.search(text) is None


def metric_in(text: str) -> str | None:
    """Return a number, percent or currency sign that reads as a measure; years and names such as B2B or Q3 do not."""
    return next((found for found in _METRIC.findall(text) if not _YEAR.fullmatch(found)), None)


def numbers_in(text: str) -> tuple[frozenset[float], ...]:
    """Return the numbers of a text, each with all values that its separators allow; years are left out."""
    found = (match for match in _NUMBER.findall(text) if not _YEAR.fullmatch(match))
    return tuple(frozenset(_readings(match)) for match in found)


def placeholder_in(text: str) -> str | None:
    """Return the placeholder that was left in a text."""
    found = _PLACEHOLDER.search(text)
    return found.group() if found else None


def clip(text: str) -> str:
    """Return a title within quotation marks, short enough for a message."""
    return f"'{text}'" if len(text) <= _CLIP else f"'{text[: _CLIP - 1].rstrip()}…'"


def number(value: float) -> str:
    """Return a number in digits, thousands apart."""
    return figures.number(value)


def computed(value: float) -> str:
    """Return a number that nobody typed, with as many decimals as matter."""
    return figures.computed(value)


def grade(value: float) -> str:
    """Return a grade in tenths."""
    return figures.fixed(value, 1)


def percent(share: float, decimals: int = 0) -> str:
    """Return a share 0–1 in percent."""
    return figures.percent(share, decimals)


def rounded(value: float) -> str:
    """Return the nearest whole number."""
    return str(figures.rounded(value))


def _readings(text: str) -> Iterable[float]:
    times = _TIMES.get(text[-1].lower(), 1.0)
    plain = text.rstrip("kKmMbBxX").replace("−", "-").translate(_BLANKS)
    for spelling in {plain.replace(",", ""), plain.replace(".", "").replace(",", "."), plain.replace(",", ".")}:
        try:
            yield float(spelling) * times
        except ValueError:
            continue
