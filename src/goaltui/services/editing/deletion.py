"""Deletion of a thing, and the sentence beforehand on everything that is deleted or moved with it."""

from collections.abc import Iterator, Mapping
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.services.core.formatting import quoted
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.naming import resolve


def effects(records: Records, tree: Outline, check_ins: Mapping[str, int], identity: str) -> tuple[str, ...]:
    """Return a sentence for each kind of thing that a deletion takes along or leaves without its place.

    `check_ins` is the number of each measure's, by its id.
    """
    below, own = _below(records, tree, check_ins, identity), _own(records, check_ins, identity)
    return (*below, *own, *_beside(records, tree, identity))


def _below(records: Records, tree: Outline, check_ins: Mapping[str, int], identity: str) -> Iterator[str]:
    objective = tree.objectives.get(identity)
    if objective is None:
        return
    if objective.children:
        yield _(
            "{things} under it will move to the top.",
            things=EntityKind.OBJECTIVE.counted(len(objective.children)),
        )
    if objective.key_results:
        found = {row.id for row in objective.key_results}
        own = {record.measure for record in records.key_results if record.id in found and record.own_measure}
        steps = sum(1 for milestone in records.milestones if milestone.key_result in found)
        values = sum(check_ins.get(measure, 0) for measure in own)
        remarks = sum(1 for remark in records.remarks if remark.subject in found)
        hanging = _counts(check_ins=values, milestones=steps, notes=remarks)
        key_results = EntityKind.KEY_RESULT.counted(len(objective.key_results))
        if not hanging:
            yield _("{things} will no longer be shown.", things=key_results)
        else:
            yield _("{things} with {others} will no longer be shown.", things=key_results, others=listed(hanging))
    measures = sum(1 for record in records.measures if record.objective == identity)
    if measures:
        yield _("{things} will have no objective.", things=EntityKind.MEASURE.counted(measures))


def _own(records: Records, check_ins: Mapping[str, int], identity: str) -> Iterator[str]:
    own = next((item.measure for item in records.key_results if item.id == identity and item.own_measure), identity)
    hanging = _counts(
        check_ins=check_ins.get(own, 0),
        targets=sum(1 for target in records.targets if target.measure == identity),
        milestones=sum(1 for milestone in records.milestones if milestone.key_result == identity),
        notes=sum(1 for remark in records.remarks if remark.subject == identity),
    )
    if hanging:
        yield _("{things} on it will no longer be shown.", things=listed(hanging))


def _beside(records: Records, tree: Outline, identity: str) -> Iterator[str]:
    bound = sum(1 for row in tree.key_results.values() if row.measure == identity)
    if bound:
        yield _("{things} that reads it will have no value.", things=EntityKind.KEY_RESULT.counted(bound))
    links = sum(1 for link in records.links if identity in (link.driver, link.driven))
    if links:
        yield _("{things} of the strategy map will no longer be shown.", things=EntityKind.LINK.counted(links))
    initiatives = sum(1 for item in records.initiatives if item.serves == identity)
    if initiatives:
        yield _("{things} will belong to nothing.", things=EntityKind.INITIATIVE.counted(initiatives))


def _counts(*, check_ins: int, milestones: int, notes: int, targets: int = 0) -> list[str]:
    told = (
        (check_ins, EntityKind.CHECK_IN.counted(check_ins)),
        (targets, EntityKind.TARGET.counted(targets)),
        (milestones, EntityKind.MILESTONE.counted(milestones)),
        (notes, EntityKind.REMARK.counted(notes)),
    )
    return [words for count, words in told if count]


def delete_effects(workspace: Workspace, identity: str) -> tuple[str, ...]:
    """Return the things deleted or moved with a thing, in words: they stay in the journal and return with undo."""
    counts = workspace.database.series.check_in_counts(date.min, date.max)
    return effects(workspace.look.records(), workspace.look.outline(), counts, identity)


def delete_item(workspace: Workspace, identity: str) -> Outcome:
    """Delete one thing; its children move to the top."""
    workspace.refuse_looking()
    match = resolve(workspace.database, identity)
    sentence = _("Deleted {kind} {title}; undo brings it back.", kind=match.kind.word, title=quoted(match.title))
    return workspace.write([Operation(match.kind, match.id, {"deleted": True})], sentence)
