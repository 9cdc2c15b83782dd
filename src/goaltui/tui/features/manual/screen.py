"""The manual on the screen: contents at the left, a page at the right, and a search through all pages."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, Markdown
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from goaltui.manual.blocks import without_comments
from goaltui.manual.pages import TOPICS, page
from goaltui.model.quick.translation import N_, N_p, _, _n, spoken
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.features.manual.contents import Contents, place_of

_KEYS = (
    ("Enter", N_p("key", "read")),
    ("Tab", N_p("key", "contents, page")),
    ("/", N_p("key", "search")),
    ("Esc", N_p("key", "close")),
)
_TWO_PANES = 80


class ExampleFence(MarkdownFence):
    """An example in the colour of the text, under every theme."""

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:
        """Return the words as they are: what they were guessed to be would colour some of them."""
        return Content(code)


class ManualPage(Markdown):
    """A page of the manual: its examples are words to type, no program in a language."""

    def get_block_class(self, block_name: str) -> type[MarkdownBlock]:
        return ExampleFence if block_name in ("fence", "code_block") else super().get_block_class(block_name)


class ManualFlow(Flow[None]):
    """Reads the manual; answers nothing."""

    NAMED: ClassVar[str] = N_("Manual")
    DEFAULT_CSS = """
    ManualFlow > Input, ManualFlow > Input:focus {
        display: none;
        border: none;
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    ManualFlow > Input.-open { display: block; }
    ManualFlow > Horizontal { height: 1fr; }
    ManualFlow #page { width: 1fr; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    ManualFlow.-narrow Contents { width: 1fr; border: none; }
    ManualFlow.-narrow #page { display: none; }
    ManualFlow.-narrow.-reading #page { display: block; }
    ManualFlow.-narrow.-reading Contents { display: none; }
    ManualFlow Markdown { padding: 0 1; background: $background; }
    ManualFlow MarkdownH1 { content-align: left middle; text-style: bold; color: $accent; margin: 0 0 1 0; }
    ManualFlow MarkdownH2 { text-style: bold; color: $accent; margin: 1 0; }
    ManualFlow MarkdownFence { color: $foreground; background: $panel; }
    ManualFlow MarkdownTable { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "other_pane", show=False, priority=True),
        Binding("slash", "search", show=False),
        Binding("q,f1", "leave", show=False),
    ]

    def __init__(self, topic: str) -> None:
        super().__init__(_("Manual"), _KEYS)
        self._topic = topic

    def where(self) -> str:
        return f"   {page(self._topic, spoken()).title}"

    def body(self) -> Iterable[Widget]:
        line = Input(placeholder=_("words that the passage has"))
        line.cursor_blink = False
        yield line
        with Horizontal():
            yield Contents()
            with VerticalScroll(id="page"):
                yield ManualPage(open_links=False)

    async def on_mount(self) -> None:
        self.query_one(Contents).show_pages(self._topic)
        self.set_focus(self.query_one(Contents))
        self._read(self._topic, 0)

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        self.set_class(event.size.width < _TWO_PANES, "-narrow")

    @work(exclusive=True, group="page")
    async def _read(self, topic: str, number: int) -> None:
        """Show a page from one of its headings on."""
        document = next(iter(self.query(ManualPage)), None)
        if document is None:
            # The manual was closed while this waited for its turn.
            return
        shown = without_comments(page(topic, spoken()).text)
        self._topic = topic
        self.show_heading()
        if document.source != shown:
            await document.update(shown)
        if document.is_attached:
            self._show_from(number)

    def _show_from(self, number: int) -> None:
        contents = self.query_one(ManualPage).table_of_contents
        if number and number < len(contents):
            heading = self.query_one(f"#{contents[number][2]}")
            self.call_after_refresh(heading.scroll_visible, top=True, animate=False)
        else:
            self.query_one("#page").scroll_home(animate=False)

    def _open(self, topic: str, number: int) -> None:
        if not self._searching:
            self.query_one(Contents).show_pages(topic)
        self._read(topic, number)
        self._turn_to(self.query_one("#page"))

    def _turn_to(self, pane: Widget) -> None:
        self.set_class(pane.id == "page", "-reading")
        self.set_focus(pane)

    @property
    def _searching(self) -> bool:
        return self.query_one(Input).has_class("-open")

    def action_other_pane(self) -> None:
        """Go from the contents to the page, or back."""
        reading = self.focused is self.query_one("#page")
        self._turn_to(self.query_one(Contents) if reading else self.query_one("#page"))

    def action_search(self) -> None:
        """Type what to find."""
        line = self.query_one(Input)
        line.add_class("-open")
        self._turn_to(line)

    def action_leave(self) -> None:
        line = self.query_one(Input)
        if self._searching:
            line.remove_class("-open")
            line.value = ""
            self.query_one(Contents).show_pages(self._topic)
            self.show_keys(_KEYS)
            self._turn_to(self.query_one(Contents))
        elif self.focused is self.query_one("#page") and self.has_class("-narrow"):
            self._turn_to(self.query_one(Contents))
        else:
            super().action_leave()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if not self._searching:
            return
        if event.value.strip():
            found = self.query_one(Contents).show_found(event.value)
            told = _n("{count} found", "{count} found", found) if found else _("no found")
            self.show_keys((("Enter", told), *_KEYS[1:]))
        else:
            self.query_one(Contents).show_pages(self._topic)
            self.show_keys(_KEYS)

    @on(Input.Submitted)
    def _entered(self) -> None:
        contents = self.query_one(Contents)
        if contents.option_count:
            self._turn_to(contents)

    @on(Contents.OptionSelected)
    def _chosen(self, event: Contents.OptionSelected) -> None:
        if event.option_id is not None:
            self._open(*place_of(event.option_id))

    @on(Markdown.LinkClicked)
    def _followed(self, event: Markdown.LinkClicked) -> None:
        if event.href in TOPICS:
            self._open(event.href, 0)
