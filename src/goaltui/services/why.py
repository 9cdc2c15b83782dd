"""The arithmetic behind any figure, line by line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from goaltui.model.enums import Condition, DataState
from goaltui.model.records import MeasureRecord, MilestoneRecord, TargetRecord
from goaltui.rules import pace, rollup, scoring
from goaltui.rules.shares import Weighed, Weighing, effective, parts_of_whole
from goaltui.services import words
from goaltui.services.outline import NOT_BEGUN, goes_along
from goaltui.services.phases import told
from goaltui.services.rows import (
    KeyResultRow,
    Line,
    MeasureRow,
    ObjectiveRow,
    PerspectiveRow,
    ScorecardObjectiveRow,
    ScorecardView,
)
from goaltui.services.scorecard import scoring_on

_SAME = 1e-9


def key_result_lines(
    row: KeyResultRow, window: tuple[date, date] | None, steps: Sequence[MilestoneRecord], today: date
) -> Iterator[Line]:
    """Why a key result stands where it stands: progress, expectation, status; `steps` are its milestones."""
    yield Line(_why_progress(row.raw), _progress_text(row))
    if row.expected is not None and row.phases:
        phases = ", ".join(told(phase, today) for phase in row.phases)
        yield Line(f"Why {words.percent(row.expected)} expected", f"along its phases: {phases}")
    elif row.expected is not None and window is not None and not goes_along(row.condition, steps):
        end = row.due if row.due and row.due > window[0] else window[1]
        gone, span = (min(today, end) - window[0]).days, (end - window[0]).days
        yield Line(f"Why {words.percent(row.expected)} expected", f"day {max(gone, 0)} of {span}")
    elif row.expected is not None:
        yield Line(f"Why {words.percent(row.expected)} expected", "along its dated milestones")
    yield Line(f"Why {words.status_word(row.status)}", row.reason)


def objective_lines(row: ObjectiveRow, window: tuple[date, date] | None, today: date) -> Iterator[Line]:
    """Why an objective stands where it stands: progress and expectation with every counting part and its weight."""
    parts = row.counting
    weights = _of_what_is_known(parts, [part.progress is not None for part in parts])
    yield Line(_why_progress(row.progress), _mean_text(weights))
    for part, weight in zip(parts, weights, strict=True):
        if part.progress is None:
            yield Line(part.title, "no value yet, so it does not count", 1)
        else:
            yield Line(part.title, f"{words.percent(part.progress)} × {_weight_text(part, weight)}", 1)
    for child in row.children:
        if not child.counts:
            linked = "linked, but does not count"
            text = f"{NOT_BEGUN}, so it does not count" if child.reason == NOT_BEGUN else linked
            yield Line(child.title, text, 1)
    if row.expected is not None:
        yield from _expected_lines(row, row.expected, pace.expected(*window, today) if window else None)
    worst = f"; worst: {row.worst}" if row.worst else ""
    yield Line(f"Why {words.status_word(row.status)}", row.reason + worst)


def _expected_lines(row: ObjectiveRow, expected: float, straight: float | None) -> Iterator[Line]:
    label = f"Why {words.percent(expected)} expected"
    if expected == straight:
        yield Line(label, "from its cycle")
        return
    asked = rollup.shares_expected(row.counting, straight)
    known = [part.progress is not None and share is not None for part, share in zip(row.counting, asked, strict=True)]
    weights = _of_what_is_known(row.counting, known)
    yield Line(label, f"{_mean_name(weights)} of what its parts expect")
    for part, share, weight in zip(row.counting, asked, weights, strict=True):
        if weight > 0:
            yield Line(part.title, f"{words.percent(share)} × {_weight_text(part, weight)}", 1)


def measure_lines(
    row: MeasureRow, record: MeasureRecord, targets: Sequence[TargetRecord], today: date
) -> Iterator[Line]:
    """Why a measure scores what it scores."""
    in_force = scoring_on(record, targets, today)
    if row.data is DataState.NOT_APPLICABLE:
        yield Line("Why no score", "it does not apply")
    elif in_force is None:
        yield Line("Why no score", "it has no target to be judged by")
    elif row.value is None:
        yield Line("Why no score", f"{words.data_word(row.data)}, which is never zero")
    else:
        yield Line(f"Why {words.points(row.score)}", scoring.explain(in_force, row.value))
        yield Line(f"Why {words.band_word(row.band)}", "red from 0, yellow from 33⅓, green from 66⅔")
    yield Line("Data", _data_text(row, today))


def scorecard_objective_lines(row: ScorecardObjectiveRow) -> Iterator[Line]:
    """Why a strategic objective scores what it scores."""
    if row.from_key_results:
        yield Line(_why_score(row.score), "the mean of its key results, since it has no measure")
        return
    yield from _score_lines(row.score, row.coverage, [_Scored.of_measure(item) for item in row.measures])


def perspective_lines(row: PerspectiveRow) -> Iterator[Line]:
    """Why a perspective scores what it scores."""
    parts = [_Scored(item.title, item, item.score, item.coverage is not None) for item in row.objectives]
    parts += [_Scored.of_measure(item) for item in row.measures]
    yield from _score_lines(row.score, row.coverage, parts)


def total_lines(view: ScorecardView) -> Iterator[Line]:
    """Why the scorecard's total is what it is."""
    named = [_Scored(row.name, row, row.score, row.coverage is not None) for row in view.perspectives if row.key]
    yield from _score_lines(view.score, view.coverage, named)


