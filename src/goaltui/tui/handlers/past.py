"""What can be done from the History: go to the thing, take a batch back, see everything as it was known then."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.tui.commands import View
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.views import go_to

if TYPE_CHECKING:
    from goaltui.services.history_view import BatchRow
    from goaltui.services.rows import ChangeRow
    from goaltui.tui.app import GoaltuiApp


async def view_history(app: "GoaltuiApp") -> None:
    """Who changed what."""
    await app.main.show_view(View.HISTORY)


async def choose_change(app: "GoaltuiApp") -> None:
    """What to do with the change under the cursor."""
    from goaltui.services.history_view import local, replaced_of, told
    from goaltui.tui.dialogs.pick import Choice, PickDialog

    change = app.main.views.change
    if change is None:
        return
    batch, row = change
    replaced = replaced_of(batch, row)
    choices = (
        Choice("go", "g", "Go there", row.title),
        Choice("known", "k", "See everything as it was known then", local(batch.at)),
        Choice("back", "x", "Take this back", batch.sentence),
        *([Choice("again", "r", "Let what was replaced stand again", told(replaced[0]))] if replaced else []),
    )
    dialog = PickDialog(f"{batch.author} {local(batch.at)}", choices)
    await app.open_dialog(dialog, lambda chosen: _do(app, chosen, change))


async def _do(app: "GoaltuiApp", chosen: str, change: "tuple[BatchRow, ChangeRow]") -> None:
    from goaltui.services.history_view import look_back

    batch, row = change
    if chosen == "go" and row.kind is not None:
        await go_to(app, row.kind, row.id)
    elif chosen == "known":
        await app.ask(lambda workspace: look_back(workspace, batch))
        # In this order, so that the History is not read once more on the way.
        await app.main.show_view(View.OBJECTIVES)
        app.main.mark_stale()
    elif chosen == "back" and await app.may_write():
        await _take_back(app, batch)
    elif chosen == "again":
        await restore(app)


async def restore(app: "GoaltuiApp") -> None:
    """Let the value under the cursor that another's change replaced stand again."""
    from goaltui.services.history_view import replaced_of, stand_again

    change = app.main.views.change
    if change is not None and await app.may_write():
        await app.write(lambda workspace: stand_again(workspace, replaced_of(*change)))


async def _take_back(app: "GoaltuiApp", batch: "BatchRow") -> None:
    """Plain undo goes at once; what is older or somebody else's asks first, where it can be taken back."""
    from goaltui.services.history_view import effects_of_taking_back, goes_at_once, take_back
    from goaltui.tui.dialogs.confirm import ConfirmDialog

    async def go_on(_sure: bool) -> None:
        await app.write(lambda workspace: take_back(workspace, batch))

    at_once = await app.ask(lambda workspace: goes_at_once(workspace, batch))
    if at_once is None:
        return
    if at_once:
        await go_on(True)
        return
    question = f"Take back what {batch.author} did: {batch.sentence}?"
    effects = (*effects_of_taking_back(batch), "U does it again.")
    await app.open_dialog(ConfirmDialog("Take back", question, effects, "Take back"), go_on)


HANDLERS: Mapping[str, Handler] = {
    "view_history": view_history,
    "choose_change": choose_change,
    "restore": restore,
}
