"""The cycles in a table, and the teams over the years below."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style

from goaltui.model.enums import Band
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _, _n, _p
from goaltui.model.text import fold
from goaltui.rules.progress import grade
from goaltui.rules.progress.cycle import CyclePhase
from goaltui.services.core import formatting
from goaltui.services.views.cycles import CycleRow, CyclesView, InnerCycles, Reached, TeamYears
from goaltui.tui.appearance.text import left, right
from goaltui.tui.components.bar import bar, spark
from goaltui.tui.components.sorted_list import UP_FROM_A, UP_FROM_EARLY, UP_FROM_LOW, Keys, SortColumn, SortedList

_MARK = 4
_PHASE = 18
_GRADE = 5
_REACHED = 15
_BAR = 20
_DATES = 26
_COUNTS = 16
_BARRED, _DATED, _COUNTED = 72, 92, 112
_PHASES = {
    CyclePhase.UPCOMING: "dim",
    CyclePhase.RUNNING: "accent",
    CyclePhase.ENDED: "yellow",
    CyclePhase.CLOSED: "dim",
}


class CycleLine(NamedTuple):
    """A cycle, what the cycles `inside` one came to, a team over the years, or words (`text`) between them."""

    cycle: CycleRow | None = None
    inside: InnerCycles | None = None
    team: TeamYears | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The cycle's id, or the team's name marked as one."""
        if self.cycle is not None:
            return self.cycle.id
        return f"team {self.team.name}" if self.team is not None and self.team.name else None


