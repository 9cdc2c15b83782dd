"""The workspace out to TOML and in again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from goaltui.formats.content import WorkspaceContent, joined
from goaltui.formats.diff.steps import DiffStep, additions, diff
from goaltui.formats.document import Document, parse
from goaltui.formats.name_resolution import full_id
from goaltui.formats.toml import reader, writer
from goaltui.formats.toml.reader import Incoming
from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import WouldDelete
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _, _n
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.target_change import beside_targets
from goaltui.services.transfer.doubtful_values import refuse_doubtful
from goaltui.services.transfer.losses import counted_kinds, lost
from goaltui.services.transfer.rejudging import refuse_rejudging
from goaltui.store.database import Database
from goaltui.store.known.changes_known import began, known_now

_KINDS = frozenset(EntityKind)
_GOALS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.CHECK_IN, EntityKind.MEASURE)
"""Kinds that the sentence on an import counts first, where there are any."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file that was read: what stands, what the file says, and what stood when it was written where that is known."""

    now: WorkspaceContent
    incoming: Incoming
    before: WorkspaceContent | None


def export_toml(workspace: Workspace, identity: str | None = None) -> str:
    """Return the whole workspace as TOML, or one objective with what stands under it."""
    return writer.write(_whole(workspace.database), only=identity, known=known_now(workspace.database))


def export_objectives(workspace: Workspace, identities: Sequence[str]) -> str:
    """Some objectives with what stands under them as TOML that is taken in beside what is there."""
    return writer.write_some(_whole(workspace.database), identities)


def import_toml(
    workspace: Workspace, text: str, name: str, why: str = "", *, judge_anew: bool = False, surprising: bool = True
) -> Outcome:
    """Take in a file: add what is new, change what is known; one batch, nothing on a mistake. `why` is said of targets
    that move in mid-cycle. Raises WouldRejudge where other numbers judge earlier values and `judge_anew` does not say
    that this is meant, Doubtful for days to come and values far from all before unless `surprising` says so."""
    workspace.refuse_looking()
    document = parse(text, name)
    read = _read(workspace, document, complete=False)
    added = additions(read.now, read.incoming, read.before)
    if not judge_anew:
        refuse_rejudging(workspace, added, name)
    if not surprising:
        refuse_doubtful(read.now, added, workspace.today, name)
    drafts, moves = beside_targets(workspace.look.records(), added, workspace.today, name, why)
    if drafts and document.known and document.part is None and workspace.look.is_empty():
        drafts = (*drafts, began(document.known))
    outcome = workspace.write(
        drafts, f"{_('Imported {things} from {name}.', things=_told(drafts), name=name)} {moves}".rstrip()
    )
    outcome = outcome if outcome.touched else Outcome(_("{name} brings nothing new.", name=name), frozenset())
    return replace(outcome, notes=read.incoming.notes)


def diff_toml(workspace: Workspace, text: str, name: str, only: str | None = None) -> tuple[str, ...]:
    """Return what applying the file would do, a sentence for each step."""
    return tuple(step.sentence for step in _compared(workspace, text, name, only)[1])


def apply_toml(
    workspace: Workspace,
    text: str,
    name: str,
    only: str | None = None,
    why: str = "",
    *,
    delete: bool = False,
    judge_anew: bool = False,
    surprising: bool = True,
) -> Outcome:
    """Make the workspace (or one objective) what the file says, in one batch; `why` as in `import_toml`.

    Raises WouldDelete where something would go and `delete` does not say that this is meant, and WouldRejudge
    and Doubtful as `import_toml`.
    """
    workspace.refuse_looking()
    read, found = _compared(workspace, text, name, only)
    if not found:
        return Outcome(
            _("The workspace is the same as {name} already.", name=name), frozenset(), notes=read.incoming.notes
        )
    changes = [draft for step in found for draft in step.drafts]
    gone = lost(read.now, changes)
    if gone and not delete:
        raise WouldDelete(
            _("{name} leaves out {gone} that would be deleted; nothing was written.", name=name, gone=gone)
        )
    if not judge_anew:
        refuse_rejudging(workspace, changes, name)
    if not surprising:
        refuse_doubtful(read.now, changes, workspace.today, name)
    drafts, moves = beside_targets(workspace.look.records(), changes, workspace.today, name, why)
    applied = _n("Applied {count} change from {name}.", "Applied {count} changes from {name}.", len(found), name=name)
    told = f"{applied} {moves}".rstrip()
    return replace(workspace.write(drafts, told), notes=read.incoming.notes)


def _compared(workspace: Workspace, text: str, name: str, only: str | None) -> tuple[ParsedFile, tuple[DiffStep, ...]]:
    document = parse(text, name)
    read = _read(workspace, document, complete=True)
    return read, diff(read.now, read.incoming, read.before, only or _part(document))


def _read(workspace: Workspace, document: Document, *, complete: bool) -> ParsedFile:
    """Return the contents of a file; gaps of a `complete` one count, as far as it says what it knew."""
    now = _whole(workspace.database)
    before = _before(workspace.database, document, now)
    known = now if before is None else joined(before, now)
    incoming = reader.read(document, known=known, today=workspace.today, complete=complete and before is not None)
    return ParsedFile(now, incoming, before)


def _before(database: Database, document: Document, now: WorkspaceContent) -> WorkspaceContent | None:
    if not document.known:
        return None
    # Imported here because it brings SQLAlchemy, and a file written by hand knows nothing.
    from goaltui.store.known.database_as_known import as_known

    found = as_known(database, document.known)
    if found is None or found is database:
        return now if found is database else None
    try:
        return _whole(found)
    finally:
        found.close()


def _part(document: Document) -> str | None:
    return None if document.part is None else full_id(document.part)


def _whole(database: Database) -> WorkspaceContent:
    return WorkspaceContent(database.records(date.max), tuple(database.series.all_check_ins()))


def _told(drafts: Sequence[Operation]) -> str:
    """Return what a file brought, in a few words: goals and values, else the other things."""
    made_for_one = sum(1 for item in drafts if item.entity == EntityKind.MEASURE and "key_result" in item.fields)
    counts = Counter(EntityKind(item.entity) for item in drafts if item.entity in _KINDS)
    counts[EntityKind.MEASURE] -= made_for_one
    settings = _("the settings of the workspace") if counts.pop(EntityKind.WORKSPACE, 0) else ""
    beside = counted_kinds(counts, (kind for kind in EntityKind if kind not in _GOALS))
    goals = listed(filter(None, (counted_kinds({kind: counts[kind]}) for kind in _GOALS)))
    return goals or listed(filter(None, (settings, beside))) or _("what it has otherwise")
