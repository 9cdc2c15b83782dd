"""The screen of the round: the due list at the left, the current thing with its background at the right, a line."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Doubtful, GoaltuiError
from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.checkin.milestones import Steps
from goaltui.services.checkin.surprises import AGAIN
from goaltui.services.core.ownership import Reach
from goaltui.services.core.rows.today import DueRow
from goaltui.services.lifecycle.checkin_round import DueItems, RoundEntryResult, RoundItem, counted_due, questions
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.full_screen import TWO_PANES, Flow
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.milestones import StepsDialog, Ticked
from goaltui.tui.features.checkin_round.background import RoundPane
from goaltui.tui.features.checkin_round.due_list import RoundList
from goaltui.tui.features.checkin_round.entry import RoundEntry
from goaltui.tui.features.checkin_round.summary import summary

_NEXT_REACH = {Reach.MINE: Reach.TEAM, Reach.TEAM: Reach.ALL, Reach.ALL: Reach.MINE}
_EDGES = 2
_PRESSED = {"Enter": "enter", "Tab": "confidence", "↑": "step(-1)", "↓": "step(1)", "F2": "reach", "Esc": "leave"}


@dataclass(frozen=True, slots=True)
class RoundActions:
    """The round's questions to the program: the due things, the background of one, and saving
    a line, which raises a refusal.
    """

    look: Callable[[Reach], Awaitable[DueItems | None]]
    stop: Callable[[DueRow], Awaitable[RoundItem]]
    save: Callable[[RoundItem, str, str, RoundEntryResult | None, frozenset[str] | None], Awaitable[RoundEntryResult]]


@dataclass(frozen=True, slots=True)
class RoundResult:
    """The result of the round: the number entered, the number still due, and whether to take it all back."""

    entered: int
    left: int
    undo: bool = False

    @property
    def sentence(self) -> str:
        """The count of check-ins, and the ways on and back."""
        entered = _n("{count} check-in in the round", "{count} check-ins in the round", self.entered)
        if not self.left:
            return _("{entered}, all that was due. u undoes the round.", entered=entered)
        return _n(
            "{entered}; C goes on with the other one. u undoes the round.",
            "{entered}; C goes on with the other {count}. u undoes the round.",
            self.left,
            entered=entered,
        )


class RoundFlow(Flow[RoundResult]):
    """Each Enter is saved before the next thing is shown; leaving loses nothing but a line not entered."""

    NAMED: ClassVar[str] = N_("Round")
    DEFAULT_CSS = """
    RoundFlow > #walk { height: 1fr; }
    RoundFlow RoundList { display: none; width: 2fr; }
    RoundFlow RoundPane { width: 3fr; background: $background; }
    RoundFlow.-wide RoundList { display: block; }
    RoundFlow.-wide RoundPane { background: $panel; }
    RoundFlow > #summary { display: none; height: 1fr; padding: 0 1; }
    RoundFlow.-over > #summary { display: block; }
    RoundFlow.-over > #walk { display: none; }
    RoundFlow.-over > RoundEntry { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("tab", "confidence", show=False, priority=True),
        Binding("up,pageup", "step(-1)", show=False, priority=True),
        Binding("down,pagedown", "step(1)", show=False, priority=True),
        Binding("f2", "reach", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("u", "take_back", show=False),
    ]

    def __init__(self, due: DueItems, first: RoundItem, doing: RoundActions, glyphs: Glyphs) -> None:
        super().__init__(_("Round"), _keys(due.reach, first))
        self._due = due
        self._doing = doing
        self._glyphs = glyphs
        self._at = 0
        self._stops: dict[str, RoundItem] = {first.row.id: first}
        self._entered: dict[str, RoundEntryResult] = {}
        self._typed: dict[str, str] = {}
        self._ticked: dict[str, frozenset[str]] = {}
        self._asked: set[tuple[str, str]] = set()
        self._batch = ""
        self._over = False

    @property
    def is_typed_in(self) -> bool:
        """At the end there is no line any more: the digits go to the views again."""
        return not self._over

    def where(self) -> str:
        if self._over:
            return _("   {done} of {count} checked in", done=self._done, count=len(self._due.rows))
        entered = _("   {done} saved here", done=self._done) if self._done else ""
        whose = {Reach.MINE: _("mine"), Reach.TEAM: _("my team's"), Reach.ALL: _("everybody's")}[self._due.reach]
        at, count = self._at + 1, len(self._due.rows)
        sorts = counted_due(self._due.rows)
        told = _(
            "   {at} of {count}   {sorts}, {whose}{entered}",
            at=at,
            count=count,
            sorts=sorts,
            whose=whose,
            entered=entered,
        )
        if cell_len(self._title + told) <= self.app.size.width - _EDGES:
            return told
        # How many of which sort they are can be counted in the list.
        return _("   {at} of {count}, {whose}{entered}", at=at, count=count, whose=whose, entered=entered)

    def body(self) -> Iterable[Widget]:
        found = RoundList(glyphs=self._glyphs)
        found.can_focus = False
        yield Horizontal(found, RoundPane(glyphs=self._glyphs), id="walk")
        yield VerticalScroll(Static(), id="summary")
        yield RoundEntry(self._glyphs)

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= TWO_PANES, "-wide")
        self.set_focus(self.query_one(Input))
        self._show(self._stops[self._row.id])

    def on_resize(self, event: Resize) -> None:
        """Show two panes or one."""
        self.set_class(event.size.width >= TWO_PANES, "-wide")

    async def action_enter(self) -> None:
        """Save the line and go on to the next that is still due; at the end, close."""
        if self._over:
            self.action_leave()
            return
        entry, stop = self.query_one(RoundEntry), self._stops[self._row.id]
        if stop.steps is not None:
            await self._ask_steps(stop, stop.steps, entry.line)
            return
        if new := self._questions(stop, entry.line):
            entry.ask(new)
            return
        try:
            saved = await self._save(stop, entry.line)
        except GoaltuiError as error:
            entry.refuse(str(error))
        else:
            await self._go_on(stop, saved)

    async def _ask_steps(self, stop: RoundItem, steps: Steps, line: str) -> None:
        """Ask which milestones are done."""

        async def save(typed: Ticked) -> RoundEntryResult:
            if new := self._questions(stop, typed.line):
                raise Doubtful(f"{new} {_(AGAIN)}")
            saved = await self._save(stop, typed.line, typed.done)
            self._ticked[stop.row.id] = typed.done
            return saved

        async def closed(saved: RoundEntryResult | None) -> None:
            if saved is not None:
                await self._go_on(stop, saved)

        ticked = Ticked(self._ticked.get(stop.row.id, steps.done), line)
        await self.app.push_screen(StepsDialog(steps, save, self._glyphs, ticked), closed)

    async def _save(self, stop: RoundItem, line: str, done: frozenset[str] | None = None) -> RoundEntryResult:
        return await self._doing.save(stop, line, self._batch, self._entered.get(stop.row.id), done)

    async def _go_on(self, stop: RoundItem, saved: RoundEntryResult) -> None:
        """Move to the next thing that is still due."""
        self._entered[stop.row.id], self._batch = saved, saved.batch
        self._typed.pop(stop.row.id, None)
        ahead = [*range(self._at + 1, len(self._due.rows)), *range(self._at)]
        following = next((place for place in ahead if self._due.rows[place].id not in self._entered), None)
        if following is None:
            self._end()
        else:
            await self._go(following)

    async def action_step(self, step: int) -> None:
        """Move to the thing before, to correct it, or past this one; past the last is the end."""
        if self._over:
            if step < 0:
                self._over = False
                self.remove_class("-over")
                self.set_focus(self.query_one(Input))
                await self._go(self._at)
            return
        self._keep()
        place = self._at + step
        if 0 <= place < len(self._due.rows):
            await self._go(place)
        elif step > 0 and self._entered:
            self._end()

    async def action_reach(self) -> None:
        """Turn to mine, my team's, everybody's; entries stay in the list."""
        if self._over:
            return
        self._keep()
        here = self._row
        due = await self._doing.look(_NEXT_REACH[self._due.reach])
        if due is None:
            return
        ids = {row.id for row in due.rows}
        done = tuple(row for row in self._due.rows if row.id in self._entered and row.id not in ids)
        rows = (*done, *due.rows) if done or due.rows else (here,)
        self._due = DueItems(rows, due.reach, due.today)
        places = [place for place, row in enumerate(rows) if row.id == here.id]
        await self._go(places[0] if places else min(len(done), len(rows) - 1))
        if not due.rows:
            self.query_one(RoundEntry).note(_("Nothing more is due here; F2 shows more."))

    def action_confidence(self) -> None:
        """Move to the confidence, with the last value where none is typed yet."""
        if not self._over:
            self.query_one(RoundEntry).to_confidence()

    def action_leave(self) -> None:
        self.answer(RoundResult(self._done, len(self._due.rows) - self._done))

    def action_take_back(self) -> None:
        """Take back the whole round, from its end."""
        if self._over and self._entered:
            self.answer(RoundResult(self._done, 0, undo=True))

    @on(GoalList.Moved)
    async def _clicked(self, message: "GoalList.Moved") -> None:
        message.stop()
        if message.key is None or message.key == self._row.id or self._over:
            return
        self._keep()
        await self._go(next(place for place, row in enumerate(self._due.rows) if row.id == message.key))

    async def clicked_key(self, key: str) -> None:
        await self.run_action("take_back" if key == "u" else _PRESSED[key])

    @property
    def _row(self) -> DueRow:
        return self._due.rows[self._at]

    @property
    def _done(self) -> int:
        return len(self._entered)

    def _questions(self, stop: RoundItem, line: str) -> str:
        """Return the questions on a line that were not asked yet."""
        found = questions(stop.target, line, self._due.today)
        return " ".join([ask for ask in found if self._asks(stop.row.id, ask)])

    def _asks(self, identity: str, question: str) -> bool:
        """Return whether a question was not asked yet, and note that it is asked now."""
        new = (identity, question) not in self._asked
        self._asked.add((identity, question))
        return new

    def _keep(self) -> None:
        """Remember what is typed and not entered, for coming back."""
        self._typed[self._row.id] = self.query_one(RoundEntry).line

    async def _go(self, place: int) -> None:
        row = self._due.rows[place]
        try:
            found = self._stops.get(row.id) or await self._doing.stop(row)
        except GoaltuiError as error:
            self._at = place
            self._gone(row, str(error))
            return
        self._at = place
        self._stops[row.id] = found
        self._show(found)

    def _gone(self, row: DueRow, why: str) -> None:
        """Somebody deleted it meanwhile: it is no longer due."""
        rows = tuple(item for item in self._due.rows if item.id != row.id)
        self._due = DueItems(rows, self._due.reach, self._due.today)
        self._at = min(self._at, len(rows) - 1)
        if self._at < 0 or self._row.id not in self._stops:
            self.action_leave()
            return
        self._show(self._stops[self._row.id])
        self.query_one(RoundEntry).note(why)

    def _show(self, stop: RoundItem) -> None:
        earlier = self._entered.get(stop.row.id)
        line = self._typed.get(stop.row.id, earlier.line if earlier else "")
        self.query_one(RoundList).show(self._due.rows, self._entered, stop.row.id)
        self.query_one(RoundPane).open(stop)
        self.query_one(RoundEntry).open(stop.target, self._due.today, line, again=earlier is not None)
        self.show_keys(_keys(self._due.reach, stop))
        self.show_heading()

    def _end(self) -> None:
        self._over = True
        self.add_class("-over")
        self.set_focus(None)
        text = summary(self._due.rows, self._entered, self.app.size.width - 4, self._glyphs)
        self.query_one("#summary Static", Static).update(Content("\n").join(text))
        self.show_heading()
        self.show_keys((("Enter", N_p("key", "close")), ("↑", N_p("key", "back")), ("u", N_p("key", "undo the round"))))


def _keys(reach: Reach, stop: RoundItem) -> tuple[tuple[str, str], ...]:
    wider = {Reach.MINE: _("my team's"), Reach.TEAM: _("everybody's"), Reach.ALL: _("mine alone")}[reach]
    sure = (("Tab", N_p("key", "confidence")),) if stop.target.kind is EntityKind.KEY_RESULT else ()
    return (
        ("Enter", N_p("key", "next")),
        *sure,
        ("↑", N_p("key", "back")),
        ("↓", N_p("key", "skip")),
        ("F2", wider),
        ("Esc", N_p("key", "close")),
    )
