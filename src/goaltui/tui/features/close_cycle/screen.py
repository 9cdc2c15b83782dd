"""Closing a cycle: its objectives at the left, the one at hand with its key results at the right, a question below."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.model.changes import Operation
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.services.core import formatting
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, CloseOutcome, CycleClose, closed, read_grade
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.full_screen import TWO_PANES, Flow
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.choice import Choice, PickDialog
from goaltui.tui.dialogs.prompt import LineDialog
from goaltui.tui.features.close_cycle.objective_list import CloseList
from goaltui.tui.features.close_cycle.questions import (
    ClosePrompt,
    CloseQuestion,
    asks,
    chosen_disposition,
    chosen_hand_back,
    stored,
)
from goaltui.tui.features.close_cycle.texts import ending, final_lines

_DIGITS = 9
_PRESSED = {"Enter": "enter", "↑": "back", "↓": "skip", "F2": "elsewhere", "F3": "check_in", "Esc": "leave"}
_KEYS = (
    ("Enter", N_p("key", "next")),
    ("↑", N_p("key", "back")),
    ("↓", N_p("key", "skip")),
    ("Esc", N_p("key", "close")),
    ("F3", N_p("key", "check in")),
    ("F2", N_p("key", "another cycle")),
)


@dataclass(frozen=True, slots=True)
class CloseActions:
    """Requests of the flow to the program: one objective to close, saving what was said, which also tells how it stood
    before, opening it again by that, a check-in by its line. Each raises why not."""

    stop: Callable[[ObjectiveRow], Awaitable[CloseItem]]
    save: Callable[[CloseItem, CloseAnswers, str], Awaitable[tuple[Outcome, tuple[Operation, ...]]]]
    reopen: Callable[[CloseItem, Sequence[Operation], str], Awaitable[Outcome]]
    check_in: Callable[[str, str, str], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class CloseResult:
    """The result of the close: the number of objectives closed, the number open, and whether to take it back."""

    closed: int
    open: int
    undo: bool = False


class CloseFlow(Flow[CloseResult]):
    """Each Enter is saved before the next question; leaving loses nothing but a line not entered."""

    NAMED: ClassVar[str] = N_("Close")
    DEFAULT_CSS = """
    CloseFlow > #walk { height: 1fr; }
    CloseFlow CloseList { display: none; width: 2fr; }
    CloseFlow #facts { width: 3fr; height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    CloseFlow.-wide CloseList { display: block; }
    CloseFlow.-wide #facts { padding: 1 2; border-left: solid $hairline; }
    CloseFlow #facts > Static { height: auto; }
    CloseFlow > #entry { height: 5; background: $panel; border-top: solid $accent; padding: 0 1; layout: vertical; }
    CloseFlow #question { height: 1; }
    CloseFlow #answer { height: 1; }
    CloseFlow #prompt { width: 2; color: $accent; }
    CloseFlow #answer Input { height: 1; width: 1fr; border: none; padding: 0; background: $panel; }
    CloseFlow #answer Input:focus { border: none; }
    CloseFlow #hint { height: 2; color: $dim; }
    CloseFlow.-over > #entry { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("up", "back", show=False, priority=True),
        Binding("down", "skip", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("f2", "elsewhere", show=False, priority=True),
        Binding("f3", "check_in", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("u", "take_back", show=False),
    ]

    def __init__(self, closing: CycleClose, first: CloseItem, doing: CloseActions, glyphs: Glyphs) -> None:
        super().__init__(_("Close {name}", name=closing.cycle.name), _KEYS)
        self._walk = closing
        self._doing = doing
        self._glyphs = glyphs
        self._batch = closing.batch
        self._stop = first
        self._at = next(place for place, row in enumerate(closing.rows) if row.id == first.record.id)
        self._answers = stored(first, closing)
        self._asks: tuple[ClosePrompt, ...] = ()
        self._place = 0
        self._done: dict[str, CloseOutcome] = {}
        self._before: dict[str, dict[str, Operation]] = {}
        self._over = False

    @property
    def is_typed_in(self) -> bool:
        """At the end there is no line any more: the digits go to the views again."""
        return not self._over

    def where(self) -> str:
        total, left = len(self._walk.rows), len(self._left)
        if self._over:
            return (
                _("   {done} of {count} closed", done=total, count=total)
                if not left
                else _("   {done} of {count} closed, {left} open", done=total - left, count=total, left=left)
            )
        saved = _("   {count} closed here", count=len(self._done)) if self._done else ""
        days = self._walk.days_left
        early = _n("   {count} day still to run", "   {count} days still to run", days) if days else ""
        return _(
            "   next {at} of {count}{saved}{early}",
            at=total - left + 1,
            count=total,
            saved=saved,
            early=early,
        )

    def body(self) -> Iterable[Widget]:
        found = CloseList(glyphs=self._glyphs)
        found.can_focus = False
        yield Horizontal(found, VerticalScroll(Static(), id="facts", can_focus=False), id="walk")
        line = Input(id="line")
        line.cursor_blink = False
        answer = Horizontal(Static(self._glyphs.prompt, id="prompt"), line, id="answer")
        yield Horizontal(Static(id="question"), answer, Static(id="hint"), id="entry")

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= TWO_PANES, "-wide")
        self.set_focus(self.query_one(Input))
        self._open(self._stop)

    def on_resize(self, event: Resize) -> None:
        """Show two panes or one."""
        self.set_class(event.size.width >= TWO_PANES, "-wide")
        self.call_after_refresh(self._show_facts)

    async def action_enter(self) -> None:
        """Save what was said and ask the next; the last answer closes the objective."""
        if self._over:
            self.action_leave()
            return
        try:
            said = self._said(self._ask, self.query_one(Input).value)
            outcome, before = await self._doing.save(self._stop, said, self._batch)
        except GoaltuiError as error:
            self.refuse(str(error))
            return
        kept = self._before.setdefault(self._stop.record.id, {})
        for draft in before:
            kept.setdefault(draft.entity_id, draft)
        self._batch, self._answers = outcome.batch or self._batch, said
        if self._ask.step is CloseQuestion.DISPOSITION:
            self._done[self._stop.record.id] = closed(self._stop, said)
            await self._next()
        else:
            self._place += 1
            self._show()

    async def action_back(self) -> None:
        """Move to the question before, and from the first one to the objective before."""
        if self._over or not self._place:
            await self._previous()
        elif self._asks[self._place - 1].step is not CloseQuestion.HAND_BACK:
            self._place -= 1
            self._show()

    async def action_check_in(self) -> None:
        """Check in on a key result of the objective at hand, as part of the close."""
        rows = [final.row for final in self._stop.finals]
        if self._over or not rows:
            return

        if len(rows) == 1:
            await self._check_in(rows[0])
            return
        choices = [Choice(row, str(number), row.title) for number, row in enumerate(rows[:_DIGITS], 1)]
        await self.app.push_screen(PickDialog(_("Check in on"), choices), self._check_in)

    async def action_skip(self) -> None:
        """Leave this objective open and go on with the next."""
        if not self._over:
            await self._next(skip=True)

    async def action_elsewhere(self) -> None:
        """Choose another cycle to go on in."""
        found, to = self._walk.destinations, self._answers.to
        if not self._over and found and to is not None:
            self._answers = replace(self._answers, to=found[(found.index(to) + 1) % len(found)])
            self._show()

    def action_page(self, step: int) -> None:
        """Read on in what stands above the question."""
        facts = self.query_one("#facts", VerticalScroll)
        facts.scroll_to(y=facts.scroll_offset.y + step * max(1, facts.size.height - 2), animate=False)

    def action_leave(self) -> None:
        self.answer(CloseResult(len(self._done), len(self._left)))

    def action_take_back(self) -> None:
        """Take back the whole closing, from its end."""
        if self._over and self._done:
            self.answer(CloseResult(len(self._done), len(self._left), undo=True))

    async def clicked_key(self, key: str) -> None:
        await self.run_action("take_back" if key == "u" else _PRESSED[key])

    @on(GoalList.Moved)
    async def _clicked(self, message: "GoalList.Moved") -> None:
        message.stop()
        if message.key in self._left and message.key != self._stop.record.id and not self._over:
            await self._go(message.key)

    @property
    def _left(self) -> tuple[str, ...]:
        return tuple(identity for identity in self._walk.open if identity not in self._done)

    @property
    def _ask(self) -> ClosePrompt:
        return self._asks[self._place]

    def _said(self, ask: ClosePrompt, text: str) -> CloseAnswers:
        """Return the answers with this one; raises InvalidField where it answers nothing that was asked."""
        match ask.step:
            case CloseQuestion.GRADE:
                return replace(self._answers, grade=read_grade(text, self._stop.suggested))
            case CloseQuestion.CAUSE:
                return replace(self._answers, cause=text.strip())
            case CloseQuestion.LEARNT:
                return replace(self._answers, learnt=text.strip())
            case CloseQuestion.HAND_BACK:
                final = next(item for item in self._stop.bound if item.row.id == ask.about)
                handed = {**self._answers.handed, ask.about: chosen_hand_back(final, text)}
                return replace(self._answers, handed=handed)
        return replace(self._answers, disposition=chosen_disposition(self._stop, self._answers, text))

    async def _next(self, *, skip: bool = False) -> None:
        rows = self._walk.rows
        ahead = [*rows[self._at + 1 :], *rows[: self._at]]
        following = next((row.id for row in ahead if row.id in self._left), None)
        if skip and following is None:
            self._hint(_("It is the only one left; Esc leaves it open."))
        elif following is None:
            self._end()
        else:
            await self._go(following)

    async def _previous(self) -> None:
        """Move to the objective before; one that was closed here is opened again for that, its answers kept."""
        known = {*self._left, *self._done}
        ahead = [row for row in self._walk.rows[: self._at + self._over] if row.id in known]
        if not ahead:
            self._hint(_("It is the first one."))
            return
        row = ahead[-1]
        if row.id in self._done and not await self._reopen(row):
            return
        if self._over:
            self._over = False
            self.remove_class("-over")
            self.set_focus(self.query_one(Input))
            self.show_keys(_KEYS)
        await self._go(row.id)

    async def _reopen(self, row: ObjectiveRow) -> bool:
        before = tuple(self._before.get(row.id, {}).values())
        try:
            await self._doing.reopen(await self._doing.stop(row), before, self._batch)
        except GoaltuiError as error:
            self.refuse(str(error))
            return False
        self._done.pop(row.id)
        self._before.pop(row.id, None)
        return True

    async def _check_in(self, row: KeyResultRow | None) -> None:
        if row is None:
            return

        async def save(line: str) -> Outcome:
            return await self._doing.check_in(row.id, line, self._batch)

        last = self._walk.cycle.end.isoformat()
        question = _(
            "{title}\n{value}; ^{last} dates it to the last day.",
            title=row.title,
            value=formatting.now_text(row),
            last=last,
        )
        await self.app.push_screen(LineDialog(_("Check in"), question, save, example="42"), self._checked_in)

    async def _checked_in(self, told: Outcome | None) -> None:
        if told is None:
            return
        self._batch = told.batch or self._batch
        # Deleted meanwhile: the text on the screen stays.
        with suppress(GoaltuiError):
            self._stop = await self._doing.stop(self._walk.rows[self._at])
            self._show()
            self._hint(told.sentence)

    async def _go(self, identity: str) -> None:
        row = next(row for row in self._walk.rows if row.id == identity)
        try:
            found = await self._doing.stop(row)
        except GoaltuiError as error:
            self._gone(row, str(error))
            return
        self._at = self._walk.rows.index(row)
        self._answers = stored(found, self._walk, self._answers.to)
        self._place = 0
        self._open(found)

    def _gone(self, row: ObjectiveRow, why: str) -> None:
        """Somebody took it out of the cycle meanwhile."""
        rows = tuple(item for item in self._walk.rows if item.id != row.id)
        self._walk = replace(self._walk, rows=rows)
        self._at = next((place for place, item in enumerate(rows) if item.id == self._stop.record.id), 0)
        if self._left:
            self._hint(why, wrong=True)
        else:
            self._end()

    def _open(self, found: CloseItem) -> None:
        self._stop = found
        self._show()
        self.query_one("#facts", VerticalScroll).scroll_home(animate=False)

    def _show(self) -> None:
        self._asks = asks(self._stop, self._answers)
        self._place = min(self._place, len(self._asks) - 1)
        ask = self._ask
        line = self.query_one(Input)
        line.value, line.placeholder = ask.filled, ask.example
        line.cursor_position = len(line.value)
        self.query_one("#question", Static).update(Content.assemble((ask.question, "bold")))
        self._hint(ask.hint)
        self.query_one(CloseList).show(self._walk.rows, self._done, self._stop.record.id)
        self._show_facts()
        self.show_heading()

    def _show_facts(self) -> None:
        width = max(self.query_one("#facts", VerticalScroll).scrollable_content_region.width - 1, 30)
        if self._over:
            text = [*ending(self._walk.rows, self._done, width, self._glyphs)]
        else:
            text = [*self._early(), *final_lines(self._stop, self._answers, width, self._glyphs)]
        self.query_one("#facts Static", Static).update(Content("\n").join(text))

    def _early(self) -> Iterator[Content]:
        """Yield the warning where the cycle is not over."""
        if self._walk.days_left:
            end = formatting.day(self._walk.cycle.end)
            yield Content.styled(
                _("The cycle runs until {end}; grades given now use the values of today.", end=end), "$warning"
            )
            yield Content("")

    def refuse(self, sentence: str) -> None:
        self._hint(sentence, wrong=True)

    def _hint(self, text: str, *, wrong: bool = False) -> None:
        self.query_one("#hint", Static).update(Content.styled(text, "$warning" if wrong else "$dim"))

    def _end(self) -> None:
        self._over = True
        self.add_class("-over")
        self.set_focus(None)
        self.query_one(CloseList).show(self._walk.rows, self._done, "")
        self._show_facts()
        self.show_heading()
        taken = _n("open {count} objective again", "open {count} objectives again", len(self._done))
        self.show_keys((("Enter", N_p("key", "done")), ("↑", N_p("key", "back")), ("u", taken)))