class CycleList(SortedList[CycleLine]):
    """Space marks cycles that are to be seen together."""

    COLUMNS = (
        SortColumn("name", "n", N_("Cycle"), UP_FROM_A),
        SortColumn("phase", "p", N_("Phase"), (N_("next ones first"), N_("closed ones first"))),
        SortColumn("dates", "d", N_("Dates"), UP_FROM_EARLY),
        SortColumn("set", "s", N_("Set"), UP_FROM_LOW),
        SortColumn("mean", "m", N_("Mean"), UP_FROM_LOW),
        SortColumn("reached", "r", N_("Reached"), UP_FROM_LOW),
    )
    _today = date.min
    _view: CyclesView | None = None
    marked: frozenset[str] = frozenset()

    def show(self, view: CyclesView) -> None:
        """Fill with the cycles; the first time the cursor goes to the one that wants closing, else the running one."""
        fresh = not self.rows
        self._today, self._view = view.as_of, view
        self.reflow()
        ended = [row for row in view.cycles if row.phase is CyclePhase.ENDED and row.objectives > row.closed]
        wanted = (*ended, *(row for row in view.cycles if row.phase is CyclePhase.RUNNING))
        if fresh and wanted:
            self.move_to(wanted[0].id)

    def mark(self) -> None:
        """Mark the cycle under the cursor, or no longer."""
        row = self.cursor_row
        if row is not None and row.cycle is not None:
            self.marked = self.marked ^ {row.cycle.id}
            self.action_move(1)
            self.refresh()

    def reflow(self) -> None:
        """Fill again; teams over the years have some of the columns."""
        if self._view is not None:
            cycles = self.in_order(self._view.cycles, _KEYS)
            self.fill(list(_lines(self._view, cycles, self.in_order(self._view.teams, _TEAM_KEYS))))

    def heads(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the names of the columns."""
        sizes = _sizes(width - 2)
        return [
            ("name", " " * (_MARK + 1)),
            self.named("name", _("Cycle"), sizes.name),
            self.named("phase", _("Phase"), _PHASE),
            self.named("dates", _("Dates"), sizes.dates),
            self.named("set", _("Set"), sizes.counts),
            self.named("mean", _("Mean"), sizes.bar + _GRADE, at_right=True),
            self.named("reached", _("Reached"), _REACHED, at_right=True),
        ]

    def paint(self, row: CycleLine, width: int, chosen: bool) -> list[Segment]:
        if row.inside is not None:
            return self._inside(row.inside, width - 1)
        if row.cycle is None and row.team is None:
            return [Segment(left(f" {row.text}", width), self.style("text", bold=True))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        if row.cycle is not None:
            return [lead, *self._cycle(row.cycle, width - 2, chosen)]
        return [lead, *self._team(row.team, width - 2, chosen)] if row.team is not None else [lead]

    def _cycle(self, row: CycleRow, width: int, chosen: bool) -> list[Segment]:
        dim, text = self.style("dim", chosen=chosen), self.style("text", bold=chosen, chosen=chosen)
        name, dates, counts, drawn = _sizes(width)
        mark = self.glyphs.tick if row.id in self.marked else ""
        colour = self.style(_PHASES[row.phase], chosen=chosen)
        segments = [
            Segment(left(f" {mark}", _MARK), self.style("accent", chosen=chosen)),
            Segment(left(row.name, name - 1) + " ", text),
            Segment(left(_phase(row, self._today), _PHASE), colour),
        ]
        if dates:
            segments.append(Segment(left(_dates(row, self._today), dates), dim))
        if counts:
            segments.append(Segment(left(_counted(row), counts), dim))
        if drawn:
            segments += [*self._bar(row, drawn - 2, chosen), Segment("  ", dim)]
        grade_shown = right(formatting.mean(row.reached.grade), _GRADE)
        shown = grade_shown if row.reached.graded else right(formatting.percent(row.progress), _GRADE)
        beside = row.reached.told or formatting.measured(row.coverage)
        return [*segments, Segment(shown, self._graded(row.reached, chosen)), self._beside(beside, chosen)]

    def _inside(self, row: InnerCycles, width: int) -> list[Segment]:
        """Return the mean of the cycles inside one, below its own objectives."""
        dim = self.style("dim")
        name, dates, counts, drawn = _sizes(width - 1)
        told = " " * (_MARK + 2) + _("its cycles: {told}", told=row.told)
        segments = [Segment(left(told, _MARK + 1 + name + _PHASE) + " " * (dates + counts), dim)]
        if drawn:
            styles = (self.style("accent"), self.style("unfilled"), self.style("today"))
            segments += [*bar(row.progress, None, drawn - 2, self.glyphs, styles), Segment("  ", dim)]
        shown = formatting.mean(row.reached.grade) if row.reached.graded else formatting.percent(row.progress)
        beside = row.reached.told or formatting.measured(row.coverage)
        return [*segments, Segment(right(shown, _GRADE), self._graded(row.reached, False)), self._beside(beside, False)]

    def _bar(self, row: CycleRow, width: int, chosen: bool) -> list[Segment]:
        expected = row.expected if row.phase is CyclePhase.RUNNING else None
        done = self.style("dim" if row.phase is CyclePhase.CLOSED else "accent", chosen=chosen)
        styles = (done, self.style("unfilled", chosen=chosen), self.style("today", chosen=chosen))
        return bar(row.progress, expected, width, self.glyphs, styles)

    def _team(self, row: TeamYears, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        drawn = _BAR if width >= _BARRED else 0
        name = width - _MARK - _GRADE - _REACHED - drawn
        segments = [
            Segment(" " * _MARK, dim),
            Segment(left(row.name or _("No team"), name), self.style("text" if row.name else "dim", chosen=chosen)),
        ]
        if drawn:
            styles = self.style("accent", chosen=chosen), self.style("unfilled", chosen=chosen)
            # One cycle is no way from one to the next.
            several = sum(grade is not None for grade in row.grades) > 1
            way = spark(row.grades, drawn - 2, self.glyphs, *styles) if several else [Segment(" " * (drawn - 2), dim)]
            segments += [*way, Segment("  ", dim)]
        shown = right(formatting.mean(row.reached.grade), _GRADE)
        return [*segments, Segment(shown, self._graded(row.reached, chosen)), self._beside(row.reached.told, chosen)]

    def _graded(self, reached: Reached, chosen: bool) -> Style:
        band = grade.grade(reached.grade).band if reached.grade is not None else None
        return self.style(_BANDS[band] if band else "text", chosen=chosen)

    def _beside(self, text: str, chosen: bool) -> Segment:
        return Segment(right(text, _REACHED), self.style("dim", chosen=chosen))


class _Sizes(NamedTuple):
    name: int
    dates: int
    counts: int
    bar: int


def _sizes(width: int) -> _Sizes:
    dates = _DATES if width >= _DATED else 0
    counts = _COUNTS if width >= _COUNTED else 0
    drawn = _BAR if width >= _BARRED else 0
    return _Sizes(width - _MARK - _PHASE - _GRADE - _REACHED - dates - counts - drawn, dates, counts, drawn)


_KEYS: Keys = {
    "name": lambda row: fold(row.name),
    "phase": lambda row: tuple(_PHASES).index(row.phase),
    "dates": lambda row: row.start.toordinal(),
    "set": lambda row: row.objectives,
    "mean": lambda row: row.reached.grade if row.reached.graded else row.progress,
    "reached": lambda row: row.reached.reached if row.reached.graded else None,
}
_TEAM_KEYS: Keys = {
    "name": lambda row: fold(row.name) if row.name else None,
    "mean": lambda row: row.reached.grade,
    "reached": lambda row: row.reached.reached,
}
_BANDS = {Band.GREEN: "green", Band.YELLOW: "yellow", Band.RED: "red"}


def _phase(row: CycleRow, today: date) -> str:
    match row.phase:
        case CyclePhase.UPCOMING:
            return _("begins {day}", day=formatting.day(row.start, today))
        case CyclePhase.RUNNING:
            left_over = (row.end - today).days
            return _("last day") if not left_over else _n("{count} day left", "{count} days left", left_over)
        case CyclePhase.ENDED:
            return (
                _n("ended, {count} open", "ended, {count} open", row.objectives - row.closed)
                if row.objectives
                else _("ended, empty")
            )
    return _p("cycle", "closed")


def _dates(row: CycleRow, today: date) -> str:
    return f"{formatting.day(row.start, today)} – {formatting.day(row.end, today)}"


def _counted(row: CycleRow) -> str:
    if not row.objectives:
        return _("nothing set")
    drafts = _(", {count} draft", count=row.drafts) if row.drafts else ""
    return _n("{count} goal", "{count} goals", row.objectives) + drafts


def _lines(view: CyclesView, cycles: Iterable[CycleRow], teams: Iterable[TeamYears]) -> Iterator[CycleLine]:
    for row in cycles:
        yield CycleLine(row)
        if row.inside is not None:
            yield CycleLine(inside=row.inside)
    if view.teams:
        yield CycleLine()
        span = (
            view.closing[0]
            if len(view.closing) == 1
            else _("{first} to {last}", first=view.closing[0], last=view.closing[-1])
        )
        yield CycleLine(text=_("Over the years, {span}", span=span))
        yield from (CycleLine(team=row) for row in teams)
