"""Pasted text: whole as the terminal sends it, joined to one line where a field has one."""

import re
from collections.abc import Iterator

from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_BREAKS = re.compile("[^\\S\n\r\v\f\x85\u2028\u2029]*[\n\r\v\f\x85\u2028\u2029]\\s*")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def as_pasted(event: Paste, into: Widget | None) -> Paste:
    """Return a paste without control characters, and as one line for a field of one: Textual's own keeps the first line
    and drops the others without a word.
    """
    text = _CONTROLS.sub("", event.text)
    if isinstance(into, Input):
        text = _BREAKS.sub(" ", text.strip("\n\r\v\f\x85\u2028\u2029")).replace("\t", " ")
    return event if text == event.text else Paste(text)


class Pastes:
    """Takes pastes out of what a terminal sends: Textual's parser takes an escape sign within one for the beginning of
    a key and loses what follows it."""

    def __init__(self) -> None:
        self._held = ""
        self._pasting = False

    def split(self, text: str, *, cut: bool = False) -> Iterator[str | Paste]:
        """Yield typed text, and whole pastes; a part of one waits for the rest. An escape sign at the end is a key,
        unless the text was `cut` there.
        """
        self._held += text
        while self._held:
            mark = _END if self._pasting else _BEGIN
            before, found, after = self._held.partition(mark)
            if found:
                yield from self._told(before)
                self._pasting, self._held = not self._pasting, after
                continue
            if not self._pasting:
                self._held = _beginning(before, mark, 1 if cut else 2)
                yield from self._told(before[: len(before) - len(self._held)])
            return

    def let_go(self) -> Iterator[str | Paste]:
        """Yield the text that waits for a rest that does not come."""
        held, self._held = self._held, ""
        yield from self._told(held)
        self._pasting = False

    def _told(self, text: str) -> Iterator[str | Paste]:
        if text:
            yield Paste(text) if self._pasting else text


def _beginning(text: str, mark: str, least: int) -> str:
    """Return the end of a text that may be the beginning of a mark, of at least so many letters."""
    lengths = range(len(mark) - 1, least - 1, -1)
    return next((mark[:length] for length in lengths if text.endswith(mark[:length])), "")
