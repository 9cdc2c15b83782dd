"""The legend: what every mark on the screen means, in the colours that it has there."""

from collections.abc import Iterator, Mapping

from textual.content import Content

from goaltui.model.enums import Band, Status
from goaltui.services.core.formatting import band_word, status_word
from goaltui.services.core.status_symbols import BAND_STYLE, STATUS_STYLE
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.context import Context, Handler
from goaltui.tui.views.history import Deed

_TOLD = {
    Status.ON_TRACK: "as far as expected by today, or nearly",
    Status.BEHIND: "less than expected",
    Status.AT_RISK: "much less than expected",
    Status.OUTDATED: "no recent check-in",
    Status.PENDING: "nothing to judge yet",
    Status.CLOSED: "closed or dropped",
}
_COLOURS = {"green": "$success", "yellow": "$warning", "red": "$error", "dim": "$dim", "accent": "$accent", "text": ""}
_MARK = 12


async def legend(app: Context) -> None:
    """Show what the marks mean."""
    from goaltui.tui.dialogs.text_dialog import ReadingDialog

    await app.open_dialog(ReadingDialog("Marks", Content("\n").join(_lines(app.main.glyphs))))


def _lines(glyphs: Glyphs) -> Iterator[Content]:
    yield _heading("Status")
    for status in Status:
        mark = f"{glyphs.status[status]} {status_word(status)}"
        yield _line(mark, _TOLD[status], STATUS_STYLE[status])
    yield _heading("Score of a measure")
    for band in (Band.GREEN, Band.YELLOW, Band.RED):
        yield _line(f"{glyphs.band[band]} {band_word(band)}", f"{band}", BAND_STYLE[band])
    yield _line(f"{glyphs.up} {glyphs.down} {glyphs.level}", "the score rose, fell or stayed since the period before")
    yield _line("! ~", "the value is not of this period; the value is an estimate")
    yield _heading("Bars and lists")
    done, left = glyphs.filled * 3, glyphs.unfilled * 2
    yield _line(f"{done}{glyphs.today}{left}", "what is done, where it should be today, what is left")
    far = glyphs.filled * 3 + glyphs.target + glyphs.filled + glyphs.unfilled
    yield _line(far, "the target is reached; behind it the way to the stretch target")
    yield _line(f"{glyphs.dot} {glyphs.dot} {glyphs.dot}", "no value yet")
    yield _line(f"{glyphs.opened} {glyphs.closed}", "unfolded; folded, with more in it", "dim")
    yield _line(f"{glyphs.dot} {glyphs.tick}", "an initiative: at work, done", "dim")
    yield _line(f"{glyphs.cursor} {glyphs.marked}", "the cursor; marked with Space", "accent")
    yield _heading("History")
    for deed in Deed:
        mark = deed.mark(plain=glyphs.spelling is not None)
        yield _line(mark, deed.name.replace("_", " ").lower(), deed.style)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold")


def _line(mark: str, told: str, style: str = "text") -> Content:
    return Content.assemble("  ", (f"{mark:<{_MARK}}", _COLOURS[style]), "  ", told)


HANDLERS: Mapping[str, Handler] = {"legend": legend}
