"""The screen of the menu: a line to type in, the matching entries, and a sentence on the chosen one."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from goaltui.model.quick.translation import N_, _
from goaltui.tui.appearance.text import cut, left, right, steady
from goaltui.tui.commands.command import in_words
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.form_fields import LineInput
from goaltui.tui.dialogs.options import OptionLines
from goaltui.tui.features.menu.entries import MenuEntry, listed

_KEYS = N_("Enter do it   Tab keys do it at once   F1 manual   Esc close")
_ABOVE, _BELOW = 2, 3
_NO_PADDING = 2
_GROUP, _LABEL, _SENTENCE, _KEY = 17, 20, 24, 7
_SCROLLBAR = 2
_NOTHING = N_("No action matches. F1 opens the manual, / in the list finds goals by their words.")


class MenuDialog(Dialog[MenuEntry]):
    """Answers with what is to be done; `search` finds more than the entries that are there from the beginning."""

    DEFAULT_CSS = """
    MenuDialog > #frame { width: 110; padding: 0 2; }
    MenuDialog OptionList, MenuDialog OptionList:focus {
        background: $panel;
        background-tint: $foreground 0%;
        border: none;
        padding: 0;
        margin-top: 1;
        scrollbar-size-vertical: 1;
        scrollbar-color: $hairline;
        scrollbar-color-hover: $dim;
        scrollbar-background: $panel;
        scrollbar-background-hover: $panel;
    }
    MenuDialog OptionList > .option-list--option-disabled { color: $accent; text-style: bold; }
    MenuDialog #told { height: 2; margin-top: 1; color: $dim; }
    """
    IS_MENU: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("tab", "keys", show=False, priority=True),
        Binding("ctrl+p", "leave", show=False, priority=True),
    ]

    def __init__(
        self, title: str, entries: Sequence[MenuEntry], search: Callable[[str], Awaitable[Sequence[MenuEntry]]]
    ) -> None:
        super().__init__(title, _(_KEYS))
        self._entries = entries
        self._search = search
        self._asked = ""
        self._shown: list[MenuEntry] = []
        self._places: list[int] = []

    def body(self) -> Iterable[Widget]:
        yield LineInput("", name="text", hint=_("type what you want to do, or the title of a goal"))
        yield OptionLines()

    def foot(self) -> Iterable[Widget]:
        yield Static(id="told")

    @property
    def room(self) -> int:
        return super().room + _NO_PADDING

    @property
    def foot_height(self) -> int:
        return _BELOW

    def fit(self) -> None:
        super().fit()
        self.query_one(OptionList).styles.height = max(1, self.room - self.foot_height - _ABOVE)
        self._show(listed(self._entries, self._asked))

    def on_mount(self) -> None:
        self.set_focus(self.query_one(LineInput))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._asked = event.value.strip()
        self._show(listed(self._entries, self._asked))
        self._look_up(self._asked)

    @work(exclusive=True, group="menu")
    async def _look_up(self, text: str) -> None:
        found = await self._search(text) if text else ()
        if found and not self.is_answered:
            self._show([*listed(self._entries, text), *found], keeping=self._chosen)

    def _show(self, entries: list[MenuEntry], keeping: MenuEntry | None = None) -> None:
        """List entries under their sections, and under one line all that a text means."""
        width = max(self.text_width - _SCROLLBAR, 1)
        options: list[Option] = []
        self._shown, self._places = entries, []
        for entry, heading, group in _arranged(entries, whole=not self._asked):
            if heading:
                options.append(Option(Content(cut(heading, width)), disabled=True))
            self._places.append(len(options))
            options.append(Option(_row(entry, group, width)))
        found = self.query_one(OptionList)
        found.set_options(options)
        at = entries.index(keeping) if keeping in entries else 0
        found.highlighted = self._places[at] if self._places else None
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        chosen = self._chosen
        self.query_one("#told", Static).update(Content(steady(chosen.help if chosen else _(_NOTHING))))

    @property
    def _chosen(self) -> MenuEntry | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[self._places.index(at)] if at in self._places else None

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._chosen is not None:
            self.answer(self._chosen)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._shown[self._places.index(event.option_index)])

    def action_move(self, how: str) -> None:
        """Move through the list while the line is typed in."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_keys(self) -> None:
        """Let keys do at once what stands beside them, or be text again."""
        field = self.query_one(LineInput)
        self.set_focus(self.query_one(OptionList) if self.focused is field else field)

    def on_key(self, event: Key) -> None:
        """Do what stands beside a key, unless the key is text for the line."""
        pressed = event.character if event.is_printable and self.focused is not self.query_one(LineInput) else ""
        pressed = pressed or (event.key.upper() if event.key[:1] == "f" and event.key[1:].isdigit() else "")
        meant = next((entry for entry in self._entries if pressed and entry.key == pressed), None)
        if meant is not None:
            event.stop()
            self.answer(meant)


def _arranged(entries: Sequence[MenuEntry], *, whole: bool) -> Iterator[tuple[MenuEntry, str, str]]:
    """Yield each entry with the heading that it begins, and the group to be named beside it."""
    section = group = ""
    for entry in entries:
        heading = entry.section if whole and entry.section != section else ""
        named = entry.group if not whole or heading or entry.group != group else ""
        section, group = entry.section, entry.group
        yield entry, heading, named


def _row(entry: MenuEntry, group: str, width: int) -> Content:
    written = in_words(entry.key)
    room = max(width - _GROUP - max(_KEY, cell_len(written) + 2), 1)
    label = cut(steady(entry.label), room)
    told = ""
    if room - _LABEL >= _SENTENCE:
        label = left(label, max(_LABEL, cell_len(label) + 2)) if cell_len(label) < room - _SENTENCE else label
        # A sentence may go on up to the key, which stands at the right.
        free = width - _GROUP - cell_len(label) - cell_len(written) - 2
        told = cut(steady(entry.help), max(free, 0)) if label.endswith(" ") else ""
    key = right(written, max(width - _GROUP - cell_len(label) - cell_len(told), cell_len(written)))
    return Content.assemble(
        (left(cut(group, _GROUP - 1), _GROUP), "$dim"), label, (told, "$dim"), (key, "$accent bold")
    )
