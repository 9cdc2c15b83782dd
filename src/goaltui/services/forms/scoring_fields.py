"""Scorings as people type them: a preset and its numbers."""

from collections.abc import Callable

from goaltui.model.enums import ScoringPreset
from goaltui.model.field_names import field_shown
from goaltui.model.fields import NO
from goaltui.model.quick.translation import N_, _
from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.rules import figures
from goaltui.services.forms.form import Form, FormField

PRESET = "preset"
"""The field of the preset."""
_JUDGED = {
    ScoringPreset.GOAL_RED_FLAG: N_("green from the goal on"),
    ScoringPreset.BASELINE_TARGET: N_("0 at baseline, 100 at target"),
    ScoringPreset.MIN_MAX: N_("0 at worst, 100 at best"),
    ScoringPreset.RANGE: N_("green from low to high"),
    ScoringPreset.MAINTAIN: N_("green near the target"),
    ScoringPreset.PERCENT_OF_TARGET: N_("value in % of the target"),
    ScoringPreset.TWO_COLOUR: N_("50 in the middle"),
    ScoringPreset.GOAL_ONLY: N_("100 at the goal, else 0"),
    ScoringPreset.YES_NO: N_("100 or 0"),
}
_UNSCORED = {
    "in_words": N_("no score: judged in words"),
    "baseline_until": N_("no score before the baseline ends"),
}


def scoring_text(scoring: str | None, write: Callable[[float], str] = figures.exact) -> tuple[str, str]:
    """Preset and numbers as typed: `goal_red_flag`, `goal 1.5 red_flag 3`; `write` turns a number into text."""
    if scoring is None:
        return "", ""
    parsed = Scoring.from_json(scoring)
    parts = [f"{name} {write(number)}" for name, number in zip(NUMBERS[parsed.preset], parsed.numbers, strict=True)]
    if parsed.better is not None:
        parts.append(f"better {parsed.better.value}")
    return parsed.preset.value, " ".join(parts)


def scoring_told(scoring: str) -> str:
    """Return the numbers of a scoring as they are read, which tell its preset too: `goal 1.5 red flag 3`; the preset
    where it has none."""
    parsed = Scoring.from_json(scoring)
    numbers = zip(NUMBERS[parsed.preset], parsed.numbers, strict=True)
    parts = [f"{field_shown(name)} {figures.number(number)}" for name, number in numbers]
    if parsed.better is not None:
        parts.append(_("better {direction}", direction=parsed.better.word))
    return " ".join(parts) or parsed.preset.word


def scoring_fields(scoring: str | None) -> tuple[FormField, FormField]:
    """Return the field of a preset, with a hint on the numbers of each, and the field of the numbers."""
    preset, numbers = scoring_text(scoring, figures.typed)
    hints = tuple((choice.value, _(told)) for choice, told in _JUDGED.items())
    return (
        FormField(
            PRESET, _("Scoring"), preset, ("", *ScoringPreset), hint=_("how a value becomes a score"), hints=hints
        ),
        FormField("numbers", _("Numbers"), numbers, hint=_("goal 1.5 red_flag 3, or 1.5 3")),
    )


def unscored(form: Form) -> str:
    """Return why no value is scored, whatever the preset: the measure of a form is in words, or its baseline is
    collected; empty where it is scored."""
    said = {field.name: field.value for field in form.fields if field.name in _UNSCORED}
    told = (_(why) for name, why in _UNSCORED.items() if said.get(name, "").strip() not in ("", NO))
    return next(told, "")
