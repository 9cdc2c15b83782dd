"""The milestones of a key result, ticked off with a check-in."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from goaltui.model.changes import Draft
from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import NotFound
from goaltui.model.records import MilestoneRecord
from goaltui.model.text import clean_line
from goaltui.rules.progress import progress_of
from goaltui.services import check_ins, words
from goaltui.services.checkin_line import parse
from goaltui.services.rows import Outcome
from goaltui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Steps:
    """The milestones of one key result, the earliest first, on a day."""

    key_result: str
    title: str
    milestones: tuple[MilestoneRecord, ...]
    today: date


def steps_of(workspace: Workspace, identity: str) -> Steps | None:
    """The milestones that make up the progress of a key result; none for anything else, or where it has none yet."""
    row = workspace.look.outline().key_results.get(identity)
    if row is None or row.condition is not Condition.MILESTONES:
        return None
    found = workspace.database.milestones(identity)
    ordered = sorted(found, key=lambda step: (step.due or date.max, step.title))
    return Steps(identity, row.title, tuple(ordered), workspace.today) if found else None


def tick(workspace: Workspace, identity: str, done: AbstractSet[str], line: str = "") -> Outcome:
    """Check in with these milestones done and the others open, as one change; `line` has marks and a note.

    Raises WrongUsage where the line cannot be read, NotFound where a milestone is gone.
    """
    workspace.refuse_looking()
    target = check_ins.target_of(workspace.database, identity, workspace.today)
    parsed = parse(clean_line(line), target, workspace.today)
    steps = workspace.database.milestones(identity)
    if not done <= {step.id for step in steps}:
        raise NotFound("A milestone is no longer there; somebody may have deleted it, so open the check-in again.")
    changed = [step for step in steps if step.done != (step.id in done)]
    if changed and not parsed.note:
        parsed = replace(parsed, note=_note(changed))
    drafts = [Draft(EntityKind.MILESTONE, step.id, {"done": not step.done}) for step in changed]
    share = progress_of(
        Condition.MILESTONES,
        start=None,
        target=None,
        low=None,
        high=None,
        value=None,
        milestones=[(step.weight, step.id in done) for step in steps],
    )
    said = f"{len(done)} of {words.counted(len(steps), 'milestone')} of {words.quoted(target.title)} done"
    drafts.append(check_ins.draft_of(target, parsed, workspace.author))
    return workspace.write(drafts, f"{said}: {words.percent(share)}.")


def _note(changed: Collection[MilestoneRecord]) -> str:
    """What was ticked off, and what was opened again."""
    ticked = [step.title for step in changed if not step.done]
    opened = [step.title for step in changed if step.done]
    said = [f"Done: {', '.join(ticked)}"] if ticked else []
    return ". ".join([*said, f"Open again: {', '.join(opened)}"] if opened else said)
