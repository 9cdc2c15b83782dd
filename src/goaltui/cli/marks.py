"""Marks, words and bars: the standing of something in a few cells, never by colour alone."""

from dataclasses import dataclass

from goaltui.cli.output import Output
from goaltui.model.enums import Band, Status
from goaltui.rules.progress import clamp01
from goaltui.services import words
from goaltui.services.marks import (
    BAND_MARK,
    BAND_MARK_ASCII,
    BAND_STYLE,
    STATUS_MARK,
    STATUS_MARK_ASCII,
    STATUS_STYLE,
)

BAR = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: text and the name of its style."""

    text: str
    style: str = ""


def status_cell(status: Status, out: Output) -> Cell:
    """Mark and word of a status."""
    mark = (STATUS_MARK_ASCII if out.ascii_only else STATUS_MARK)[status]
    return Cell(f"{mark} {words.status_word(status)}", STATUS_STYLE[status])


def band_cell(band: Band | None, out: Output) -> Cell:
    """Mark and word of a band, a dash for none."""
    if band is None:
        return Cell("-" if out.ascii_only else words.NOTHING, "dim")
    mark = (BAND_MARK_ASCII if out.ascii_only else BAND_MARK)[band]
    return Cell(f"{mark} {words.band_word(band)}", BAND_STYLE[band])


def bar(progress: float | None, expected: float | None, out: Output, cells: int = BAR) -> str:
    """How far something has come, with the line of where it should be today; dots where nothing is known."""
    full, rest, line, unknown = ("=", "-", "|", ".") if out.ascii_only else ("━", "─", "┃", "·")
    if progress is None:
        return unknown * cells
    done = words.rounded(clamp01(progress) * cells)
    drawn = list(full * done + rest * (cells - done))
    if expected is not None:
        drawn[min(cells - 1, int(clamp01(expected) * cells))] = line
    return "".join(drawn)
