"""The sample company, written into a workspace."""

from goaltui.model.enums import Method
from goaltui.model.quick.translation import _
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.story import sample_drafts

AUTHOR = "anna"
"""The reader of a sample that is thrown away: one of its people, so that there is something of theirs."""


def load_sample(workspace: Workspace, method: Method = Method.BOTH) -> Outcome:
    """Fill the workspace with the sample company, looked at through a method."""
    workspace.refuse_looking()
    touched: set[str] = set()
    with workspace.database.together():
        for author, moment, drafts in sample_drafts(workspace.today, method):
            applied = workspace.database.apply(drafts, author=author, now=min(moment, workspace.clock.now()))
            touched |= applied.touched
    workspace.written()
    return Outcome(_("Loaded the sample company Nordvik; it is yours to play with."), frozenset(touched))
