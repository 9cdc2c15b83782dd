"""The screen of the review: the agenda at the left, the current item at the right, the notes below."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, Protocol

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.enums import RemarkKind
from goaltui.model.errors import GoaltuiError, WouldReplace
from goaltui.model.quick.translation import N_, N_p, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.checkin.milestones import Steps
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import Detail
from goaltui.services.review.agenda import Review
from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import plain
from goaltui.tui.commands.command import labelled
from goaltui.tui.components.detail_pane import DetailPane
from goaltui.tui.components.full_screen import TWO_PANES, Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.milestones import StepsDialog, Ticked
from goaltui.tui.dialogs.prompt import LineDialog
from goaltui.tui.features.review.agenda_list import AgendaList

_KEYS = (
    ("Enter", N_p("key", "next")),
    ("d", N_p("key", "decide")),
    ("a", N_p("key", "act")),
    ("c", N_p("key", "check in")),
    ("w", N_p("key", "end")),
    ("l", N_p("key", "learn")),
    ("o", N_p("key", "obstacle")),
    ("Esc", N_p("key", "close")),
)
_QUESTIONS = {
    "d": (N_("Decision"), N_("What was decided?"), ""),
    "a": (N_("Action"), N_("What is to be done, by whom, until when?"), N_("call them @bo ^fri")),
    "l": (N_("Learning"), N_("What was learnt?"), ""),
    "o": (N_("Obstacle"), N_("What stands in the way?"), ""),
    "c": (N_("Check-in"), N_("VALUE [@CONFIDENCE] [!STATUS] [^DATE] [note …]"), N_("42 @7 contract signed")),
}
_REMARKS = {"d": RemarkKind.DECISION, "l": RemarkKind.LEARNING, "o": RemarkKind.OBSTACLE}

_OUTCOMES = {
    "D": ActionOutcome.DONE,
    "N": ActionOutcome.NOT_DONE,
    "P": ActionOutcome.CARRIED_ON,
    "X": ActionOutcome.DROPPED,
}
_SETTLE = (N_p("key", "done"), N_p("key", "not done"), N_p("key", "carried on"), N_p("key", "dropped"))
"""Names of those keys."""


def _settling() -> str:
    return "   ".join(f"{key} {does}" for key, does in labelled(*zip(_OUTCOMES, _SETTLE, strict=True)))


class FinishReview(Protocol):
    """End a review with its minutes in a file: answer with the file, raise WouldReplace where one is there that is not
    to be replaced."""

    def __call__(self, review: Review, file: str, *, replace: bool) -> Awaitable[str]: ...


@dataclass(frozen=True, slots=True)
class ReviewActions:
    """The flow's questions to the program; a write raises its refusal, `finish` answers with the file."""

    detail: Callable[[AgendaItem], Awaitable[Detail | None]]
    note: Callable[[Review, AgendaItem, RemarkKind, str], Awaitable[Review]]
    act: Callable[[Review, AgendaItem, str], Awaitable[Review]]
    steps: Callable[[AgendaItem], Awaitable[Steps | None]]
    check_in: Callable[[Review, AgendaItem, str, frozenset[str] | None], Awaitable[Review]]
    settle: Callable[[Review, AgendaItem, ActionOutcome, str], Awaitable[Review]]
    finish: FinishReview


