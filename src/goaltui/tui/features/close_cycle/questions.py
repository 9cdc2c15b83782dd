"""The questions at the close of an objective, in their order."""

from enum import StrEnum
from typing import Generic, TypeVar

from goaltui.model.enums import Ambition
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.progress import carry_over, grade
from goaltui.rules.progress.carry_over import Disposition, MeasureHandover
from goaltui.services.core import formatting
from goaltui.services.lifecycle.carry_over import NextCycle
from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, CycleClose, FinalResult


class CloseQuestion(StrEnum):
    """The questions, in their order."""

    GRADE = "grade"
    CAUSE = "cause"
    LEARNT = "learnt"
    HAND_BACK = "hand back"
    DISPOSITION = "fate"


Choice = TypeVar("Choice", Disposition, MeasureHandover)


@dataclass(frozen=True, slots=True)
class AnswerChoices(Generic[Choice]):
    """The choices by their first letters, and the one that Enter alone chooses."""

    among: tuple[Choice, ...]
    default: Choice


@dataclass(frozen=True, slots=True)
class ClosePrompt:
    """A question; `about` is the key result that it is about."""

    step: CloseQuestion
    question: str
    hint: str = ""
    filled: str = ""
    example: str = ""
    about: str = ""


def stored(found: CloseItem, closing: CycleClose, to: NextCycle | None = None) -> CloseAnswers:
    """Return the answers that were given before the close was left, to go on from there."""
    record = found.record
    cause = record.closing if record.closing != found.learnt else ""
    first = next(iter(closing.destinations), None)
    return CloseAnswers(record.grade, cause, found.learnt, {}, None, to or first)


def asks(found: CloseItem, answers: CloseAnswers) -> tuple[ClosePrompt, ...]:
    """Return the questions for one objective; the cause only where it fell short of its promise."""
    short = not found.met(answers.grade if answers.grade is not None else _value(found))
    cause = (_cause(found, answers),) if short else ()
    handed = tuple(_hand_back(final) for final in found.bound)
    return (_grade(found, answers), *cause, _learnt(answers), *handed, _disposition(found, answers))


def chosen_disposition(found: CloseItem, answers: CloseAnswers, text: str) -> Disposition:
    """Return the disposition that a line names by its first letter, or the likely one; raises InvalidField."""
    likely = carry_over.suggested_disposition(found.progress, met=found.met(answers.grade))
    allowed = tuple(
        item for item in Disposition if answers.to is not None or item not in (Disposition.KEEP, Disposition.CHANGE)
    )
    return _chosen(AnswerChoices(allowed, likely if likely in allowed else Disposition.END), text)


def chosen_hand_back(final: FinalResult, text: str) -> MeasureHandover:
    """Return the choice in a line for a lasting measure, or the likely one; raises InvalidField."""
    return _chosen(AnswerChoices(tuple(MeasureHandover), carry_over.suggested_hand_back(final.row.progress)), text)


def _chosen(options: AnswerChoices[Choice], text: str) -> Choice:
    typed = text.strip().casefold()
    if not typed:
        return options.default
    found = [item for item in options.among if item.value.startswith(typed)]
    if len(found) == 1:
        return found[0]
    raise InvalidField(
        _("Type the first letter of one of these: {words}.", words=", ".join(item.value for item in options.among))
    )


def _value(found: CloseItem) -> float | None:
    return found.suggested.value if found.suggested is not None else None


def _grade(found: CloseItem, answers: CloseAnswers) -> ClosePrompt:
    if found.suggested is None:
        hint = _("It has no value, so no grade is suggested. Enter alone closes it without a grade.")
    else:
        value, kind = found.suggested.value, found.ambition
        wanted = formatting.grade(grade.promised(kind))
        expected = (
            _("committed is expected at {grade}", grade=wanted)
            if kind is Ambition.COMMITTED
            else _("aspirational is expected at {grade}", grade=wanted)
        )
        hint = _(
            "Enter takes {grade}; {expected}. {hint}",
            grade=formatting.grade(value),
            expected=expected,
            hint=grade.hint(value, kind),
        ).strip()
        if found.unmeasured:
            titles = formatting.listed_some(found.unmeasured)
            hint = _("{titles} without a value: F3 checks in, or Enter counts 0. {hint}", titles=titles, hint=hint)
    filled = formatting.grade(answers.grade)
    example = formatting.grade(found.suggested.value) if found.suggested is not None else ""
    return ClosePrompt(CloseQuestion.GRADE, _("Grade, 0.0 to 1.0"), hint, filled, example)


def _cause(found: CloseItem, answers: CloseAnswers) -> ClosePrompt:
    wanted = grade.promised(found.ambition)
    return ClosePrompt(
        CloseQuestion.CAUSE,
        _("What kept it from {grade}?", grade=formatting.grade(wanted)),
        _("The cause in a line; Enter alone says nothing."),
        answers.cause,
    )


def _learnt(answers: CloseAnswers) -> ClosePrompt:
    hint = _("It is kept as a note on the objective, for the next planning; Enter alone says nothing.")
    return ClosePrompt(CloseQuestion.LEARNT, _("What was learnt?"), hint, answers.learnt)


def _hand_back(final: FinalResult) -> ClosePrompt:
    row = final.row
    likely = carry_over.suggested_hand_back(row.progress)
    level = formatting.number(row.value)
    choices = _(
        "l: {level} becomes its goal, o: its old goal stays, c: the key result goes on, d: drop it.", level=level
    )
    hint = _("Enter: {likely}. {choices}", likely=_p("hand back", _LIKELY[likely]), choices=choices)
    question = _("Then {title}? l level, o old goal, c continue, d drop", title=formatting.quoted(final.measure, 18))
    return ClosePrompt(CloseQuestion.HAND_BACK, question, hint, about=row.id)


_LIKELY = {MeasureHandover.LEVEL: N_p("hand back", "level"), MeasureHandover.OLD: N_p("hand back", "old goal")}
_DISPOSITIONS = {
    Disposition.END: N_p("fate", "end"),
    Disposition.KEEP: N_p("fate", "keep"),
    Disposition.CHANGE: N_p("fate", "change"),
    Disposition.DROP: N_p("fate", "drop"),
}


def _disposition(found: CloseItem, answers: CloseAnswers) -> ClosePrompt:
    likely = carry_over.suggested_disposition(found.progress, met=found.met(answers.grade))
    if answers.to is None:
        return ClosePrompt(
            CloseQuestion.DISPOSITION, _("Carry over? e end, d drop"), _("Enter: {likely}.", likely=_p("fate", "end"))
        )
    name, shown = answers.to.name, _p("fate", _DISPOSITIONS[likely])
    hint = (
        _(
            "Keep: it goes on in {name}, which is made then. Change: it goes on there as a draft. Enter: {likely}.",
            name=name,
            likely=shown,
        )
        if answers.to.made
        else _(
            "Keep: it goes on in {name}. Change: it goes on there as a draft. Enter: {likely}.", name=name, likely=shown
        )
    )
    return ClosePrompt(CloseQuestion.DISPOSITION, _("Carry over? e end, k keep, c change, d drop"), hint)
