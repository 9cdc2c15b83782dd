"""Filter queries such as `owner:anna status:risk -is:closed churn`, the same on the screen and in the shell."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from goaltui.model.enums import Band, EntityKind, Status
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.text import fold
from goaltui.services.core.ownership import Reach

KEYS = ("owner", "by", "team", "cycle", "perspective", "theme", "status", "kind", "is", "group", "sort")
GROUPS = ("cycle", "perspective", "theme", "team")
"""Groupings of the tree of objectives; the first is the default."""

COLUMNS = ("title", "progress", "status", "confidence", "owner", "own")
"""Columns to sort siblings in a list by, backwards with a minus sign; the last is their own order."""

FLAGS = ("mine", "team", "stale", "late", "open", "closed", "alone", "key")
KINDS = tuple(
    kind.value.replace("_", "-") for kind in EntityKind if kind not in (EntityKind.WORKSPACE, EntityKind.CHECK_SETTING)
)
_SHORT_KINDS = {"kr": "key-result", "checkin": "check-in", "note": "remark"}
_REACHES = {Reach.MINE: "is:mine", Reach.TEAM: "is:team"}
_SHORT = {"risk": Status.AT_RISK.value, "track": Status.ON_TRACK.value}
_WORDED = ("status", "is", "group", "sort", "kind")
"""Keys whose values are words of the program."""

_JOINING = ("OR", "AND", "NOT", "||", "&&")
_UNEQUAL = lazy(r"([a-z]+)!=(.+)", re.DOTALL)
_COMPARED = lazy(r"(?:progress|confidence|score|value|due)[<>]=?[0-9][0-9.,%-]*")
_WORD = lazy(r'(?:[^\s"]|"[^"]*")+')
_STATUSES = (*(status.value for status in Status), *(band.value for band in Band))


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a thing for a query; names are empty where there is none, `flags` are words of `FLAGS`."""

    title: str
    owner: str = ""
    team: str = ""
    cycle: str = ""
    perspective: str = ""
    theme: str = ""
    kind: str = ""
    status: str = ""
    flags: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: a word of the title where `key` is empty. `word` is how it was written."""

    key: str
    value: str
    negated: bool
    word: str = ""

    def holds(self, facets: Facets) -> bool:
        """Return whether it matches a thing."""
        return self._met(facets) is not self.negated

    def _met(self, facets: Facets) -> bool:
        if self.key in ("group", "sort"):
            return True
        if self.key == "is":
            return self.value in facets.flags
        if self.key == "status":
            return facets.status == self.value
        if self.key == "kind":
            return facets.kind.replace("_", "-") == self.value
        if self.key:
            return is_named(getattr(facets, self.key), self.value)
        return self.value in fold(facets.title)


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that all have to hold; none lets everything through. `text` is how it was written."""

    terms: tuple[Term, ...] = ()
    text: str = ""

    @property
    def group(self) -> str:
        """The grouping of the tree, one of `GROUPS`."""
        return next((term.value for term in self.terms if term.key == "group"), GROUPS[0])

    @property
    def sort(self) -> str:
        """The column to sort siblings by, one of `COLUMNS`, backwards with a minus sign; empty for their own order."""
        found = next((term.value for term in self.terms if term.key == "sort"), "")
        return found if found.removeprefix("-") != COLUMNS[-1] else ""

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than an order."""
        return any(term.key != "sort" for term in self.terms)

    @property
    def leaves_out(self) -> bool:
        """Whether it leaves anything out."""
        return any(term.key not in ("group", "sort") for term in self.terms)

    @property
    def unsorted(self) -> str:
        """The query as it was written, without the order."""
        return sorting_by(self.text, "")

    def matches(self, facets: Facets) -> bool:
        """Return whether it matches a thing."""
        return all(term.holds(facets) for term in self.terms)


def asking_for(key: str, names: Iterable[str]) -> str:
    """Return the term for things under any of these names, such as `cycle:2026-Q3,2026-Q4`."""
    value = ",".join(name.replace('"', "") for name in names)
    return f'{key}:"{value}"' if " " in value else f"{key}:{value}"


def reaching(text: str, reach: Reach) -> str:
    """Return a query as it was typed, with its part on mine, my team's or everybody's replaced."""
    words = [word for word in text.split() if word not in _REACHES.values()]
    return " ".join([_REACHES[reach], *words]) if reach in _REACHES else " ".join(words)


def grouping(text: str, group: str) -> str:
    """Return a query as it was typed, with its grouping replaced."""
    words = [word for word in text.split() if not word.startswith("group:")]
    return " ".join(words if group == GROUPS[0] else [f"group:{group}", *words])


def sorting_by(text: str, sort: str) -> str:
    """Return a query as it was typed, sorting by this in place of what it sorted by before."""
    words = [word for word in text.split() if not word.startswith("sort:")]
    return " ".join([f"sort:{sort}", *words] if sort else words)


def reach_of(text: str) -> Reach:
    """Whose things a query asks for."""
    words = text.split()
    return next((reach for reach, word in _REACHES.items() if word in words), Reach.ALL)


def parse_query(text: str, saved: Mapping[str, str] | None = None) -> Query:
    """Return a query as it is typed; `@name` stands for a saved one; raises WrongUsage with what to write instead."""
    terms: list[Term] = []
    words = _words(text)
    _refuse_other_grammar(words)
    for word in words:
        if word.startswith("@") and saved is not None:
            terms += parse_query(_saved(word[1:], saved)).terms
        else:
            terms.append(replace(_term(word), word=word.replace('"', "")))
    return Query(tuple(terms), " ".join(text.split()))


def _words(text: str) -> list[str]:
    if '"' not in text and text.isascii():
        return text.split()
    if text.count('"') % 2:
        raise WrongUsage(_('A quotation mark is not closed; write owner:"Anna Berg".'))
    return _WORD.findall(text)


def _refuse_other_grammar(words: Sequence[str]) -> None:
    """Raise WrongUsage for what other programs' filters have, saying how it is written here; in quotes it is text."""
    for before, word in zip(("", *words), words, strict=False):
        if word in _JOINING:
            raise WrongUsage(
                _(
                    "All conditions hold together, owner:anna,bo asks for any of several, and a dash before one leaves "
                    'out; for the word itself write "{word}".',
                    word=word,
                )
            )
        if word in ("=", "==", "!=", ":") and before in KEYS:
            raise WrongUsage(_("A condition is one word, such as {key}:NAME, without blanks.", key=before))
        if (unequal := _UNEQUAL.fullmatch(word)) is not None and unequal[1] in KEYS:
            raise WrongUsage(
                _("'{word}' is written -{key}:{value}.", word=word, key=unequal[1], value=unequal[2].replace('"', ""))
            )
        if _COMPARED.fullmatch(word):
            raise WrongUsage(
                _(
                    'A filter compares no numbers; jq does, as in goaltui tree --json | jq. As text write "{word}".',
                    word=word,
                )
            )


