"""The facts at the first start, and the open questions."""

from goaltui.model.enums import Method
from goaltui.model.refs import WORKSPACE_ID
from goaltui.services.core.workspace import Workspace


def is_to_be_set_up(workspace: Workspace) -> bool:
    """Return whether nothing was added yet and nobody chose a method."""
    if workspace.read_only or not workspace.look.is_empty():
        return False
    return not any(item.field == "method" for item in workspace.database.journal.history(WORKSPACE_ID))


def first_look(workspace: Workspace) -> tuple[bool, bool, Method]:
    """Return whether the workspace is to be set up, whether nothing was added to it yet, and its method."""
    empty = not workspace.read_only and workspace.look.is_empty()
    return is_to_be_set_up(workspace), empty, Method(workspace.look.records().workspace.method)
