"""Check in on, add, edit, delete and explain the item under the cursor."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _
from goaltui.services.checkin.surprises import AGAIN
from goaltui.services.core.formatting import quoted
from goaltui.services.forms.form import Form
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.editing.form import show_form
from goaltui.tui.views.selection import Selection

if TYPE_CHECKING:
    from goaltui.services.core.rows.header import ViewHeader
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.dialogs.choice import Choice

Addition: TypeAlias = tuple[EntityKind, str | None]


async def check_in(app: Context) -> None:
    """Open the line that checks in."""
    from goaltui.services.checkin.writing import check_in_target

    if app.main.marks:
        await app.action_command("act_on_marked")
        return
    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is EntityKind.INITIATIVE:
        app.say(_("An initiative has no check-ins: D marks it as done, e tells its state and percent."))
        return
    if place.kind is EntityKind.KEY_RESULT and await _tick(app, place):
        return
    target = await app.ask(lambda workspace: (check_in_target(workspace, place.id), workspace.today))
    if target is not None:
        await app.main.check_in_place.open(*target)
        # The last message would lie over the line.
        app.main.hush()


async def _tick(app: Context, place: Selection) -> bool:
    """Show the milestones to tick off where the item is made of them; whether it is."""
    from goaltui.services.checkin.milestones import steps_of, tick
    from goaltui.tui.dialogs.milestones import StepsDialog, Ticked

    steps = await app.ask(lambda workspace: steps_of(workspace, place.id))
    if steps is None:
        return False

    async def save(typed: Ticked) -> "Outcome":
        return await app.gateway.run(
            lambda workspace: tick(workspace, place.id, typed.done, typed.line, again=_(AGAIN))
        )

    await app.open_dialog(StepsDialog(steps, save, app.main.glyphs), partial(_wrote, app))
    return True


async def _wrote(app: Context, outcome: "Outcome") -> None:
    from goaltui.tui.features.welcome.tour import checked_in

    await app.wrote(outcome)
    checked_in(app)


async def done(app: Context) -> None:
    """Mark the item under the cursor as done, or as open again."""
    from goaltui.services.editing.initiative_states import turn_done

    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is EntityKind.INITIATIVE:
        await app.write(lambda workspace: turn_done(workspace, place.id))
    elif place.kind is not EntityKind.KEY_RESULT or not await _tick(app, place):
        app.say(_("Only initiatives and milestones are marked as done; c checks in on the rest."))


async def submit_check_in(app: Context, identity: str, line: str) -> None:
    """Save a line; one that cannot be read stays open to be mended."""
    from goaltui.services.checkin.writing import write_check_in

    try:
        outcome = await app.gateway.run(lambda workspace: write_check_in(workspace, identity, line, again=_(AGAIN)))
    except GoaltuiError as error:
        app.main.check_in_place.refuse(str(error))
        return
    app.main.check_in_place.close()
    await _wrote(app, outcome)


async def add(app: Context) -> None:
    """Ask what to add here, then for its fields."""
    from goaltui.tui.dialogs.choice import PickDialog

    if await app.may_write():
        header = app.main.views.header
        choices = [
            choice for choice in additions(app.main.views.place) if header is None or _fits(choice.value[0], header)
        ]
        if len(choices) == 1:
            await _open_form(app, choices[0].value)
            return
        await app.open_dialog(PickDialog(_("Add"), choices), lambda chosen: _open_form(app, chosen))


def _fits(kind: EntityKind, header: "ViewHeader") -> bool:
    """Return whether the method has things of a kind."""
    if kind is EntityKind.MEASURE:
        return header.method.uses_scorecard
    return kind is not EntityKind.KEY_RESULT or header.method.uses_okr


async def remark(app: Context) -> None:
    """Write down what was learnt, decided, or stands in the way of the item under the cursor."""
    place = app.place()
    if place is not None and await app.may_write():
        await _open_form(app, (EntityKind.REMARK, place.id))


async def bet(app: Context) -> None:
    """Make a key result from the measure under the cursor."""
    from goaltui.services.forms.key_result_from_measure import places_for
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    place = app.place()
    if place is None or not await app.may_write():
        return
    if place.kind is not EntityKind.MEASURE:
        app.say(_("A key result is made from a measure; choose one on the scorecard."))
        return
    found = await app.ask(lambda workspace: places_for(workspace, place.id))
    if found is None:
        return
    choices = [Choice(identity, str(number), title) for number, (identity, title) in enumerate(found[:9], 1)]
    if len(choices) == 1:
        await _bet(app, place.id, choices[0].value)
    else:
        dialog = PickDialog(_("A key result on {title} under", title=place.title), choices)
        await app.open_dialog(dialog, lambda objective: _bet(app, place.id, objective))


async def edit(app: Context, at: str = "") -> None:
    """Open the form of the item under the cursor, with the cursor in the field `at`."""
    place = app.place()
    if place is None or not await app.may_write():
        return
    form = await app.ask(lambda workspace: _form_of(workspace, place))
    if form is not None:
        await fill(app, form, at)


async def delete(app: Context) -> None:
    """Delete after saying what hangs on it."""
    from goaltui.tui.dialogs.confirm import ConfirmDialog
    from goaltui.tui.features.editing.marking import delete_marked

    if app.main.marks:
        await delete_marked(app)
        return
    place = app.place()
    if place is None or not await app.may_write():
        return
    effects = await app.ask(lambda workspace: _effects(workspace, place))
    if effects is not None:
        dialog = ConfirmDialog(
            _("Delete"),
            _("Delete {title}?", title=quoted(place.title)),
            (*effects, _("Undo brings it back.")),
            _("Delete"),
        )
        await app.open_dialog(dialog, lambda _sure: _delete(app, place))


async def why(app: Context) -> None:
    """Show the arithmetic behind the item under the cursor."""
    from goaltui.services.views.detail import detail_of
    from goaltui.tui.dialogs.text_dialog import ReadingDialog, why_text

    place = app.place()
    if place is None:
        return
    detail = await app.ask(lambda workspace: detail_of(workspace, place.id))
    if detail is not None:
        await app.open_dialog(ReadingDialog(detail.title, why_text(detail)))


async def history(app: Context) -> None:
    """Show the changes to the item under the cursor; Escape leads back."""
    place = app.place()
    if place is not None:
        await app.main.show_view(View.HISTORY, place)


def additions(place: Selection | None) -> "tuple[Choice[Addition], ...]":
    """Return the choices that fit the cursor's place, the likeliest first."""
    from goaltui.tui.dialogs.choice import Choice

    under = place.objective if place else None
    hint = _("under {title}", title=place.objective_title) if place and under else ""
    perspective = place.perspective if place else None
    # Beside measures it is strategic; in the tree it is of the cycle that runs.
    where = _("strategic, in this perspective") if perspective else _("at the top")
    top: Choice[Addition] = Choice((EntityKind.OBJECTIVE, perspective or None), "o", _("Objective"), where)
    measure: Choice[Addition] = Choice(
        (EntityKind.MEASURE, under or perspective), "m", _("Measure"), hint or _("on the scorecard")
    )
    serves = place.id if place and place.kind in (EntityKind.KEY_RESULT, EntityKind.MEASURE) else under
    hint_of = _("for {title}", title=place.title) if place and serves == place.id else hint
    initiative: Choice[Addition] = Choice((EntityKind.INITIATIVE, serves), "i", _("Initiative"), hint_of)
    if under is None:
        return (top, measure, initiative) if serves else (top, measure)
    key_result = Choice((EntityKind.KEY_RESULT, under), "k", _("Key result"), hint)
    below = Choice((EntityKind.OBJECTIVE, under), "s", _("Objective below"), hint)
    first = (measure, key_result) if perspective else (key_result, measure)
    return (*first, top, below, initiative)


