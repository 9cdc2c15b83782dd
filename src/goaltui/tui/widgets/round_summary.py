"""The end of a round: what moved, what is red now, what stayed."""

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from goaltui.services import words
from goaltui.services.round import Entered
from goaltui.services.rows import DueRow, Preview
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.text import cut, left, right
from goaltui.tui.widgets.outcome import BAND_COLOUR, STATUS_COLOUR


def summary(rows: Sequence[DueRow], entered: Mapping[str, Entered], width: int, glyphs: Glyphs) -> list[Content]:
    """The lines, for `width` cells."""
    done = [(row, entered[row.id]) for row in rows if row.id in entered]
    moved = [(row, item) for row, item in done if item.before.value != item.after.value]
    red = [(row, item) for row, item in done if item.red]
    still = len(done) - len(moved)
    left_over = len(rows) - len(done)
    lines = [Content(""), *_section("Moved", moved, width, glyphs, "Nothing moved."), Content("")]
    lines += _section("Red now", red, width, glyphs, "Nothing of this is red.")
    tail = [f"{words.counted(still, 'thing')} as before"] if still else []
    if left_over:
        tail.append(f"{left_over} still due, which C goes on with")
    back = f"One u takes {'the check-in' if len(done) == 1 else f'all {len(done)} check-ins'} back, here or afterwards."
    return [*lines, Content(""), Content.styled(" · ".join(tail), "$dim"), Content.styled(back, "$dim")]


def _section(
    heading: str, items: Sequence[tuple[DueRow, Entered]], width: int, glyphs: Glyphs, nothing: str
) -> Iterator[Content]:
    yield Content.assemble((heading, "bold"), (f"  {len(items) or ''}", "$dim"))
    if not items:
        yield Content.styled(f"  {nothing}", "$dim")
    for row, item in items:
        yield _line(row, item, width, glyphs)


def _line(row: DueRow, item: Entered, width: int, glyphs: Glyphs) -> Content:
    values = f"{words.number(item.before.value)} → {words.number(item.after.value)}"
    mark, colour, word = _standing(item.after, glyphs)
    share = _share(item.before, item.after)
    room = min(max(width - 24 - 14 - 17, 12), 70)
    return Content.assemble(
        (f"  {mark} ", colour),
        (left(row.title, room), ""),
        (right(values, 20), "bold"),
        (right(share, 14), "$dim"),
        (f"  {cut(word, 12)}", colour),
    )


def _standing(after: Preview, glyphs: Glyphs) -> tuple[str, str, str]:
    if after.status is not None:
        return glyphs.status[after.status], STATUS_COLOUR[after.status], words.status_word(after.status)
    if after.band is not None:
        return glyphs.band[after.band], BAND_COLOUR[after.band], words.band_word(after.band)
    return glyphs.nothing, "$dim", ""


def _share(before: Preview, after: Preview) -> str:
    if after.progress is not None:
        old, new = words.percent(before.progress), words.percent(after.progress)
    elif after.score is not None:
        old, new = words.points(before.score), words.points(after.score)
    else:
        return ""
    return new if old in (new, words.NOTHING) else f"{old} → {new}"
