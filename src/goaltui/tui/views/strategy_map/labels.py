"""Labels of the boxes of the strategy map, shortened so that titles which begin alike stay different."""

from collections import Counter
from collections.abc import Collection, Mapping

from rich.cells import cell_len

from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.status_symbols import BAND_STYLE
from goaltui.services.views.strategy_map import Lane, MapNode
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, wrapped
from goaltui.tui.appearance.title_truncation import cut_before_end, ending
from goaltui.tui.views.strategy_map.layout import LABEL, PADDING, Box

LANE_COLOURS = ("p1", "p2", "p3", "p4")
"""The styles of the lanes, in their order and over again."""

_CUT = "…"


def lane_colour(place: int, lane: Lane) -> str:
    """Return the style of a lane at its place; the lane without a perspective has no colour of its own."""
    return LANE_COLOURS[place % len(LANE_COLOURS)] if lane.key else "dim"


def lane_label(lane: Lane, place: int, lines: int, glyphs: Glyphs) -> list[tuple[str, str]]:
    """Return the label beside a lane, line by line with its style: its name, its score, and the coverage, in the line
    of the score where there is no other.
    """
    told = [(text, lane_colour(place, lane)) for text in wrapped(lane.name.upper(), LABEL - 3, 2)]
    if lane.band is not None:
        score, part = f"{formatting.points(lane.score)} {glyphs.band[lane.band]}", formatting.measured(lane.coverage)
        if part and len(told) + 2 > lines:
            told.append((_("{score} partial", score=score), BAND_STYLE[lane.band]))
        else:
            told.append((f"{score} {formatting.band_word(lane.band)}", BAND_STYLE[lane.band]))
            told += [(part, "dim")] if part else []
    if not lane.nodes:
        told.append((_("nothing yet"), "dim"))
    return told


def numbers_tail(node: MapNode, room: int, *, partly: bool) -> str:
    """Return the text behind the score of a box: its coverage, else the number of arrows where none are drawn,
    else the number of key results.
    """
    if node.band is not None and formatting.measured(node.coverage):
        told = f"{formatting.measured(node.coverage)} "
        return told if len(told) <= room else _("partial ")
    if partly:
        return _(
            "drives {drives}, by {drivers} ",
            drives=len(node.drives),
            drivers=len(node.driven_by),
        )
    if not node.measures and node.score is None:
        return _("no measure ")
    return _("{count} KR ", count=node.key_results) if node.key_results else ""


def titled(boxes: Collection[Box], lines: int) -> Mapping[str, tuple[str, ...]]:
    """Return the title of each box in `lines` lines, by the id of its objective: cut at its end, or before its last
    words where others would read the same.
    """
    found = {box.node.id: _lines(box, lines) for box in boxes}
    alike = Counter(found.values())
    return {box.node.id: found[box.node.id] if alike[found[box.node.id]] == 1 else _ended(box, lines) for box in boxes}


def _lines(box: Box, lines: int) -> tuple[str, ...]:
    width = box.width - PADDING
    found = wrapped(box.node.title, width)
    if len(found) > lines:
        found = [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), width)]
    return (*found, *[""] * (lines - len(found)))


def _ended(box: Box, lines: int) -> tuple[str, ...]:
    """Return the title with as many of the last words as the last line holds, or half of it
    where it is the first one too.
    """
    width = box.width - PADDING
    first = wrapped(box.node.title, width)
    if len(first) <= lines:
        return _lines(box, lines)
    if lines == 1:
        return (cut_before_end(box.node.title, width),)
    return (*first[: lines - 1], _CUT + ending(box.node.title, width - cell_len(_CUT)))
