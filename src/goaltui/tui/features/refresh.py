"""Screens that show what other programs write while they are open."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.components.result_screen import Answering
    from goaltui.tui.context import Context

Answer = TypeVar("Answer")


def renewing(
    app: "Context",
    flow: "Answering[Any]",
    read: "Callable[[Workspace], Answer]",
    show: Callable[[Answer], None],
) -> None:
    """Let a screen read and show anew what it is about whenever another program wrote."""

    async def renew() -> None:
        found = await app.ask(read)
        # It may have been left while this was read.
        if found is not None and flow.is_attached:
            show(found)

    flow.renew = renew
