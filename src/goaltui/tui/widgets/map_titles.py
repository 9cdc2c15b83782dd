"""What the boxes of the strategy map say, so that titles which begin alike can still be told apart."""

from collections import Counter
from collections.abc import Collection, Mapping

from rich.cells import cell_len

from goaltui.tui.endings import cut_before_end, ending
from goaltui.tui.text import cut, wrapped
from goaltui.tui.widgets.map_layout import PADDING, Box

_CUT = "…"


def titled(boxes: Collection[Box], lines: int) -> Mapping[str, tuple[str, ...]]:
    """The title of each box in `lines` lines, by the id of its objective: cut at its end, or where others would then
    read the same, before its last words."""
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
    """With as many of the last words as the last line holds, or half of it where it is the first one too."""
    width = box.width - PADDING
    first = wrapped(box.node.title, width)
    if len(first) <= lines:
        return _lines(box, lines)
    if lines == 1:
        return (cut_before_end(box.node.title, width),)
    return (*first[: lines - 1], _CUT + ending(box.node.title, width - cell_len(_CUT)))
