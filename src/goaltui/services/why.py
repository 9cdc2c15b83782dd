"""The arithmetic behind any figure, line by line."""

from collections.abc import Iterator, Sequence
from datetime import date

from goaltui.model.enums import Condition, DataState
from goaltui.model.phases import phases_shown
from goaltui.model.records import MeasureRecord, TargetRecord
from goaltui.rules import scoring
from goaltui.services import words
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


def key_result_lines(row: KeyResultRow, window: tuple[date, date] | None, today: date) -> Iterator[Line]:
    """Why a key result stands where it stands: progress, expectation, status."""
    yield Line(f"Why {words.percent(row.raw)}", _progress_text(row))
    if row.expected is not None and row.phases:
        yield Line(f"Why {words.percent(row.expected)} expected", f"along its phases: {phases_shown(row.phases)}")
    elif row.expected is not None and window is not None and row.condition is not Condition.MILESTONES:
        end = row.due if row.due and row.due > window[0] else window[1]
        gone, span = (min(today, end) - window[0]).days, (end - window[0]).days
        yield Line(f"Why {words.percent(row.expected)} expected", f"day {max(gone, 0)} of {span}")
    elif row.expected is not None:
        yield Line(f"Why {words.percent(row.expected)} expected", "along its dated milestones")
    yield Line(f"Why {words.status_word(row.status)}", row.reason)


def objective_lines(row: ObjectiveRow) -> Iterator[Line]:
    """Why an objective's progress is what it is: every counting part with its weight."""
    parts: list[KeyResultRow | ObjectiveRow] = [*row.key_results, *(child for child in row.children if child.counts)]
    known = [part for part in parts if part.progress is not None and part.weight > 0]
    weight = sum(part.weight for part in known)
    yield Line(f"Why {words.percent(row.progress)}", _mean_text([(p.weight, p.progress or 0.0) for p in known]))
    for part in parts:
        if part.progress is None:
            yield Line(part.title, "no value yet, so it does not count", 1)
        else:
            share = part.weight / weight if weight else 0.0
            yield Line(part.title, f"{words.percent(part.progress)} × weight {words.percent(share)}", 1)
    for child in row.children:
        if not child.counts:
            yield Line(child.title, "linked, but does not count", 1)
    if row.expected is not None:
        source = "from its cycle" if row.cycle else "the weighted mean of its parts"
        yield Line(f"Why {words.percent(row.expected)} expected", source)
    worst = f"; worst: {row.worst}" if row.worst else ""
    yield Line(f"Why {words.status_word(row.status)}", row.reason + worst)


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
        yield Line("Why no score", f"{words.data_word(row.data)}: missing is never zero")
    else:
        yield Line(f"Why {words.points(row.score)}", scoring.explain(in_force, row.value))
        yield Line(f"Why {words.band_word(row.band)}", "red from 0, yellow from 33⅓, green from 66⅔")
    yield Line("Data", _data_text(row))


def scorecard_objective_lines(row: ScorecardObjectiveRow) -> Iterator[Line]:
    """Why a strategic objective scores what it scores."""
    if row.from_key_results:
        yield Line(f"Why {words.points(row.score)}", "the mean of its key results, since it has no measure")
        return
    yield from _score_lines(
        row.score, row.coverage, [(item.title, item.weight, item.score, _applies(item)) for item in row.measures]
    )


def perspective_lines(row: PerspectiveRow) -> Iterator[Line]:
    """Why a perspective scores what it scores."""
    parts = [(item.title, item.weight, item.score, item.coverage is not None) for item in row.objectives]
    parts += [(item.title, item.weight, item.score, _applies(item)) for item in row.measures]
    yield from _score_lines(row.score, row.coverage, parts)


def total_lines(view: ScorecardView) -> Iterator[Line]:
    """Why the scorecard's total is what it is."""
    named = [row for row in view.perspectives if row.key]
    yield from _score_lines(
        view.score, view.coverage, [(row.name, row.weight, row.score, row.coverage is not None) for row in named]
    )


def _score_lines(
    score: float | None, coverage: float | None, parts: Sequence[tuple[str, float, float | None, bool]]
) -> Iterator[Line]:
    known = [(weight, value / 100) for _, weight, value, _ in parts if value is not None and weight > 0]
    total = sum(weight for weight, _ in known)
    yield Line(f"Why {words.points(score)}", _mean_text(known))
    for title, weight, value, applies in parts:
        if not applies:
            yield Line(title, "does not apply", 1)
        elif value is None:
            yield Line(title, "not measured, so its weight goes to the others", 1)
        else:
            share = weight / total if total else 0.0
            yield Line(title, f"{words.number(round(value, 1))} × weight {words.percent(share)}", 1)
    yield Line("Coverage", f"{words.percent(coverage)} of the weight that applies was measured")


def _applies(row: MeasureRow) -> bool:
    return row.data is not DataState.NOT_APPLICABLE


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


def _mean_text(parts: Sequence[tuple[float, float]]) -> str:
    if not parts:
        return "nothing that counts has a value yet"
    if len({weight for weight, _ in parts}) == 1:
        return f"the mean of {words.counted(len(parts), 'part')}"
    return f"the weighted mean of {words.counted(len(parts), 'part')}"


def _data_text(row: MeasureRow) -> str:
    known = f" on {row.measured_on.isoformat()}" if row.measured_on else ""
    return f"{words.data_word(row.data)}{known}; period {row.period}"
