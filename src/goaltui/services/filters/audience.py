"""Objectives and measures for an audience: outside the house without people, work and key results."""

from collections.abc import Collection

from goaltui.model.enums import Audience, EntityKind
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import Records
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView

_OUTWARDS = tuple(Audience)
_TOLD = {
    Audience.PARTNER: N_("Left out, since it is not for partners: {things}. Scores still include it."),
    Audience.PUBLIC: N_("Left out, since it is not public: {things}. Scores still include it."),
}


def is_for(audience: str, reader: Audience) -> bool:
    """Return whether something for an audience may be shown to a reader: a public thing may to partners too."""
    return _OUTWARDS.index(Audience(audience)) >= _OUTWARDS.index(reader)


def hidden_from(records: Records, audience: Audience) -> frozenset[str]:
    """Return the ids of the objectives and measures that are not for an audience; a measure follows its objective."""
    hidden = {item.id for item in records.objectives if not is_for(item.audience, audience)}
    return frozenset(
        hidden
        | {item.id for item in records.measures if item.objective in hidden or not is_for(item.audience, audience)}
    )


def left_out(records: Records, hidden: Collection[str], audience: Audience) -> str:
    """Return in a sentence how much is left out; empty where nothing is."""
    counts = (
        (EntityKind.OBJECTIVE, sum(item.id in hidden for item in records.objectives)),
        (
            EntityKind.KEY_RESULT,
            sum(item.objective in hidden or item.measure in hidden for item in records.key_results),
        ),
        (EntityKind.MEASURE, sum(item.id in hidden for item in records.measures)),
    )
    things = [kind.counted(count) for kind, count in counts if count]
    return _(_TOLD[audience], things=listed(things)) if things and audience in _TOLD else ""


def shown_to(view: ScorecardView, hidden: Collection[str]) -> ScorecardView:
    """Return the scorecard for somebody outside the house; scores stay those of the whole."""
    return replace(view, perspectives=tuple(_perspective(row, hidden) for row in view.perspectives))


def _perspective(row: PerspectiveRow, hidden: Collection[str]) -> PerspectiveRow:
    # The nearest gap names things and people.
    objectives = tuple(_objective(item, hidden) for item in row.objectives if item.id not in hidden)
    return replace(row, objectives=objectives, measures=_measures(row.measures, hidden), gap="")


def _objective(row: ScorecardObjectiveRow, hidden: Collection[str]) -> ScorecardObjectiveRow:
    return replace(row, owner=None, measures=_measures(row.measures, hidden), key_results=(), work=())


def _measures(rows: Collection[MeasureRow], hidden: Collection[str]) -> tuple[MeasureRow, ...]:
    return tuple(replace(row, owner=None, team=None, initiatives=()) for row in rows if row.id not in hidden)
