"""The screen of planning: the drafts with their findings, the learnings below, and the start of all drafts."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from goaltui.model.enums import EntityKind
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core import formatting
from goaltui.services.lifecycle.plan_cycle import Plan, doubts
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.choice import Choice, PickDialog
from goaltui.tui.dialogs.confirm import ConfirmDialog
from goaltui.tui.dialogs.prompt import LineDialog
from goaltui.tui.features.plan_cycle.draft_list import PlanList

_KEYS = (
    ("a", N_p("key", "add")),
    ("e", N_p("key", "edit")),
    ("c", N_p("key", "confidence")),
    ("b", N_p("key", "begin")),
    ("u", N_p("key", "undo")),
    ("Esc", N_p("key", "back")),
    ("Enter", N_p("key", "go there")),
)


@dataclass(frozen=True, slots=True)
class PlanActions:
    """Requests of the flow to the program: a confidence for a key result, and to begin; both raise why not.
    `add` (under a draft, or at the top) and `edit` open a form and tell the flow themselves; `undo` too."""

    confide: Callable[[str, str], Awaitable[Plan]]
    begin: Callable[[], Awaitable[Plan]]
    add: Callable[["PlanFlow", EntityKind, str | None], Awaitable[None]]
    edit: Callable[["PlanFlow", EntityKind, str], Awaitable[None]]
    undo: Callable[["PlanFlow"], Awaitable[None]]


class PlanFlow(Flow[tuple[EntityKind, str]]):
    """Answers with the thing to go to."""

    NAMED: ClassVar[str] = N_("Plan")
    DEFAULT_CSS = """
    PlanFlow > Saying { min-height: 2; max-height: 5; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("e", "edit", show=False),
        Binding("u", "undo", show=False),
        Binding("c", "confide", show=False),
        Binding("b", "begin", show=False),
    ]

    def __init__(self, plan: Plan, doing: PlanActions, glyphs: Glyphs) -> None:
        super().__init__(_("Plan {name}", name=plan.name), _KEYS)
        self._plan = plan
        self._doing = doing
        self._glyphs = glyphs
        self._noted: str | None = None

    def where(self) -> str:
        plan = self._plan
        unsure = _(", {count} without a confidence", count=plan.unsure) if plan.unsure else ""
        drafts = counted(len(plan.drafts), "draft", "drafts")
        return f"   {drafts}{unsure}   {formatting.span(plan.start, plan.end, plan.today)}"

    def body(self) -> Iterable[Widget]:
        yield PlanList(id="plan", glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        self.query_one(PlanList).show(self._plan)
        self.set_focus(self.query_one(PlanList))
        self._advise()

    async def action_add(self) -> None:
        """Ask for a key result of the draft under the cursor, or for another draft."""
        line = self.query_one(PlanList).cursor_row
        if line is None or line.under is None:
            await self._doing.add(self, EntityKind.OBJECTIVE, None)
            return
        under = line.under
        choices = (
            Choice(EntityKind.KEY_RESULT, "k", _("Key result"), _("under {title}", title=under.title)),
            Choice(EntityKind.OBJECTIVE, "o", _("Objective"), _("a draft of {name}", name=self._plan.name)),
        )

        async def chosen(kind: EntityKind | None) -> None:
            if kind is not None:
                await self._doing.add(self, kind, under.id if kind is EntityKind.KEY_RESULT else None)

        await self.app.push_screen(PickDialog(_("Add"), choices), chosen)

    async def action_edit(self) -> None:
        """Ask for the form of the draft or key result under the cursor, also from what the checks found on it."""
        line = self.query_one(PlanList).cursor_row
        if line is None or line.under is None or line.thing is None:
            self._say(_("Only drafts and their key results are edited here; Enter goes to everything else."))
            return
        await self._doing.edit(self, *line.thing)

    async def action_undo(self) -> None:
        """Take the latest change back without leaving."""
        await self._doing.undo(self)

    async def action_confide(self) -> None:
        """Ask how sure one is of the key result under the cursor."""
        line = self.query_one(PlanList).cursor_row
        row = line.about if line is not None else None
        if row is None:
            self._say(_("Only a key result has a confidence."))
            return

        async def save(text: str) -> Plan:
            return await self._doing.confide(row.id, text.strip())

        def confided(plan: Plan | None) -> None:
            if plan is not None:
                self.take(plan)

        question = _("{title}\nHow sure are you that it is reached, 0 to 10?", title=row.title)
        await self.app.push_screen(LineDialog(_("Confidence"), question, save, example="5"), confided)

    async def action_begin(self) -> None:
        """Begin all drafts, after saying what speaks against it."""
        if not self._plan.drafts:
            with self.refusals():
                self.take(await self._doing.begin())
            return

        async def sure(yes: bool | None) -> None:
            if yes:
                with self.refusals():
                    self.take(await self._doing.begin(), _("All of it began; u undoes it."))

        question = _n(
            "Begin {count} objective of {name}?",
            "Begin {count} objectives of {name}?",
            len(self._plan.drafts),
            name=self._plan.name,
        )
        await self.app.push_screen(
            ConfirmDialog(_("Begin"), question, doubts(self._plan), _("Begin"), _("Not yet")), sure
        )

    @on(GoalList.Moved)
    def _moved(self, message: GoalList.Moved) -> None:
        # The list reports the new draft after the message is shown.
        if message.key != self._noted:
            self._noted = None
            self._advise()

    def _advise(self) -> None:
        line = self.query_one(PlanList).cursor_row
        if line is not None and line.finding is not None:
            self._say(line.finding.advice)
        elif line is not None and line.record is not None:
            self._say(line.record.text)
        else:
            ready = _("Nothing is missing; b begins.") if self._plan.drafts else ""
            self._say(" ".join(doubts(self._plan)) or ready)

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        line = self.query_one(PlanList).cursor_row
        if line is not None and line.thing is not None:
            self.answer(line.thing)

    def refuse(self, sentence: str) -> None:
        self._say(sentence)

    def take(self, plan: Plan, said: str = "", reveal: str | None = None) -> None:
        """Show the plan as it is now, the cursor on the new draft."""
        self._plan = plan
        found = self.query_one(PlanList)
        found.show(plan)
        if reveal is not None:
            found.move_to(reveal)
        self.show_heading()
        self._advise()
        if said:
            self._say(said)
            self._noted = found.cursor_key

    def _say(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence)
