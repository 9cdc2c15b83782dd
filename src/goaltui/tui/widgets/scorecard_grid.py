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

from goaltui.services import words
from goaltui.services.rows import PerspectiveRow, ScorecardView
from goaltui.tui.endings import Beside
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left
from goaltui.tui.widgets.outcome import BAND_COLOUR
from goaltui.tui.widgets.quadrant import PERSPECTIVE_COLOURS, Quadrant, trend_mark

NARROWEST_GRID = 80

_COLUMNS = 2
_EMPTY = "3"
"""Lines of a row of quadrants in which nothing stands: the frame and a sentence."""
_MOST_BLOCKS = 8
_MARGIN = 2


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
        beside = Beside(_titles(view))
        for quadrant, row in zip(self.quadrants, view.perspectives, strict=True):
            quadrant.set_class(count % _COLUMNS == 1 and quadrant.place == count - 1, "-alone")
            quadrant.show(row, view.header.as_of, beside)
        self._spread()
        self._mark()
        self.call_after_refresh(self._show_bets)

    def _show_bets(self) -> None:
        """In all quadrants or in none, so that what stands beside each other can be compared."""
        shown = all(quadrant.room_for_bets for quadrant in self.quadrants)
        for quadrant in self.quadrants:
            quadrant.show_bets(shown)

    def _spread(self) -> None:
        """A row of quadrants that hold nothing takes little room where another holds something."""
        rows = self._view.perspectives if self._view is not None else ()
        filled = [bool(row.objectives or row.measures) for row in rows]
        lines = [any(filled[start : start + _COLUMNS]) for start in range(0, len(filled), _COLUMNS)]
        heights = ["1fr" if has or not any(lines) else _EMPTY for has in lines]
        self.query_one(Grid).styles.grid_rows = "1fr" if self.has_class("-narrow") else " ".join(heights)

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
        """What the cursor stands on: an objective, a measure, or the perspective itself where it holds nothing."""
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
        """The focus belongs to the quadrant."""
        # At once and only where it is still here: `focus()` comes later, when it may be wanted elsewhere.
        if self.screen.focused is self and self.current is not None:
            self.screen.set_focus(self.current)

    def on_descendant_focus(self) -> None:
        """A click gives the cursor to the quadrant under it."""
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
        self.call_after_refresh(self._show_bets)

    def on_click(self, event: Click) -> None:
        """A click on a tab goes to its perspective."""
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
            tail = f" {words.points(row.score)} {mark}"
            name = cut(row.name, self._tab_width - len(tail) - 1)
            style = "bold $accent" if place == self._current else "$dim"
            parts.append((name, style))
            gap = self._tab_width - cell_len(name) - len(tail)
            parts.append((left(tail, len(tail) + gap), BAND_COLOUR[row.band] if row.band else "$dim"))
        return Content.assemble(*parts)

    def _total(self, view: ScorecardView, width: int) -> Content:
        """The score of the whole, how much of it is measured, and how the measures spread, as far as it fits."""
        if not view.perspectives:
            return Content.styled("No perspective yet: a adds one.", "$dim")
        groups = [self._score(view)]
        if view.score is not None:
            groups.append([(f"    {words.percent(view.coverage)} of the weight measured", "$dim")])
        groups.append(self._balance(view))
        while len(groups) > 1 and sum(cell_len(text) for group in groups for text, _ in group) > width:
            groups.pop()
        return Content.assemble(*(part for group in groups for part in group))

    def _score(self, view: ScorecardView) -> list[tuple[str, str]]:
        if view.score is None or view.band is None:
            return [("–", "bold $dim"), (" nothing has a score now", "$dim")]
        words_of = f"{words.points(view.score)} {self.glyphs.band[view.band]} {words.band_word(view.band)}"
        parts = [(words_of, f"bold {BAND_COLOUR[view.band]}")]
        if view.trend is not None:
            parts.append((f" {trend_mark(view.trend, self.glyphs)} {words.points(abs(view.trend))}", "$dim"))
        return parts

    def _balance(self, view: ScorecardView) -> list[tuple[str, str]]:
        measures = [row.counts for row in view.balance if "measures" in row.what]
        counts = [sum(numbers) for numbers in zip(*measures, strict=True)]
        if not any(counts):
            return []
        parts = [("    balance ", "$dim")]
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
            yield from (bet.title for bet in objective.bets)
            yield from (work.title for work in objective.work)
