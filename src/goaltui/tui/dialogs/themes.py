"""The choice of a theme: the screen below shows the one under the cursor."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from goaltui.model.quick.translation import N_, _, _p
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.options import OptionLines

_OWN = "goaltui-"
_TOLD = {
    "goaltui-dark": "",
    "goaltui-light": "",
    "goaltui-ansi": N_("the terminal's own colours"),
    "goaltui-mono": N_("no colours"),
}


class ThemeDialog(Dialog[str]):
    """Answers with the name of a theme; where it is left, the one before is back."""

    GOES_TO_VIEWS: ClassVar[bool] = False
    DEFAULT_CSS = """
    ThemeDialog, ThemeDialog.-covering { align: right middle; background: $background 0%; }
    ThemeDialog > #frame { width: 44; }
    ThemeDialog OptionList, ThemeDialog OptionList:focus {
        background: $panel;
        background-tint: $foreground 0%;
        border: none;
        padding: 0;
        height: auto;
        max-height: 14;
    }
    """

    def __init__(self, names: Iterable[str], now: str) -> None:
        super().__init__(_p("colours", "Theme"), _("Enter keep   Esc cancel"))
        self._names: Sequence[str] = sorted(names, key=lambda name: (name not in _TOLD, _order(name)))
        self._before = now

    def body(self) -> Iterable[Widget]:
        yield OptionLines(*(Option(_prompt(name)) for name in self._names))

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._before) if self._before in self._names else 0
        self.set_focus(options)

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        if not self.is_answered:
            self.app.theme = self._names[event.option_index]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._names[event.option_index])

    def action_leave(self) -> None:
        self.app.theme = self._before
        super().action_leave()


def _order(name: str) -> tuple[int, str]:
    """Return the program's own themes in their order, then the others by name."""
    return (list(_TOLD).index(name), "") if name in _TOLD else (len(_TOLD), name)


def _prompt(name: str) -> Content:
    told = _(_TOLD.get(name, ""))
    return Content.assemble(f" {name.removeprefix(_OWN)}", (f"   {told}" if told else "", "$dim"))
