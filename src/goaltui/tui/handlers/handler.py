"""What a handler is: it carries out one command of the table on the app."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp

Handler: TypeAlias = "Callable[[GoaltuiApp], Awaitable[None]]"
