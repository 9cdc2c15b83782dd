"""Scorings as people type them: a preset and its numbers."""

from goaltui.model.enums import ScoringPreset
from goaltui.model.quick.translation import _
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION, Scoring
from goaltui.rules import figures
from goaltui.services.forms.form import FormField


def scoring_text(scoring: str | None) -> tuple[str, str]:
    """Preset and numbers as the form shows them: `goal_red_flag`, `goal 1.5 red_flag 3`."""
    if scoring is None:
        return "", ""
    parsed = Scoring.from_json(scoring)
    parts = [
        f"{name} {figures.exact(number)}" for name, number in zip(NUMBERS[parsed.preset], parsed.numbers, strict=True)
    ]
    if parsed.better is not None:
        parts.append(f"better {parsed.better.value}")
    return parsed.preset.value, " ".join(parts)


def scoring_fields(scoring: str | None) -> tuple[FormField, FormField]:
    """Return the field of a preset, with a hint on the numbers of each, and the field of the numbers."""
    preset, numbers = scoring_text(scoring)
    hints = tuple((choice.value, _made_of(choice)) for choice in ScoringPreset)
    return (
        FormField(
            "preset", _("Scoring"), preset, ("", *ScoringPreset), hint=_("how a value becomes a score"), hints=hints
        ),
        FormField("numbers", _("Numbers"), numbers, hint=_("goal 1.5 red_flag 3, or 1.5 3")),
    )


def _made_of(preset: ScoringPreset) -> str:
    names = NUMBERS[preset]
    return ", ".join((*names, "better") if preset in WITH_DIRECTION else names)
