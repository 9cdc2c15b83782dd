"""Handlers of the welcome: the first questions in an empty workspace."""

import os
from collections.abc import Awaitable, Callable, Mapping
from string import ascii_lowercase
from typing import TYPE_CHECKING

from goaltui.config.folders import folders
from goaltui.model.enums import Method
from goaltui.model.quick.translation import N_, N_p, _
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.guide.handlers import guide
from goaltui.tui.features.welcome.elsewhere import join, look_around
from goaltui.tui.features.welcome.first_goal import first_goal, first_measure
from goaltui.tui.features.welcome.tour import tour
from goaltui.tui.method import first_view

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.setup.templates import Template

_INTRO = N_("What is it for? Nothing is lost where you change your mind later.")


async def welcome(app: Context) -> None:
    """Ask who is there, unless others know that, and go on to what the workspace is for."""
    from goaltui.services.setup.beginning import introduce, proposed_name

    app.main.views.first_steps = True
    name = await app.ask(proposed_name)
    if name is None:
        return
    if name == "":
        await _choose(app)
        return
    question = _(
        "Goals in the terminal: OKR, the balanced scorecard, or both.\n\nWho are you? What you add will be yours."
    )
    await _line(
        app,
        _("Welcome to goaltui"),
        question,
        introduce,
        lambda _done: _choose(app),
        value=name,
        verb=N_p("key", "go on"),
    )


async def _choose(app: Context) -> None:
    """Ask what the workspace is for. The digits are left to the views."""
    from goaltui.tui.dialogs.choice import Choice, FirstPickDialog

    choices = (
        Choice("own", "o", _("My own goals"), _("a few objectives for this quarter")),
        Choice("team", "t", _("My team's OKR"), _("objectives and key results by cycle")),
        Choice("scorecard", "s", _("Balanced scorecard"), _("measures in four perspectives")),
        Choice("both", "b", _("Both"), _("a scorecard, and OKR to change it")),
        Choice("template", "f", _("From a template"), _("goals and measures to make your own")),
        Choice("guide", "w", _("Which fits us?"), _("the models side by side, and questions")),
        Choice("join", "j", _("Join a team"), _("its file on a drive, or its server")),
        Choice("import", "i", _("Import a file"), _("goals written as TOML")),
        Choice("look", "l", _("Just look"), _("a sample company; nothing is kept")),
    )
    dialog = FirstPickDialog(_("Welcome to goaltui"), choices, _(_INTRO)).add_class("-alone")
    await app.open_dialog(dialog, lambda chosen: _GO_ON[chosen](app))


async def _own(app: Context) -> None:
    await _hold(app, Method.OKR)


async def _scorecard(app: Context) -> None:
    await _hold(app, Method.SCORECARD)


async def _both(app: Context) -> None:
    await _hold(app, Method.BOTH)


async def _hold(app: Context, method: Method) -> None:
    from goaltui.services.editing.workspace_settings import choose_method

    if await app.write(lambda workspace: choose_method(workspace, method)):
        await app.main.show_view(first_view(method))
        await (first_goal(app) if method.uses_okr else first_measure(app))


async def _team(app: Context) -> None:
    from goaltui.services.setup.beginning import begin_team

    question = _("What is your team called? You are in it; people (p) shows who else is.")

    async def begun(outcome: "Outcome") -> None:
        await _begun(app, outcome)
        await first_goal(app)

    await _line(app, _("My team's OKR"), question, begin_team, begun, example=_("Platform"))


async def _import(app: Context) -> None:
    from goaltui.services.transfer.named_files import import_file

    question = _("Which file? It is one that goaltui export wrote, or that you wrote (help files says how).")
    await _line(app, _("Import a file"), question, import_file, lambda done: _begun(app, done), example="~/goals.toml")


async def _template(app: Context) -> None:
    from goaltui.services.setup.templates import templates, use_template
    from goaltui.tui.dialogs.choice import Choice, FirstPickDialog

    found = await app.ask(lambda _workspace: templates(folders(os.environ).templates))
    if found is None:
        return
    choices = [
        Choice(item, ascii_lowercase[place : place + 1], item.title, item.about) for place, item in enumerate(found)
    ]

    async def use(chosen: "Template") -> None:
        if await app.write(lambda workspace: use_template(workspace, chosen)):
            await _show_first(app)

    await app.open_dialog(FirstPickDialog(_("From a template"), choices).add_class("-alone"), use)


async def _begun(app: Context, outcome: "Outcome") -> None:
    await app.wrote(outcome)
    await _show_first(app)


async def _show_first(app: Context) -> None:
    """Turn to the view with which the method begins."""
    method = await app.ask(lambda workspace: Method(workspace.look.records().workspace.method))
    if method is not None:
        await app.main.show_view(first_view(method))


async def _line(
    app: Context,
    title: str,
    question: str,
    change: "Callable[[Workspace, str], Outcome]",
    then: "Callable[[Outcome], Awaitable[None]]",
    *,
    value: str = "",
    example: str = "",
    verb: str = N_p("key", "save"),
) -> None:
    """Ask for a line, and go on once the workspace has taken it."""
    from goaltui.tui.dialogs.prompt import LineDialog

    async def save(typed: str) -> "Outcome":
        return await app.gateway.run(lambda workspace: change(workspace, typed))

    dialog = LineDialog(title, question, save, value=value, example=example, verb=verb).add_class("-alone")
    await app.open_dialog(dialog, then)


async def first_steps(app: Context) -> None:
    """Show the first steps on Today, or hide them."""
    app.main.views.first_steps = not app.main.views.first_steps
    app.main.mark_stale()
    if app.main.views.first_steps:
        await app.main.show_view(View.TODAY)
    else:
        app.say(_("The first steps are hidden; the menu (?) shows them again."))


_GO_ON: Mapping[str, Callable[[Context], Awaitable[None]]] = {
    "own": _own,
    "team": _team,
    "scorecard": _scorecard,
    "both": _both,
    "template": _template,
    "guide": guide,
    "join": join,
    "import": _import,
    "look": look_around,
}

HANDLERS: Mapping[str, Handler] = {"first_steps": first_steps, "tour": tour}
