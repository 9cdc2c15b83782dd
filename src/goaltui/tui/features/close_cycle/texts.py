"""Texts of the close: an objective with the final values of its key results, and the summary at the end."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from goaltui.model.enums import CLOSED, Ambition, ObjectiveState
from goaltui.model.quick.translation import N_, _, _n
from goaltui.rules.progress import grade
from goaltui.rules.progress.grade import Grade
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, CloseOutcome, FinalResult
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, right, wrapped
from goaltui.tui.components.effect_line import BAND_COLOUR

_NOW = 18
_SHARE = 7
_GRADE = 5
_LINES = 2
_MARKED = 8
_WIDEST = 90
"""Cells from a title to its numbers: farther apart the eye loses the line."""
_REACHED = {
    (Ambition.COMMITTED, True): N_("reached what was promised"),
    (Ambition.COMMITTED, False): N_("fell short of what was promised"),
    (Ambition.ASPIRATIONAL, True): N_("reached what was hoped for"),
    (Ambition.ASPIRATIONAL, False): N_("fell short of what was hoped for"),
}
_BEFORE = {ObjectiveState.CLOSED: N_("closed before"), ObjectiveState.DROPPED: N_("dropped before")}
_LABEL = 11


def final_lines(found: CloseItem, answers: CloseAnswers, width: int, glyphs: Glyphs) -> Iterator[Content]:
    """Yield the objective, its key results on the last day, and the grades that follow."""
    width = min(width, _WIDEST)
    for line in wrapped(found.record.title, width, 3):
        yield Content.styled(line, "bold")
    about = [found.ambition.word, found.owner, found.team]
    yield Content.styled(cut("   ".join(filter(None, about)), width), "$dim")
    yield Content("")
    now = min(max((cell_len(formatting.now_text(final.row)) + 2 for final in found.finals), default=0), _NOW)
    title = max(width - now - _SHARE - _GRADE, 8)
    for final in found.finals:
        yield from _final(final, title, now, width)
    for child in found.children:
        value = child.grade if child.grade is not None else child.progress
        part = f"  {formatting.measured(child.coverage)}" if child.grade is None else ""
        yield Content.assemble(
            left(f"{glyphs.closed} {child.title}", max(title + now - len(part), 8)),
            (part, "$warning"),
            right(formatting.percent(value), _SHARE),
            (right(formatting.grade(child.grade), _GRADE), "$dim"),
        )
    if not found.finals and not found.children:
        yield Content.styled(_("It had no key result."), "$dim")
    yield Content("")
    yield from _grades(found, answers, width)


def _final(final: FinalResult, title: int, now: int, width: int) -> Iterator[Content]:
    row = final.row
    first, *more = wrapped(row.title, title - 1) or [""]
    yield Content.assemble(
        left(first, title),
        right(formatting.now_text(row), now),
        right(formatting.percent(row.raw), _SHARE),
        _mark(final.grade, _GRADE),
    )
    yield from (Content(f"  {line}") for line in wrapped(" ".join(more), title - 3, _LINES))
    if final.measure:
        yield Content.styled(cut(_("  reads the measure {measure}", measure=final.measure), width), "$dim")
    if final.first is not None:
        moved = _("  first set at {target}: by that it is ", target=formatting.number(final.first_target, row.unit))
        yield Content.assemble((cut(moved, width - _GRADE), "$warning"), _mark(final.first, _GRADE))


def _grades(found: CloseItem, answers: CloseAnswers, width: int) -> Iterator[Content]:
    beside = formatting.measured(found.coverage)
    yield Content.assemble(
        (left(_("suggested"), _LABEL), "$dim"),
        _mark(found.suggested, 0),
        (_("  {beside}, the rest counts 0", beside=beside) if beside else "", "$warning"),
    )
    if found.first is not None:
        yield Content.assemble((_("by the targets first set  "), "$dim"), _mark(found.first, 0))
    if answers.grade is not None:
        met = _(_REACHED[found.ambition, found.met(answers.grade)])
        yield Content.assemble(
            (left(_("graded"), _LABEL), "$dim"), _mark(grade.grade(answers.grade), 0), (f"  {met}", "$dim")
        )
    for label, text in ((_("cause"), answers.cause), (_("learnt"), answers.learnt)):
        for place, line in enumerate(wrapped(text, max(width - _LABEL, 10), 3)):
            yield Content.assemble((left("" if place else label, _LABEL), "$dim"), line)


def ending(
    rows: Sequence[ObjectiveRow], done: Mapping[str, CloseOutcome], width: int, glyphs: Glyphs
) -> Iterator[Content]:
    """Yield the summary of the close, and the end of each objective."""
    before = {row.id: CloseOutcome(row.grade, _(_BEFORE[row.state])) for row in rows if row.state in CLOSED}
    graded = {**before, **done}
    values = [(value, row.ambition) for row in rows if row.id in graded and (value := graded[row.id].grade) is not None]
    met = sum(1 for value, ambition in values if grade.meets(value, ambition))
    mean = sum(value for value, _ in values) / len(values) if values else None
    yield Content.styled(_n("{count} objective closed", "{count} objectives closed", len(graded)), "bold")
    if mean is not None:
        yield Content.assemble(
            _("{met} of {count} reached what was expected; mean grade ", met=met, count=len(graded))
            if len(values) == len(graded)
            else _(
                "{met} of {count} reached what was expected; mean grade of {graded} ",
                met=met,
                count=len(graded),
                graded=len(values),
            ),
            (formatting.mean(mean), BAND_COLOUR[grade.grade(mean).band]),
        )
    yield Content("")
    width = min(width, _WIDEST + _MARKED)
    became = min(max((cell_len(item.became) for item in graded.values()), default=0), width // 2)
    for row in rows:
        if row.id in graded:
            value = graded[row.id].grade
            yield Content.assemble(
                (f"{glyphs.tick} ", "$success"),
                _mark(None if value is None else grade.grade(value), 4),
                "  ",
                left(row.title, width - _MARKED - became - 2),
                "  ",
                (cut(graded[row.id].became, became), "$dim"),
            )


def _mark(found: Grade | None, width: int) -> tuple[str, str]:
    if found is None:
        return right(formatting.NOTHING, width) if width else formatting.NOTHING, "$dim"
    text = formatting.grade(found.value)
    return right(text, width) if width else text, BAND_COLOUR[found.band]
