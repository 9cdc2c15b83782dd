"""Completion of a word: the candidates of the table and of the workspace, in the form of the shell."""

import sys

from goaltui.cli.completion.candidates import Wanted, known
from goaltui.cli.completion.protocol import Candidate, CompletionRequest, answered
from goaltui.cli.global_options import read_options, sort_out
from goaltui.cli.streams import Delivery
from goaltui.model.errors import GoaltuiError
from goaltui.model.text import fold


def complete(question: CompletionRequest, delivery: Delivery) -> int:
    """Write what a word may become; the exit code, by which fish is told whether there is anything."""
    found, wanted = known(question)
    begun = [item for item in found if item.value.startswith(question.typed)]
    if wanted.kinds:
        # Imported here because commands and options need no workspace.
        begun = _nearest(begun + _named(question, wanted, delivery), question.typed)
    if question.checks:
        return 0 if begun else 1
    text = answered(question, begun)
    if text:
        sys.stdout.write(f"{text}\n")
    return 0


def _nearest(found: list[Candidate], typed: str) -> list[Candidate]:
    """Return what begins with the typed text; where nothing does, what holds it."""
    begun = _begun(typed)
    return [item for item in found if fold(item.value).startswith(begun)] or found


def _named(question: CompletionRequest, wanted: Wanted, delivery: Delivery) -> list[Candidate]:
    from goaltui.cli.completion.names import names
    from goaltui.cli.session import start_session

    try:
        options = read_options(sort_out(_whole(question.words)).options)
        session = start_session(options, delivery, quiet=True)
    except GoaltuiError:
        # The error in the line is said when it is entered.
        return []
    found = names(session, wanted, question.typed)
    if "ref" in wanted.kinds:
        return [item for item in found if _fits(item, question.typed)]
    begun = _begun(question.typed)
    return [item for item in found if fold(item.value).startswith(begun)]


def _fits(item: Candidate, typed: str) -> bool:
    begun = _begun(typed)
    return fold(item.value).startswith(begun) or begun in fold(item.help)


def _begun(typed: str) -> str:
    """Return the typed text as names are compared, with the blank at its end, which is the end of a word."""
    return fold(typed) + (" " if typed[-1:].isspace() else "")


def _whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without an option at their end that waits for its value."""
    return words[:-1] if words and words[-1].startswith("--") else words
