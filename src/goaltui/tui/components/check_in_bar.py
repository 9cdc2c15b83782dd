"""The check-in bar: one line below the list, with a preview while it is typed."""

from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_, N_p, _, _p
from goaltui.services.checkin.hints import last_line, standing, what_to_type
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core.rows.outcome import Preview
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut
from goaltui.tui.commands.command import labelled
from goaltui.tui.components.effect_line import outcome_parts
from goaltui.tui.components.footer import fitting

_KEYS = (
    ("Enter", N_p("key", "save")),
    ("Esc", N_p("key", "cancel")),
    ("@7", N_p("key", "confidence")),
    ("!risk", N_p("key", "status")),
    (N_p("typed", "^yesterday"), N_p("key", "date")),
    ("~", N_p("key", "estimate")),
)

_OF_KEY_RESULTS = frozenset({"@7", "!risk"})
"""Parts of a line that a measure does not take."""

_OF_NUMBERS = frozenset({"@7", "~"})
"""Parts of a line that a measure in words does not take."""

_UNSAVED = N_("Not saved yet: Enter saves it, Esc again drops it.")


class CheckInBar(Vertical):
    """Hidden until `open`; the app submits and leaves, and changes nothing before that."""

    # Actions of the app and not messages to it, so that keys typed after Enter wait for what it does.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.submit_check_in", show=False, priority=True),
        Binding("escape", "app.leave_check_in", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    CheckInBar {
        display: none;
        height: auto;
        background: $panel;
        border-top: solid $accent;
        padding: 0 1;
    }
    CheckInBar > Static { height: 1; }
    CheckInBar > #preview { height: auto; max-height: 2; }
    CheckInBar > Horizontal { height: 1; }
    CheckInBar #prompt { width: 2; color: $accent; }
    CheckInBar Input {
        height: 1;
        width: 1fr;
        border: none;
        padding: 0;
        background: $panel;
    }
    CheckInBar Input:focus { border: none; }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._target: CheckInTarget | None = None
        self._today = date.min
        self._warned = False

    def compose(self) -> ComposeResult:
        yield Static(id="about")
        with Horizontal():
            yield Static("›", id="prompt")
            line = Input(id="line")
            line.cursor_blink = False
            yield line
        yield Static(id="preview")
        yield Static(id="keys")

    @property
    def about(self) -> str:
        """The id of what is checked in on; empty where nothing is."""
        return self._target.id if self._target is not None else ""

    @property
    def line(self) -> str:
        """The typed line."""
        return self.query_one("#line", Input).value

    def open(self, target: CheckInTarget, today: date) -> None:
        """Ask for a check-in on this key result or measure."""
        self._target, self._today = target, today
        line = self.query_one("#line", Input)
        line.value = ""
        line.placeholder = _placeholder(target)
        self.query_one("#about", Static).update(self._about(target))
        self._show(_asking(target))
        self._show_keys(target)
        self.display = True
        # At once: what `focus()` does comes later, after keys that are waiting already.
        self.screen.set_focus(line)

    def on_resize(self, event: Resize) -> None:
        """Show the words below that fit."""
        if self._target is not None:
            self._show_keys(self._target)

    def _show_keys(self, target: CheckInTarget) -> None:
        self.query_one("#keys", Static).update(_keys(self.content_size.width, target))

    def close(self) -> None:
        """Hide again."""
        self._target = None
        self.display = False

    def warns(self) -> bool:
        """Say that what is typed would be lost, once; whether it was said now."""
        if self._warned or not self.line.strip():
            return False
        self._warned = True
        self.query_one("#preview", Static).update(Content.styled(_(_UNSAVED), "$warning"))
        return True

    def refuse(self, sentence: str) -> None:
        """Say why the line was not saved; it stays open with what was typed."""
        self.query_one("#preview", Static).update(Content.styled(sentence, "$error"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line would do."""
        event.stop()
        self._warned = False
        if self._target is not None and event.value.strip():
            self._show(preview(self._target, event.value, self._today))
        elif self._target is not None:
            self._show(_asking(self._target))

    def _about(self, target: CheckInTarget) -> Content:
        was = standing(target, self._today)
        room = max(self.app.size.width - cell_len(was) - 20, 10)
        return Content.assemble((_("check in  "), "$dim"), (cut(target.title, room), "bold"), (f"   {was}", "$dim"))

    def _show(self, shown: Preview) -> None:
        if shown.problem:
            content = Content.styled(shown.problem, "$warning")
        else:
            content = Content.assemble(("  ", ""), *outcome_parts(shown, self._glyphs))
        self.query_one("#preview", Static).update(content)


def _keys(room: int, target: CheckInTarget) -> Content:
    every = [(_p("typed", key), label) for key, label in labelled(*_KEYS)]
    left_out = _OF_NUMBERS if target.in_words else _OF_KEY_RESULTS if target.kind is EntityKind.MEASURE else ()
    taken = [pair for pair in every if pair[0] not in left_out]
    shown, gap = fitting([cell_len(f"{key} {label}") for key, label in taken], (), room)
    parts: list[tuple[str, str]] = []
    for key, label in (taken[place] for place in shown):
        parts += [(key, "bold"), (f" {label}{' ' * gap}", "$dim")]
    return Content.assemble(*parts)


def _asking(target: CheckInTarget) -> Preview:
    return Preview(reason=_("{what}, then Enter", what=what_to_type(target)))


def _placeholder(target: CheckInTarget) -> str:
    value = last_line(target) or ("!track" if target.in_words else "yes" if target.met_or_not else "42")
    return (
        _("{value} @7 a note", value=value)
        if target.kind is EntityKind.KEY_RESULT
        else _("{value} a note", value=value)
    )
