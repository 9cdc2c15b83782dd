"""The scorecard: a quadrant for each perspective, two beside each other, or one at a time where it is narrow."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.events import Click, Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.scorecard import PerspectiveRow, ScorecardView
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.effect_line import BAND_COLOUR
from goaltui.tui.views.scorecard.quadrant import PERSPECTIVE_COLOURS, Quadrant, trend_mark
from goaltui.tui.views.scorecard.quadrant_lines import ShownBelow

NARROWEST_GRID = 80

_COLUMNS = 2
_GAP = 1
_FRAME = 2
_LEAST = 3
"""Lines of a row of quadrants whatever stands in the others: the frame and a sentence."""
_MOST_BLOCKS = 8
_MARGIN = 2
_NO_SCORE = 20
"""Cells that the words for no score take, with a gap."""


class ScorecardGrid(Widget, can_focus=True):
    """Two to six quadrants; the cursor is that of the current one."""

    DEFAULT_CSS = """
    ScorecardGrid { height: 1fr; layout: vertical; }
    ScorecardGrid > Grid { grid-size: 2; grid-gutter: 0 1; height: 1fr; }
    ScorecardGrid > Static { height: 1; padding: 0 2; }
    ScorecardGrid > #tabs { display: none; }
    ScorecardGrid.-narrow > #tabs { display: block; }
    ScorecardGrid.-narrow > Grid { grid-size: 1; }
    ScorecardGrid.-narrow Quadrant { display: none; }
    ScorecardGrid.-narrow Quadrant.-current { display: block; }
    ScorecardGrid Quadrant.-alone { column-span: 2; }
    ScorecardGrid.-narrow Quadrant.-alone { column-span: 1; }
    """

    STEPS: ClassVar[dict[str, int]] = {"next": 1, "previous": -1, "left": -1, "right": 1, "up": -1, "down": 1}

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._view: ScorecardView | None = None
        self._current = 0

    def compose(self) -> ComposeResult:
        yield Static(id="total")
        yield Static(id="tabs")
        yield Grid()

    async def on_mount(self) -> None:
        if self._view is not None:
            await self._build(self._view)

    async def show(self, view: ScorecardView) -> None:
        """Fill with this scorecard; quadrants are made anew only where their number changed."""
        self._view = view
        if self.is_mounted:
            await self._build(view)

    async def _build(self, view: ScorecardView) -> None:
        grid = self.query_one(Grid)
        count = len(view.perspectives)
        if len(self.quadrants) != count:
            # Asked of the screen: what `has_focus` says comes with a message that may still be on its way.
            focused = self.screen.focused in (self, *self.quadrants)
            await grid.remove_children()
            await grid.mount_all(Quadrant(place, self.glyphs) for place in range(count))
            holding = (place for place, row in enumerate(view.perspectives) if row.objectives or row.measures)
            self._current = next(holding, 0)
            if focused and self.current is not None:
                self.screen.set_focus(self.current)
        beside = TitleTruncator(_titles(view))
        for quadrant, row in zip(self.quadrants, view.perspectives, strict=True):
            quadrant.set_class(count % _COLUMNS == 1 and quadrant.place == count - 1, "-alone")
            quadrant.show(row, view.header.as_of, beside)
        self._spread()
        self._mark()

    def _spread(self) -> None:
        """Give each quadrant its place: equal heights unless lines would be cut, and as much below the objectives of
        one as of the next, so that what stands beside each other can be compared.

        Nothing is asked of the layout, which comes later: the same size and rows always give the same picture.
        """
        width, height = self.size
        quadrants = self.quadrants
        if not quadrants or not width:
            return
        grid, narrow = self.query_one(Grid), self.has_class("-narrow")
        first = width if narrow else (width - _GAP) // _COLUMNS
        for quadrant in quadrants:
            whole = narrow or quadrant.has_class("-alone")
            side = first if quadrant.place % _COLUMNS == 0 else width - _GAP - first
            quadrant.fit(width if whole else side)
        # The total stands above, and the tabs where there is one quadrant at a time.
        room = height - 2 if narrow else height - 1
        step = len(quadrants) if narrow else _COLUMNS
        rows = [quadrants[start : start + step] for start in range(0, len(quadrants), step)]
        equal = max(room // len(rows), _LEAST)
        levels = sorted(ShownBelow, reverse=True)
        below = next((level for level in levels if max(_needed(rows, level)) <= equal), ShownBelow.NOTHING)
        for quadrant in quadrants:
            quadrant.show_below(below)
        heights = shared_out(_needed(rows, below), max(room, _LEAST * len(rows)))
        grid.styles.grid_columns = "1fr" if narrow else f"{first} {width - _GAP - first}"
        grid.styles.grid_rows = "1fr" if narrow else " ".join(str(lines) for lines in heights)

    @property
    def quadrants(self) -> list[Quadrant]:
        """The quadrants in order."""
        return list(self.query(Quadrant))

    @property
    def current(self) -> Quadrant | None:
        """The quadrant with the cursor."""
        quadrants = self.quadrants
        return quadrants[self._current] if self._current < len(quadrants) else None

    @property
    def cursor_key(self) -> str | None:
        """The id under the cursor: an objective's, a measure's, or that of a perspective that holds nothing."""
        current = self.current
        if current is None or current.perspective is None:
            return None
        return current.cursor_key or current.perspective.id or None

    def move_to(self, key: str) -> bool:
        """Put the cursor on a key; false where it is in no quadrant."""
        for place, quadrant in enumerate(self.quadrants):
            if quadrant.perspective is not None and (quadrant.move_to(key) or quadrant.perspective.id == key):
                self._enter(place)
                return True
        return False

    def on_focus(self) -> None:
        """Give the focus to the quadrant."""
        # At once and only where it is still here: `focus()` comes later, when it may be wanted elsewhere.
        if self.screen.focused is self and self.current is not None:
            self.screen.set_focus(self.current)

    def on_descendant_focus(self) -> None:
        """Give the cursor to the quadrant under a click."""
        # Asked of the screen: the one that this tells of may have lost the focus again meanwhile.
        for place, quadrant in enumerate(self.quadrants):
            if self.screen.focused is quadrant and place != self._current:
                self._current = place
                self._mark()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.set_class(event.size.width < NARROWEST_GRID, "-narrow")
        self._spread()
        self._mark()

    def on_click(self, event: Click) -> None:
        """Go to the perspective of a clicked tab."""
        if event.widget is self.query_one("#tabs") and self.quadrants:
            place = (event.x - _MARGIN) // self._tab_width
            if 0 <= place < len(self.quadrants):
                self._enter(place)

    def on_quadrant_left(self, event: Quadrant.Left) -> None:
        """Over to the quadrant in that direction, if there is one."""
        event.stop()
        count, narrow = len(self.quadrants), self.has_class("-narrow")
        step = self.STEPS[event.way]
        if not narrow and event.way in ("up", "down"):
            step *= _COLUMNS
        place = self._current + step
        if event.way in ("next", "previous"):
            place %= count
        elif event.way == "down" and place == count and count % _COLUMNS:
            place = count - 1
        beside = narrow or event.way not in ("left", "right") or place // _COLUMNS == self._current // _COLUMNS
        if beside and 0 <= place < count and place != self._current:
            self._enter(place)

    def _enter(self, place: int) -> None:
        self._current = place
        self._mark()
        self.screen.set_focus(self.quadrants[place])

    def _mark(self) -> None:
        for place, quadrant in enumerate(self.quadrants):
            if quadrant.has_class("-current") != (place == self._current):
                quadrant.set_class(place == self._current, "-current")
                quadrant.refresh()
        if self._view is not None and self.size.width:
            self.query_one("#total", Static).update(self._total(self._view, self.size.width - 2 * _MARGIN))
            self.query_one("#tabs", Static).update(self._tabs(self._view.perspectives))

    @property
    def _tab_width(self) -> int:
        return max((self.size.width - 2 * _MARGIN) // max(len(self.quadrants), 1), 6)

    def _tabs(self, perspectives: tuple[PerspectiveRow, ...]) -> Content:
        parts: list[tuple[str, str]] = []
        for place, row in enumerate(perspectives):
            mark = self.glyphs.band[row.band] if row.band else self.glyphs.nothing
            tail = f" {formatting.points(row.score)} {mark}"
            name = cut(row.name, self._tab_width - len(tail) - 1)
            style = "bold $accent" if place == self._current else "$dim"
            parts.append((name, style))
            gap = self._tab_width - cell_len(name) - len(tail)
            parts.append((left(tail, len(tail) + gap), BAND_COLOUR[row.band] if row.band else "$dim"))
        return Content.assemble(*parts)

    def _total(self, view: ScorecardView, width: int) -> Content:
        """Return the score of the whole, its coverage, and the spread of the measures, as far as it fits."""
        if not view.perspectives:
            return Content.styled(_("No perspective yet: a adds one."), "$dim")
        if view.header.unmatched:
            return Content(cut(view.header.unmatched, width))
        groups = [self._score(view)]
        if view.score is not None:
            groups.append(
                [(_("    {percent} of the weight measured", percent=formatting.percent(view.coverage)), "$dim")]
            )
        groups.append(self._balance(view))
        if view.score is None and view.kept:
            # Where nothing scores, what was there under another method is asked for.
            groups = [self._score(view), [(f"  {cut(view.kept, width - _NO_SCORE)}", "$dim")]]
        while len(groups) > 1 and sum(cell_len(text) for group in groups for text, _ in group) > width:
            groups.pop()
        return Content.assemble(*(part for group in groups for part in group))

    def _score(self, view: ScorecardView) -> list[tuple[str, str]]:
        if view.score is None or view.band is None:
            return [("–", "bold $dim"), (_(" no score now"), "$dim")]
        words_of = f"{formatting.points(view.score)} {self.glyphs.band[view.band]} {formatting.band_word(view.band)}"
        parts = [(words_of, f"bold {BAND_COLOUR[view.band]}")]
        if view.trend is not None:
            parts.append((f" {trend_mark(view.trend, self.glyphs)} {formatting.points(abs(view.trend))}", "$dim"))
        return parts

    def _balance(self, view: ScorecardView) -> list[tuple[str, str]]:
        measures = [row.counts for row in view.balance if "measures" in row.what]
        counts = [sum(numbers) for numbers in zip(*measures, strict=True)]
        if not any(counts):
            return []
        parts = [(_("    balance "), "$dim")]
        for place, count in enumerate(counts):
            blocks = self.glyphs.block * min(count, _MOST_BLOCKS) or self.glyphs.dot
            parts.append((f"{blocks} ", f"$perspective-{place % PERSPECTIVE_COLOURS + 1}"))
        return parts


def _titles(view: ScorecardView) -> Iterator[str]:
    for perspective in view.perspectives:
        yield from (measure.title for measure in perspective.measures)
        for objective in perspective.objectives:
            yield objective.title
            yield from (measure.title for measure in objective.measures)
            yield from (row.title for row in objective.key_results)
            yield from (work.title for work in objective.work)


def _needed(rows: list[list[Quadrant]], below: ShownBelow) -> list[int]:
    """Return the height that each row of quadrants asks for, in lines."""
    return [max(quadrant.lines(below) for quadrant in row) + _FRAME for row in rows]


def shared_out(needed: list[int], room: int) -> list[int]:
    """Return equal heights where all that is needed fits into them; else a row that needs less than its part leaves
    the rest to those that would be cut."""
    heights, left, open_rows = [0] * len(needed), room, list(range(len(needed)))
    if all(lines <= room // len(needed) for lines in needed):
        return [room // len(needed)] * len(needed)
    while open_rows:
        part = left // len(open_rows)
        content = [place for place in open_rows if needed[place] <= part]
        for place in content or open_rows:
            heights[place] = max(needed[place] if content else part, _LEAST)
            left -= heights[place]
        open_rows = [place for place in open_rows if content and place not in content]
    # The lines that are over go to the quadrant that lacks most.
    heights[max(range(len(needed)), key=lambda place: needed[place] - heights[place])] += max(left, 0)
    return heights
