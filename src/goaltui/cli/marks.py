"""Marks, words and bars: the standing of something in a few cells, never by colour alone."""

from dataclasses import dataclass

from goaltui.cli.output import Output
from goaltui.model.enums import Band, Status
from goaltui.rules.progress import clamp01
from goaltui.services import words

BAR = 16
_UNICODE = {
    Status.ON_TRACK: "●",
    Status.BEHIND: "◐",
    Status.AT_RISK: "○",
    Status.OUTDATED: "◌",
    Status.PENDING: "–",
    Status.CLOSED: "■",
}
_ASCII = {
    Status.ON_TRACK: "*",
    Status.BEHIND: "~",
    Status.AT_RISK: "o",
    Status.OUTDATED: "?",
    Status.PENDING: "-",
    Status.CLOSED: "x",
}
_COLORS = {
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.AT_RISK: "red",
    Status.OUTDATED: "yellow",
    Status.PENDING: "dim",
    Status.CLOSED: "dim",
}
_BANDS = {Band.GREEN: Status.ON_TRACK, Band.YELLOW: Status.BEHIND, Band.RED: Status.AT_RISK}


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: text and the name of its style."""

    text: str
    style: str = ""


def status_cell(status: Status, out: Output) -> Cell:
    """Mark and word of a status."""
    mark = (_ASCII if out.ascii_only else _UNICODE)[status]
    return Cell(f"{mark} {words.status_word(status)}", _COLORS[status])


def band_cell(band: Band | None, out: Output) -> Cell:
    """Mark and word of a band, a dash for none."""
    if band is None:
        return Cell("-" if out.ascii_only else words.NOTHING, "dim")
    alike = _BANDS[band]
    mark = (_ASCII if out.ascii_only else _UNICODE)[alike]
    return Cell(f"{mark} {words.band_word(band)}", _COLORS[alike])


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
