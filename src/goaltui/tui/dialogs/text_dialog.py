"""A dialog to read: the arithmetic behind a number, the history of one thing."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import _
from goaltui.services.core.rows.detail import Detail, ExplanationLine
from goaltui.tui.appearance.text import hanging, steady
from goaltui.tui.dialogs.base import Dialog


class ReadingDialog(Dialog[None]):
    """Shows text; any of the keys that end reading leaves it."""

    DEFAULT_CSS = """
    ReadingDialog > #frame {
        width: 96;
    }
    ReadingDialog #text {
        height: auto;
    }
    """
    GOES_TO_VIEWS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", "Leave", show=False),
        Binding("down,j", "scroll('scroll_down')", show=False),
        Binding("up,k", "scroll('scroll_up')", show=False),
        Binding("pagedown,space", "scroll('scroll_page_down')", show=False),
        Binding("pageup", "scroll('scroll_page_up')", show=False),
        Binding("home", "scroll('scroll_home')", show=False),
        Binding("end", "scroll('scroll_end')", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__(title, _("↑ ↓ scroll   Esc close"))
        self._text = text

    def body(self) -> Iterable[Widget]:
        yield Static(self._text, id="text")

    def fit(self) -> None:
        super().fit()
        self.query_one("#text", Static).update(hanging(self._text, self.text_width))

    def action_scroll(self, how: str) -> None:
        getattr(self.query_one("#body", VerticalScroll), how)(animate=False)


def why_text(detail: Detail) -> Content:
    """Return every step behind a figure, indented under the step it explains."""
    lines = [Content.styled(steady(detail.subtitle), "$dim"), Content("")]
    lines += [_why_line(line) for line in detail.why] or [Content(_("There is no number to explain here."))]
    return Content("\n").join(lines)


def _why_line(line: ExplanationLine) -> Content:
    return Content.assemble(
        "  " * line.depth, (steady(line.label), "$dim" if line.depth else "bold"), "  ", steady(line.text)
    )
