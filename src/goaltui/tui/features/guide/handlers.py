"""The guide: sections to read, questions to answer, and a proposal that can be used at once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.setup.guide import Answer, Proposal

_ASK = "ask"
_METHOD, _TEMPLATE = "method", "template"


async def guide(app: Context) -> None:
    """Open the sections to read, and the questions."""
    from goaltui.services.setup.guide_text import sections, title
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    found = sections()
    choices = [Choice(_ASK, "?", _("Eight questions"), _("end in a proposal"))]
    choices += [Choice(item.name, str(number), item.name) for number, item in enumerate(found, 1)]
    intro = _("OKR, the balanced scorecard, or both? Read about them, or answer a few questions.")
    await app.open_dialog(PickDialog(title(), choices, intro), lambda chosen: _chosen(app, chosen))


async def _chosen(app: Context, chosen: str) -> None:
    if chosen == _ASK:
        await _ask(app, ())
    else:
        await _read(app, chosen)


async def _read(app: Context, name: str) -> None:
    from textual.content import Content

    from goaltui.services.setup.guide_text import sections
    from goaltui.tui.dialogs.text_dialog import ReadingDialog

    text = next(item.text for item in sections() if item.name == name)

    async def back(_value: None) -> None:
        await guide(app)

    await app.push_screen(ReadingDialog(name, Content(text)), back)


async def _ask(app: Context, given: "Sequence[Answer]") -> None:
    from goaltui.services.setup.guide import QUESTIONS, proposal
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    if len(given) == len(QUESTIONS):
        await _propose(app, proposal(given))
        return
    question = QUESTIONS[len(given)]
    choices = [Choice(answer, answer.letter, _(answer.text)) for answer in question.answers]
    heading = _("{at} of {count}", at=len(given) + 1, count=len(QUESTIONS))
    dialog = PickDialog(heading, choices, _(question.text))
    await app.open_dialog(dialog, lambda answer: _ask(app, (*given, answer)))


async def _propose(app: Context, found: "Proposal") -> None:
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    empty = await app.ask(lambda workspace: workspace.look.is_empty())
    steps = (f"{number}  {step}" for number, step in enumerate(found.steps, 1))
    reasons = (f"· {reason}" for reason in found.reasons)
    intro = "\n".join((found.sentence, "", *reasons, "", *steps))
    choices = [Choice(_METHOD, "y", _("Use this method"))]
    if empty:
        choices = [
            Choice(_TEMPLATE, "y", _("Begin with the template {template}", template=found.template)),
            Choice(_METHOD, "e", _("Begin empty, with a first goal in three lines")),
        ]
    dialog = PickDialog(_("Which model fits us?"), choices, intro)
    await app.open_dialog(dialog, lambda chosen: _use(app, found, chosen, first=bool(empty)))


async def _use(app: Context, found: "Proposal", chosen: str, *, first: bool) -> None:
    from goaltui.services.editing.workspace_settings import choose_method
    from goaltui.tui.features.welcome.first_goal import first_goal, first_measure
    from goaltui.tui.method import first_view

    def change(workspace: "Workspace") -> "Outcome":
        from goaltui.services.setup.templates import template_named, use_template

        if chosen == _METHOD:
            return choose_method(workspace, found.method)
        return use_template(workspace, template_named(found.template), found.method)

    if not await app.write(change):
        return
    await app.main.show_view(first_view(found.method))
    if first and chosen == _METHOD:
        await (first_goal(app) if found.method.uses_okr else first_measure(app))


HANDLERS: Mapping[str, Handler] = {"guide": guide}
