"""Finding as you type: what is found is listed below, Enter goes there."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import ClassVar, Protocol, TypeAlias

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from goaltui.model.named_thing import NamedThing
from goaltui.model.quick.translation import _, _p
from goaltui.tui.appearance.text import cut, left, plain, steady, wrapped
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.form_fields import LineInput
from goaltui.tui.dialogs.options import OptionLines


class Found(NamedThing, Protocol):
    """The results of the workspace, declared here without importing what knows the database."""

    @property
    def context(self) -> str: ...
    @property
    def called(self) -> str: ...


Search: TypeAlias = Callable[[str], Awaitable[Sequence[Found]]]
Why: TypeAlias = Callable[[str], Awaitable[str]]

_SHOWN = 100
_INDENT = 2
_MOST_OF_TITLE = 4
"""Lines of a title at most."""
_GAP = "   "
_LEAST, _ENOUGH = 8, 16
"""Cells in which what a thing stands under can be told from most others, and from nearly all where there is room; a
word for it stays whole.
"""
_MOST_LINES, _ABOVE = 14, 4


class FindDialog(Dialog[Found]):
    """Answers with what was chosen; with `everything` all that can be found is listed before anything is typed.
    `why` tells in a sentence why nothing is listed for a text."""

    DEFAULT_CSS = """
    FindDialog OptionList {
        background: $panel;
        border: none;
        padding: 0;
        height: auto;
        margin-top: 1;
        scrollbar-size-vertical: 1;
    }
    FindDialog #none {
        height: auto;
        margin-top: 1;
        color: $dim;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "Down", show=False),
        Binding("up", "move('cursor_up')", "Up", show=False),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
    ]

    def __init__(
        self,
        search: Search,
        title: str = "",
        doing: str = "",
        *,
        everything: bool = False,
        why: Why | None = None,
    ) -> None:
        keys = _("↑ ↓ choose   Enter {doing}   Esc cancel", doing=doing or _p("key", "go there"))
        super().__init__(title or _("Find"), keys)
        self._search = search
        self._everything = everything
        self._why = why or _not_in_a_title
        self._asked: str | None = None
        self._found: Sequence[Found] = ()

    def body(self) -> Iterable[Widget]:
        yield LineInput("", name="text", hint=_("words of a title or a note, a person, a ref"))
        results = OptionLines()
        results.can_focus = False
        yield results
        kinds = "" if self._everything else _("Objectives, key results, measures and initiatives.")
        yield Static(Content(kinds), id="none")

    def fit(self) -> None:
        """Let the list alone scroll, and not the body around it too."""
        super().fit()
        self.query_one(OptionList).styles.max_height = max(min(_MOST_LINES, self.room - _ABOVE), 1)

    def on_mount(self) -> None:
        self.query_one(OptionList).display = False
        self.set_focus(self.query_one(LineInput))
        if self._everything:
            self._look_up("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_up(event.value.strip())

    @work(exclusive=True, group="find")
    async def _look_up(self, text: str) -> None:
        await self._show(text)

    async def _show(self, text: str) -> None:
        found = await self._search(text) if text or self._everything else ()
        nothing = await self._why(text) if text and not found else ""
        self._found = found[:_SHOWN]
        if self.is_answered:
            return
        self._asked = text
        results = self.query_one(OptionList)
        results.set_options(map(Option, _prompts(self._found, self.text_width)))
        results.highlighted = 0 if self._found else None
        results.display = bool(self._found)
        none = self.query_one("#none", Static)
        more = len(found) > _SHOWN
        none.display = more or not found
        none.update(
            plain(
                _("The first {shown} of {count}; type a part of the title.", shown=_SHOWN, count=len(found))
                if more
                else nothing
            )
        )

    @on(Input.Submitted)
    async def _chosen(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if text != self._asked:
            # Enter came before the answer did.
            self.workers.cancel_group(self, "find")
            await self._show(text)
        highlighted = self.query_one(OptionList).highlighted
        if self._found and highlighted is not None:
            self.answer(self._found[highlighted])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.answer(self._found[event.option_index])

    def action_move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()


async def _not_in_a_title(text: str) -> str:
    return _("Nothing has '{text}' in its title.", text=text)


def _prompts(found: Sequence[Found], width: int) -> Iterator[Content]:
    """Yield the results in columns; a title too long for its column is wrapped in it, for its end may matter."""
    kind = max((cell_len(match.called) for match in found), default=0)
    room = width - (kind + len(_GAP) if kind else 0) - len(_GAP)
    beside = max((cell_len(steady(match.context)) for match in found), default=0)
    # What a thing stands under is cut, so it keeps what it can be told from others by; a title is wrapped.
    title = min(
        max((cell_len(steady(match.title)) for match in found), default=0),
        room - min(beside, max(min(_ENOUGH, room // 3), _LEAST, cell_len(_("strategic")))),
    )
    for match in found:
        named, *rest = _in_lines(steady(match.title), title)
        told = (f"{_GAP}{match.called:{kind}}" if kind else "", "$accent")
        first = Content.assemble(left(named, title), told, (f"{_GAP}{cut(match.context, room - title)}", "$dim"))
        yield Content("\n").join((first, *map(Content, rest)))


def _in_lines(title: str, width: int) -> list[str]:
    """Return a title in the lines of its column; a second one is indented."""
    if cell_len(title) <= width:
        return [title]
    first, *rest = wrapped(title, width - _INDENT, _MOST_OF_TITLE)
    return [first, *(" " * _INDENT + line for line in rest)]
