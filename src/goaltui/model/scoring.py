"""A scoring preset with its numbers, as one value that is set and replaced whole."""

import json
from collections.abc import Mapping

from goaltui.model.bounds import kept_number
from goaltui.model.enums import Better, ScoringPreset
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass

NUMBERS: Mapping[ScoringPreset, tuple[str, ...]] = {
    ScoringPreset.GOAL_RED_FLAG: ("goal", "red_flag"),
    ScoringPreset.BASELINE_TARGET: ("baseline", "target"),
    ScoringPreset.MIN_MAX: ("worst", "best"),
    ScoringPreset.RANGE: ("low", "high"),
    ScoringPreset.MAINTAIN: ("target", "tolerance"),
    ScoringPreset.PERCENT_OF_TARGET: ("target",),
    ScoringPreset.TWO_COLOUR: ("worst", "middle", "best"),
    ScoringPreset.GOAL_ONLY: ("goal",),
    ScoringPreset.YES_NO: (),
}
"""The numbers each preset is made of, in the order in which they are shown."""

WITH_DIRECTION = frozenset({ScoringPreset.PERCENT_OF_TARGET, ScoringPreset.GOAL_ONLY, ScoringPreset.YES_NO})
"""The presets whose numbers do not tell which way is better."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """A preset with its `numbers` in the order of `NUMBERS[preset]`, in the measure's unit."""

    preset: ScoringPreset
    numbers: tuple[float, ...]
    better: Better | None = None

    def number(self, name: str) -> float:
        """Return the number of that name; KeyError where the preset has none such."""
        names = NUMBERS[self.preset]
        if name not in names:
            raise KeyError(name)
        return self.numbers[names.index(name)]

    @classmethod
    def of(cls, table: Mapping[str, object]) -> "Scoring":
        """Return the scoring in a TOML or JSON table, by its numbers where it has no `preset`; raises InvalidField."""
        given = {name: value for name, value in table.items() if name not in ("preset", "better")}
        preset = _preset(table.get("preset"), frozenset(given))
        names = NUMBERS[preset]
        for name in given:
            if name not in names:
                raise InvalidField(
                    _(
                        "scoring {preset} has no number '{name}'{nearest}.",
                        preset=preset,
                        name=name,
                        nearest=_nearest(name, names),
                    )
                )
        missing = [name for name in names if name not in given]
        if missing:
            raise InvalidField(
                _(
                    "scoring {preset} lacks '{missing}'; it needs {names}.",
                    preset=preset,
                    missing=missing[0],
                    names=", ".join(names),
                )
            )
        return cls(preset, tuple(_kept(name, given[name]) for name in names), _better(preset, table.get("better")))

    @classmethod
    def from_json(cls, text: str) -> "Scoring":
        """Return the scoring in a text that `to_json` makes; raises InvalidField."""
        try:
            table = json.loads(text)
        except ValueError as error:
            raise InvalidField(_("scoring is not JSON; enter a preset and its numbers.")) from error
        if not isinstance(table, dict):
            raise InvalidField(_("scoring is not a table of a preset and its numbers."))
        return cls.of(table)

    def table(self) -> dict[str, str | float]:
        """Return the scoring as a table of TOML or JSON, `preset` first."""
        words: dict[str, str | float] = {"preset": self.preset.value}
        words.update(zip(NUMBERS[self.preset], self.numbers, strict=True))
        if self.better is not None:
            words["better"] = self.better.value
        return words

    def to_json(self) -> str:
        """Return the one text form, so that equal scorings are equal texts."""
        return json.dumps(self.table(), separators=(",", ":"))


def canonical_scoring(text: str) -> str:
    """Return the one text form of any valid scoring text; raises InvalidField."""
    return Scoring.from_json(text).to_json()


def _preset(word: object, given: frozenset[str]) -> ScoringPreset:
    if word is None:
        for preset, names in NUMBERS.items():
            if names and frozenset(names) == given:
                return preset
        every = dict.fromkeys(name for names in NUMBERS.values() for name in names)
        for name in sorted(given.difference(every)):
            raise InvalidField(
                _("scoring has no number '{name}'{nearest}.", name=name, nearest=_nearest(name, tuple(every)))
            )
        raise InvalidField(_("scoring needs a preset: one of {presets}.", presets=", ".join(ScoringPreset)))
    try:
        return ScoringPreset(str(word))
    except ValueError as error:
        raise InvalidField(
            _("scoring has no preset '{word}'{nearest}.", word=word, nearest=_nearest(str(word), tuple(ScoringPreset)))
        ) from error


def _better(preset: ScoringPreset, word: object) -> Better | None:
    if preset not in WITH_DIRECTION:
        if word is not None:
            raise InvalidField(
                _("scoring {preset} takes its direction from its numbers; leave 'better' out.", preset=preset)
            )
        return None
    try:
        return Better(str(word)) if word is not None else Better.HIGHER
    except ValueError as error:
        raise InvalidField(_("better is '{word}'; it can be {words}.", word=word, words=", ".join(Better))) from error


def _kept(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidField(_("scoring number '{name}' is not a number.", name=name))
    try:
        return kept_number(value)
    except InvalidField as error:
        raise InvalidField(_("scoring number '{name}' {error}.", name=name, error=error)) from error


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return _("; did you mean '{close}'?", close=close[0]) if close else _("; it knows {known}", known=", ".join(known))
