"""Scorings as people type them: a preset and its numbers."""

from goaltui.model.scoring import NUMBERS, Scoring
from goaltui.services import words


def scoring_text(scoring: str | None) -> tuple[str, str]:
    """Preset and numbers as the form shows them: `goal_red_flag`, `goal 1.5 red_flag 3`."""
    if scoring is None:
        return "", ""
    parsed = Scoring.from_json(scoring)
    parts = [
        f"{name} {words.number(number).replace(' ', '')}"
        for name, number in zip(NUMBERS[parsed.preset], parsed.numbers, strict=True)
    ]
    if parsed.better is not None:
        parts.append(f"better {parsed.better.value}")
    return parsed.preset.value, " ".join(parts)
