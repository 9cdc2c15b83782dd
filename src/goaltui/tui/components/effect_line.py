"""The effect of a check-in line as one line: bar, share, status and reason."""

from goaltui.model.enums import Band, Status
from goaltui.rules import figures
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Preview
from goaltui.tui.appearance.glyphs import Glyphs

STATUS_COLOUR = {
    Status.ON_TRACK: "$success",
    Status.BEHIND: "$warning",
    Status.AT_RISK: "$error",
    Status.OUTDATED: "$warning",
    Status.PENDING: "$dim",
    Status.CLOSED: "$dim",
}
BAND_COLOUR = {Band.GREEN: "$success", Band.YELLOW: "$warning", Band.RED: "$error"}
_BAR_CELLS = 20


def outcome_parts(shown: Preview, glyphs: Glyphs) -> list[tuple[str, str]]:
    """Bar with the line of where it should be, share or score, status, then the reason and what is worth knowing."""
    parts = standing_parts(shown, glyphs)
    tail = "   ".join((shown.reason, *shown.notes)) if shown.reason else "   ".join(shown.notes)
    return [*parts, (f"   {tail}" if parts else tail, "$dim")]


def standing_parts(shown: Preview, glyphs: Glyphs) -> list[tuple[str, str]]:
    """Return bar, share or score, and status; empty where there is neither."""
    parts: list[tuple[str, str]] = []
    if shown.status is not None:
        colour = STATUS_COLOUR[shown.status]
        if shown.progress is not None:
            parts += _bar(shown.progress, shown.expected, colour, glyphs)
            parts.append((f"  {formatting.percent(shown.progress)}", "bold"))
        parts.append((f"  {glyphs.status[shown.status]} {shown.status.word}", colour))
    elif shown.score is not None and shown.band is not None:
        colour = BAND_COLOUR[shown.band]
        parts.append(
            (f"{formatting.points(shown.score)} {glyphs.band[shown.band]} {formatting.band_word(shown.band)}", colour)
        )
    return parts


def _bar(progress: float, expected: float | None, colour: str, glyphs: Glyphs) -> list[tuple[str, str]]:
    filled = figures.cells(progress, _BAR_CELLS)
    cells = [(glyphs.filled, colour)] * filled + [(glyphs.unfilled, "$unfilled")] * (_BAR_CELLS - filled)
    if expected is not None:
        cells[min(int(expected * _BAR_CELLS), _BAR_CELLS - 1)] = (glyphs.today, "bold $today")
    return cells
