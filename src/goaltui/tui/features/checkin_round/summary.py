"""The summary of a round: moved, red and unchanged things."""

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from goaltui.model.quick.translation import _, _n
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Preview
from goaltui.services.core.rows.today import DueRow
from goaltui.services.lifecycle.checkin_round import RoundEntryResult
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.effect_line import BAND_COLOUR, STATUS_COLOUR


def summary(
    rows: Sequence[DueRow], entered: Mapping[str, RoundEntryResult], width: int, glyphs: Glyphs
) -> list[Content]:
    """Return the lines, for `width` cells."""
    done = [(row, entered[row.id]) for row in rows if row.id in entered]
    moved = [(row, item) for row, item in done if item.moved]
    red = [(row, item) for row, item in done if item.red]
    still = len(done) - len(moved)
    left_over = len(rows) - len(done)
    lines = [Content(""), *_section(_("Moved"), moved, width, glyphs, _("Nothing moved.")), Content("")]
    lines += _section(_("Red now"), red, width, glyphs, _("None of these is red."))
    tail = [_n("{count} thing as before", "{count} things as before", still)] if still else []
    if left_over:
        tail.append(_n("{count} still due; C goes on with them", "{count} still due; C goes on with them", left_over))
    back = _n(
        "One u takes the check-in back, here or afterwards.",
        "One u takes all {count} check-ins back, here or afterwards.",
        len(done),
    )
    return [*lines, Content(""), Content.styled(" · ".join(tail), "$dim"), Content.styled(back, "$dim")]


def _section(
    heading: str, items: Sequence[tuple[DueRow, RoundEntryResult]], width: int, glyphs: Glyphs, nothing: str
) -> Iterator[Content]:
    yield Content.assemble((heading, "bold"), (f"  {len(items) or ''}", "$dim"))
    if not items:
        yield Content.styled(f"  {nothing}", "$dim")
    for row, item in items:
        yield _line(row, item, width, glyphs)


def _line(row: DueRow, item: RoundEntryResult, width: int, glyphs: Glyphs) -> Content:
    values = f"{formatting.number(item.before.value)} → {formatting.number(item.after.value)}"
    if item.in_words:
        # What it is now stands behind it in words.
        values = item.before.status.word if item.before.status is not None else ""
        values = f"{values} →" if values and item.moved else ""
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
        return glyphs.status[after.status], STATUS_COLOUR[after.status], after.status.word
    if after.band is not None:
        return glyphs.band[after.band], BAND_COLOUR[after.band], formatting.band_word(after.band)
    return glyphs.nothing, "$dim", ""


def _share(before: Preview, after: Preview) -> str:
    if after.progress is not None:
        old, new = formatting.percent(before.progress), formatting.percent(after.progress)
    elif after.score is not None:
        old, new = formatting.points(before.score), formatting.points(after.score)
    else:
        return ""
    return new if old in (new, formatting.NOTHING) else f"{old} → {new}"
