"""The due list of the round: done ones ticked, the current one marked."""

from collections.abc import Mapping

from rich.segment import Segment

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import DueRow
from goaltui.services.lifecycle.checkin_round import RoundEntryResult
from goaltui.tui.appearance.text import left, right_whole
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.row_list import GoalList


class RoundLine(NamedTuple):
    """A due thing with its entry, or words (`text`) between."""

    row: DueRow | None = None
    entered: RoundEntryResult | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id if self.row is not None else None


class RoundList(GoalList[RoundLine]):
    """The cursor follows the round; a click goes there."""

    _beside = TitleTruncator(())

    def show(self, rows: tuple[DueRow, ...], entered: Mapping[str, RoundEntryResult], at: str) -> None:
        """Show the due rows with their entries, the cursor on `at`."""
        self._beside = TitleTruncator([row.title for row in rows])
        lines: list[RoundLine] = []
        for row in rows:
            if not row.mine and (not lines or (lines[-1].row is not None and lines[-1].row.mine)):
                lines.append(RoundLine(text=_("Others")))
            elif row.mine and not lines:
                lines.append(RoundLine(text=_("Mine")))
            lines.append(RoundLine(row, entered.get(row.id)))
        self.fill(lines)
        self.move_to(at)

    def paint(self, row: RoundLine, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        if row.row is None:
            return [Segment(left(f" {row.text}", width), dim)]
        done = row.entered is not None
        mark = self.glyphs.tick if done else self.glyphs.dot
        who = 10 if width >= 64 else 0
        values = 16 if width >= 36 else 10
        title = max(width - 4 - values - who, 6)
        text = self.style("dim" if done else "text", bold=chosen and not done, chosen=chosen)
        value = formatting.now_fitting(_value(row.row, row.entered))
        segments = [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{mark} ", self.style("green" if done else "dim", chosen=chosen)),
            Segment(left(self._beside.cut(row.row.title, title), title), text),
            Segment(" " + right_whole(value, values - 1), self.style("green" if done else "text", chosen=chosen)),
        ]
        if who:
            segments.append(Segment("  " + left(row.row.owner or self.glyphs.nothing, who - 2), dim))
        return [*segments, Segment(" ", dim)]


def _value(row: DueRow, entered: RoundEntryResult | None) -> str:
    if entered is None:
        return row.now
    if entered.in_words and entered.after.status is not None:
        return entered.after.status.word
    before, after = entered.before.value, entered.after.value
    return (
        formatting.number(after)
        if before is None or before == after
        else f"{formatting.number(before)} → {formatting.number(after)}"
    )
