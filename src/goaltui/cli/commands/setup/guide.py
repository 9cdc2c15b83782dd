"""The guide to a model: its text, and its questions."""

from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output.console import FORMAT
from goaltui.cli.session import Session
from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.services.setup.guide import QUESTIONS, Answer, Proposal, answered, proposal


def guide(
    ctx: typer.Context,
    section: Annotated[
        str, typer.Argument(metavar="[SECTION]", help="One section, by the beginning of its name.")
    ] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Answer eight questions and get a proposal.")] = False,
    answers: Annotated[
        str, typer.Option("--answers", metavar="LETTERS", help="The answers, a letter for each question: bbaaaaac.")
    ] = "",
) -> None:
    """Read which method fits: OKR, the balanced scorecard or both."""
    session: Session = ctx.obj
    if answers:
        _propose(session, proposal(answered(answers)))
    elif ask:
        _propose(session, proposal(_asked(session)))
    else:
        _read(session, clean_line(section))


def _read(session: Session, section: str) -> None:
    from goaltui.services.setup.guide_text import sections, title

    found = [item for item in sections() if item.name.casefold().startswith(section.casefold())]
    if not found:
        names = ", ".join(item.name for item in sections())
        raise NotFound(_("The guide has no section '{section}'; it has {names}.", section=section, names=names))
    if session.out.as_json:
        rows = [{"name": item.name, "text": item.text} for item in found]
        session.out.json({"format": FORMAT, "sections": rows})
        return
    if not section:
        session.out.line(title())
    for item in found:
        session.out.line("")
        session.out.line(item.name)
        session.out.line("")
        for line in item.text.splitlines():
            session.out.line(line)
    session.out.say(_("goaltui guide --ask proposes one."))


def _asked(session: Session) -> list[Answer]:
    """Return the answers typed at the terminal."""
    given: list[Answer] = []
    for number, question in enumerate(QUESTIONS, 1):
        session.out.say(f"\n{_('{done} of {all}', done=number, all=len(QUESTIONS))}  {_(question.text)}")
        for answer in question.answers:
            session.out.say(f"  {answer.letter}  {_(answer.text)}")
        given.append(_answer(session, number))
    return given


def _answer(session: Session, number: int) -> Answer:
    question = QUESTIONS[number - 1]
    while True:
        try:
            return question.answer(input("> "))
        except WrongUsage as error:
            session.out.say(str(error))
        except EOFError as error:
            raise WrongUsage(
                _("The questions were not finished, so there is no proposal; --answers takes all letters.")
            ) from error


def _propose(session: Session, found: Proposal) -> None:
    if session.out.as_json:
        fields = {"method": found.method.value, "reasons": list(found.reasons), "template": found.template}
        session.out.json({"format": FORMAT, **fields, "steps": list(found.steps)})
        return
    session.out.line(found.sentence)
    for reason in found.reasons:
        session.out.line(f"  {reason}")
    session.out.line(_("The first three steps:"))
    for number, step in enumerate(found.steps, 1):
        session.out.line(f"  {number}  {step}")
    session.out.say(
        _(
            "goaltui init --template {template} --method {method} begins with it.",
            template=found.template,
            method=found.method.value,
        )
    )
