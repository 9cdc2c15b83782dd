"""Commands of the History: go to an item, undo a batch, see everything as it was known then."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.where_listed import go_where_listed

if TYPE_CHECKING:
    from goaltui.services.core.rows.today import ChangeRow
    from goaltui.services.views.history.view import BatchRow


async def choose_change(app: Context) -> None:
    """Offer the choices for the change under the cursor."""
    from goaltui.services.views.history.field_wording import clock_time, told
    from goaltui.services.views.history.revert import replaced_of
    from goaltui.tui.dialogs.choice import Choice, PickDialog

    change = app.main.views.change
    if change is None:
        return
    batch, row = change
    replaced = replaced_of(batch, row)
    at = clock_time(batch.at, await app.ask(lambda workspace: workspace.clock.today()))
    choices = (
        Choice("go", "g", _("Go there"), row.title),
        Choice("known", "k", _("View everything as it was known then"), at),
        Choice("back", "x", _("Revert this"), batch.sentence),
        *([Choice("again", "r", _("Restore what was replaced"), told(replaced[0]))] if replaced else []),
    )
    dialog = PickDialog(f"{batch.author} {at}", choices)
    await app.open_dialog(dialog, lambda chosen: _do(app, chosen, change))


async def _do(app: Context, chosen: str, change: "tuple[BatchRow, ChangeRow]") -> None:
    from goaltui.services.views.history.view import look_back

    batch, row = change
    if chosen == "go" and row.kind is not None:
        await go_where_listed(app, row.kind, row.id)
    elif chosen == "known":
        await app.ask(lambda workspace: look_back(workspace, batch))
        # In this order, so that the History is not read once more on the way.
        await app.main.show_view(View.OBJECTIVES)
        app.main.mark_stale()
    elif chosen == "back" and await app.may_write():
        await _take_back(app, batch)
    elif chosen == "again":
        await restore(app)


async def restore(app: Context) -> None:
    """Let the value under the cursor that another's change replaced stand again."""
    from goaltui.services.views.history.revert import replaced_of, stand_again

    change = app.main.views.change
    if change is not None and await app.may_write():
        await app.write(lambda workspace: stand_again(workspace, replaced_of(*change)))


async def _take_back(app: Context, batch: "BatchRow") -> None:
    """Plain undo goes at once; what is older or somebody else's asks first, where it can be taken back."""
    from goaltui.services.views.history.revert import effects_of_taking_back, goes_at_once, take_back
    from goaltui.tui.dialogs.confirm import ConfirmDialog

    async def go_on(_sure: bool) -> None:
        await app.write(lambda workspace: take_back(workspace, batch))

    at_once = await app.ask(lambda workspace: goes_at_once(workspace, batch))
    if at_once is None:
        return
    if at_once:
        await go_on(True)
        return
    question = _("Revert what {author} did: {sentence}?", author=batch.author, sentence=batch.sentence)
    effects = (*effects_of_taking_back(batch), _("U redoes it."))
    await app.open_dialog(ConfirmDialog(_("Revert"), question, effects, _("Revert")), go_on)


HANDLERS: Mapping[str, Handler] = {
    "choose_change": choose_change,
    "restore": restore,
}