async def _open_form(app: Context, chosen: Addition) -> None:
    from goaltui.services.forms.goal_forms import open_form

    kind, parent = chosen
    form = await app.ask(lambda workspace: open_form(workspace, kind, parent=parent))
    if form is not None:
        await fill(app, form)


async def _bet(app: Context, measure: str, objective: str) -> None:
    from goaltui.services.forms.key_result_from_measure import key_result_form

    form = await app.ask(lambda workspace: key_result_form(workspace, measure, objective))
    if form is not None:
        await fill(app, form)


async def fill(app: Context, form: Form, at: str = "") -> None:
    """Show a form and save what it is answered with; one on top of another dialog is refused."""

    if app.screen is app.main:
        await show_form(app, form, _save, partial(_wrote, app), at)


async def _delete(app: Context, place: Selection) -> None:
    from goaltui.services.editing.deletion import delete_item
    from goaltui.services.editing.structure import delete as delete_structure
    from goaltui.services.forms.structure_rows import StructureRow

    if place.kind is EntityKind.PERSPECTIVE:
        row = StructureRow(place.kind, place.id, place.title)
        await app.write(lambda workspace: delete_structure(workspace, row))
    else:
        await app.write(lambda workspace: delete_item(workspace, place.id))


def _form_of(workspace: "Workspace", place: Selection) -> Form:
    from goaltui.services.forms.goal_forms import open_form
    from goaltui.services.forms.structure_forms import structure_form
    from goaltui.services.parsing.naming import resolve

    if place.kind is EntityKind.PERSPECTIVE:
        return structure_form(workspace, place.kind, place.id)
    return open_form(workspace, resolve(workspace.database, place.id).kind, place.id)


def _effects(workspace: "Workspace", place: Selection) -> tuple[str, ...]:
    from goaltui.services.editing.deletion import delete_effects
    from goaltui.services.editing.structure import hanging

    if place.kind is EntityKind.PERSPECTIVE:
        return hanging(workspace, place.kind, place.id)
    return delete_effects(workspace, place.id)


def _save(workspace: "Workspace", form: Form) -> "Outcome":
    from goaltui.services.forms.quick_add import save_quick
    from goaltui.services.forms.structure_forms import save_structure

    return save_structure(workspace, form) if form.kind is EntityKind.PERSPECTIVE else save_quick(workspace, form)


HANDLERS: Mapping[str, Handler] = {
    "check_in": check_in,
    "done": done,
    "add": add,
    "remark": remark,
    "bet": bet,
    "edit": edit,
    "delete": delete,
    "why": why,
    "history": history,
}
