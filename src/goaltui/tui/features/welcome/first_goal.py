"""The first goal in three lines, each with an example: an objective, its key result or measure, and a value."""

from collections.abc import Awaitable, Callable
from string import ascii_lowercase
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.tui.context import Context

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import Form


class Line(NamedTuple):
    """One of the lines: what it makes first, what is asked, and an example."""

    title: str
    question: str
    example: str


OKR = (
    Line(
        N_("First objective"),
        N_("What will be different when the quarter ends? No number yet."),
        N_("Customers stay and recommend us"),
    ),
    Line(
        N_("First key result"),
        N_("Which number will prove it? From where it is now to where it should be."),
        N_("Reference customers from 4 to 20"),
    ),
    Line(
        N_("First check-in"),
        N_("Where does it stand today? The number; then a note, if you like."),
        N_("7 three said yes at the fair"),
    ),
)
SCORECARD = (
    Line(
        N_("First strategic objective"),
        N_("What has to go well there, for years? No number yet."),
        N_("Customers stay with us"),
    ),
    Line(
        N_("First measure"),
        N_("Which number shows it? With its goal, and the red flag that must not be reached."),
        N_("Customers lost goal 1.5 red 3 %"),
    ),
    Line(
        N_("First value"),
        N_("What is it now? The number; then a note, if you like."),
        N_("2.4 after the new price list"),
    ),
)


async def first_goal(app: Context) -> None:
    """Ask for the three lines of OKR, one after the other; Esc leaves what is there already."""
    await _goal(app, OKR, EntityKind.KEY_RESULT, None)


async def first_measure(app: Context) -> None:
    """Ask for a perspective and the three lines of a scorecard; Esc leaves what is there already."""
    from goaltui.tui.dialogs.choice import Choice, FirstPickDialog

    found = await app.ask(lambda workspace: workspace.look.records().perspectives)
    if not found:
        return
    choices = [Choice(item.id, letter, item.name, "") for letter, item in zip(ascii_lowercase, found, strict=False)]
    question = _("Which perspective do you begin with? The others can wait until this one works.")
    dialog = FirstPickDialog(_("First strategic objective"), choices, question).add_class("-alone")
    await app.open_dialog(dialog, lambda lane: _goal(app, SCORECARD, EntityKind.MEASURE, lane))


async def _goal(app: Context, lines: tuple[Line, ...], number: EntityKind, lane: str | None) -> None:
    from goaltui.services.checkin.surprises import AGAIN
    from goaltui.services.checkin.writing import write_check_in
    from goaltui.services.forms.quick_add import save_quick

    objective, proof, value = lines

    async def add_proof(above: "Outcome") -> None:
        def save(workspace: "Workspace", line: str) -> "Outcome":
            try:
                return save_quick(workspace, _form(workspace, number, above.created, line))
            except InvalidField as error:
                if error.field != "target":
                    raise
                # No condition can be chosen here, so the sentence of the form does not help.
                raise Refused(_("The number to reach is missing; write it behind, as the example does.")) from error

        await _ask(app, _("{step} of 3   {title}", step=2, title=_(proof.title)), proof, save, check_in)

    async def check_in(about: "Outcome") -> None:
        def save(workspace: "Workspace", line: str) -> "Outcome":
            return write_check_in(workspace, about.created or "", line, again=_(AGAIN))

        await _ask(app, _("{step} of 3   {title}", step=3, title=_(value.title)), value, save, done)

    async def done(_outcome: "Outcome") -> None:
        when = _("once a week") if number is EntityKind.KEY_RESULT else _("when a value is due")
        app.say(
            _("That is all there is to do {how_often}: c checks in. 1 Today has the next first steps.", how_often=when)
        )

    def begin(workspace: "Workspace", line: str) -> "Outcome":
        return save_quick(workspace, _form(workspace, EntityKind.OBJECTIVE, lane, line))

    await _ask(app, _("{step} of 3   {title}", step=1, title=_(objective.title)), objective, begin, add_proof)


async def _ask(
    app: Context,
    title: str,
    line: Line,
    save: "Callable[[Workspace, str], Outcome]",
    then: "Callable[[Outcome], Awaitable[None]]",
) -> None:
    from goaltui.tui.dialogs.prompt import LineDialog

    async def saved(typed: str) -> "Outcome":
        return await app.gateway.run(lambda workspace: save(workspace, typed))

    async def shown(outcome: "Outcome") -> None:
        await app.wrote(outcome)
        await then(outcome)

    await app.open_dialog(
        LineDialog(
            title,
            _("{question}\nFor example: {example}", question=_(line.question), example=_(line.example)),
            saved,
        ),
        shown,
    )


def _form(workspace: "Workspace", kind: EntityKind, parent: str | None, line: str) -> "Form":
    from goaltui.services.forms.goal_forms import open_form

    return open_form(workspace, kind, parent=parent).with_value("title", line)
