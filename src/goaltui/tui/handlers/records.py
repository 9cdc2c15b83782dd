"""What was learnt, decided, is missing or stands in the way."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.tui.handlers.answered import saved, written
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.renewing import renewing
from goaltui.tui.handlers.views import go_to

if TYPE_CHECKING:
    from goaltui.services.remarks import RemarkRow
    from goaltui.services.rows import Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp


async def records(app: "GoaltuiApp") -> None:
    """All records; from one to the thing that it is on."""
    from goaltui.services import remarks
    from goaltui.tui.screens.records import Doing, RecordsFlow

    found = await app.ask(lambda workspace: (remarks.remark_rows(workspace), workspace.today))
    if found is None:
        return

    def after(change: "Callable[[Workspace], Outcome]") -> "Callable[[Workspace], tuple[RemarkRow, ...]]":
        def write(workspace: "Workspace") -> "tuple[RemarkRow, ...]":
            change(workspace)
            return remarks.remark_rows(workspace)

        return write

    async def turn(row: "RemarkRow") -> "tuple[RemarkRow, ...] | str":
        return await written(app, after(lambda workspace: remarks.turn(workspace, row)))

    async def delete(row: "RemarkRow") -> "tuple[RemarkRow, ...] | str":
        return await written(app, after(lambda workspace: remarks.delete(workspace, row)))

    async def undo() -> "tuple[RemarkRow, ...] | str":
        return await written(app, after(lambda workspace: workspace.undo()))

    async def reword(row: "RemarkRow", text: str) -> "tuple[RemarkRow, ...]":
        return await saved(app, after(lambda workspace: remarks.reword(workspace, row, text)))

    flow = RecordsFlow(*found, Doing(turn, delete, undo, reword), app.main.glyphs)
    renewing(app, flow, remarks.remark_rows, flow.show)
    await app.open_dialog(flow, lambda row: _go(app, row))


async def _go(app: "GoaltuiApp", row: "RemarkRow") -> None:
    if row.subject_kind in _LISTED:
        await go_to(app, row.subject_kind, row.subject)


_LISTED = frozenset(
    {
        EntityKind.OBJECTIVE,
        EntityKind.KEY_RESULT,
        EntityKind.MEASURE,
        EntityKind.INITIATIVE,
        EntityKind.PERSPECTIVE,
    }
)


HANDLERS: Mapping[str, Handler] = {"records": records}
