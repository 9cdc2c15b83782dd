"""The settings of the workspace itself."""

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Method
from goaltui.model.quick.translation import N_, _
from goaltui.model.refs import WORKSPACE_ID
from goaltui.services.core.ownership import author_made
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace

_HOLDS = {
    Method.OKR: "OKR",
    Method.SCORECARD: N_("a balanced scorecard"),
    Method.BOTH: N_("OKR and a balanced scorecard"),
}


def configure(workspace: Workspace, **fields: Value) -> Outcome:
    """Set fields of the workspace itself: name, vision, mission, strategy, method, language, status_preset."""
    workspace.refuse_looking()
    return workspace.write([Operation(EntityKind.WORKSPACE, WORKSPACE_ID, fields)], _("Changed the workspace."))


def choose_method(workspace: Workspace, method: Method) -> Outcome:
    """Look through OKR, the scorecard or both; nothing is lost by changing it."""
    drafts = [
        Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"method": method.value}),
        *author_made(workspace.look.records(), workspace.author),
    ]
    holds = _(_HOLDS[method])
    return workspace.write(drafts, _("This workspace holds {method}; a adds the first objective.", method=holds))
