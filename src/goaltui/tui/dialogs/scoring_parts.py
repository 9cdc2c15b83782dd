"""The numbers of a scoring as one field each: which ones a preset needs, and the one text that they make."""

from collections.abc import Iterator, Mapping

from goaltui.model.enums import Better, ScoringPreset
from goaltui.model.quick.translation import N_, _
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION
from goaltui.services.forms.form import Form, FormField

WHOLE, PRESET = "numbers", "preset"
"""The fields of a form that these stand for, and on which it depends which they are."""

_BETTER = "better"
_PREFIX = f"{WHOLE}."
_HINTS = {
    "goal": N_("green from here on"),
    "red_flag": N_("red from here on"),
    "tolerance": N_("green within this distance"),
}


def in_parts(form: Form, field: FormField) -> bool:
    """Return whether a field of a form is asked for in parts."""
    return field.name == WHOLE and any(other.name == PRESET for other in form.fields)


def parts_of(field: FormField) -> Iterator[FormField]:
    """Yield a field for every number that some preset has, filled with what stands there."""
    pieces = field.value.replace("=", " ").split()
    given = dict(zip(pieces[::2], pieces[1::2], strict=False))
    names = dict.fromkeys(name for numbers in NUMBERS.values() for name in numbers)
    for name in names:
        label = _(name.replace("_", " ")).capitalize()
        yield FormField(_PREFIX + name, label, given.get(name, ""), hint=_(_HINTS.get(name, "")), more=field.more)
    words = ("", *Better)
    yield FormField(_PREFIX + _BETTER, _("Better"), given.get(_BETTER, ""), words, hint=_("which way"), more=field.more)


def is_part(name: str) -> bool:
    """Return whether a field is one of these parts."""
    return name.startswith(_PREFIX)


def is_wanted(name: str, preset: str) -> bool:
    """Return whether a preset needs the number of a part."""
    return name.removeprefix(_PREFIX) in _names(preset)


def joined(values: Mapping[str, str], preset: str) -> str:
    """Return the text of the parts that a preset needs, as `goal 1.5 red_flag 3`."""
    given = ((name, "".join(values.get(_PREFIX + name, "").split())) for name in _names(preset))
    return " ".join(f"{name} {text}" for name, text in given if text)


def _names(preset: str) -> tuple[str, ...]:
    if preset not in tuple(ScoringPreset):
        return ()
    chosen = ScoringPreset(preset)
    return (*NUMBERS[chosen], *((_BETTER,) if chosen in WITH_DIRECTION else ()))
