"""Handlers of the checks: their findings, and the switch and threshold of each."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.refresh import renewing
from goaltui.tui.features.where_listed import go_where_listed

if TYPE_CHECKING:
    from goaltui.model.findings import Finding
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.views.checks import CheckRow, HealthView
    from goaltui.tui.components.row_list import CursorPosition


async def health(app: Context) -> None:
    """Show the findings of all checks."""
    from goaltui.services.views.checks import health as health_of
    from goaltui.services.views.checks import limit_check, switch_check
    from goaltui.tui.features.checks.screen import HealthFlow

    view = await app.ask(health_of)
    if view is None:
        return

    def after(change: "Callable[[Workspace], Outcome]") -> "Callable[[Workspace], HealthView]":
        def write(workspace: "Workspace") -> "HealthView":
            change(workspace)
            return health_of(workspace)

        return write

    async def switch(row: "CheckRow") -> "HealthView":
        return await app.gateway.save(after(lambda workspace: switch_check(workspace, row.id, on=not row.enabled)))

    async def limit(row: "CheckRow", text: str) -> "HealthView":
        return await app.gateway.save(after(lambda workspace: limit_check(workspace, row.id, text)))

    def left(stand: "CursorPosition | None") -> None:
        app.main.in_health = stand

    flow = HealthFlow(view, switch, limit, app.main.glyphs, app.main.in_health, left)
    renewing(app, flow, health_of, flow.show)
    await app.open_dialog(flow, lambda finding: _go(app, finding))


async def _go(app: Context, finding: "Finding") -> None:
    """Go to the list in which the thing stands, with the cursor on it."""
    from goaltui.services.views.checks import listed_at

    found = await app.ask(lambda workspace: listed_at(workspace, finding))
    if found is None:
        return
    kind, identity = found
    if finding.kind is EntityKind.LINK:
        await app.main.show_view(View.MAP, reveal=identity)
    else:
        await go_where_listed(app, kind, identity)


HANDLERS: Mapping[str, Handler] = {"health": health}
