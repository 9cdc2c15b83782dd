"""Suggested commands with what was typed in the place of what they take."""

import re
import shlex
from collections.abc import Sequence

from goaltui.model.text import clean_line

_PLACE = re.compile(r"[A-Z]+(=[A-Z]+)?")
_FIRST = ("REF", "CYCLE", "FROM")
"""What people name first, whichever place it has."""

_ASSIGNED = re.compile(r"([a-z_]+):(.+)", re.DOTALL)
_PAIR = 2
_LONGEST = 100


def filled(command: str, words: Sequence[str]) -> str:
    """Return a command such as `checkin REF VALUE` with the words in it, as a shell takes them; as it stands where
    there are no words, an option among them, or too many to read.
    """
    parts = command.split()
    places = [place for place, part in enumerate(parts) if _PLACE.fullmatch(part)]
    places.sort(key=lambda place: parts[place] not in _FIRST)
    typed = [clean_line(word) for word in words]
    if not places or not typed or any(word[:1] == "-" and not word[1:2].isdigit() for word in typed):
        return command
    for place, word in zip(places[:-1], typed, strict=False):
        parts[place] = shlex.quote(word)
    rest = typed[len(places) - 1 :]
    if rest:
        parts[places[-1]] = _last(parts[places[-1]], rest)
    line = " ".join(parts)
    return line if len(line) <= _LONGEST else command


def _last(place: str, words: Sequence[str]) -> str:
    """Return what stands in the last place, which takes all words that are left."""
    if place == "FIELD=VALUE":
        return _fields(words)
    if place == "VALUE":
        return shlex.join(words)
    return shlex.quote(" ".join(words))


def _fields(words: Sequence[str]) -> str:
    """Return values of fields, however they were typed: `owner:bo`, `owner bo`."""
    if len(words) == _PAIR and words[0].isidentifier() and not any("=" in word or ":" in word for word in words):
        return f"{words[0]}={shlex.quote(words[1])}"
    return shlex.join(_ASSIGNED.sub(r"\1=\2", word) for word in words)
