"""The carry-over after a close: the likely end of an objective, the new start of a key result, and the
new goal of a lasting measure.

A metric starts again at its value and a percentage that is not kept at nought, an objective without any progress goes
on unless told otherwise: Viva Goals' close. Nothing else is carried over by itself: Christina Wodtke's and open-okr's.
"""

from dataclasses import replace
from enum import StrEnum

from goaltui.model.enums import Better, Condition, ScoringPreset
from goaltui.model.errors import InvalidField
from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.rules.scoring import measure_score


class Disposition(StrEnum):
    """The end of an objective: it ends, goes on as it is, goes on as a draft to be changed, or is dropped."""

    END = "end"
    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


class MeasureHandover(StrEnum):
    """The use of a lasting measure after a key result on it: the level reached is its goal from now on, its goal stays,
    the key result goes on, or the measure is dropped.
    """

    LEVEL = "level"
    OLD = "old"
    CONTINUE = "continue"
    DROP = "drop"


def suggested_disposition(progress: float | None, *, met: bool) -> Disposition:
    """Return the usual choice: an objective without any progress goes on, any other ends."""
    return Disposition.KEEP if not met and not progress else Disposition.END


def suggested_hand_back(progress: float | None) -> MeasureHandover:
    """Return the usual choice: a level that a key result wanted and reached is kept."""
    return MeasureHandover.LEVEL if progress is not None and progress >= 1 else MeasureHandover.OLD


def is_finished(condition: Condition, progress: float | None) -> bool:
    """Return whether nothing is left to carry over. A limit to be kept is never finished."""
    kept = condition in (Condition.AT_LEAST, Condition.AT_MOST, Condition.BETWEEN)
    return not kept and progress is not None and progress >= 1


def carried_start(condition: Condition, start: float | None, target: float | None, value: float | None) -> float | None:
    """Return the start of the same key result in the next cycle: the value at the close, so that its progress is 0."""
    if condition is not Condition.REACH or value is None or value == target:
        return start
    return value


def retarget(before: Scoring | None, level: float, better: Better) -> Scoring | None:
    """Return the scoring whose goal is `level`, with the widths of `before`; without `before`, met from `level` on.
    None where a scoring has no single goal, or could no longer judge.
    """
    if before is None:
        return Scoring(ScoringPreset.GOAL_ONLY, (level,), better)
    anchor = _GOALS.get(before.preset)
    if anchor is None:
        return None
    shift = level - before.number(anchor)
    moved = tuple(
        level if name == anchor else number + shift * (name not in _WIDTHS)
        for name, number in zip(NUMBERS[before.preset], before.numbers, strict=True)
    )
    after = replace(before, numbers=moved)
    try:
        measure_score.check_entry(after)
    except InvalidField:
        return None
    return after


_GOALS = {
    ScoringPreset.GOAL_RED_FLAG: "goal",
    ScoringPreset.BASELINE_TARGET: "target",
    ScoringPreset.MIN_MAX: "best",
    ScoringPreset.MAINTAIN: "target",
    ScoringPreset.PERCENT_OF_TARGET: "target",
    ScoringPreset.TWO_COLOUR: "best",
    ScoringPreset.GOAL_ONLY: "goal",
}
_WIDTHS = frozenset({"tolerance"})
