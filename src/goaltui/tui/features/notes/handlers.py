"""Handlers of the list of notes: learnings, decisions, impediments, comments."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.navigation.views import go_to
from goaltui.tui.features.refresh import renewing

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.views.notes import RemarkRow


async def records(app: Context) -> None:
    """Show all records; from one go to its thing."""
    from goaltui.services.views import notes
    from goaltui.tui.features.notes.screen import NoteActions, RecordsFlow

    found = await app.ask(lambda workspace: (notes.remark_rows(workspace), workspace.today))
    if found is None:
        return

    def after(change: "Callable[[Workspace], Outcome]") -> "Callable[[Workspace], tuple[RemarkRow, ...]]":
        def write(workspace: "Workspace") -> "tuple[RemarkRow, ...]":
            change(workspace)
            return notes.remark_rows(workspace)

        return write

    async def turn(row: "RemarkRow") -> "tuple[RemarkRow, ...]":
        return await app.gateway.save(after(lambda workspace: notes.turn(workspace, row)))

    async def delete(row: "RemarkRow") -> "tuple[RemarkRow, ...]":
        return await app.gateway.save(after(lambda workspace: notes.delete(workspace, row)))

    async def undo() -> "tuple[RemarkRow, ...]":
        return await app.gateway.save(after(lambda workspace: workspace.undo()))

    async def reword(row: "RemarkRow", text: str) -> "tuple[RemarkRow, ...]":
        return await app.gateway.save(after(lambda workspace: notes.reword(workspace, row, text)))

    flow = RecordsFlow(*found, NoteActions(turn, delete, undo, reword), app.main.glyphs)
    renewing(app, flow, notes.remark_rows, flow.show)
    await app.open_dialog(flow, lambda row: _go(app, row))


async def _go(app: Context, row: "RemarkRow") -> None:
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
