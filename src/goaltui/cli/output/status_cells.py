"""Status, band and progress in a few cells: marks, words and bars, never colour alone."""

from goaltui.cli.output.console import Output
from goaltui.model.enums import Band, Status
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules import figures
from goaltui.rules.progress.progress import clamp01
from goaltui.services.core import formatting
from goaltui.services.core.column_room import bar_cells
from goaltui.services.core.status_symbols import (
    BAND_MARK,
    BAND_MARK_ASCII,
    BAND_STYLE,
    STATUS_MARK,
    STATUS_MARK_ASCII,
    STATUS_STYLE,
)

_BAR = 16


@dataclass(frozen=True, slots=True)
class StyledText:
    """A piece of a line: text and the name of its style."""

    text: str
    style: str = ""


def status_cell(status: Status, out: Output) -> StyledText:
    """Mark and word of a status."""
    mark = (STATUS_MARK_ASCII if out.ascii_only else STATUS_MARK)[status]
    return StyledText(f"{mark} {status.word}", STATUS_STYLE[status])


def band_cell(band: Band | None, out: Output) -> StyledText:
    """Mark and word of a band, a dash for none."""
    if band is None:
        return StyledText("-" if out.ascii_only else formatting.NOTHING, "dim")
    mark = (BAND_MARK_ASCII if out.ascii_only else BAND_MARK)[band]
    return StyledText(f"{mark} {formatting.band_word(band)}", BAND_STYLE[band])


def bar(progress: float | None, expected: float | None, out: Output, cells: int | None = None) -> str:
    """Return a bar of the progress with the mark of the expected progress; dots where nothing is known."""
    cells = cells or (_BAR if out.columns is None else min(_BAR, bar_cells(out.columns)))
    full, rest, line, unknown = ("=", "-", "|", ".") if out.ascii_only else ("━", "─", "┃", "·")
    if progress is None:
        return unknown * cells
    done = figures.cells(progress, cells)
    drawn = full * done + rest * (cells - done)
    if expected is None:
        return drawn
    place = min(cells - 1, int(clamp01(expected) * cells))
    return f"{drawn[:place]}{line}{drawn[place + 1 :]}"
