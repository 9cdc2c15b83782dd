"""A dialog to read: help, the arithmetic behind a number, the history of one thing."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.services.rows import Detail, Line
from goaltui.tui.commands import EVERYWHERE, Command
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.text import hanging, steady


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
        super().__init__(title, "↑ ↓ scroll   Esc leave")
        self._text = text

    def body(self) -> Iterable[Widget]:
        yield Static(self._text, id="text")

    def fit(self) -> None:
        super().fit()
        self.query_one("#text", Static).update(hanging(self._text, self.text_width))

    def action_scroll(self, how: str) -> None:
        getattr(self.query_one("#body", VerticalScroll), how)(animate=False)


def help_text(commands: Sequence[Command]) -> Content:
    """Every command with its key, those that are not for every view with where they are."""
    shown = [command for command in commands if command.key]
    width = max(cell_len(command.key_text) for command in shown)
    lines = [_help_line(command, width) for command in shown]
    palette = [command for command in commands if not command.key]
    lines.append(Content(""))
    lines += [Content.assemble((f"{'Ctrl+P':>{width}}  ", "$accent"), command.help) for command in palette]
    lines.append(Content(""))
    lines += [Content.styled(line, "$dim") for line in _CHECK_IN_HELP]
    return Content("\n").join(lines)


def why_text(detail: Detail) -> Content:
    """Every step behind a figure, indented under what it explains."""
    lines = [Content.styled(steady(detail.subtitle), "$dim"), Content("")]
    lines += [_why_line(line) for line in detail.why] or [Content("There is no number to explain here.")]
    return Content("\n").join(lines)


_CHECK_IN_HELP = (
    "A check-in is one line:  VALUE [@CONFIDENCE] [!STATUS] [^DATE] [note …]",
    "42   the value is      +3  -2   change it by      60%   that far to the target",
    "done  yes  no   met or not      ~42   an estimate      @7   confidence 7 of 10",
    "!track !behind !risk !auto   status by hand, or release it      ^yesterday ^2026-11-20",
)


def _help_line(command: Command, width: int) -> Content:
    gap = " " * (width - cell_len(command.key_text))
    where = "" if command.views == EVERYWHERE or len(command.views) > 1 else f"  (in {command.views[0].value})"
    return Content.assemble((f"{gap}{command.key_text}  ", "$accent"), command.help, (where, "$dim"))


def _why_line(line: Line) -> Content:
    return Content.assemble(
        "  " * line.depth, (steady(line.label), "$dim" if line.depth else "bold"), "  ", steady(line.text)
    )
