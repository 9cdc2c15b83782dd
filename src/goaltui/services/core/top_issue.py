"""The one sentence at the foot of a quadrant: the gap that matters most, or that there is none."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goaltui.model.enums import DataState, EntityKind, Method
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardObjectiveRow

_DAYS_A_MONTH = 30.44


def gap(objectives: Sequence[ScorecardObjectiveRow], direct: Sequence[MeasureRow], today: date, method: Method) -> str:
    """Return what to act on first: no objective at all, red with nobody on it, blind, never measured,
    missing, no target; else the coverage.
    """
    if not objectives and not direct:
        return _("No objective here yet.")
    measures = [*direct, *(row for objective in objectives for row in objective.measures)]
    for sentence in (
        *_red(objectives, method),
        *_blind(objectives),
        *_never(measures),
        *_missing(measures, today),
        *_aimless(measures),
    ):
        return sentence
    known = sum(1 for row in measures if row.score is not None)
    return _("{measures}, {known} with a score.", measures=EntityKind.MEASURE.counted(len(measures)), known=known)


def _red(objectives: Iterable[ScorecardObjectiveRow], method: Method) -> Iterator[str]:
    okr = method.uses_okr
    lack = _("no key result and no initiative") if okr else _("no initiative")
    ownerless = _("no owner, no key result and no initiative") if okr else _("no owner, no initiative")
    for objective in objectives:
        for row in objective.measures:
            if row.is_red and not objective.key_results and not objective.at_work:
                said = row.judgement.status.word if row.judgement is not None else _("red")
                lacks = lack if row.owner else ownerless
                yield _("{title}: {said}, {lack}.", title=row.title, said=said, lack=lacks)


def _blind(objectives: Iterable[ScorecardObjectiveRow]) -> Iterator[str]:
    for objective in objectives:
        if not objective.measures and not objective.from_key_results:
            yield _("{title} has no measure.", title=objective.title)


def _never(measures: Iterable[MeasureRow]) -> Iterator[str]:
    for row in measures:
        if row.data is DataState.NEVER:
            yield _("{title} has never been measured.", title=row.title)


def _missing(measures: Iterable[MeasureRow], today: date) -> Iterator[str]:
    for row in measures:
        if row.data is DataState.MISSING:
            owner = _("{owner} owes it", owner=row.owner) if row.owner else _("it has no owner")
            yield _(
                "{title} was measured {age} ago; {owner}.",
                title=row.title,
                age=_age(row.measured_on, today),
                owner=owner,
            )


def _aimless(measures: Iterable[MeasureRow]) -> Iterator[str]:
    for row in measures:
        if row.lacks_target and row.data is not DataState.NOT_APPLICABLE:
            yield _("{title} has no target.", title=row.title)


def _age(measured_on: date | None, today: date) -> str:
    days = (today - measured_on).days if measured_on else 0
    if days < 2 * _DAYS_A_MONTH:
        return counted(days, "day", "days")
    months = int(days / _DAYS_A_MONTH)
    return counted(months, "month", "months") if months < 24 else counted(months // 12, "year", "years")
