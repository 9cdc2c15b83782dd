"""Checking in from the shell: the one command that has to be quick enough for a habit."""

from collections.abc import Sequence

from goaltui.cli import shapes
from goaltui.cli.options import FLAGS, WITH_VALUE
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.errors import WrongUsage
from goaltui.model.text import clean_line
from goaltui.services.rows import Outcome


def check_in(session: Session, ref: str, line: Sequence[str]) -> None:
    """Check in on what `ref` names by the words of a line."""
    _refuse_options(line)
    with session.reading() as workspace:
        match = workspace.resolve(ref, EntityKind.KEY_RESULT, EntityKind.MEASURE)
        report(session, workspace.check_in(match.id, " ".join(line)), workspace.ref)


def report(session: Session, outcome: Outcome, ref: shapes.Ref) -> None:
    """The ref of what was made as data, what was done as words."""
    if session.out.as_json:
        session.out.json(shapes.outcome(outcome, ref))
    elif outcome.created:
        session.out.line(ref(outcome.created))
    session.out.say(outcome.sentence)


def _refuse_options(line: Sequence[str]) -> None:
    for word in line:
        if word.startswith("--") and word[2:3].isalpha() and " " not in word:
            known = ", ".join((*WITH_VALUE, *FLAGS))
            raise WrongUsage(f"There is no option '{clean_line(word)}' here; it knows {known}. Quote a note like that.")
