"""Scorings as people type them: a preset and its numbers."""

from collections.abc import Callable

from goaltui.model.enums import ScoringPreset
from goaltui.model.field_names import field_shown
from goaltui.model.quick.translation import _
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION, Scoring
from goaltui.rules import figures
from goaltui.services.forms.form import FormField


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
    hints = tuple((choice.value, _made_of(choice)) for choice in ScoringPreset)
    return (
        FormField(
            "preset", _("Scoring"), preset, ("", *ScoringPreset), hint=_("how a value becomes a score"), hints=hints
        ),
        FormField("numbers", _("Numbers"), numbers, hint=_("goal 1.5 red_flag 3, or 1.5 3")),
    )


def _made_of(preset: ScoringPreset) -> str:
    names = [field_shown(name) for name in NUMBERS[preset]]
    return ", ".join((*names, _("Better").lower()) if preset in WITH_DIRECTION else names)
