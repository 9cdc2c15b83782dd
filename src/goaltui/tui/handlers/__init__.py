"""What each command does, by the command's id: asks the screen where it stands and the workspace for the rest.

The dialogs are imported by the handlers that open them: the first frame needs none.
"""

from collections.abc import Mapping

from goaltui.tui.handlers import (
    balance,
    charts,
    cycles,
    filtering,
    health,
    items,
    links,
    past,
    people,
    placing,
    program,
    records,
    review,
    rounds,
    structure,
    time,
    views,
)
from goaltui.tui.handlers.handler import Handler

_MODULES = (
    views,
    items,
    placing,
    links,
    structure,
    program,
    health,
    filtering,
    rounds,
    time,
    past,
    people,
    balance,
    cycles,
    records,
    review,
    charts,
)

HANDLERS: Mapping[str, Handler] = {name: handler for module in _MODULES for name, handler in module.HANDLERS.items()}
