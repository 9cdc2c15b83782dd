"""Walking through what the checks find: what to do about it, one key to the place, and the switches themselves."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from goaltui.model.findings import Finding
from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.core import formatting
from goaltui.services.views.checks import CheckRow, HealthView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import CursorPosition, GoalList
from goaltui.tui.dialogs.prompt import LineDialog
from goaltui.tui.features.checks.check_list import CheckList
from goaltui.tui.features.sorting_flow import SORT, SortingFlow

_KEYS = (
    ("Enter", N_p("key", "go there")),
    ("x", N_p("key", "switch on or off")),
    ("e", N_p("key", "threshold")),
    SORT,
    ("Esc", N_p("key", "back")),
)


class HealthFlow(SortingFlow[Finding]):
    """Answers with the finding to go to; `switch` and `limit` raise why not. It begins at a `stand` and tells where it
    was `left`."""

    NAMED: ClassVar[str] = N_("Health")
    DEFAULT_CSS = """
    HealthFlow > Saying { min-height: 2; max-height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "switch", show=False),
        Binding("e", "limit", show=False),
    ]

    def __init__(
        self,
        view: HealthView,
        switch: Callable[[CheckRow], Awaitable[HealthView]],
        limit: Callable[[CheckRow, str], Awaitable[HealthView]],
        glyphs: Glyphs,
        stand: CursorPosition | None,
        left: Callable[[CursorPosition | None], None],
    ) -> None:
        super().__init__(_("Health"), _KEYS)
        self._stand = stand
        self._left = left
        self._view = view
        self._switch = switch
        self._limit = limit
        self._glyphs = glyphs

    def where(self) -> str:
        return _n(
            "   {count} finding in {checks} checks",
            "   {count} findings in {checks} checks",
            self._view.count,
            checks=len(self._view.checks),
        )

    def body(self) -> Iterable[Widget]:
        yield CheckList(id="checks", glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        found = self.query_one(CheckList)
        found.show(self._view)
        if self._stand is not None:
            found.return_to(self._stand)
        self.set_focus(found)
        self._advise()

    def answer(self, value: Finding | None) -> None:
        self._left(self.query_one(CheckList).stand)
        super().answer(value)

    def show(self, view: HealthView) -> None:
        """Show what is found now."""
        self._view = view
        self.query_one(CheckList).show(view)
        self.show_heading()
        self._advise()

    async def action_switch(self) -> None:
        """Switch the check under the cursor on or off."""
        if self._check is not None:
            with self.refusals():
                self.show(await self._switch(self._check))

    async def action_limit(self) -> None:
        """Ask for another threshold of the check under the cursor."""
        row = self._check
        if row is None:
            return
        if row.default is None:
            self._say(_("This check has no threshold; x switches it on or off."))
        else:
            await self._ask_limit(row, row.default)

    async def _ask_limit(self, row: CheckRow, default: float) -> None:
        async def save(text: str) -> HealthView:
            return await self._limit(row, text)

        def limited(view: HealthView | None) -> None:
            if view is not None:
                self.show(view)

        question = _(
            "{what} From which number on? Empty: {number}, the default.",
            what=row.what,
            number=formatting.number(default),
        )
        now = "" if row.limit is None or row.limit == default else f"{formatting.number(row.limit)}"
        dialog = LineDialog(_("Threshold"), question, save, value=now, example=f"{formatting.number(default)}")
        await self.app.push_screen(dialog, limited)

    @on(GoalList.Moved)
    def _advise(self) -> None:
        row = self._check
        if row is None:
            self._say(_("What is off here is off for everybody who uses this workspace."))
        else:
            self._say(" ".join(filter(None, (self.query_one(CheckList).left_out, row.advice))))

    def refuse(self, sentence: str) -> None:
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence)

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        line = self.query_one(CheckList).cursor_row
        if line is not None and line.finding is not None:
            self.answer(line.finding)

    @property
    def _check(self) -> CheckRow | None:
        line = self.query_one(CheckList).cursor_row
        return line.check if line is not None else None
