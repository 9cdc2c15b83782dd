"""The entries of the menu: their words, and the match with a typed text."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import TypeAlias

from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import fold
from goaltui.tui.commands.command import Command

Run: TypeAlias = Callable[[], Awaitable[None]]

_PART = 3
"""Letters from which on a part inside of a word counts too."""
_CLOSE = 0.75
_FILLERS = N_("a an and are as at do does for how i in is it me my of on or see show the their this to we what with")
"""Words that say nothing about what is wanted, with blanks between them."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One thing to do: the `section` and `group` that it is listed in, its words, and its key as people write it; one
    that is `hidden` is listed only where what is typed means it."""

    section: str
    group: str
    label: str
    help: str
    run: Run
    key: str = ""
    words: str = ""
    hidden: bool = False


def of_command(command: Command, section: str, run: Run, why_not: str = "") -> MenuEntry:
    """Return the entry of a command of the table, with the reason where it makes no sense here."""
    return MenuEntry(
        section,
        command.group.word,
        command.word,
        f"{why_not} {command.does}.".lstrip(),
        run,
        command.key_text,
        command.called,
        hidden=bool(why_not),
    )


def listed(entries: Sequence[MenuEntry], text: str) -> list[MenuEntry]:
    """Return the entries that a text means, the closest first; all but the hidden ones for none."""
    typed = fold(text).split()
    # «who is late» asks for what «who late» does.
    fillers = fold(_(_FILLERS)).split()
    wanted = [word for word in typed if word not in fillers] or typed
    if not wanted:
        return [entry for entry in entries if not entry.hidden]
    found = list(_ranked(entries, wanted, text.strip()))
    if not found:
        known = {word for entry in entries for word in _words(entry.label, entry.words)}
        meant = [next(iter(get_close_matches(word, sorted(known), 1, _CLOSE)), word) for word in wanted]
        found = list(_ranked(entries, meant, "")) if meant != wanted else []
    return [entry for _far, _place, entry in sorted(found, key=lambda ranked: ranked[:2])]


def _ranked(entries: Sequence[MenuEntry], wanted: Sequence[str], key: str) -> Iterator[tuple[int, int, MenuEntry]]:
    for place, entry in enumerate(entries):
        if key and key == entry.key:
            yield -1, place, entry
            continue
        far = [_distance(entry, word) for word in wanted]
        if None not in far:
            yield sum(filter(None, far)), place, entry


def _distance(entry: MenuEntry, word: str) -> int | None:
    """Return the distance of an entry from a word: 0 where its label begins so, none where nothing in it does."""
    texts = (entry.label, entry.words, entry.help, f"{entry.group} {entry.section}")
    if fold(entry.label) == word:
        return 0
    for far, text in enumerate(texts, 1):
        if any(known.startswith(word) for known in _words(text)):
            return far
    return len(texts) + 1 if len(word) >= _PART and any(word in fold(text) for text in texts[:3]) else None


def _words(*texts: str) -> list[str]:
    return [word.strip(",.;:()“”'@") for text in texts for word in fold(text).split()]
