"""Charts as lines and as JSON: of one thing, or of all objectives of a cycle beside each other."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output.cell_width import cut, pad, width
from goaltui.cli.output.console import FORMAT, Json, Output, Ref, printable
from goaltui.cli.output.status_cells import status_cell
from goaltui.cli.safe_stream import STYLE
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.model.text import fold
from goaltui.services.core import formatting

if TYPE_CHECKING:
    from goaltui.services.charts.plotting import Style
    from goaltui.services.core.rows.curves import Curve, Days
    from goaltui.services.views.charts import ChartView, JudgedOn, SmallChart, SmallCharts

_PIPED = 100
"""Cells across where there is no terminal to ask."""

_LEAST = 44
_HIGHEST, _SMALL = 20, 7
_GAP = 2
_DAY, _WORD = 6, 9
"""Cells of a day and of a judgement below each other."""
_COLOURS = {"accent": "blue", "success": "green", "warning": "orange", "error": "red", "frame": "gray"}
_CODES = {"success": "green", "warning": "yellow", "error": "red"}


def chart(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF|CYCLE", help="A key result, measure, objective or cycle.")],
) -> None:
    """Draw the values of something over time, or the progress of every objective of a cycle."""
    from goaltui.services.parsing.cycle_words import cycle_meant, is_cycle_word
    from goaltui.services.parsing.naming import RefsOnDemand, resolve
    from goaltui.services.views.charts import chart_of, small_charts

    session: Session = ctx.obj
    out = session.out
    with session.reading() as workspace:
        refs = RefsOnDemand(workspace.database).of
        cycles = workspace.database.things.find(ref, [EntityKind.CYCLE])
        cycle = next((item.title for item in cycles if fold(item.title) == fold(ref)), None)
        if cycle is None and is_cycle_word(ref, (item.title for item in cycles)):
            cycle = cycle_meant(workspace.look.records().cycle_days, ref, workspace.today)
        if cycle is not None:
            found = small_charts(workspace, cycle)
            data, lines = _cycle_shape(found, refs), _cycle_lines(found, out)
        else:
            match = resolve(workspace.database, ref)
            workspace.look_about(match.id)
            view = chart_of(workspace, match.id)
            data, lines = _shape(view, refs(match.id)), _lines(view, out)
    if out.as_json:
        out.json(data)
        return
    for line in lines:
        out.line(line)


def _lines(view: "ChartView", out: Output) -> Iterator[str]:
    from goaltui.services.charts.plotting import draw, legend, mark_lines

    across = max(out.columns or _PIPED, _LEAST)
    unit = _("  in {unit}", unit=printable(view.unit)) if view.unit else ""
    part = formatting.measured(view.coverage)
    yield out.styled(cut(f"{printable(view.title)}{unit}{f'  {part}' if part else ''}", across), "bold")
    if view.judgements is not None:
        yield from _judged(view, view.judgements, across, out)
        return
    yield from _drawn(draw(view.curve, (across, min(across // 4, _HIGHEST)), _style(out)))
    parts = legend(view.curve, ascii_only=out.ascii_only)
    yield "  ".join(out.styled(text, _CODES.get(role, "")) for text, role in parts)
    for text in mark_lines(view.curve, ascii_only=out.ascii_only):
        yield out.styled(cut(printable(text), across), "dim")
    if not view.moments:
        yield out.styled(view.nothing, "dim")


def _judged(view: "ChartView", told: "Sequence[JudgedOn]", across: int, out: Output) -> Iterator[str]:
    """Yield the judgements of a measure in words by their days: there is no number to draw."""
    from goaltui.services.charts.plotting import mark_lines

    yield out.styled(_("It is judged in words: there are no numbers to draw."), "dim")
    if not told:
        yield out.styled(view.nothing, "dim")
    for item in told:
        word = _("taken back") if item.status is None else item.status.word
        parts = (pad(item.day, _DAY), pad(word, _WORD), item.author, item.note)
        yield cut(printable("  ".join(filter(None, parts))), across)
    for text in mark_lines(view.curve, ascii_only=out.ascii_only):
        yield out.styled(cut(printable(text), across), "dim")


def _cycle_lines(found: "SmallCharts", out: Output) -> Iterator[str]:
    across = max(out.columns or _PIPED, _LEAST)
    columns = max(across // _LEAST, 1)
    each = across // columns - _GAP
    yield out.styled(f"{printable(found.cycle)}  {EntityKind.OBJECTIVE.counted(len(found.charts))}", "bold")
    for first in range(0, len(found.charts), columns):
        cells = [list(_cell(small, each, out)) for small in found.charts[first : first + columns]]
        yield ""
        for line in zip_longest(*cells, fillvalue=" " * each):
            yield (" " * _GAP).join(line).rstrip()


def _cell(small: "SmallChart", across: int, out: Output) -> Iterator[str]:
    """Yield lines of exactly so many cells; only those of what was checked in hold a drawing."""
    from goaltui.services.charts.plotting import draw

    yield out.styled(pad(cut(printable(small.title), across), across), "bold")
    mark = status_cell(small.status, out)
    room = across - width(mark.text)
    told = f"  {formatting.covered(small.progress, small.coverage)}  {printable(small.reason)}"
    yield out.styled(mark.text, mark.style) + pad(cut(told, room), room)
    if small.curve.runs:
        yield from _drawn(draw(small.curve, (across, _SMALL), _style(out, bare=True)))


def _drawn(drawing: str) -> list[str]:
    """Return the lines of a drawing, which brings its own styles and no text of anybody's."""
    return drawing.replace("\x1b", STYLE).splitlines()


def _style(out: Output, *, bare: bool = False) -> "Style":
    from goaltui.services.charts.plotting import Style

    return Style(_COLOURS if out.color else {}, ascii_only=out.ascii_only, bare=bare)


def _shape(view: "ChartView", ref: str) -> Json:
    return {
        "format": FORMAT,
        "ref": ref,
        "title": view.title,
        "unit": view.unit,
        "coverage": view.coverage,
        **_curve(view.curve),
    }


def _cycle_shape(found: "SmallCharts", ref: Ref) -> Json:
    charts = [
        {"ref": ref(item.id), "title": item.title, "unit": "%", "coverage": item.coverage, **_curve(item.curve)}
        for item in found.charts
    ]
    return {"format": FORMAT, "cycle": found.cycle, "charts": charts}


def _curve(curve: "Curve") -> dict[str, Json]:
    landing = curve.forecast
    return {
        "as_of": curve.today.isoformat(),
        "from": curve.window[0].isoformat(),
        "to": curve.window[1].isoformat(),
        "values": _days(curve.points),
        "levels": [{"name": level.name, "steps": _days(level.steps)} for level in curve.levels],
        "expected": _days(curve.expected),
        "forecast": None
        if landing is None
        else {"at": landing.on.isoformat(), "value": landing.value, "low": landing.low, "high": landing.high},
        "marks": [
            {"at": mark.day.isoformat(), "kind": mark.kind.typed, "title": mark.title, "event": mark.happened}
            for mark in curve.marks
        ],
    }


def _days(days: "Days") -> Sequence[Json]:
    return [{"at": day.isoformat(), "value": value} for day, value in days]
