"""The footer: the few keys that matter at the cursor."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from goaltui.model.quick.translation import N_p, _p
from goaltui.tui.commands.command import in_words

_GAP = 3
_TIGHT = 2
_ALWAYS = (N_p("key", "actions"), N_p("key", "quit"))
"""Labels that stay when room is short, as the way out does."""
_OUT = "Esc"


class KeyBar(Widget):
    """One line of keys and what they do; help and the way out go last where not all fit. A click presses the key."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pairs: tuple[tuple[str, str], ...] = ()

    def show(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these keys, each with its label."""
        if tuple(pairs) != self._pairs:
            self._pairs = tuple(pairs)
            self.refresh()

    def render(self) -> Content:
        parts: list[tuple[str, str]] = []
        at = 0
        for key, label, start in self._placed():
            parts += [(" " * (start - at), ""), (in_words(key), "bold"), (f" {label}", "$dim")]
            at = start + _cells(key, label)
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key under the pointer."""
        offset = event.get_content_offset(self)
        for key, label, start in self._placed():
            if offset is not None and start <= offset.x < start + _cells(key, label):
                self.post_message(self.Pressed(key))

    def _placed(self) -> list[tuple[str, str, int]]:
        always = {_p("key", label) for label in _ALWAYS}
        kept = [place for place, (key, label) in enumerate(self._pairs) if key == _OUT or label in always]
        sizes = [_cells(key, label) for key, label in self._pairs]
        shown, gap = fitting(sizes, kept, self.content_size.width)
        placed: list[tuple[str, str, int]] = []
        at = 0
        for place in shown:
            placed.append((*self._pairs[place], at))
            at += sizes[place] + gap
        return placed


def _cells(key: str, label: str) -> int:
    return cell_len(in_words(key)) + 1 + cell_len(label)


def fitting(sizes: Sequence[int], kept: Collection[int], room: int) -> tuple[list[int], int]:
    """Return the indices of the words that fit a line of `room` cells, and the gap between them. The gap is smaller
    where that lets all fit; else the last of those that are not `kept` are left out.
    """
    shown = list(range(len(sizes)))
    if sum(sizes) + _GAP * (len(shown) - 1) <= room:
        return shown, _GAP
    for spare in reversed([place for place in shown if place not in kept]):
        if sum(sizes[place] for place in shown) + _TIGHT * (len(shown) - 1) <= room:
            break
        shown.remove(spare)
    return shown, _TIGHT
