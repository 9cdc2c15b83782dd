"""What is done with the thing under the cursor: check in, add, edit, delete, explain."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.services.forms import Form
from goaltui.tui.commands import View
from goaltui.tui.handlers.forms import show_form
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.screens.places import Place

if TYPE_CHECKING:
    from goaltui.services.rows import Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.dialogs.pick import Choice

Addition: TypeAlias = tuple[EntityKind, str | None]


async def check_in(app: "GoaltuiApp") -> None:
    """Open the line that checks in."""
    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is EntityKind.KEY_RESULT and await _tick(app, place):
        return
    target = await app.ask(lambda workspace: (workspace.check_in_target(place.id), workspace.today))
    if target is not None:
        await app.main.open_check_in(*target)


async def _tick(app: "GoaltuiApp", place: Place) -> bool:
    """Show the milestones to tick off where the item is made of them; whether it is."""
    from goaltui.services.steps import steps_of, tick
    from goaltui.tui.dialogs.steps import StepsDialog, Ticked

    steps = await app.ask(lambda workspace: steps_of(workspace, place.id))
    if steps is None:
        return False

    async def save(typed: Ticked) -> "Outcome":
        return await app.gateway.run(lambda workspace: tick(workspace, place.id, typed.done, typed.line))

    await app.open_dialog(StepsDialog(steps, save, app.main.glyphs), partial(_wrote, app))
    return True


async def _wrote(app: "GoaltuiApp", outcome: "Outcome") -> None:
    app.wrote(outcome)


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


async def remark(app: "GoaltuiApp") -> None:
    """Write down what was learnt, decided, or stands in the way of the item under the cursor."""
    place = app.place()
    if place is not None and await app.may_write():
        await _open_form(app, (EntityKind.REMARK, place.id))


async def bet(app: "GoaltuiApp") -> None:
    """Make a key result from the measure under the cursor."""
    from goaltui.services.betting import places_for
    from goaltui.tui.dialogs.pick import Choice, PickDialog

    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is not EntityKind.MEASURE:
        app.say("A key result is made from a measure; choose one on the scorecard.")
        return
    found = await app.ask(lambda workspace: places_for(workspace, place.id))
    if found is None:
        return
    choices = [Choice(identity, str(number), title) for number, (identity, title) in enumerate(found[:9], 1)]
    if len(choices) == 1:
        await _bet(app, place.id, choices[0].value)
    else:
        dialog = PickDialog(f"A key result on {place.title} under", choices)
        await app.open_dialog(dialog, lambda objective: _bet(app, place.id, objective))


async def edit(app: "GoaltuiApp") -> None:
    """The form of the item under the cursor."""
    place = app.place()
    if place is None or not await app.may_write():
        return
    form = await app.ask(lambda workspace: _form_of(workspace, place))
    if form is not None:
        await fill(app, form)


async def delete(app: "GoaltuiApp") -> None:
    """Delete after saying what hangs on it."""
    from goaltui.tui.dialogs.confirm import ConfirmDialog

    place = app.place()
    if place is None or not await app.may_write():
        return
    effects = await app.ask(lambda workspace: _effects(workspace, place))
    if effects is not None:
        dialog = ConfirmDialog("Delete", f"Delete “{place.title}”?", (*effects, "Undo brings it back."), "Delete")
        await app.open_dialog(dialog, lambda _sure: _delete(app, place))


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
    """Who changed what on the item under the cursor; Escape leads back."""
    place = app.place()
    if place is not None:
        await app.main.show_view(View.HISTORY, place)


def additions(place: Place | None) -> "tuple[Choice[Addition], ...]":
    """What fits where the cursor stands, the likeliest first."""
    from goaltui.tui.dialogs.pick import Choice

    under = place.objective if place else None
    hint = f"under {place.objective_title}" if place and under else ""
    perspective = place.perspective if place else None
    # Beside measures it is strategic; in the tree it is of the cycle that runs.
    where = "strategic, in this perspective" if perspective else "at the top"
    top: Choice[Addition] = Choice((EntityKind.OBJECTIVE, perspective or None), "o", "Objective", where)
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
        await fill(app, form)


async def _bet(app: "GoaltuiApp", measure: str, objective: str) -> None:
    from goaltui.services.betting import bet_on

    form = await app.ask(lambda workspace: bet_on(workspace, measure, objective))
    if form is not None:
        await fill(app, form)


async def fill(app: "GoaltuiApp", form: Form) -> None:
    """Show a form and save what it is answered with; one on top of another dialog is refused."""

    if app.screen is app.main:
        await show_form(app, form, _save, partial(_wrote, app))


async def _delete(app: "GoaltuiApp", place: Place) -> None:
    from goaltui.services.structure import StructureRow
    from goaltui.services.structure import delete as delete_structure

    if place.kind is EntityKind.PERSPECTIVE:
        row = StructureRow(place.kind, place.id, place.title)
        await app.write(lambda workspace: delete_structure(workspace, row))
    else:
        await app.write(lambda workspace: workspace.delete(place.id))


def _form_of(workspace: "Workspace", place: Place) -> Form:
    from goaltui.services.structure_forms import structure_form

    if place.kind is EntityKind.PERSPECTIVE:
        return structure_form(workspace, place.kind, place.id)
    return workspace.form(workspace.resolve(place.id).kind, place.id)


def _effects(workspace: "Workspace", place: Place) -> tuple[str, ...]:
    from goaltui.services.structure import hanging

    if place.kind is EntityKind.PERSPECTIVE:
        return hanging(workspace, place.kind, place.id)
    return workspace.delete_effects(place.id)


def _save(workspace: "Workspace", form: Form) -> "Outcome":
    from goaltui.services.structure_forms import save_structure

    return save_structure(workspace, form) if form.kind is EntityKind.PERSPECTIVE else workspace.save(form)


HANDLERS: Mapping[str, Handler] = {
    "check_in": check_in,
    "add": add,
    "remark": remark,
    "bet": bet,
    "edit": edit,
    "delete": delete,
    "why": why,
    "history": history,
}