def _term(typed: str) -> Term:
    word = typed.replace('"', "")
    if not typed.removeprefix("-").startswith('"'):
        # As other programs write it. In quotes it is text, so that text of this form can be looked for.
        field, equals, asked = word.removeprefix("-").partition("=")
        word = f"{word[: word.index(field)]}{field}:{asked}" if equals and field in KEYS else word
    negated = len(word) > 1 and word.startswith("-")
    key, colon, value = word.removeprefix("-").partition(":") if negated else word.partition(":")
    if not colon:
        return Term("", fold(key), negated)
    key = key.lower() if key.lower() in KEYS else key
    # As gh writes names.
    value = value.removeprefix("@") if key in ("owner", "by") else value.lower() if key in _WORDED else value
    if key == "status":
        return Term(key, _one_of(_SHORT.get(value, value.replace(" ", "_")), _STATUSES, "status"), negated)
    if key == "is":
        return Term(key, _one_of(value, FLAGS, "is"), negated)
    if key == "group":
        if negated:
            raise WrongUsage(_("A group cannot be left out; write group:{value}.", value=value))
        return Term(key, _one_of(value, GROUPS, "group"), negated)
    if key == "sort":
        if negated:
            raise WrongUsage(
                _(
                    "An order cannot be left out; write sort:-{column} to reverse it.",
                    column=value.removeprefix("-"),
                )
            )
        column = _one_of(value.removeprefix("-"), COLUMNS, "sort")
        return Term(key, f"-{column}" if value.startswith("-") else column, negated)
    if key == "kind":
        value = value.replace("_", "-")
        return Term(key, _one_of(_SHORT_KINDS.get(value, value), KINDS, "kind"), negated)
    known = _one_of(key, KEYS, "")
    # Whoever did something is to the History what an owner is to a goal.
    return Term("owner" if known == "by" else known, fold(value), negated)


def is_condition(word: str) -> bool:
    """Return whether a word is a condition such as `owner:anna` or `-owner:anna`."""
    key, colon, _value = word.removeprefix("-").partition(":")
    return bool(colon) and key in KEYS


def _one_of(word: str, known: Collection[str], key: str) -> str:
    if word in known:
        return word
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    typed = f"{key}:{word}" if key else f"{word}:"
    if close:
        raise WrongUsage(_("'{typed}' is not a filter; did you mean {close}?", typed=typed, close=close[0]))
    raise WrongUsage(_("'{typed}' is not a filter; it can be {known}.", typed=typed, known=", ".join(known)))


def _saved(name: str, saved: Mapping[str, str]) -> str:
    if name not in saved:
        if not saved:
            raise WrongUsage(_("No filter is saved as '{name}'; none is saved yet.", name=name))
        known = ", ".join(sorted(saved))
        raise WrongUsage(_("No filter is saved as '{name}'; there are {known}.", name=name, known=known))
    return saved[name]


def is_named(name: str, wanted: str) -> bool:
    """Return whether a folded text is a name or the beginning of one of its words; with commas any of several."""
    folded = fold(name.replace('"', ""))
    return folded == wanted or any(_begins(folded, part.strip()) for part in wanted.split(","))


def _begins(folded: str, wanted: str) -> bool:
    return folded == wanted or (bool(wanted) and any(word.startswith(wanted) for word in folded.split()))
