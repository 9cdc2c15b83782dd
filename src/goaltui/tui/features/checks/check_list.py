"""The list of the checks with their findings; those without any are at the end."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.enums import Severity
from goaltui.model.findings import Finding
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.views.checks import CheckRow, HealthView
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.sorted_list import UP_FROM_A, UP_FROM_LOW, Keys, SortColumn, SortedList

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "dim"}
_SEVERITY = 9
_COUNT = 5


class CheckLine(NamedTuple):
    """A check, one of its findings, or words (`text`) between them."""

    check: CheckRow | None = None
    finding: Finding | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The check's id, with that of the thing for a finding."""
        if self.check is None:
            return None
        return f"{self.check.id} {self.finding.id}" if self.finding is not None else self.check.id


class CheckList(SortedList[CheckLine]):
    """Checks as headings, the things they found below; those that find something stand first in every order."""

    COLUMNS = (
        SortColumn("severity", "k", N_("Kind"), (N_("gravest first"), N_("hints first"))),
        SortColumn("check", "c", N_("Check"), UP_FROM_A),
        SortColumn("findings", "f", N_("Found"), UP_FROM_LOW),
    )
    _checks: Sequence[CheckRow] = ()
    _beside = TitleTruncator(())

    def show(self, view: HealthView) -> None:
        """Fill with the findings."""
        self._checks = view.checks
        self._beside = TitleTruncator([found.title for check in view.checks for found in check.findings])
        self.reflow()

    def reflow(self) -> None:
        """Fill again, checks in the order that is asked for."""
        self.fill(list(_lines(self.in_order(self._checks, _KEYS))))

    def heads(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the names of the columns."""
        found = cell_len(_("Found")) + 2
        return [
            ("severity", "  "),
            self.named("severity", _("Kind"), _SEVERITY),
            self.named("check", _("Check"), max(width - 2 - _SEVERITY - 1 - found, 0)),
            self.named("findings", _("Found"), found, at_right=True),
        ]

    def paint(self, row: CheckLine, width: int, chosen: bool) -> list[Segment]:
        if row.check is None:
            return [Segment(cut(f" {row.text}", width), self.style("text", bold=True))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        if row.finding is not None:
            return [lead, *self._finding(row.finding, width - 1, chosen)]
        return [lead, *self._check(row.check, width - 1, chosen)]

    @property
    def left_out(self) -> str:
        """The sentence under the cursor where its line has no room for all of it."""
        line, width = self.cursor_row, self.size.width - 1
        if line is None or line.check is None:
            return ""
        if line.finding is None:
            return line.check.what if cell_len(line.check.what) >= self._what_room(line.check, width) else ""
        title = (width - _SEVERITY) * 2 // 5
        return line.finding.message if cell_len(line.finding.message) + 2 > width - _SEVERITY - 1 - title else ""

    @staticmethod
    def _what_room(row: CheckRow, width: int) -> int:
        return width - _SEVERITY - len(_limit(row)) - _COUNT - 1

    def _check(self, row: CheckRow, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        # Where nothing is found, nothing is to catch the eye.
        colour = self.style(_STYLE[row.severity] if row.findings else "dim", chosen=chosen)
        state = str(len(row.findings)) if row.findings else "" if row.enabled else _("off")
        limit = _limit(row)
        name = self.style("text" if row.findings else "dim", bold=bool(row.findings), chosen=chosen)
        return [
            Segment(left(" " + row.severity.word, _SEVERITY), colour),
            Segment(left(f" {row.what}", self._what_room(row, width)), name),
            Segment(limit, dim),
            Segment(right(state, _COUNT) + " ", colour if row.findings else dim),
        ]

    def _finding(self, row: Finding, width: int, chosen: bool) -> list[Segment]:
        title = (width - _SEVERITY) * 2 // 5
        return [
            Segment(" " * (_SEVERITY + 1), self.style("dim", chosen=chosen)),
            Segment(left(self._beside.cut(row.title, title), title), self.style("text", chosen=chosen)),
            Segment(cut(f"  {row.message}", width - _SEVERITY - 1 - title), self.style("dim", chosen=chosen)),
        ]


def _limit(row: CheckRow) -> str:
    return _("  limit {number}", number=formatting.number(row.limit)) if row.limit is not None else ""


_KEYS: Keys = {
    "severity": lambda row: tuple(Severity).index(row.severity),
    "check": lambda row: fold(row.what),
    "findings": lambda row: len(row.findings),
}


def _lines(checks: Sequence[CheckRow]) -> Iterator[CheckLine]:
    firing = [row for row in checks if row.findings]
    quiet = [row for row in checks if not row.findings]
    for row in firing:
        yield CheckLine(row)
        yield from (CheckLine(row, finding) for finding in row.findings)
        yield CheckLine()
    if not firing:
        yield CheckLine(text=_("No findings."))
        yield CheckLine()
    yield CheckLine(
        text=_n(
            "{count} check more without findings, or switched off",
            "{count} checks more without findings, or switched off",
            len(quiet),
        )
    )
    yield from (CheckLine(row) for row in quiet)
