"""A curve drawn in the cells of a widget, and in lines for a widget that holds more than that."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rich.style import Style as RichStyle
from rich.text import Span, Text
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from goaltui.services.charts.plotting import LEVEL_COLOURS, Style, draw, legend, mark_lines
from goaltui.services.core.rows.curves import Curve
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut


class Plot(Static):
    """Values as a line with points, levels, what was expected, and where it lands with its range."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._curve: Curve | None = None
        self._chosen: date | None = None

    def show(self, curve: Curve, chosen: date | None) -> None:
        """Draw this, with a mark under the check-in of the day that is chosen."""
        self._curve, self._chosen = curve, chosen
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        if self._curve is not None and width >= 20 and height >= 6:
            self.update(drawn(self._curve, (width, height), self.app.theme_variables, self._glyphs, self._chosen))


def drawn(
    curve: Curve,
    size: tuple[int, int],
    variables: Mapping[str, str],
    glyphs: Glyphs,
    chosen: date | None = None,
    *,
    bare: bool = False,
) -> Content:
    """Return the curve in `size` (width, height) cells in the colours of the theme's variables."""
    colours = {name: _rgb(variables, name) for name in (*LEVEL_COLOURS, "accent")}
    colours["frame"] = _rgb(variables, "foreground-muted")
    style = Style(colours, ascii_only=glyphs.spelling is not None, bare=bare)
    found = Text.from_ansi(draw(curve, size, style, chosen))
    return Content.from_rich_text(
        _native(found, [variables[name] for name in (*LEVEL_COLOURS, "accent", "foreground-muted")])
    )


def wrapped_legend(curve: Curve, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """Yield the legend in lines of that width."""
    line = Content("")
    for part in _legend(curve, glyphs):
        if line.cell_length and line.cell_length + 2 + part.cell_length > width:
            yield line
            line = Content("")
        line = Content("  ").join([line, part]) if line.cell_length else part
    yield line
    for text in mark_lines(curve, ascii_only=glyphs.spelling is not None):
        yield Content.styled(cut(text, width), "$dim")


def _legend(curve: Curve, glyphs: Glyphs) -> list[Content]:
    parts = legend(curve, ascii_only=glyphs.spelling is not None)
    return [Content.styled(text, f"${role}") for text, role in parts]


def _native(text: Text, names: Iterable[str]) -> Text:
    """Return the text with the terminal's own colours where the theme names such; plotext knows
    them only as red, green and blue.
    """
    from textual.color import Color

    known = [Color.parse(name) for name in names]
    own = {colour.rgb: colour.rich_color for colour in known if colour.ansi is not None}
    for place, (start, end, style) in enumerate(text.spans):
        if isinstance(style, RichStyle) and style.color is not None and style.color.triplet is not None:
            red, green, blue = style.color.triplet
            colour = own.get((red, green, blue), style.color)
            text.spans[place] = Span(start, end, RichStyle(color=colour, bold=style.bold))
    return text


def _rgb(variables: Mapping[str, str], name: str) -> tuple[int, int, int]:
    from textual.color import Color

    # What is muted is the foreground let through in part.
    return (Color.parse(variables["background"]) + Color.parse(variables[name])).rgb
