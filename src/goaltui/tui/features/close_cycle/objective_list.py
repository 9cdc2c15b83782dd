"""The objectives of a cycle being closed: closed ones ticked with their grade, the one at hand marked."""

from collections.abc import Mapping, Sequence

from rich.segment import Segment

from goaltui.model.enums import CLOSED, Band
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.rules.progress import grade
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.lifecycle.close_cycle import CloseOutcome
from goaltui.tui.appearance.text import left, right
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.row_list import GoalList

BANDS = {Band.GREEN: "green", Band.YELLOW: "yellow", Band.RED: "red"}
_GRADE = 6


class CloseLine(NamedTuple):
    """An objective, whether it is closed, and its grade."""

    row: ObjectiveRow
    closed: bool
    grade: float | None

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id

    @property
    def is_partial(self) -> bool:
        """Whether something that counts in its progress has no value."""
        return bool(formatting.measured(self.row.coverage)) and self.row.progress is not None


class CloseList(GoalList[CloseLine]):
    """The cursor follows the close; a click goes to one that is open."""

    _beside = TitleTruncator(())

    def show(self, rows: Sequence[ObjectiveRow], done: Mapping[str, CloseOutcome], at: str) -> None:
        """Show the objectives with their outcomes, the cursor on `at`."""
        self._beside = TitleTruncator([row.title for row in rows])
        self.fill(
            [
                CloseLine(
                    row,
                    row.id in done or row.state in CLOSED,
                    done[row.id].grade if row.id in done else row.grade,
                )
                for row in rows
            ]
        )
        self.move_to(at)

    def paint(self, row: CloseLine, width: int, chosen: bool) -> list[Segment]:
        mark = self.glyphs.tick if row.closed else self.glyphs.dot
        value = row.grade if row.closed else row.row.progress
        shown = formatting.grade(value) if row.closed and value is not None else formatting.percent(value)
        colour = BANDS[grade.grade(value).band] if row.closed and value is not None else "dim"
        title = self.style("dim" if row.closed else "text", bold=chosen and not row.closed, chosen=chosen)
        part = (
            _(" of {percent}", percent=formatting.percent(row.row.coverage))
            if not row.closed and row.is_partial
            else ""
        )
        room = max(width - 4 - _GRADE - len(part), 4)
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{mark} ", self.style("green" if row.closed else "dim", chosen=chosen)),
            Segment(left(self._beside.cut(row.row.title, room), room), title),
            Segment(right(shown, _GRADE) + f"{part} ", self.style(colour, chosen=chosen)),
        ]
