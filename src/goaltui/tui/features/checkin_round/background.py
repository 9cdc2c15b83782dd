"""The background pane of the round: recent values, last notes, definition and source."""

from collections.abc import Iterator

from textual.content import Content

from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import Detail
from goaltui.services.lifecycle.checkin_round import RoundItem
from goaltui.tui.appearance.text import cut, left, wrapped
from goaltui.tui.components.detail_pane import LABEL_WIDTH, DetailPane

_AROUND = 13
"""Lines for all that stands with the chart."""
_LOW_CHART, _HIGH_CHART = 7, 12
"""With fewer lines than that a value would stand on the line of its target, and a sparkline says more."""

_BESIDE_SPARK = 12
"""Cells for the numbers beside it."""

_FACT_LINES = 3
"""Lines of a fact at most."""


class RoundPane(DetailPane, can_focus=False):
    """The background of one stop, the most telling first: it never takes keys, so what does not fit stays out."""

    DEFAULT_CSS = """
    RoundPane { padding: 0 2; border-left: none; }
    RoundFlow.-wide RoundPane { border-left: solid $hairline; padding: 1 2; }
    """

    def open(self, stop: RoundItem) -> None:
        """Show this stop."""
        self._stop = stop
        self.show(stop.detail)

    def _lines(self, detail: Detail, width: int) -> Iterator[Content]:
        told = list(self._told(detail, width))
        yield from told
        used = sum(line.plain.count("\n") + 1 for line in told)
        for fact in detail.facts:
            if fact.label in (_("owner"), _("next check-in")):
                continue
            # What has no room is cut with an ellipsis, for the pane does not scroll.
            lines = max(min(_FACT_LINES, self.content_size.height - used), 1)
            for place, text in enumerate(wrapped(fact.text, max(width - LABEL_WIDTH, 10), lines)):
                used += 1
                yield Content.assemble((left(fact.label if not place else "", LABEL_WIDTH), "$dim"), (text, ""))
        if detail.way is not None:
            yield from self._way(detail.way, width)

    def _told(self, detail: Detail, width: int) -> Iterator[Content]:
        """Yield what stands above the facts."""
        row = self._stop.row
        late = "$error" if row.late > 7 else "$warning" if row.late else "$success"
        owner = f"   {row.owner}" if row.owner else ""
        yield Content.styled(cut(detail.title, width), "bold")
        yield Content.styled(cut(detail.subtitle, width), "$dim")
        yield Content.assemble((formatting.late(row.late), late), (cut(owner, width - 14), "$dim"))
        if self.chart_height >= _LOW_CHART:
            yield Content("")
            yield from self._chart(detail, width)
        elif detail.curve is not None and len(detail.curve.points) > 1 and width > _BESIDE_SPARK:
            yield self._spark([value for _, value in detail.curve.points][_BESIDE_SPARK - width :])
        if detail.check_ins:
            yield from list(self._check_ins(detail, width))[1:]
            yield Content("")

    @property
    def chart_height(self) -> int:
        return min(self.size.height - _AROUND, _HIGH_CHART)

    def _spark(self, values: list[float]) -> Content:
        low, high = min(values), max(values)
        levels = self.glyphs.spark
        span = (high - low) or 1.0
        drawn = "".join(levels[round((value - low) / span * (len(levels) - 1))] for value in values)
        return Content.assemble(
            (drawn, "$accent"), (f"  {formatting.number(values[0])} → {formatting.number(values[-1])}", "$dim")
        )
