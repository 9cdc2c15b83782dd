"""The entry line of the round: its subject, the typed line, and its preview."""

from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from goaltui.model.enums import Condition, EntityKind
from goaltui.model.quick.translation import _
from goaltui.services.checkin.hints import last_line, standing, what_to_type
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.target import CheckInTarget
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut
from goaltui.tui.components.effect_line import outcome_parts


class RoundEntry(Vertical):
    """Always open; the round saves and goes on, and nothing changes before that."""

    DEFAULT_CSS = """
    RoundEntry { height: auto; background: $panel; border-top: solid $accent; padding: 0 1; }
    RoundEntry > Static { height: 1; }
    RoundEntry > #preview { height: 2; }
    RoundEntry > Horizontal { height: 1; }
    RoundEntry #prompt { width: 2; color: $accent; }
    RoundEntry Input { height: 1; width: 1fr; border: none; padding: 0; background: $panel; }
    RoundEntry Input:focus { border: none; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._target: CheckInTarget | None = None
        self._today = date.min
        self._said = ""

    def compose(self) -> ComposeResult:
        yield Static(id="about")
        with Horizontal():
            yield Static(self._glyphs.prompt, id="prompt")
            line = Input(id="line")
            line.cursor_blink = False
            yield line
        yield Static(id="preview")

    @property
    def line(self) -> str:
        """The typed line."""
        return self.query_one("#line", Input).value

    def open(self, target: CheckInTarget, today: date, line: str, *, again: bool) -> None:
        """Ask for this thing, with what was typed for it before."""
        self._target, self._today, self._said = target, today, ""
        field = self.query_one("#line", Input)
        field.placeholder = last_line(target) or _first(target)
        self._type(line)
        was = standing(target, today)
        word = _("mend  ") if again else ""
        title = cut(target.title, max(self.app.size.width - cell_len(was) - cell_len(word) - 8, 10))
        about = Content.assemble((word, "$warning"), (title, "bold"), (f"   {was}", "$dim"))
        self.query_one("#about", Static).update(about)
        self._show()

    def ask(self, question: str) -> None:
        """Ask once before saving; what is typed now goes on behind the value."""
        if self.line.strip():
            self._type(self.line.rstrip() + " ")
        self._said = _("{question} Enter again saves it.", question=question)
        self._show()

    def note(self, sentence: str) -> None:
        """Say something about the line."""
        self._said = sentence
        self._show()

    def refuse(self, sentence: str) -> None:
        """Say why the line was not saved; it stays to be mended."""
        self.note(sentence)

    def to_confidence(self) -> None:
        """Put the cursor where the confidence is typed, after the last value where none stands there."""
        target = self._target
        if target is None:
            return
        if target.kind is not EntityKind.KEY_RESULT:
            # Digits typed now for a confidence must not become digits of the value.
            self._type(f"{self.line.rstrip()} ".lstrip())
            self.note(
                _("A measure takes no confidence; what comes after the status is its note.")
                if target.in_words
                else _("A measure takes no confidence; what comes after the value is its note.")
            )
            return
        line = self.line.rstrip()
        marked = any(word.startswith("@") for word in line.split())
        self._type(f"{line} " if marked else f"{line or last_line(target)} @".lstrip())
        if not marked:
            self.note(_("The confidence is a number from 0 to 10."))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the preview of the line."""
        event.stop()
        if self._said and event.value.endswith((" ", "@")):
            return
        self._said = ""
        self._show()

    def _type(self, text: str) -> None:
        field = self.query_one("#line", Input)
        field.value = text
        field.cursor_position = len(text)

    def _show(self) -> None:
        if self._target is None:
            return
        shown = preview(self._target, self.line, self._today)
        if self._said:
            content = Content.styled(self._said, "$warning")
        elif not self.line.strip() and not last_line(self._target):
            content = Content.styled(_("{first}, or press ↓ to leave it for later", first=_first(self._target)), "$dim")
        elif shown.problem:
            content = Content.styled(shown.problem, "$warning")
        else:
            content = Content.assemble(*outcome_parts(shown, self._glyphs))
        self.query_one("#preview", Static).update(content)


def _first(target: CheckInTarget) -> str:
    """Return what to do where there is no value yet."""
    return _("Enter lists its milestones") if target.condition is Condition.MILESTONES else what_to_type(target)
