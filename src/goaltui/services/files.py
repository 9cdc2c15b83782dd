"""The workspace out to TOML and in again."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from goaltui.formats import toml_in, toml_out
from goaltui.formats.toml_diff import Step, additions, diff
from goaltui.formats.whole import Whole
from goaltui.model.changes import Draft
from goaltui.model.enums import EntityKind
from goaltui.services import words
from goaltui.services.goalposts import beside_targets
from goaltui.services.rows import Outcome
from goaltui.services.workspace import Workspace


def export(workspace: Workspace, identity: str | None = None) -> str:
    """The whole workspace as TOML, or one objective with what stands under it."""
    return toml_out.write(_whole(workspace), only=identity)


def take_in(workspace: Workspace, text: str, name: str, why: str = "") -> Outcome:
    """Take in a file: add what is new, change what is known; one batch, nothing on a mistake. `why` is said of targets
    that move in mid-cycle."""
    workspace.refuse_looking()
    whole = _whole(workspace)
    added = additions(whole, toml_in.read(text, name, known=whole, today=workspace.today))
    drafts, moves = beside_targets(workspace.look.records(), added, workspace.today, name, why)
    outcome = workspace.write(drafts, f"Imported {_told(drafts)} from {name}. {moves}".rstrip())
    return outcome if outcome.touched else Outcome(f"{name} brings nothing new.", frozenset())


def steps(workspace: Workspace, text: str, name: str, only: str | None = None) -> tuple[Step, ...]:
    """What has to happen for the workspace (or one objective) to be what the file says."""
    whole = _whole(workspace)
    incoming = toml_in.read(text, name, known=whole, today=workspace.today, complete=True)
    return diff(whole, incoming, only=only)


def apply(workspace: Workspace, text: str, name: str, only: str | None = None, why: str = "") -> Outcome:
    """Make the workspace (or one objective) what the file says, in one batch; `why` as in `take_in`."""
    workspace.refuse_looking()
    found = steps(workspace, text, name, only)
    if not found:
        return Outcome(f"{name} says what the workspace says already.", frozenset())
    changes = [draft for step in found for draft in step.drafts]
    drafts, moves = beside_targets(workspace.look.records(), changes, workspace.today, name, why)
    return workspace.write(drafts, f"Applied {words.counted(len(found), 'change')} from {name}. {moves}".rstrip())


def _whole(workspace: Workspace) -> Whole:
    return Whole(workspace.database.records(date.max), tuple(workspace.database.all_check_ins()))


def _told(drafts: Sequence[Draft]) -> str:
    counts = Counter(draft.entity for draft in drafts)
    told = (
        (EntityKind.OBJECTIVE, "objective"),
        (EntityKind.KEY_RESULT, "key result"),
        (EntityKind.CHECK_IN, "check-in"),
    )
    lasting = sum(1 for draft in drafts if draft.entity == EntityKind.MEASURE and "key_result" not in draft.fields)
    parts = [words.counted(counts[kind], word) for kind, word in told if counts[kind]]
    return words.listed([*parts, words.counted(lasting, "measure")] if lasting else parts) or "nothing new"
