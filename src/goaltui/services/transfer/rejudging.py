"""The periods that the changes of a file would judge anew: a measure's own numbers hold before its first target."""

from collections.abc import Iterator, Sequence
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, Frequency
from goaltui.model.errors import WouldRejudge
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.scoring import Scoring
from goaltui.services.core import formatting
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.measure_numbers import judged_anew, targets_of

_MOST = 2


def refuse_rejudging(workspace: Workspace, drafts: Sequence[Operation], name: str) -> None:
    """Raise WouldRejudge where these changes give measures other numbers that judge values they have already."""
    found = list(_rejudged(workspace, drafts))
    if not found:
        return
    more = [_("{count} more", count=len(found) - _MOST)] if len(found) > _MOST else []
    raise WouldRejudge(
        _(
            "{name} has other numbers for {measures}, which re-score "
            "{periods}; nothing was written. Numbers that apply "
            "from a day on belong in targets.",
            name=name,
            measures=EntityKind.MEASURE.counted(len(found)),
            periods=listed([*found[:_MOST], *more]),
        )
    )


def _rejudged(workspace: Workspace, drafts: Sequence[Operation]) -> Iterator[str]:
    """Yield the measures with their periods that would be judged anew."""
    records = workspace.look.records()
    known = {record.id: record for record in records.measures}
    for draft in drafts:
        before = known.get(draft.entity_id) if draft.entity == EntityKind.MEASURE else None
        told = draft.fields.get("scoring")
        if before is None or before.scoring is None or "scoring" not in draft.fields:
            continue
        if told is not None and Scoring.from_json(str(told)) == Scoring.from_json(before.scoring):
            continue
        valued = workspace.look.valued(before.id)
        targets = targets_of(records, before.id)
        anew = judged_anew(valued, Frequency(before.frequency), date.min, targets, workspace.today)
        if anew:
            yield _("{periods} of {title}", periods=anew, title=formatting.quoted(before.title, 30))
