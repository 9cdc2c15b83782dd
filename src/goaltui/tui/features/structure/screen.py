"""The structure screen: workspace, perspectives, cycles, teams and people in one list, with keys to edit it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import ClassVar, TypeAlias

from textual import on
from textual.events import Key
from textual.widget import Widget

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_, N_p
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.features.structure.structure_list import StructureList

Doing: TypeAlias = Callable[[StructureRow | None], Awaitable[None]]

_KEYS = (
    ("a", N_p("key", "add")),
    ("d", N_p("key", "delete")),
    ("J", N_p("key", "down")),
    ("I", N_p("key", "up")),
    ("u", N_p("key", "undo")),
)


class StructureFlow(Flow[None]):
    """Rows under a heading for each of the `kinds`; `doing` has what each key does with the row under the cursor, none
    where there is none. `e` and Enter are one."""

    NAMED: ClassVar[str] = N_("Structure")
    DEFAULT_CSS: ClassVar[str] = """
    StructureFlow > Saying { display: none; max-height: 3; }
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[StructureRow],
        kinds: Sequence[EntityKind],
        doing: Mapping[str, Doing],
        glyphs: Glyphs,
    ) -> None:
        keys = [(key, label) for key, label in _KEYS if key in doing]
        super().__init__(title, (("Enter", N_p("key", "edit")), *keys, ("Esc", N_p("key", "back"))))
        self._kinds = kinds
        self._rows = rows
        self._doing = doing
        self._glyphs = glyphs
        self._noted: str | None = None

    def body(self) -> Iterable[Widget]:
        yield StructureList(id="structure", glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        found = self.query_one(StructureList)
        found.show(self._rows, self._kinds)
        self.set_focus(found)

    def show(self, rows: Sequence[StructureRow], reveal: str | None = None) -> None:
        """Show the structure as it is now, the cursor on the new thing."""
        found = self.query_one(StructureList)
        found.show(rows, self._kinds)
        if reveal is not None:
            found.move_to(reveal)

    def refuse(self, sentence: str) -> None:
        self.note(sentence, error=True)

    def note(self, sentence: str, *, error: bool = False) -> None:
        """Say the outcome, or the reason against it."""
        said = self.query_one(Saying)
        said.say(sentence, error=error)
        said.display = bool(sentence)
        self._noted = self.query_one(StructureList).cursor_key

    async def on_key(self, event: Key) -> None:
        """Answer the keys that do something with the row."""
        if await self._do(event.character or ""):
            event.stop()

    async def clicked_key(self, key: str) -> None:
        if not await self._do(key):
            await super().clicked_key(key)

    @on(GoalList.Chosen)
    async def _chosen(self) -> None:
        await self._do("e")

    @on(GoalList.Moved)
    def _moved(self, message: GoalList.Moved) -> None:
        # The list tells of the row that was just made after it was said.
        if message.key != self._noted:
            self.note(self.query_one(StructureList).left_out)

    async def _do(self, key: str) -> bool:
        line = self.query_one(StructureList).cursor_row
        if key not in self._doing:
            return False
        await self._doing[key](line.row if line is not None else None)
        return True
