"""What is asked of an objective at its close, one line after the other."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from goaltui.model.errors import InvalidField
from goaltui.rules import carrying, grade
from goaltui.rules.carrying import Fate, HandBack
from goaltui.services import words
from goaltui.services.carrying import Destination
from goaltui.services.closing import Answers, Closing, Final, Stop


class Step(StrEnum):
    """The questions, in their order."""

    GRADE = "grade"
    CAUSE = "cause"
    LEARNT = "learnt"
    HAND_BACK = "hand back"
    FATE = "fate"


Choice = TypeVar("Choice", Fate, HandBack)


@dataclass(frozen=True, slots=True)
class Options(Generic[Choice]):
    """What can be chosen by the first letter, and what Enter alone chooses."""

    among: tuple[Choice, ...]
    default: Choice


@dataclass(frozen=True, slots=True)
class Ask:
    """A question; `about` is the key result that it is about."""

    step: Step
    question: str
    hint: str = ""
    filled: str = ""
    example: str = ""
    about: str = ""


def stored(found: Stop, closing: Closing, to: Destination | None = None) -> Answers:
    """What was said before the close was left, to go on from there."""
    record = found.record
    cause = record.closing if record.closing != found.learnt else ""
    first = next(iter(closing.destinations), None)
    return Answers(record.grade, cause, found.learnt, {}, None, to or first)


def asks(found: Stop, answers: Answers) -> tuple[Ask, ...]:
    """The questions for one objective; the cause only where it fell short of its promise."""
    short = not found.met(answers.grade if answers.grade is not None else _value(found))
    cause = (_cause(found, answers),) if short else ()
    handed = tuple(_hand_back(final) for final in found.bound)
    return (_grade(found, answers), *cause, _learnt(answers), *handed, _fate(found, answers))


def chosen_fate(found: Stop, answers: Answers, text: str) -> Fate:
    """The fate that a line names by its first letter, or the likely one; raises InvalidField."""
    likely = carrying.suggested_fate(found.progress, met=found.met(answers.grade))
    allowed = tuple(fate for fate in Fate if answers.to is not None or fate not in (Fate.KEEP, Fate.CHANGE))
    return _chosen(Options(allowed, likely if likely in allowed else Fate.END), text)


def chosen_hand_back(final: Final, text: str) -> HandBack:
    """What a line says of a lasting measure, or what is likely; raises InvalidField."""
    return _chosen(Options(tuple(HandBack), carrying.suggested_hand_back(final.row.progress)), text)


def _chosen(options: Options[Choice], text: str) -> Choice:
    typed = text.strip().casefold()
    if not typed:
        return options.default
    found = [item for item in options.among if item.value.startswith(typed)]
    if len(found) == 1:
        return found[0]
    raise InvalidField(f"Type the first letter of one of these: {', '.join(item.value for item in options.among)}.")


def _value(found: Stop) -> float | None:
    return found.suggested.value if found.suggested is not None else None


def _grade(found: Stop, answers: Answers) -> Ask:
    if found.suggested is None:
        hint = "It has no value, so there is nothing to suggest. Enter on nothing closes it without a grade."
    else:
        value, kind = found.suggested.value, found.ambition
        expected = f"{kind.value} is expected at {grade.promised(kind):.1f}"
        hint = f"Enter takes {value:.1f}; {expected}. {grade.hint(value, kind)}".strip()
    filled = "" if answers.grade is None else f"{answers.grade:.1f}"
    example = f"{found.suggested.value:.1f}" if found.suggested is not None else ""
    return Ask(Step.GRADE, "Grade, 0.0 to 1.0", hint, filled, example)


def _cause(found: Stop, answers: Answers) -> Ask:
    wanted = grade.promised(found.ambition)
    return Ask(
        Step.CAUSE, f"What kept it from {wanted:.1f}?", "The cause in a line; Enter alone says nothing.", answers.cause
    )


def _learnt(answers: Answers) -> Ask:
    hint = "It is kept as a note on the objective, for the next planning; Enter alone says nothing."
    return Ask(Step.LEARNT, "What was learnt?", hint, answers.learnt)


def _hand_back(final: Final) -> Ask:
    row = final.row
    likely = carrying.suggested_hand_back(row.progress)
    level = words.number(row.value)
    choices = f"l: {level} is its goal from now on, o: its old goal stays, c: the bet goes on, d: watched no more."
    hint = f"Enter: {_LIKELY[likely]}. {choices}"
    question = f"Then {words.quoted(final.measure, 18)}? l level, o old goal, c continue, d drop"
    return Ask(Step.HAND_BACK, question, hint, about=row.id)


_LIKELY = {HandBack.LEVEL: "level", HandBack.OLD: "old goal"}


def _fate(found: Stop, answers: Answers) -> Ask:
    likely = carrying.suggested_fate(found.progress, met=found.met(answers.grade))
    if answers.to is None:
        return Ask(Step.FATE, "And then? e end, d drop", f"Enter: {Fate.END.value}.")
    made = ", which is made then" if answers.to.made else ""
    hint = f"Kept it goes on in {answers.to.name}{made}; to be changed it goes on as a draft. Enter: {likely.value}."
    return Ask(Step.FATE, "And then? e end, k keep, c change, d drop", hint)
