"""The way back in a close: an objective closed in the same sitting is opened again, and its effects are undone."""

from collections.abc import Sequence

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, changes, learnt_id

_SAID = frozenset({"grade", "closing"})
"""Fields that stay when an objective is opened again: its answers, to be mended."""


def standing(workspace: Workspace, found: CloseItem, answers: CloseAnswers) -> tuple[Operation, ...]:
    """Return the operations that take back what saving these answers would change, without the answers themselves."""
    kept = []
    for draft in changes(workspace, found, answers):
        if draft.entity_id == learnt_id(found.record.id):
            continue
        own = draft.entity_id == found.record.id
        fields = _as_it_stands(workspace, draft, _SAID if own else frozenset())
        if fields:
            kept.append(Operation(draft.entity, draft.entity_id, fields))
    return tuple(kept)


def reopen(workspace: Workspace, found: CloseItem, before: Sequence[Operation], batch: str) -> Outcome:
    """Open an objective again by what `standing` told before it was closed; a cycle that was made for it stays where
    something else is in it."""
    records = workspace.look.records()
    going = {draft.entity_id for draft in before}
    filled = {item.cycle for item in records.objectives if item.id not in going}
    drafts = [draft for draft in before if draft.entity != EntityKind.CYCLE or draft.entity_id not in filled]
    return workspace.write(
        drafts, _("{title} is open again.", title=formatting.quoted(found.record.title)), batch=batch
    )


def _as_it_stands(workspace: Workspace, draft: Operation, left_out: frozenset[str]) -> dict[str, Value]:
    entity = workspace.database.things.get(EntityKind(draft.entity), draft.entity_id)
    if entity is None:
        return {"deleted": True}
    stored = entity.model_dump(mode="json")
    return {name: stored[name] for name in draft.fields if name not in left_out}
