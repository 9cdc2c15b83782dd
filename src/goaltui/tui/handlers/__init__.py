"""What each command does, by the command's id: asks the screen where it stands and the workspace for the rest.

The dialogs are imported by the handlers that open them: the first frame needs none.
"""

from collections.abc import Mapping

from goaltui.tui.handlers import health, items, program, views
from goaltui.tui.handlers.handler import Handler

HANDLERS: Mapping[str, Handler] = {**views.HANDLERS, **items.HANDLERS, **program.HANDLERS, **health.HANDLERS}
