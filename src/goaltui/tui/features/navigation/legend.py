"""The legend: what every mark on the screen means, in the colours that it has there."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from textual.content import Content

from goaltui.model.enums import Band, Status
from goaltui.model.quick.translation import N_, N_p, _, _p
from goaltui.services.core.formatting import band_word
from goaltui.services.core.status_symbols import BAND_STYLE, STATUS_STYLE
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import left
from goaltui.tui.context import Context, Handler
from goaltui.tui.views.history import BatchKind

_TOLD = {
    Status.ON_TRACK: N_("as far as expected by today, or nearly"),
    Status.BEHIND: N_("less than expected"),
    Status.AT_RISK: N_("much less than expected"),
    Status.OUTDATED: N_("no recent check-in"),
    Status.PENDING: N_("nothing to judge yet"),
    Status.CLOSED: N_("closed or dropped"),
}
_DEEDS = {
    BatchKind.TOOK_IN: N_p("deed", "took in"),
    BatchKind.CLOSED: N_p("deed", "closed"),
    BatchKind.DELETED: N_p("deed", "deleted"),
    BatchKind.CHECKED_IN: N_p("deed", "checked in"),
    BatchKind.NOTED: N_p("deed", "noted"),
    BatchKind.ADDED: N_p("deed", "added"),
    BatchKind.CHANGED: N_p("deed", "changed"),
}
_COLOURS = {"green": "$success", "yellow": "$warning", "red": "$error", "dim": "$dim", "accent": "$accent", "text": ""}
_MARK = 12
"""Cells of a mark with its word, where no word is longer."""


async def legend(app: Context) -> None:
    """Show the legend."""
    from goaltui.tui.dialogs.text_dialog import ReadingDialog

    await app.open_dialog(ReadingDialog(_("Marks"), Content("\n").join(_lines(app.main.glyphs))))


def _lines(glyphs: Glyphs) -> Iterator[Content]:
    yield _heading(_("Status"))
    for status in Status:
        mark = f"{glyphs.status[status]} {status.word}"
        yield _line(mark, _(_TOLD[status]), STATUS_STYLE[status])
    yield _heading(_("Score of a measure"))
    for band in (Band.GREEN, Band.YELLOW, Band.RED):
        yield _line(f"{glyphs.band[band]} {band_word(band)}", band.word, BAND_STYLE[band])
    yield _line(
        f"{glyphs.up} {glyphs.down} {glyphs.level}", _("the score rose, fell or stayed since the period before")
    )
    yield _line("! ~", _("the value is not of this period; the value is an estimate"))
    yield _line(glyphs.key, _("a key measure"))
    yield _heading(_("Bars and lists"))
    done, open_part = glyphs.filled * 3, glyphs.unfilled * 2
    yield _line(f"{done}{glyphs.today}{open_part}", _("what is done, where it should be today, what is left"))
    far = glyphs.filled * 3 + glyphs.target + glyphs.filled + glyphs.unfilled
    yield _line(far, _("the target is reached; behind it the way to the stretch target"))
    yield _line(f"{glyphs.dot} {glyphs.dot} {glyphs.dot}", _("no value yet"))
    yield _line(f"{glyphs.opened} {glyphs.closed}", _("unfolded; folded, with more in it"), "dim")
    yield _line(f"{glyphs.dot} {glyphs.tick}", _("an initiative: at work, done"), "dim")
    yield _line(f"{glyphs.cursor} {glyphs.marked}", _("the cursor; marked with Space"), "accent")
    yield _heading(_("History"))
    for deed in BatchKind:
        mark = deed.mark(plain=glyphs.spelling is not None)
        yield _line(mark, _p("deed", _DEEDS[deed]), deed.style)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold")


def _line(mark: str, told: str, style: str = "text") -> Content:
    words = (*(status.word for status in Status), *map(band_word, Band))
    width = max(_MARK, *(cell_len(f"● {word}") for word in words))
    return Content.assemble("  ", (left(mark, width), _COLOURS[style]), "  ", told)


HANDLERS: Mapping[str, Handler] = {"legend": legend}
