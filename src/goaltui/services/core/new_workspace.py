"""First changes of a new workspace: its name and the four perspectives."""

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import WORKSPACE_ID, natural_id

SETUP_AUTHOR = "goaltui"
PERSPECTIVES = (
    ("financial", "Financial"),
    ("customer", "Customer"),
    ("internal-process", "Internal process"),
    ("learning-growth", "Learning & growth"),
)


def first_drafts(name: str) -> list[Operation]:
    """The changes that make a workspace of this name."""
    drafts = [Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"name": name})]
    for position, (key, label) in enumerate(PERSPECTIVES):
        fields: dict[str, Value] = {"key": key, "name": label, "position": position, "weight": 1.0}
        drafts.append(Operation(EntityKind.PERSPECTIVE, natural_id(EntityKind.PERSPECTIVE, key), fields))
    return drafts
