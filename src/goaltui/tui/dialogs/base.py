"""The frame that every dialog shares: a title, a scrolling body, a line of keys; it answers once."""

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widget import Widget

from goaltui.tui.appearance.text import plain
from goaltui.tui.components.footer import fitting
from goaltui.tui.components.result_screen import Answering

Result = TypeVar("Result")

_SHARE = 90
_BESIDE = 16
"""Cells at each side of a dialog from which on what is below can be read there."""
FRAME = 4
"""Lines of border and padding."""
_CORNERS = 6
_SIDES = 9
_NARROWEST = 2
"""Cells of the widest letter: text is wrapped to no less, even where nobody sees it."""
_BETWEEN = "   "
_KEY = re.compile("((?:[↑↓←→] ?)+|\\S+) (.+)")


class Body(VerticalScroll, can_focus=False):
    """The part that scrolls; when its height changes, the field with the focus stays in sight."""

    def on_resize(self, event: Resize) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False, immediate=True)


class Dialog(Answering[Result], ModalScreen[Result | None]):
    """Asks one thing and is answered once: with a value, or with none where it is left."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 75%;
    }
    Dialog.-covering { background: $background; }
    Dialog.-alone { background: $background; }
    Dialog > #frame {
        width: 76;
        max-width: 90%;
        height: auto;
        max-height: 90%;
        background: $panel;
        border: round $accent;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $dim;
        padding: 1 2;
    }
    Dialog Button:focus {
        background: $foreground;
        color: $background;
        background-tint: $foreground 0%;
        text-style: $button-focus-text-style;
    }
    Dialog Input:focus {
        background-tint: $foreground 0%;
    }
    Dialog #body {
        height: auto;
        scrollbar-size-vertical: 1;
    }
    """

    GOES_TO_VIEWS: ClassVar[bool] = False

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title = title
        self._keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(id="frame") as frame:
            frame.border_title = plain(self._title)
            with Body(id="body"):
                yield from self.body()
            yield from self.foot()

    @property
    def offered(self) -> Sequence[tuple[str, str]]:
        found = (_KEY.match(key) for key in self._keys.split(_BETWEEN))
        return tuple((match[1], match[2]) for match in found if match is not None)

    def on_resize(self, event: Resize) -> None:
        # Of what is below, so few letters would be left at the sides that they could not be read.
        self.set_class((event.size.width - self._width) // 2 < _BESIDE, "-covering")
        self.fit()

    def fit(self) -> None:
        """Leave room for the foot: Textual lets a body of its own height push it out of the frame."""
        self.query_one("#body").styles.max_height = max(1, self.room - self.foot_height)
        self.query_one("#frame").border_subtitle = Content(self._keys_in(self._width - _CORNERS))

    @property
    def room(self) -> int:
        """The lines of body and foot together."""
        return self.size.height * _SHARE // 100 - FRAME

    @property
    def text_width(self) -> int:
        """The cells of a line of the body, beside a scrollbar."""
        return max(self._width - _SIDES, _NARROWEST)

    @property
    def _width(self) -> int:
        wanted = self.query_one("#frame").styles.width
        most = self.size.width * _SHARE // 100
        return min(int(wanted.value), most) if wanted else most

    def _keys_in(self, room: int) -> str:
        """Return the keys that fit, with the one that closes among them."""
        keys = self._keys.split(_BETWEEN)
        shown, gap = fitting([cell_len(key) for key in keys], (len(keys) - 1,), room)
        return (" " * gap).join(keys[place] for place in shown)

    @property
    def foot_height(self) -> int:
        """The lines of the foot."""
        return 0

    def body(self) -> Iterable[Widget]:
        """Return the widgets that scroll."""
        return ()

    def foot(self) -> Iterable[Widget]:
        """Return the widgets that stay in sight below the body."""
        return ()
