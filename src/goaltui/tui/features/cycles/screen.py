"""The screen of the cycles: progress and results of each, and the commands that plan, close and show it."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.filters.query import asking_for
from goaltui.services.views.cycles import CycleRow, CyclesView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.features.cycles.cycle_list import CycleList
from goaltui.tui.features.sorting_flow import SORT, SortingFlow

_LISTED = (("Enter", N_p("key", "open")), ("Space", N_p("key", "mark")))
_FIRST = (("n", N_p("key", "first cycle")),)
_BACK = ("Esc", N_p("key", "back"))
_WITHOUT_CYCLE = "nu"


@dataclass(frozen=True, slots=True)
class CycleKey:
    """A key of this screen: what it does with the cycle under the cursor, none where there is none."""

    key: str
    label: str
    run: Callable[[CycleRow | None], Awaitable[None]]


class CyclesFlow(SortingFlow[str]):
    """Answers with the query that shows the cycles, or the team, that were chosen."""

    NAMED: ClassVar[str] = N_("Cycles")
    DEFAULT_CSS = """
    CyclesFlow > #none { padding: 1 2; color: $dim; height: auto; }
    CyclesFlow > #told { dock: bottom; margin-bottom: 1; padding: 0 2; color: $dim; height: 1; }
    CyclesFlow > Saying { display: none; max-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False)]

    def __init__(self, view: CyclesView, keys: Sequence[CycleKey], glyphs: Glyphs) -> None:
        super().__init__(_("Cycles"), (*_LISTED, *((key.key, key.label) for key in keys), SORT, _BACK))
        self._view = view
        self._own = {key.key: key for key in keys}
        self._glyphs = glyphs
        self._noted: str | None = None

    def where(self) -> str:
        if not self._view.cycles:
            return ""
        closed = sum(row.reached.closed for row in self._view.cycles)
        met = sum(row.reached.reached for row in self._view.cycles)
        reached = _("   {met} of {closed} closed were reached", met=met, closed=closed) if closed else ""
        cycles = _n("{count} cycle", "{count} cycles", len(self._view.cycles))
        return f"   {cycles}{reached}"

    def body(self) -> Iterable[Widget]:
        text = _("No cycle yet. n creates this quarter; the structure (s) sets other dates.")
        yield Static(Content(text), id="none")
        yield CycleList(id="cycles", glyphs=self._glyphs)
        yield Static(id="told")
        yield Saying()

    def on_mount(self) -> None:
        self.set_focus(self.query_one(CycleList))
        self.show(self._view)

    def show(self, view: CyclesView) -> None:
        """Show how the cycles stand now."""
        self._view = view
        found = self.query_one(CycleList)
        found.show(view)
        found.display = bool(view.cycles)
        keys = [(key.key, key.label) for key in self._own.values()]
        # Without a cycle there is one thing to do.
        self.show_keys((*((*_LISTED, *keys, SORT) if view.cycles else _FIRST), _BACK))
        self.query_one("#none").display = not view.cycles
        self.show_heading()

    def reveal(self, cycle: str) -> None:
        """Put the cursor on a cycle, by its id."""
        self.query_one(CycleList).move_to(cycle)

    def note(self, sentence: str, *, error: bool = False) -> None:
        """Say the outcome, or the reason against it."""
        said = self.query_one(Saying)
        said.say(sentence, error=error)
        said.display = bool(sentence)
        self._noted = self.query_one(CycleList).cursor_key

    def action_mark(self) -> None:
        """Mark the cycle under the cursor, to see it together with others."""
        self.query_one(CycleList).mark()

    @on(GoalList.Moved)
    def _told(self) -> None:
        row = self._row
        self.query_one("#told", Static).update(Content(_told(row) if row is not None else ""))

    async def on_key(self, event: Key) -> None:
        """Answer the keys that this screen was given."""
        if event.character in self._own:
            event.stop()
            await self.press(event.character)

    async def press(self, key: str) -> None:
        """Do what one of these keys does."""
        if self._row is None and self._view.cycles and key in self._own and key not in _WITHOUT_CYCLE:
            self.note(_("A team stands here; go up to a cycle."))
        elif key in self._own:
            await self._own[key].run(self._row)

    async def clicked_key(self, key: str) -> None:
        if key in self._own:
            await self.press(key)
        else:
            await super().clicked_key(key)

    @on(GoalList.Moved)
    def _moved(self, message: GoalList.Moved) -> None:
        # The list tells of the cycle that was just made after it was said.
        if message.key != self._noted:
            self.note("")

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        found = self.query_one(CycleList)
        line = found.cursor_row
        if line is not None and line.team is not None:
            self.answer(asking_for("team", (line.team.name,)))
        elif line is not None and line.cycle is not None:
            marked = [row.name for row in self._view.cycles if row.id in found.marked]
            self.answer(asking_for("cycle", marked or (line.cycle.name,)))

    @property
    def _row(self) -> CycleRow | None:
        line = self.query_one(CycleList).cursor_row
        return line.cycle if line is not None else None


def _told(row: CycleRow) -> str:
    """Return how the cycle under the cursor was carried out, in a line."""
    told = row.execution.told
    return f"{row.name}: {told}" if told else ""
