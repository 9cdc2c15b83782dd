"""The losses by the changes of a file, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from goaltui.formats.content import WorkspaceContent
from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.listing import listed

_FIRST = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.CHECK_IN)


def lost(whole: WorkspaceContent, drafts: Sequence[Operation]) -> str:
    """Return what these changes delete, with its check-ins: «2 objectives and 5 check-ins»; empty for nothing."""
    gone = {draft.entity_id: EntityKind(draft.entity) for draft in drafts if draft.fields.get("deleted") is True}
    own = {item.measure for item in whole.records.key_results if item.own_measure and item.id in gone}
    along = [item.id for item in whole.check_ins if item.measure in own or item.measure in gone]
    counts = Counter(gone.values())
    counts[EntityKind.CHECK_IN] += sum(1 for identity in along if identity not in gone)
    return counted_kinds(counts)


def counted_kinds(counts: Mapping[EntityKind, int], of: Iterable[EntityKind] = EntityKind) -> str:
    """Return the number of each kind in words, the most important first."""
    kinds = sorted(of, key=lambda kind: _FIRST.index(kind) if kind in _FIRST else len(_FIRST))
    told = ((counts.get(kind, 0), kind) for kind in kinds)
    return listed(kind.counted(count) for count, kind in told if count > 0)
