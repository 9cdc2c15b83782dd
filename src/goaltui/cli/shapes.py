"""The documented JSON shapes, format 1: the rows that the screen shows, unrounded, absent is null."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from goaltui.cli.output import Json
from goaltui.model.findings import Finding
from goaltui.services.rows import (
    ChangeRow,
    Detail,
    DueRow,
    KeyResultRow,
    MeasureRow,
    ObjectiveRow,
    Outcome,
    PerspectiveRow,
    ScorecardObjectiveRow,
    ScorecardView,
    TodayView,
    TreeView,
)

FORMAT = 1
Ref = Callable[[str], str]


def tree(view: TreeView, roots: Sequence[ObjectiveRow], forecasts: Mapping[str, float], ref: Ref) -> Json:
    """The objectives; `forecasts` are the values on the last day by key result."""
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "objectives": [_objective(row, forecasts, ref) for row in roots],
    }


def scorecard(view: ScorecardView, ref: Ref) -> Json:
    """The scorecard; the last perspective may have no key, for what stands in none."""
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "score": view.score,
        "coverage": view.coverage,
        "perspectives": [_perspective(row, ref) for row in view.perspectives],
        "balance": balance(view),
    }


def due(view: TodayView, rows: Sequence[DueRow], ref: Ref) -> Json:
    """The check-ins that are owed."""
    return {"format": FORMAT, "as_of": view.header.as_of.isoformat(), "due": [_due(row, ref) for row in rows]}


def why(detail: Detail, as_of: date, ref: Ref) -> Json:
    """The arithmetic behind one thing, in words."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "ref": ref(detail.id),
        "id": detail.id,
        "kind": detail.kind.value,
        "title": detail.title,
        "why": [{"label": line.label, "text": line.text, "depth": line.depth} for line in detail.why],
    }


def findings(found: Sequence[Finding], as_of: date, ref: Ref) -> Json:
    """What the checks have to say."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "findings": [
            {
                "check": finding.check,
                "severity": finding.severity.value,
                "kind": finding.kind.value,
                "ref": ref(finding.id),
                "id": finding.id,
                "title": finding.title,
                "message": finding.message,
                "advice": finding.advice,
            }
            for finding in found
        ],
    }


def log(rows: Sequence[ChangeRow], ref: Ref) -> Json:
    """The journal, newest first; `replaced` marks what a later change of the same field overtook."""
    return {
        "format": FORMAT,
        "changes": [
            {
                "at": row.at,
                "author": row.author,
                "batch": row.batch,
                "kind": row.kind.value if row.kind else None,
                "ref": ref(row.id),
                "id": row.id,
                "title": row.title,
                "field": row.field,
                "old": row.old,
                "new": row.new,
                "replaced": row.replaced,
            }
            for row in rows
        ],
    }


def outcome(done: Outcome, ref: Ref) -> Json:
    """What a write did."""
    return {
        "format": FORMAT,
        "done": done.sentence,
        "ref": ref(done.created) if done.created else None,
        "id": done.created,
    }


def _objective(row: ObjectiveRow, forecasts: Mapping[str, float], ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "id": row.id,
        "title": row.title,
        "cycle": row.cycle,
        "owner": row.owner,
        "team": row.team,
        "perspective": row.perspective,
        "ambition": row.ambition.value,
        "state": row.state.value,
        "progress": row.progress,
        "expected": row.expected,
        "status": row.status.value,
        "reason": row.reason,
        "grade": row.grade,
        "key_results": [_key_result(item, forecasts.get(item.id), ref) for item in row.key_results],
        "children": [_objective(child, forecasts, ref) for child in row.children],
    }


def _key_result(row: KeyResultRow, forecast: float | None, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "title": row.title,
        "unit": row.unit,
        "condition": row.condition.value,
        "start": row.start,
        "target": row.target,
        "phases": {phase.day.isoformat(): phase.value for phase in row.phases} or None,
        "value": row.value,
        "raw": row.raw,
        "progress": row.progress,
        "expected": row.expected,
        "status": row.status.value,
        "reason": row.reason,
        "confidence": row.confidence,
        "weight": row.weight,
        "share": row.share,
        "forecast": forecast,
        "checked_in": row.checked_in.isoformat() if row.checked_in else None,
    }


def _perspective(row: PerspectiveRow, ref: Ref) -> Json:
    return {
        "key": row.key or None,
        "name": row.name,
        "weight": row.weight,
        "share": row.share,
        "score": row.score,
        "coverage": row.coverage,
        "band": row.band.value if row.band else None,
        "objectives": [_scored_objective(item, ref) for item in row.objectives],
        "measures": [_measure(item, ref) for item in row.measures],
    }


def _scored_objective(row: ScorecardObjectiveRow, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "title": row.title,
        "score": row.score,
        "coverage": row.coverage,
        "measures": [_measure(item, ref) for item in row.measures],
    }


def _measure(row: MeasureRow, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "title": row.title,
        "unit": row.unit,
        "value": row.value,
        "target": row.target,
        "score": row.score,
        "band": row.band.value if row.band else None,
        "data": row.data.value,
        "period": row.period,
    }


def balance(view: ScorecardView) -> Json:
    """How many of each kind stand in each perspective, by its key, and how evenly."""
    keys = [row.key for row in view.perspectives if row.key]
    return {
        row.what.replace(" ", "_").replace("-", "_"): {
            "counts": dict(zip(keys, row.counts, strict=False)),
            "evenness": row.evenness,
        }
        for row in view.balance
    }


def _due(row: DueRow, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "id": row.id,
        "kind": row.kind.value,
        "title": row.title,
        "context": row.context,
        "unit": row.unit,
        "owner": row.owner,
        "value": row.value,
        "target": row.target,
        "due": row.due.isoformat(),
        "late": row.late,
        "status": row.status.value if row.status else None,
        "band": row.band.value if row.band else None,
        "progress": row.progress,
        "expected": row.expected,
        "mine": row.mine,
    }
