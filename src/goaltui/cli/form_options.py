"""Forms filled from the options of a command; they are the forms of the screen."""

from collections.abc import Mapping

from goaltui.model.enums import EntityKind
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import SOURCE, _, spoken
from goaltui.model.refs import SHORTEST_REF, id_range
from goaltui.model.text import clean_line, fold
from goaltui.services.forms.form import CONDITION, Form, FormField
from goaltui.services.parsing.cycle_words import is_cycle_word

_SHOWN = 12
_CHECKED_IN = (EntityKind.KEY_RESULT, EntityKind.MEASURE)
_OF_CHECK_INS = frozenset({"value", "current", "now", "actual", "progress", "confidence", "status", "note", "comment"})
_WORDS = lazy(r"[^\W_]+")


def asked_for(form: Form) -> Mapping[str, str]:
    """Return the texts of the fields that the form asks for, by name."""
    return {field.name: field.value for field in form.fields if form.asks(field.name)}


def renamed(form: Form, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values by the names of the form's fields, which may be written as labels and as options of add; raises
    WrongUsage, naming the nearest, for an unknown field.
    """
    known = {_spelling(field.label): field.name for field in form.fields}
    known |= {_spelling(field.name.replace("_", " ")): field.name for field in form.fields}
    above = next((name for name in ("parent", "objective") if any(name == field.name for field in form.fields)), None)
    known |= {word: above for word in ("under", "inside", "part of") if above}
    return {_field(form, name, known): value for name, value in values.items()}


def _field(form: Form, name: str, known: Mapping[str, str]) -> str:
    wanted = _spelling(name.replace("_", " "))
    if wanted in known:
        return known[wanted]
    from difflib import get_close_matches

    if form.kind in _CHECKED_IN and wanted in _OF_CHECK_INS:
        raise WrongUsage(
            _(
                "{kind} has no field '{word}'; it comes with a check-in, as in goaltui checkin REF 42 @7 !risk.",
                kind=_a(form.kind),
                word=clean_line(name)[:60],
            )
        )
    close = get_close_matches(wanted, known, 1)
    words = ", ".join(asked_for(form))
    hint = _("did you mean '{known}'?", known=known[close[0]]) if close else _("it has {words}.", words=words)
    raise WrongUsage(
        _(
            "{kind} has no field '{word}'; {hint}",
            kind=_a(form.kind),
            word=clean_line(name)[:60],
            hint=hint,
        )
    )


def _a(kind: EntityKind) -> str:
    """Return `An objective` and its like at the beginning of a sentence."""
    if spoken() != SOURCE:
        return kind.word.capitalize()
    return f"{'An' if kind.typed[0] in 'aeio' else 'A'} {kind.typed}"


def filled(form: Form, values: Mapping[str, str]) -> Form:
    """Return the form with these texts; raises WrongUsage for a word that a field does not take, or for a field
    without use under its condition.
    """
    for name, text in values.items():
        field = form.field(name)
        form = form.with_value(name, _chosen(field, text) if field.choices else text)
    for name in values:
        if not form.asks(name):
            field, chosen = form.field(name), form.value(CONDITION)
            fitting = f" {_('or')} ".join(field.asked_for)
            raise WrongUsage(
                _(
                    "{label} does not apply to a key result with the condition {chosen}; use {fitting}.",
                    label=field.label,
                    chosen=chosen,
                    fitting=fitting,
                )
            )
    return form


def _chosen(field: FormField, text: str) -> str:
    if text in field.choices:
        return text
    wanted = _spelling(text)
    spelled = {_spelling(choice): choice for choice in field.choices}
    if wanted in spelled:
        return spelled[wanted]
    begun = [choice for spelling, choice in spelled.items() if wanted and spelling.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    if field.name == "cycle" and is_cycle_word(text, field.choices):
        # The reader of the form knows their days.
        return text
    if field.refs and len(text) >= SHORTEST_REF and id_range(text) is not None:
        # The reader of the form looks up the ref.
        return text
    from difflib import get_close_matches

    close = get_close_matches(wanted, spelled, 1)
    known = [choice for choice in field.choices if choice][:_SHOWN]
    hint = (
        _("did you mean '{known}'?", known=spelled[close[0]])
        if close
        else _("it can be {known}.", known=", ".join(known))
    )
    raise WrongUsage(_("{label} cannot be '{word}'; {hint}", label=field.label, word=clean_line(text)[:60], hint=hint))


def _spelling(text: str) -> str:
    """Return the words alone, so that a key such as learning-growth finds Learning & growth."""
    return " ".join(_WORDS.findall(fold(text)))