class _Scored(NamedTuple):
    title: str
    weighing: Weighed
    score: float | None
    applies: bool
    lack: str = "not measured"

    @classmethod
    def of_measure(cls, row: MeasureRow) -> "_Scored":
        lack = words.data_word(row.data) if row.value is None else "no target to be judged by"
        return cls(row.title, row, row.score, row.data is not DataState.NOT_APPLICABLE, lack)


def _score_lines(score: float | None, coverage: float | None, parts: Sequence[_Scored]) -> Iterator[Line]:
    # What does not apply counts nothing in the pool, a fixed share of it included.
    pool = [part.weighing if part.applies else Weighing(0.0) for part in parts]
    weights = _of_what_is_known(pool, [part.score is not None for part in parts])
    yield Line(_why_score(score), _mean_text(weights))
    for part, weight in zip(parts, weights, strict=True):
        if not part.applies:
            yield Line(part.title, "does not apply", 1)
        elif part.score is None:
            others = ", so its weight goes to the others" if any(weights) else ""
            yield Line(part.title, f"{part.lack}{others}", 1)
        else:
            text = f"{words.number(round(part.score, 1))} × {_weight_text(part.weighing, weight)}"
            yield Line(part.title, text, 1)
    yield Line("Coverage", f"{words.percent(coverage)} of the weight that applies was measured")


def _of_what_is_known(pool: Sequence[Weighed], known: Sequence[bool]) -> list[float]:
    """The part of the whole, 0 to 1, that each counts once what is not known counts nothing."""
    counting = [weight if is_known else 0.0 for weight, is_known in zip(effective(pool), known, strict=True)]
    return parts_of_whole([Weighing(weight) for weight in counting])


def _weight_text(item: Weighed, weight: float) -> str:
    fixed = f", fixed at {words.share(item.share)}" if item.share is not None else ""
    return f"weight {words.percent(weight)}{fixed}"


def _why_progress(progress: float | None) -> str:
    return "Why no progress" if progress is None else f"Why {words.percent(progress)}"


def _why_score(score: float | None) -> str:
    return "Why no score" if score is None else f"Why {words.points(score)}"


def _progress_text(row: KeyResultRow) -> str:
    value = words.number(row.value)
    if row.value is None and row.condition is not Condition.MILESTONES:
        return "no value yet"
    match row.condition:
        case Condition.DONE:
            return "done" if row.progress else "not done"
        case Condition.MILESTONES:
            return "weight of the milestones done / weight of all"
        case Condition.AT_LEAST:
            return f"{value} ≥ {words.number(row.target)}: {_met(row)}"
        case Condition.AT_MOST:
            return f"{value} ≤ {words.number(row.target)}: {_met(row)}"
        case Condition.BETWEEN:
            return f"{words.number(row.low)} ≤ {value} ≤ {words.number(row.high)}: {_met(row)}"
    if row.target is None:
        return "it has no target"
    start, target = words.number(row.start or 0.0), words.number(row.target)
    if row.start == row.target:
        return f"start and target are both {target}; {value} {'reaches' if row.progress else 'misses'} it"
    return f"({value} − {start}) / ({target} − {start})"


def _met(row: KeyResultRow) -> str:
    return "met" if row.progress else "not met"


def _mean_text(weights: Sequence[float]) -> str:
    counting = [weight for weight in weights if weight > 0]
    if not counting:
        return "nothing that counts has a value yet"
    return f"{_mean_name(counting)} of {words.counted(len(counting), 'part')}"


def _mean_name(weights: Sequence[float]) -> str:
    counting = [weight for weight in weights if weight > 0]
    return "the mean" if max(counting) - min(counting) < _SAME else "the weighted mean"


def _data_text(row: MeasureRow, today: date) -> str:
    known, day = words.data_word(row.data), words.day(row.measured_on, today)
    if row.data in {DataState.MEASURED, DataState.ESTIMATE}:
        return f"{known} on {day}; period {row.period}"
    if row.data is DataState.NEVER:
        return known
    return f"{known} in {row.period}" + (f"; measured last on {day}" if row.measured_on else "")
