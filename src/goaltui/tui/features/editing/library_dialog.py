"""The library of measures by perspective, narrowed by typing; what the one under the cursor means stands below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from goaltui.model.quick.translation import _, _p
from goaltui.model.text import fold
from goaltui.services.forms.form import LibraryMeasure
from goaltui.services.forms.measure_library import kept_in_words
from goaltui.tui.appearance.text import cut, left, plain, steady, wrapped
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.form_fields import LineInput
from goaltui.tui.dialogs.options import OptionLines

_ABOVE = 2
"""Lines of the text with the gap below it."""
_MEANING = 5
"""Lines that a meaning takes at most."""
_FEWEST = 3
_INDENT, _GAP = 2, 3


class LibraryDialog(Dialog[str]):
    """Answers with the title of a measure; `names` are those of the perspectives by key, in their order."""

    DEFAULT_CSS = """
    LibraryDialog > #frame { width: 90; }
    LibraryDialog OptionList {
        background: $panel;
        border: none;
        padding: 0;
        height: auto;
        margin-top: 1;
    }
    LibraryDialog #meaning { padding-top: 1; color: $dim; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "Down", show=False),
        Binding("up", "move('cursor_up')", "Up", show=False),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
    ]

    def __init__(self, measures: Sequence[LibraryMeasure], names: Mapping[str, str]) -> None:
        keys = _("↑ ↓ choose   Enter {doing}   Esc cancel", doing=_p("key", "its form"))
        super().__init__(_("Library of measures"), keys)
        self._measures = measures
        self._names = names
        self._lines: tuple[LibraryMeasure | str, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield LineInput("", name="text", hint=_("words of a measure or of what it means"))
        lines = OptionLines()
        lines.can_focus = False
        yield lines

    def foot(self) -> Iterable[Widget]:
        yield Static(id="meaning")

    @property
    def foot_height(self) -> int:
        """The lines of the longest meaning, the same whatever is under the cursor, and the gap above it."""
        told = (len(wrapped(self._told(item), self.text_width)) for item in self._measures)
        return 1 + min(max(told, default=1), _MEANING)

    def fit(self) -> None:
        """Let the list alone scroll, and not the body around it too."""
        super().fit()
        self.query_one("#meaning").styles.height = self.foot_height
        self.query_one(OptionList).styles.max_height = max(self.room - _ABOVE - self.foot_height, _FEWEST)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(LineInput))

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self._show(self.query_one(LineInput).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, text: str) -> None:
        self._lines = tuple(self._found(text))
        lines = self.query_one(OptionList)
        lines.set_options(list(_prompts(self._lines, self.text_width, self._column)))
        lines.highlighted = 1 if self._lines else None
        self._tell()

    def _found(self, text: str) -> Iterator[LibraryMeasure | str]:
        """Yield the measures with all words of a text, each perspective's below its name."""
        wanted = fold(text).split()
        for key, name in self._names.items():
            found = [
                item
                for item in self._measures
                if item.perspective == key
                and all(word in fold(f"{item.title} {item.definition} {name}") for word in wanted)
            ]
            if found:
                yield name
                yield from found

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say what the measure under the cursor means."""
        item = self._chosen
        if item is not None:
            told = wrapped(self._told(item), self.text_width)
        elif self._measures:
            told = [_("No measure of the library has these words.")]
        else:
            told = [_("The workspace has every measure of the library.")]
        self.query_one("#meaning", Static).update(Content("\n").join(map(plain, told[:_MEANING])))

    def _told(self, item: LibraryMeasure) -> str:
        """Return what it means and, where that has no room beside its title, how it is kept."""
        return item.definition if self._column else f"{item.definition} ({kept_in_words(item)})"

    @property
    def _column(self) -> int:
        """The cells of the titles, the same whatever is typed; 0 where what stands beside them has no room."""
        titles = max((cell_len(steady(item.title)) for item in self._measures), default=0)
        kept = max((cell_len(kept_in_words(item)) for item in self._measures), default=0)
        return titles if _INDENT + titles + _GAP + kept <= self.text_width else 0

    @property
    def _chosen(self) -> LibraryMeasure | None:
        at = self.query_one(OptionList).highlighted
        item = self._lines[at] if at is not None and at < len(self._lines) else None
        return item if isinstance(item, LibraryMeasure) else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if self._chosen is not None:
            self.answer(self._chosen.title)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        item = self._lines[event.option_index]
        if isinstance(item, LibraryMeasure):
            self.answer(item.title)

    def action_move(self, how: str) -> None:
        """Move in the list while the text keeps the keys."""
        getattr(self.query_one(OptionList), f"action_{how}")()


def _prompts(lines: Sequence[LibraryMeasure | str], width: int, column: int) -> Iterator[Option]:
    """Yield the names of perspectives, which cannot be chosen, and the measures, in a column of so many cells."""
    for item in lines:
        if not isinstance(item, LibraryMeasure):
            yield Option(Content.styled(cut(item, width), "$accent"), disabled=True)
        elif column:
            kept = (" " * _GAP + kept_in_words(item), "$dim")
            yield Option(Content.assemble(" " * _INDENT, left(item.title, column), kept))
        else:
            yield Option(Content(" " * _INDENT + cut(item.title, width - _INDENT)))
