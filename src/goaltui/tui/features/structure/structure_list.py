"""Workspace, perspectives, cycles, teams and people, one below the other under a heading for each kind."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.tui.appearance.text import cut, left
from goaltui.tui.components.row_list import GoalList

_HEADINGS = {
    EntityKind.PERSPECTIVE: N_("Perspectives"),
    EntityKind.THEME: N_("Themes"),
    EntityKind.CYCLE: N_("Cycles"),
    EntityKind.TEAM: N_("Teams"),
    EntityKind.PERSON: N_("People"),
    EntityKind.CHECK_IN: N_("Check-ins"),
    EntityKind.TARGET: N_("Targets"),
    EntityKind.MILESTONE: N_("Milestones"),
    EntityKind.REMARK: N_("Notes"),
    EntityKind.CHECK_SETTING: N_("What is still lacking"),
    EntityKind.LINK: N_("Objectives that serve a strategic one"),
}
_INDENT = 2
_LEAST, _NAME = 28, 64
"""Cells of the names, which take no more of a line than the longest needs."""
_DEEPEST = 6
_GAP = 4


class StructureLine(NamedTuple):
    """A thing, or words (`text`) between them."""

    row: StructureRow | None = None
    text: str = ""
    empty: bool = False

    @property
    def key(self) -> str | None:
        """The id of the thing."""
        return self.row.id if self.row is not None else None


class StructureList(GoalList[StructureLine]):
    """Names at the left, what there is to say of them at the right."""

    _longest = _contexts = 0

    def show(self, rows: Sequence[StructureRow], kinds: Sequence[EntityKind]) -> None:
        """Fill with these rows, under a heading for each kind."""
        self._longest = max((cell_len(_titled(row)) for row in rows if row.id or row.kind not in kinds), default=0)
        self._contexts = max((cell_len(_context(row)) for row in rows), default=0)
        self.fill(list(_lines(rows, kinds)))

    @property
    def left_out(self) -> str:
        """What there is to say of the row under the cursor, where its line has no room for all of it."""
        line, width = self.cursor_row, self.size.width - 1
        told = "" if line is None or line.row is None else _context(line.row)
        return told if cell_len(told) > width - self._name_room(width) - 1 else ""

    def _name_room(self, width: int) -> int:
        return min(max(width // 2, width - self._contexts, 20), _NAME, max(self._longest + _GAP, _LEAST)) - 1

    def paint(self, row: StructureLine, width: int, chosen: bool) -> list[Segment]:
        if row.row is None:
            style = self.style("dim") if row.empty else self.style("text", bold=True)
            return [Segment(cut(f" {row.text}", width), style)]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        name = self._name_room(width)
        title = _titled(row.row)
        return [
            lead,
            Segment(left(title, name - 2) + "  ", self.style("text", bold=chosen, chosen=chosen)),
            Segment(
                cut(_context(row.row), width - name - 1),
                self.style("text" if row.row.says else "dim", chosen=chosen),
            ),
        ]


def _context(row: StructureRow) -> str:
    return " ".join(row.context.split())


def _titled(row: StructureRow) -> str:
    return " " * (_INDENT * (1 + min(row.depth, _DEEPEST))) + row.title


def _lines(rows: Sequence[StructureRow], kinds: Sequence[EntityKind]) -> Iterator[StructureLine]:
    yield from (StructureLine(row) for row in rows if row.kind not in kinds)
    for place, kind in enumerate(kinds):
        if place or any(row.kind not in kinds for row in rows):
            yield StructureLine()
        yield StructureLine(text=_(_HEADINGS[kind]))
        found = [row for row in rows if row.kind is kind]
        yield from (StructureLine(row) if row.id else StructureLine(text=f"  {row.title}", empty=True) for row in found)
        if not found:
            yield StructureLine(text=_("  none yet"), empty=True)
