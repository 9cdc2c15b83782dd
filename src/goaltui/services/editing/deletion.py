"""Delete a thing, and say beforehand what goes with it."""

from collections.abc import Iterator, Mapping
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.services.core.formatting import counted, listed, quoted
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.rows import Outcome
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
            "{counted} under it will move to the top.",
            counted=counted(len(objective.children), "objective", "objectives"),
        )
    if objective.key_results:
        found = {row.id for row in objective.key_results}
        own = {record.measure for record in records.key_results if record.id in found and record.own_measure}
        steps = sum(1 for milestone in records.milestones if milestone.key_result in found)
        values = sum(check_ins.get(measure, 0) for measure in own)
        remarks = sum(1 for remark in records.remarks if remark.subject in found)
        hanging = _counts((values, "check-in"), (steps, "milestone"), (remarks, "note"))
        with_them = _(" with {listed}", listed=listed(hanging)) if hanging else ""
        yield _(
            "{counted}{with_them} will no longer be shown.",
            counted=counted(len(objective.key_results), "key result", "key results"),
            with_them=with_them,
        )
    measures = sum(1 for record in records.measures if record.objective == identity)
    if measures:
        yield _("{counted} will have no objective.", counted=counted(measures, "measure", "measures"))


def _own(records: Records, check_ins: Mapping[str, int], identity: str) -> Iterator[str]:
    own = next((item.measure for item in records.key_results if item.id == identity and item.own_measure), identity)
    hanging = _counts(
        (check_ins.get(own, 0), "check-in"),
        (sum(1 for target in records.targets if target.measure == identity), "target"),
        (sum(1 for milestone in records.milestones if milestone.key_result == identity), "milestone"),
        (sum(1 for remark in records.remarks if remark.subject == identity), "note"),
    )
    if hanging:
        yield _("{listed} on it will no longer be shown.", listed=listed(hanging))


def _beside(records: Records, tree: Outline, identity: str) -> Iterator[str]:
    bound = sum(1 for row in tree.key_results.values() if row.measure == identity)
    if bound:
        yield _("{counted} that reads it will have no value.", counted=counted(bound, "key result", "key results"))
    links = sum(1 for link in records.links if identity in (link.driver, link.driven))
    if links:
        yield _("{counted} of the strategy map will no longer be shown.", counted=counted(links, "link", "links"))
    initiatives = sum(1 for item in records.initiatives if item.serves == identity)
    if initiatives:
        yield _("{counted} will belong to nothing.", counted=counted(initiatives, "initiative", "initiatives"))


def _counts(*things: tuple[int, str]) -> list[str]:
    return [counted(count, name) for count, name in things if count]


def delete_effects(workspace: Workspace, identity: str) -> tuple[str, ...]:
    """Return what goes or loses its place with a thing, in words: it stays in the journal and comes back with undo."""
    counts = workspace.database.check_in_counts(date.min, date.max)
    return effects(workspace.look.records(), workspace.look.outline(), counts, identity)


def delete_item(workspace: Workspace, identity: str) -> Outcome:
    """Delete one thing; what stands under it moves to the top."""
    workspace.refuse_looking()
    match = resolve(workspace.database, identity)
    sentence = _("Deleted {word} {quoted}; undo brings it back.", word=match.kind.word, quoted=quoted(match.title))
    return workspace.write([Operation(match.kind, match.id, {"deleted": True})], sentence)
