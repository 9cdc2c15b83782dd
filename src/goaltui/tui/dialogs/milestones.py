"""Checking in on a key result that is made of milestones: Space ticks one off, Enter saves all of it."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.records import MilestoneRecord
from goaltui.services.checkin.milestones import Steps
from goaltui.services.core import formatting
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, plain, right
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.form_fields import LineInput
from goaltui.tui.dialogs.saving import SavingDialog

Result = TypeVar("Result")

_DAY = 13
_DAY_WITH_YEAR = 18
_WEIGHT = 11
_MARK = 4
_NARROWEST = 44
_FOOT = 2


class Ticked(NamedTuple):
    """The ids of the milestones that are done, and the line below them."""

    done: frozenset[str]
    line: str


class StepLine(NamedTuple):
    """A milestone, ticked or not."""

    step: MilestoneRecord
    done: bool

    @property
    def key(self) -> str:
        """The id."""
        return self.step.id


class StepList(GoalList[StepLine]):
    """The milestones with their days."""

    DEFAULT_CSS = "StepList { background: $panel; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, steps: Steps, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs)
        self._steps = steps
        self._weighted = len({step.weight for step in steps.milestones}) > 1
        years = {day.year for step in steps.milestones for day in (step.due, step.done_on) if day is not None}
        self._day = _DAY if years <= {steps.today.year} else _DAY_WITH_YEAR
        self.done = set(steps.done)

    def on_mount(self) -> None:
        self.refill()

    def refill(self) -> None:
        """Paint the ticks."""
        self.fill([StepLine(step, step.id in self.done) for step in self._steps.milestones])

    def action_tick(self) -> None:
        """Tick off what the cursor stands on, or open it again."""
        if self.cursor_key is not None:
            self.done ^= {self.cursor_key}
            self.refill()

    def clicked(self, place: int, x: int) -> None:
        """Tick a milestone on a click on its box."""
        if x <= _MARK:
            self.action_tick()

    def paint(self, row: StepLine, width: int, chosen: bool) -> list[Segment]:
        step, dim = row.step, self.style("dim", chosen=chosen)
        # A milestone ticked here and not saved is done on a day that the line may still say.
        shown = step if step.done == row.done else step._replace(done=row.done, done_on=None)
        late = shown.is_late_on(self._steps.today)
        weight = (
            _("weight {number}", number=formatting.number(step.weight))
            if self._weighted and width >= _NARROWEST
            else ""
        )
        room = width - 2 - _MARK - self._day - (_WEIGHT if weight else 0)
        box = f"[{self.glyphs.tick if row.done else ' '}] "
        return [
            Segment(f"{self.glyphs.cursor if chosen else ' '} ", self.style("accent", chosen=chosen)),
            Segment(box, self.style("green" if row.done else "text", chosen=chosen)),
            Segment(left(step.title, room), self.style("dim" if row.done else "text", bold=chosen, chosen=chosen)),
            Segment(right(weight, _WEIGHT) if weight else "", dim),
            Segment(
                right(cut(formatting.step_day(shown, self._steps.today), self._day), self._day),
                self.style("red", chosen=chosen) if late else dim,
            ),
        ]


class StepsDialog(SavingDialog[Ticked, Result], Generic[Result]):
    """Saves what is ticked and the line; `ticked` are both at first, where that is not as the milestones stand."""

    DEFAULT_CSS = """
    StepsDialog #line { margin-top: 1; }
    """
    GOES_TO_VIEWS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "over", show=False, priority=True),
    ]

    def __init__(
        self,
        steps: Steps,
        save: Callable[[Ticked], Awaitable[Result]],
        glyphs: Glyphs,
        ticked: Ticked | None = None,
    ) -> None:
        super().__init__(plain(steps.title).plain, _("Space tick   Tab note   Enter check in   Esc cancel"), save)
        self._steps = steps
        self._glyphs = glyphs
        self._ticked = ticked
        self._warned: Ticked | None = None

    def body(self) -> Iterable[Widget]:
        found = StepList(self._steps, self._glyphs)
        if self._ticked is not None:
            found.done = {step.id for step in self._steps.milestones if step.id in self._ticked.done}
        found.styles.height = len(self._steps.milestones)
        yield found

    def foot(self) -> Iterable[Widget]:
        line = LineInput(
            self._ticked.line if self._ticked else "", name="line", hint=_("a note, or @7 for the confidence")
        )
        line.id = "line"
        yield line
        yield from super().foot()

    @property
    def foot_height(self) -> int:
        return _FOOT + super().foot_height

    def fit(self) -> None:
        super().fit()
        room = self.query_one("#body").styles.max_height
        most = int(room.value) if room is not None else len(self._steps.milestones)
        self.query_one(StepList).styles.height = min(len(self._steps.milestones), most)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(StepList))

    def action_over(self) -> None:
        """Between the milestones and the line."""
        line = self.query_one("#line", Input)
        self.set_focus(self.query_one(StepList) if line.has_focus else line)

    def action_leave(self) -> None:
        """Leave; where something was ticked or typed only when asked twice."""
        typed = self.typed()
        first = self._ticked or Ticked(frozenset(self._steps.done), "")
        if not self._saving and typed not in (first, self._warned):
            self._warned = typed
            self.tell(Content.styled(_("Not saved yet: Enter checks in, Esc once more drops it."), "$warning"))
            return
        super().action_leave()

    def typed(self) -> Ticked:
        return Ticked(frozenset(self.query_one(StepList).done), self.query_one("#line", Input).value)

    def refuse(self, error: GoaltuiError) -> None:
        """Show the refusal at the line."""
        super().refuse(error)
        self.set_focus(self.query_one("#line"))

    @on(GoalList.Moved)
    def _moved(self, message: "GoalList.Moved") -> None:
        message.stop()
