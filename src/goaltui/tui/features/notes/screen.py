"""The screen of notes: learnings, decisions, data gaps and obstacles, with a search."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from goaltui.model.enums import RemarkKind
from goaltui.model.quick.translation import N_, N_p, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.formatting import NOTHING_LIKE_THAT
from goaltui.services.views.notes import RemarkRow, counted_remarks, matching
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import plain
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.dialogs.prompt import LineDialog
from goaltui.tui.features.notes.note_list import RemarkList
from goaltui.tui.features.sorting_flow import SORT, SortingFlow

_KEYS = (
    ("Enter", N_p("key", "go")),
    ("Space", N_p("key", "done")),
    ("e", N_p("key", "edit")),
    ("d", N_p("key", "delete")),
    ("u", N_p("key", "undo")),
    ("Tab", N_p("key", "kind")),
    ("/", N_p("key", "find")),
    ("o", N_p("key", "open only")),
    SORT,
    ("Esc", N_p("key", "back")),
)
_WITHOUT_ROWS = (("u", N_p("key", "undo")), ("Esc", N_p("key", "back")))
_NOTHING = N_("Nothing was written down yet. On a goal, n notes what was learnt, decided or stands in its way.")


@dataclass(frozen=True, slots=True)
class NoteActions:
    """The actions on a record; each answers with all records after it, and raises a refusal."""

    turn: Callable[[RemarkRow], Awaitable[tuple[RemarkRow, ...]]]
    delete: Callable[[RemarkRow], Awaitable[tuple[RemarkRow, ...]]]
    undo: Callable[[], Awaitable[tuple[RemarkRow, ...]]]
    reword: Callable[[RemarkRow, str], Awaitable[tuple[RemarkRow, ...]]]


class RecordsFlow(SortingFlow[RemarkRow]):
    """Answers with the record whose thing is to be gone to."""

    NAMED: ClassVar[str] = N_("Records")
    DEFAULT_CSS = """
    RecordsFlow > Input, RecordsFlow > Input:focus {
        display: none;
        border: none;
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    RecordsFlow > Input.-open { display: block; }
    RecordsFlow > Saying { min-height: 2; max-height: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("e", "edit", show=False),
        Binding("d", "delete", show=False),
        Binding("u", "undo", show=False),
        Binding("o", "open_only", show=False),
        Binding("tab", "kind", show=False, priority=True),
        Binding("slash", "find", show=False),
    ]

    def __init__(self, rows: tuple[RemarkRow, ...], today: date, doing: NoteActions, glyphs: Glyphs) -> None:
        super().__init__(_("Records"), _KEYS)
        self._rows = rows
        self._today = today
        self._doing = doing
        self._glyphs = glyphs
        self._kind: RemarkKind | None = None
        self._open_only = False
        self._wanted = ""

    def where(self) -> str:
        asked = [
            _("only {kind}", kind=self._kind.word) if self._kind else "",
            _("only open") if self._open_only else "",
        ]
        narrowed = ", ".join(filter(None, asked))
        return f"   {counted_remarks(self._rows)}{f'   {narrowed}' if narrowed else ''}" if self._rows else ""

    def body(self) -> Iterable[Widget]:
        line = Input(placeholder=_("words of what was written, of what it is on, or a name"))
        line.cursor_blink = False
        yield line
        yield RemarkList(id="records", glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        self._refill()
        self.set_focus(self.query_one(RemarkList))

    def show(self, rows: tuple[RemarkRow, ...]) -> None:
        """Show the records as they stand now."""
        self._rows = rows
        self._refill()

    def refuse(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence)

    async def action_turn(self) -> None:
        """Mark the record as done, or open it again."""
        row = self._row
        if row is not None and row.asks:
            with self.refusals():
                self.show(await self._doing.turn(row))

    async def action_edit(self) -> None:
        """Edit the text."""
        row = self._row
        if row is None:
            return

        async def save(text: str) -> tuple[RemarkRow, ...]:
            return await self._doing.reword(row, text)

        def reworded(rows: tuple[RemarkRow, ...] | None) -> None:
            if rows is not None:
                self.show(rows)

        text = " ".join(row.text.split())
        await self.app.push_screen(
            LineDialog(_("Edit"), _("The {kind}:", kind=row.kind.word), save, value=text, replaced=False), reworded
        )

    async def action_delete(self) -> None:
        """Away with it; undo brings it back."""
        if self._row is not None:
            with self.refusals():
                self.show(await self._doing.delete(self._row))

    async def action_undo(self) -> None:
        """Take the latest change back."""
        with self.refusals():
            self.show(await self._doing.undo())

    def action_kind(self) -> None:
        """Show the next kind alone, after the last all again."""
        there = [None, *(kind for kind in RemarkKind if any(row.kind is kind for row in self._rows))]
        place = there.index(self._kind) if self._kind in there else 0
        self._kind = there[(place + 1) % len(there)]
        self._refill()

    def action_open_only(self) -> None:
        """Show only records that still ask for something, or all again."""
        self._open_only = not self._open_only
        self._refill()

    def action_find(self) -> None:
        """Type to find."""
        line = self.query_one(Input)
        line.add_class("-open")
        self.set_focus(line)

    def action_leave(self) -> None:
        line = self.query_one(Input)
        if line.has_class("-open"):
            line.value = ""
            line.remove_class("-open")
            self.set_focus(self.query_one(RemarkList))
        else:
            super().action_leave()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._wanted = event.value
        self._refill()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.set_focus(self.query_one(RemarkList))

    @on(GoalList.Moved)
    def _tell(self) -> None:
        row = self._row
        self.query_one(Saying).update(_whole(row) if row is not None else Content(self._nothing()))

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        if self._row is not None:
            self.answer(self._row)

    def _refill(self) -> None:
        self.show_keys(_KEYS if self._rows else _WITHOUT_ROWS)
        shown = matching(self._rows, self._wanted, self._kind, open_only=self._open_only)
        self.query_one(RemarkList).show(shown, self._today)
        self.show_heading()
        self._tell()

    def _nothing(self) -> str:
        return _(NOTHING_LIKE_THAT) if self._rows else _(_NOTHING)

    @property
    def _row(self) -> RemarkRow | None:
        line = self.query_one(RemarkList).cursor_row
        return line.row if line is not None else None


def _whole(row: RemarkRow) -> Content:
    who = "  ".join(part for part in (row.title, row.author) if part)
    return Content("\n").join((plain(row.text), Content.styled(plain(who).plain, "$dim")))
