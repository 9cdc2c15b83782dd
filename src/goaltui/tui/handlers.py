"""What each command does: asks the screen where it stands and the workspace for the rest."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import GoaltuiError
from goaltui.services.forms import Form
from goaltui.tui.commands import View
from goaltui.tui.screens.places import Place

# The dialogs are imported by the commands that open them: the first frame needs none.
if TYPE_CHECKING:
    from goaltui.model.findings import Finding
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.dialogs.find import Found
    from goaltui.tui.dialogs.pick import Choice

Handler: TypeAlias = "Callable[[GoaltuiApp], Awaitable[None]]"
Addition: TypeAlias = tuple[EntityKind, str | None]

_SAMPLE = "sample"


async def view_today(app: "GoaltuiApp") -> None:
    """What is owed."""
    await app.main.show_view(View.TODAY)


async def view_objectives(app: "GoaltuiApp") -> None:
    """The tree."""
    await app.main.show_view(View.OBJECTIVES)


async def view_scorecard(app: "GoaltuiApp") -> None:
    """The perspectives."""
    await app.main.show_view(View.SCORECARD)


async def back(app: "GoaltuiApp") -> None:
    """From an item to its list."""
    app.main.back()


async def check_in(app: "GoaltuiApp") -> None:
    """Open the line that checks in."""
    place = app.place()
    if place is None or not await app.may_write():
        return
    target = await app.ask(lambda workspace: (workspace.check_in_target(place.id), workspace.today))
    if target is not None:
        await app.main.open_check_in(*target)


async def submit_check_in(app: "GoaltuiApp", identity: str, line: str) -> None:
    """Save a line; one that cannot be read stays open to be mended."""
    try:
        outcome = await app.gateway.run(lambda workspace: workspace.check_in(identity, line))
    except GoaltuiError as error:
        app.main.refuse_check_in(str(error))
        return
    app.main.close_check_in()
    app.wrote(outcome)


async def add(app: "GoaltuiApp") -> None:
    """Ask what to add here, then for its fields."""
    from goaltui.tui.dialogs.pick import PickDialog

    if await app.may_write():
        choices = additions(app.main.place)
        await app.open_dialog(PickDialog("Add", choices), lambda chosen: _open_form(app, chosen))


async def edit(app: "GoaltuiApp") -> None:
    """The form of the item under the cursor."""
    place = app.place()
    if place is None or not await app.may_write():
        return
    form = await app.ask(lambda workspace: workspace.form(workspace.resolve(place.id).kind, place.id))
    if form is not None:
        await _fill(app, form)


async def delete(app: "GoaltuiApp") -> None:
    """Delete after saying what hangs on it."""
    from goaltui.tui.dialogs.confirm import ConfirmDialog

    place = app.place()
    if place is None or not await app.may_write():
        return
    effects = await app.ask(lambda workspace: workspace.delete_effects(place.id))
    if effects is not None:
        dialog = ConfirmDialog("Delete", f"Delete “{place.title}”?", (*effects, "Undo brings it back."), "Delete")
        await app.open_dialog(dialog, lambda _sure: _delete(app, place.id))


async def find(app: "GoaltuiApp") -> None:
    """Find as you type and go there."""
    from goaltui.tui.dialogs.find import FindDialog

    async def search(text: str) -> "Sequence[Found]":
        return await app.gateway.run(lambda workspace: workspace.find(text))

    await app.open_dialog(FindDialog(search), lambda match: _go_to(app, match))


async def why(app: "GoaltuiApp") -> None:
    """The arithmetic behind the item under the cursor."""
    from goaltui.tui.dialogs.reading import ReadingDialog, why_text

    place = app.place()
    if place is None:
        return
    detail = await app.ask(lambda workspace: workspace.detail(place.id))
    if detail is not None:
        await app.open_dialog(ReadingDialog(detail.title, why_text(detail)))


async def history(app: "GoaltuiApp") -> None:
    """Who changed what on the item under the cursor."""
    from goaltui.tui.dialogs.reading import ReadingDialog, history_text

    place = app.place()
    if place is None:
        return
    rows = await app.ask(lambda workspace: workspace.history(place.id))
    if rows is not None:
        await app.open_dialog(ReadingDialog(f"History of {place.title}", history_text(rows)))


async def undo(app: "GoaltuiApp") -> None:
    """Take back the latest change."""
    if await app.may_write():
        await app.write(lambda workspace: workspace.undo())


async def redo(app: "GoaltuiApp") -> None:
    """Do again what was undone last."""
    if await app.may_write():
        await app.write(lambda workspace: workspace.redo())


async def show_help(app: "GoaltuiApp") -> None:
    """Keys and commands."""
    from goaltui.tui.dialogs.reading import ReadingDialog, help_text

    await app.open_dialog(ReadingDialog("Keys and commands", help_text()))


async def palette(app: "GoaltuiApp") -> None:
    """All commands by name."""
    app.action_command_palette()


async def theme(app: "GoaltuiApp") -> None:
    """Dark or light."""
    app.turn_theme()


async def leave(app: "GoaltuiApp") -> None:
    """Out."""
    await app.action_quit()


async def welcome(app: "GoaltuiApp") -> None:
    """The first thing an empty workspace asks."""
    from goaltui.tui.dialogs.pick import Choice, PickDialog

    choices = (
        Choice("okr", "1", "OKR", "objectives with key results, cycle by cycle"),
        Choice("scorecard", "2", "Balanced scorecard", "measures in four perspectives"),
        Choice("both", "3", "Both", "the scorecard as strategy, OKR as what changes it now"),
        Choice(_SAMPLE, "4", "A sample to look around in", "a company with goals, measures and a history"),
    )
    intro = "This workspace is empty. What shall it hold? You can change your mind later without losing anything."
    await app.open_dialog(PickDialog("Welcome to goaltui", choices, intro), lambda chosen: _set_up(app, chosen))


def additions(place: Place | None) -> "tuple[Choice[Addition], ...]":
    """What fits where the cursor stands, the likeliest first."""
    from goaltui.tui.dialogs.pick import Choice

    under = place.objective if place else None
    hint = f"under {place.objective_title}" if place and under else ""
    perspective = place.perspective if place else None
    top: Choice[Addition] = Choice((EntityKind.OBJECTIVE, None), "o", "Objective", "at the top")
    measure: Choice[Addition] = Choice(
        (EntityKind.MEASURE, under or perspective), "m", "Measure", hint or "on the scorecard"
    )
    if under is None:
        return (top, measure)
    work = place.id if place and place.kind is EntityKind.KEY_RESULT else under
    key_result = Choice((EntityKind.KEY_RESULT, under), "k", "Key result", hint)
    below = Choice((EntityKind.OBJECTIVE, under), "s", "Objective below", hint)
    initiative = Choice((EntityKind.INITIATIVE, work), "i", "Initiative", f"for {place.title}" if place else "")
    first = (measure, key_result) if perspective else (key_result, measure)
    return (*first, top, below, initiative)


async def _open_form(app: "GoaltuiApp", chosen: Addition) -> None:
    kind, parent = chosen
    form = await app.ask(lambda workspace: workspace.form(kind, parent=parent))
    if form is not None:
        await _fill(app, form)


async def _fill(app: "GoaltuiApp", form: Form, problem: str = "") -> None:
    from goaltui.tui.dialogs.form import FormDialog

    async def check(typed: Form) -> "tuple[Finding, ...]":
        return await app.gateway.run(lambda workspace: workspace.form_findings(typed))

    await app.open_dialog(FormDialog(form, check, problem), lambda filled: _save(app, filled))


async def _save(app: "GoaltuiApp", form: Form) -> None:
    try:
        outcome = await app.gateway.run(lambda workspace: workspace.save(form))
    except GoaltuiError as error:
        # The form opens again as it was typed: a mistake in one field must not cost the others.
        await _fill(app, form, str(error))
        return
    app.wrote(outcome)


async def _delete(app: "GoaltuiApp", identity: str) -> None:
    await app.write(lambda workspace: workspace.delete(identity))


async def _go_to(app: "GoaltuiApp", match: "Found") -> None:
    view = View.SCORECARD if match.kind is EntityKind.MEASURE else View.OBJECTIVES
    await app.main.show_view(view)
    await app.main.settled()
    app.main.reveal(match.id)


async def _set_up(app: "GoaltuiApp", chosen: str) -> None:
    if chosen == _SAMPLE:
        await app.write(lambda workspace: workspace.load_sample())
    elif await app.write(lambda workspace: workspace.choose_method(Method(chosen))):
        await app.main.show_view(View.SCORECARD if chosen == Method.SCORECARD else View.OBJECTIVES)


HANDLERS: Mapping[str, Handler] = {
    "view_today": view_today,
    "view_objectives": view_objectives,
    "view_scorecard": view_scorecard,
    "back": back,
    "check_in": check_in,
    "add": add,
    "edit": edit,
    "delete": delete,
    "find": find,
    "why": why,
    "history": history,
    "undo": undo,
    "redo": redo,
    "help": show_help,
    "palette": palette,
    "theme": theme,
    "quit": leave,
}
