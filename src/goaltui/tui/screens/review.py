"""The review: the agenda at the left, the thing at hand at the right, what was noted below."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from goaltui.model.enums import RemarkKind
from goaltui.services import words
from goaltui.services.review import AgendaItem, Review
from goaltui.services.rows import Detail
from goaltui.services.steps import Steps
from goaltui.tui.dialogs.line import LineDialog
from goaltui.tui.dialogs.steps import StepsDialog, Ticked
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.screens.flow import TWO_PANES, Flow
from goaltui.tui.text import plain
from goaltui.tui.widgets.agenda_list import AgendaList
from goaltui.tui.widgets.detail_pane import DetailPane
from goaltui.tui.widgets.goal_list import GoalList
from goaltui.tui.widgets.saying import Saying

_KEYS = (
    ("Enter", "next"),
    ("d", "decide"),
    ("a", "act"),
    ("c", "check in"),
    ("w", "end"),
    ("l", "learn"),
    ("o", "obstacle"),
    ("Esc", "leave"),
)
_QUESTIONS = {
    "d": ("Decision", "What was decided?", ""),
    "a": ("Action", "What is to be done, by whom, until when?", "call them @bo ^fri"),
    "l": ("Learning", "What was learnt?", ""),
    "o": ("Obstacle", "What stands in the way?", ""),
    "c": ("Check-in", "VALUE [@CONFIDENCE] [!STATUS] [^DATE] [note …]", "42 @7 contract signed"),
}
_REMARKS = {"d": RemarkKind.DECISION, "l": RemarkKind.LEARNING, "o": RemarkKind.OBSTACLE}


@dataclass(frozen=True, slots=True)
class Doing:
    """What the flow asks of the program; what writes raises why it was refused, `finish` answers with the file."""

    detail: Callable[[AgendaItem], Awaitable[Detail | None]]
    note: Callable[[Review, AgendaItem, RemarkKind, str], Awaitable[Review]]
    act: Callable[[Review, AgendaItem, str], Awaitable[Review]]
    steps: Callable[[AgendaItem], Awaitable[Steps | None]]
    check_in: Callable[[Review, AgendaItem, str, frozenset[str] | None], Awaitable[Review]]
    finish: Callable[[Review, str], Awaitable[str]]


class ReviewFlow(Flow[str]):
    """Each note is saved before the next; answers with a sentence on what came of it."""

    DEFAULT_CSS = """
    ReviewFlow > #walk { height: 1fr; }
    ReviewFlow AgendaList { width: 1fr; }
    ReviewFlow DetailPane { display: none; width: 1fr; }
    ReviewFlow.-wide DetailPane { display: block; }
    ReviewFlow > Saying { min-height: 2; max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"ask({key!r})", show=False) for key in _QUESTIONS),
        Binding("w", "write", show=False),
    ]

    def __init__(self, review: Review, doing: Doing, file: str, glyphs: Glyphs) -> None:
        super().__init__("Review", _KEYS)
        self._review = review
        self._doing = doing
        self._file = file
        self._glyphs = glyphs

    def where(self) -> str:
        review = self._review
        at = self.query(AgendaList).first().cursor + 1 if self.is_mounted and self.query(AgendaList) else 1
        since = f"   {self._since()}"
        noted = f"   {len(review.noted)} noted" if review.noted else ""
        return f"   {at} of {len(review.items)}{since}{noted}" if review.items else since

    def _since(self) -> str:
        """What it compares itself with."""
        last, today = self._review.last, self._review.day
        if last is None:
            return "the first one"
        return f"since {words.day(last, today)}" if last < today else "since the one before, today"

    def body(self) -> Iterable[Widget]:
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
        steps = await self._doing.steps(item) if key == "c" else None
        if steps is not None:
            await self._ask_steps(item, steps)
            return
        title, question, example = _QUESTIONS[key]

        async def save(text: str) -> Review:
            return await self._do(key, item, text)

        await self.app.push_screen(LineDialog(title, f"{item.title}\n{question}", save, example=example), self._take)

    async def _ask_steps(self, item: AgendaItem, steps: Steps) -> None:
        """Ask which milestones are done."""

        async def save(typed: Ticked) -> Review:
            return await self._doing.check_in(self._review, item, typed.line, typed.done)

        await self.app.push_screen(StepsDialog(steps, save, self._glyphs), self._take)

    async def action_write(self) -> None:
        """Ask for the file, then end the review."""

        async def save(text: str) -> str:
            return await self._doing.finish(self._review, text.strip() or self._file)

        def written(file: str | None) -> None:
            if file is not None:
                self.answer(f"The review is over; the protocol is in {file}.")

        question = "The protocol goes to a new file. The next review compares itself with today."
        await self.app.push_screen(LineDialog("Write protocol", question, save, value=self._file), written)

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
        self._say(f"Noted: {told.noted[-1]}{'.' if told.newcomers else ''}{told.newcomers}")

    def _refill(self) -> None:
        noted = frozenset(item.id for item in self._review.items if self._review.noted_on(item.id))
        self.query_one(AgendaList).show(self._review.items, noted)
        self.show_heading()
        if not self._review.items:
            self._say("Nothing is red, behind, stale or changed. w writes that down, Esc leaves.")

    def _say_item(self, item: AgendaItem) -> None:
        before = f"   at the last review {item.before}" if item.before else ""
        lines = (", ".join(item.reasons), f"{item.now}{before}")
        told = self._review.noted_on(item.id)[-2:]
        said = self.query_one(Saying)
        said.update(Content("\n").join(plain(line) for line in (*lines, *told)))

    def _say(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence)

    @property
    def _item(self) -> AgendaItem | None:
        line = self.query_one(AgendaList).cursor_row
        return line.item if line is not None else None
