"""The numbers that judge a measure on a day: one rule for every view, check, check-in and close."""

from collections.abc import Iterable
from datetime import date

from goaltui.model.records import MeasureRecord, TargetRecord
from goaltui.model.scoring import Scoring


def target_on(targets: Iterable[TargetRecord], day: date) -> TargetRecord | None:
    """Return the target of a measure in force on a day: the latest that began by then; none before the first.

    Of two with one first day, which only copies that met may hold, the one that was made last is in force: every copy
    tells their order alike.
    """
    begun = (target for target in targets if target.start <= day)
    return max(begun, key=lambda target: (target.start, target.created, target.id), default=None)


def scoring_text_on(measure: MeasureRecord, targets: Iterable[TargetRecord], day: date) -> str | None:
    """Return the text of the scoring in force on a day: that of the target in force, else the measure's own."""
    target = target_on(targets, day)
    return target.scoring if target is not None else measure.scoring


def lacks_target(measure: MeasureRecord, targets: Iterable[TargetRecord], day: date) -> bool:
    """Return whether nothing says which value of a measure is good; none is asked for in words and in a baseline."""
    asked = not measure.in_words and not measure.is_baseline_on(day)
    return asked and not scoring_text_on(measure, targets, day)


def scoring_on(measure: MeasureRecord, targets: Iterable[TargetRecord], day: date) -> Scoring | None:
    """Return the scoring in force on a day, None where a measure has none, or its baseline is still collected."""
    if measure.is_baseline_on(day):
        return None
    text = scoring_text_on(measure, targets, day)
    return Scoring.from_json(text) if text else None
