"""Choosing one of a few: by its letter, or with the arrows and Enter."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.tui.appearance.text import hanging, steady
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.options import OptionLines

Value = TypeVar("Value")

_KEY, _BEFORE_HINT, _INDENT = 4, 3, 2
_COLUMN = 24
"""Cells that a label may have where the hints stand below each other."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One thing to choose; `key` is the letter or digit that chooses it at once."""

    value: Value
    key: str
    label: str
    hint: str = ""


class PickDialog(Dialog[Value]):
    """Answers with the value of the choice made."""

    GOES_TO_VIEWS: ClassVar[bool] = True
    DEFAULT_CSS = """
    PickDialog OptionList, PickDialog OptionList:focus {
        background: $panel;
        background-tint: $foreground 0%;
        border: none;
        padding: 0;
        height: auto;
    }
    PickDialog #intro {
        height: auto;
        margin-bottom: 1;
    }
    """

    def __init__(self, title: str, choices: Sequence[Choice[Value]], intro: str = "") -> None:
        super().__init__(title, _("Enter choose   Esc cancel"))
        self._choices = choices
        self._intro = intro

    def body(self) -> Iterable[Widget]:
        if self._intro:
            yield Static(Content(self._intro), id="intro")
        yield OptionLines(*(Option(_prompt(choice, self._wide)) for choice in self._choices))

    @property
    def _wide(self) -> int:
        """The cells of the column of labels; 0 where one of them is too long for columns."""
        widest = max(cell_len(steady(choice.label)) for choice in self._choices) if self._choices else 0
        return widest if widest <= _COLUMN else 0

    def fit(self) -> None:
        super().fit()
        options = self.query_one(OptionList)
        # What a hint goes on with stands below it, and where the hints are no column, below the labels, all alike.
        hang = _KEY + (self._wide + _BEFORE_HINT if self._wide else _INDENT)
        for place, choice in enumerate(self._choices):
            prompt = hanging(_prompt(choice, self._wide), self.text_width, hang)
            options.replace_option_prompt_at_index(place, prompt)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(OptionList))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._choices[event.option_index].value)

    @property
    def offered(self) -> Sequence[tuple[str, str]]:
        chosen = [(choice.key, steady(choice.label)) for choice in self._choices if choice.key.strip()]
        return (*chosen, *super().offered)

    def on_key(self, event: Key) -> None:
        chosen = next((choice for choice in self._choices if choice.key == event.character), None)
        if chosen is not None:
            event.stop()
            self.answer(chosen.value)


class FirstPickDialog(PickDialog[Value]):
    """A question of the first start, which no key of a view leaves: nothing is there to be seen yet."""

    GOES_TO_VIEWS: ClassVar[bool] = False


def _prompt(choice: Choice[Value], wide: int) -> Content:
    label = steady(choice.label)
    gap = " " * max(wide - cell_len(label), 0)
    return Content.assemble(
        (f" {choice.key or ' '}  ", "$accent bold"),
        label,
        (f"{gap}   {steady(choice.hint)}" if choice.hint else "", "$dim"),
    )
