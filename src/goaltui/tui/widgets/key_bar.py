"""The footer: the few keys that matter where one stands."""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

_GAP = 3


class KeyBar(Widget):
    """One line of keys and what they do; those that do not fit stay in the help. A click presses the key."""

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
        for key, label, _ in self._placed():
            parts += [(key, "bold"), (f" {label}{' ' * _GAP}", "$dim")]
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key under the pointer."""
        offset = event.get_content_offset(self)
        for key, label, start in self._placed():
            if offset is not None and start <= offset.x < start + len(key) + 1 + len(label):
                self.post_message(self.Pressed(key))

    def _placed(self) -> list[tuple[str, str, int]]:
        placed: list[tuple[str, str, int]] = []
        at = 0
        for key, label in self._pairs:
            size = len(key) + 1 + len(label)
            if at + size > self.size.width:
                break
            placed.append((key, label, at))
            at += size + _GAP
        return placed