class ReviewFlow(Flow[str]):
    """Each note is saved before the next; answers with a sentence on the outcome."""

    NAMED: ClassVar[str] = N_("Review")
    DEFAULT_CSS = """
    ReviewFlow > #walk { height: 1fr; }
    ReviewFlow > #approval { height: auto; max-height: 2; padding: 0 1; color: $dim; }
    ReviewFlow AgendaList { width: 1fr; }
    ReviewFlow DetailPane { display: none; width: 1fr; }
    ReviewFlow.-wide DetailPane { display: block; }
    ReviewFlow > Saying { min-height: 2; max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"ask({key!r})", show=False) for key in _QUESTIONS),
        *(Binding(key, f"settle({key!r})", show=False) for key in _OUTCOMES),
        Binding("w", "write", show=False),
    ]

    def __init__(self, review: Review, doing: ReviewActions, file: str, glyphs: Glyphs) -> None:
        super().__init__(_("Review"), _KEYS)
        self._review = review
        self._doing = doing
        self._file = file
        self._glyphs = glyphs

    def where(self) -> str:
        review = self._review
        at = self.query(AgendaList).first().cursor + 1 if self.is_mounted and self.query(AgendaList) else 1
        since = f"   {self._since()}"
        since += _("   filter: {query}", query=self._review.asked) if self._review.asked else ""
        noted = _("   {count} noted", count=len(review.noted)) if review.noted else ""
        return (
            _("   {at} of {count}{since}{noted}", at=at, count=len(review.items), since=since, noted=noted)
            if review.items
            else since
        )

    def _since(self) -> str:
        """Return the moment that it compares with."""
        last, today = self._review.last, self._review.day
        if last is None:
            return _("first review")
        return _("since {day}", day=formatting.day(last, today)) if last < today else _("since the earlier one today")

    def body(self) -> Iterable[Widget]:
        if self._review.approved:
            yield Static(plain(self._review.approved), id="approval")
        with Horizontal(id="walk"):
            yield AgendaList(id="agenda", glyphs=self._glyphs)
            yield DetailPane(glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        self._refill()
        self.set_focus(self.query_one(AgendaList))
        self._moved()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= TWO_PANES, "-wide")

    async def action_ask(self, key: str) -> None:
        """Ask for what one of the keys notes on the item under the cursor."""
        item = self._item
        if item is None:
            return
        if item.is_agreed and key == "c":
            self._say(_("An action has no check-ins: {keys}.", keys=_settling()))
            return
        steps = await self._doing.steps(item) if key == "c" else None
        if steps is not None:
            await self._ask_steps(item, steps)
            return
        title, question, example = _QUESTIONS[key]
        asked = _(question)

        async def save(text: str) -> Review:
            return await self._do(key, item, text)

        await self.app.push_screen(LineDialog(_(title), f"{item.title}\n{asked}", save, example=_(example)), self._take)

    async def action_settle(self, key: str) -> None:
        """Write down what became of an agreed action; carried on, until when is asked."""
        item, became = self._item, _OUTCOMES[key]
        if item is None or not item.is_agreed:
            self._say(_("That is for earlier actions; they are first on the agenda."))
            return

        async def save(text: str) -> Review:
            return await self._doing.settle(self._review, item, became, text)

        if became is ActionOutcome.CARRIED_ON:
            question = _("{title}\nCarried on until when?", title=item.title)
            await self.app.push_screen(
                LineDialog(_("Carry on"), question, save, example=_("+1w, fri, 5 Dec")), self._take
            )
            return
        try:
            self._take(await save(""))
        except GoaltuiError as error:
            self._say(str(error))

    async def _ask_steps(self, item: AgendaItem, steps: Steps) -> None:
        """Ask which milestones are done."""

        async def save(typed: Ticked) -> Review:
            return await self._doing.check_in(self._review, item, typed.line, typed.done)

        await self.app.push_screen(StepsDialog(steps, save, self._glyphs), self._take)

    async def action_write(self) -> None:
        """Ask for the file, then end the review."""

        asked = ""

        async def save(text: str) -> str:
            nonlocal asked
            file, before = text.strip() or self._file, asked
            asked = file
            try:
                return await self._doing.finish(self._review, file, replace=file == before)
            except WouldReplace as error:
                raise WouldReplace(
                    _("{file} exists. Enter again replaces it, or name another file.", file=file)
                ) from error

        def written(file: str | None) -> None:
            if file is not None:
                self.answer(_("The review is over; the minutes are in {file}.", file=file))

        question = _("The minutes go to a new file. The next review is compared with today.")
        await self.app.push_screen(LineDialog(_("Write minutes"), question, save, value=self._file), written)

    @on(GoalList.Moved)
    def _moved(self) -> None:
        self.show_heading()
        item = self._item
        if item is not None:
            self._read(item)
            self._say_item(item)

    @on(GoalList.Chosen)
    def _next(self) -> None:
        self.query_one(AgendaList).action_move(1)

    @work(exclusive=True, group="item")
    async def _read(self, item: AgendaItem) -> None:
        found = await self._doing.detail(item)
        if not self.is_answered:
            self.query_one(DetailPane).show(found)

    async def _do(self, key: str, item: AgendaItem, text: str) -> Review:
        if key == "a":
            return await self._doing.act(self._review, item, text)
        if key == "c":
            return await self._doing.check_in(self._review, item, text, None)
        return await self._doing.note(self._review, item, _REMARKS[key], text)

    def _take(self, told: Review | None) -> None:
        if told is None:
            return
        self._review = told
        self._refill()
        self._moved()
        noted = _("Noted: {said}", said=told.noted[-1])
        self._say(f"{noted}.{told.newcomers}" if told.newcomers else noted)

    def _refill(self) -> None:
        noted = frozenset(item.id for item in self._review.items if self._review.noted_on(item.id))
        self.query_one(AgendaList).show(self._review.items, noted)
        self.show_heading()
        if not self._review.items:
            self._say(_("{nothing} w writes that down, Esc closes the review.", nothing=self._review.nothing))

    def _say_item(self, item: AgendaItem) -> None:
        before = _("   at the last review {before}", before=item.before) if item.before else ""
        lines = (", ".join(item.reasons), f"{item.now}{before}")
        if item.is_agreed:
            lines = (f"{', '.join(item.reasons)}   {item.now}{before}", _settling())
        told = self._review.noted_on(item.id)[-2:]
        said = self.query_one(Saying)
        said.update(Content("\n").join(plain(line) for line in (*lines, *told)))

    def _say(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence)

    @property
    def _item(self) -> AgendaItem | None:
        line = self.query_one(AgendaList).cursor_row
        return line.item if line is not None else None
