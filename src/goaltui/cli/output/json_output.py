"""The documented JSON shapes, format 1: the rows that the screen shows, unrounded, absent is null."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from goaltui.cli.output.console import FORMAT, Json, Ref
from goaltui.model.enums import EntityKind
from goaltui.model.fields import FIELDS, FieldSpec, ValueKind
from goaltui.model.findings import Finding
from goaltui.services.core.rows.detail import Detail
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView
from goaltui.services.core.rows.outcome import Outcome, WrittenCheckIn
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.core.rows.today import ChangeRow, DueRow, TodayView, WorkRow

_OBJECTIVE = (
    *("ref", "id", "title", "why", "cycle", "owner", "team", "perspective", "theme", "with"),
    *("contributes", "contributing", "weight", "share", "ambition", "state"),
)
_KEY_RESULT = (
    *("ref", "id", "title", "unit", "condition", "start", "target", "first_target", "stretch", "description"),
    *("owner", "with", "cycle", "due", "cadence", "weeks", "weekday", "first_day", "phases"),
)
_MEASURE = ("ref", "id", "title", "owner", "kind", "frequency", "weight", "share", "unit")
_INITIATIVE = ("ref", "id", "title", "owner", "due", "state", "percent", "late", "agreed")
Row: TypeAlias = ObjectiveRow | KeyResultRow | MeasureRow | PerspectiveRow | InitiativeRow


def tree(view: TreeView, roots: Sequence[ObjectiveRow], forecasts: Mapping[str, float], ref: Ref) -> Json:
    """Return the objectives; `forecasts` are the values on the last day by key result."""
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "objectives": [_objective(row, forecasts, ref) for row in roots],
    }


def scorecard(view: ScorecardView, ref: Ref) -> Json:
    """Return the scorecard; the last perspective may have no key, for things that stand in none."""
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "score": view.score,
        "coverage": view.coverage,
        "perspectives": [_perspective(row, ref) for row in view.perspectives],
        "balance": balance(view),
    }


def due(view: TodayView, rows: Sequence[DueRow], work: Sequence[WorkRow], ref: Ref) -> Json:
    """Return the check-ins and the initiatives that are due."""
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "due": [_due(row, ref) for row in rows],
        "initiatives": [{**_initiative(item.row, ref), "context": item.context, "mine": item.mine} for item in work],
    }


def why(detail: Detail, as_of: date, ref: Ref) -> Json:
    """Return the arithmetic behind one thing, in words."""
    return {**headed(detail, as_of, ref), "why": explained(detail)}


def headed(detail: Detail, as_of: date, ref: Ref) -> dict[str, Json]:
    """Return the head of data on one thing: its ref, id, kind and title on a day."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "ref": ref(detail.id),
        "id": detail.id,
        "kind": detail.kind.value,
        "title": detail.title,
    }


def explained(detail: Detail) -> list[Json]:
    """Return the arithmetic behind one thing, step by step."""
    return [{"label": line.label, "text": line.text, "depth": line.depth} for line in detail.why]


def findings(
    found: Sequence[Finding],
    as_of: date,
    ref: Callable[[str], str | None],
    file: str,
    lines: Mapping[str, int | None],
) -> Json:
    """Return the findings of the checks in the workspace or in a file, with the lines by the ids of the things."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "file": file or None,
        "findings": [
            {
                "check": finding.check,
                "severity": finding.severity.value,
                "kind": finding.kind.value,
                "ref": ref(finding.id),
                "id": finding.id,
                "title": finding.title,
                "line": lines.get(finding.id),
                "message": finding.message,
                "advice": finding.advice,
            }
            for finding in found
        ],
    }


def log(rows: Sequence[ChangeRow], ref: Ref) -> Json:
    """Return the journal, newest first; `replaced` marks what a later change of the same field overtook, `hidden`
    what the method leaves out of every view but the History."""
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
                "hidden": row.hidden,
            }
            for row in rows
        ],
    }


def row(found: Row, forecast: Mapping[str, float], ref: Ref) -> Json:
    """Return one thing in its shape of the tree or the scorecard."""
    if isinstance(found, ObjectiveRow):
        return _objective(found, forecast, ref)
    if isinstance(found, KeyResultRow):
        return _key_result(found, forecast.get(found.id), ref)
    if isinstance(found, MeasureRow):
        return _measure(found, ref)
    return _perspective(found, ref) if isinstance(found, PerspectiveRow) else _initiative(found, ref)


def outcome(done: Outcome, ref: Ref) -> Json:
    """Return the outcome of a write: `id` is what was added or changed, `check_in` what was
    checked in, `touched` all it wrote.
    """
    return {"format": FORMAT, **written(done, ref)}


def written(done: Outcome, ref: Ref) -> dict[str, Json]:
    """Return the outcome of a write, without the number of the format."""
    identity = done.created or (done.recorded.id if done.recorded else None)
    return {
        "done": done.sentence,
        "ref": ref(identity) if identity else None,
        "id": identity,
        "batch": done.batch or None,
        "touched": sorted(done.touched),
        "notes": list(done.notes),
        "check_in": _recorded(done.recorded, ref) if done.recorded else None,
    }


def _recorded(row: WrittenCheckIn, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "id": row.id,
        "kind": row.kind.value,
        "title": row.title,
        "unit": row.unit,
        "value": row.value,
        "date": row.day.isoformat(),
        "period": row.period,
        "estimate": row.estimate,
        "confidence": row.confidence,
        "manual_status": row.manual.value if row.manual else None,
        "note": row.note,
        "progress": row.progress,
        "status": row.status.value if row.status else None,
        "score": row.score,
        "band": row.band.value if row.band else None,
        "reason": row.reason,
    }


def _objective(row: ObjectiveRow, forecasts: Mapping[str, float], ref: Ref) -> Json:
    about: dict[str, Json] = {
        **_declared(EntityKind.OBJECTIVE, row.record),
        "ref": ref(row.id),
        "id": row.id,
        "title": row.title,
        "cycle": row.cycle,
        "owner": row.owner,
        "team": row.team,
        "perspective": row.perspective,
        "theme": row.theme,
        "with": list(row.partners),
        "contributes": [ref(identity) for identity in row.contributes],
        "contributing": [ref(identity) for identity in row.contributing],
    }
    return {
        **_in_order(about, _OBJECTIVE),
        "progress": row.progress,
        "coverage": row.coverage,
        "expected": row.expected,
        "status": row.status.value,
        "reason": row.reason,
        "grade": row.grade,
        "key_results": [_key_result(item, forecasts.get(item.id), ref) for item in row.key_results],
        "initiatives": initiatives(row.initiatives, ref),
        "children": [_objective(child, forecasts, ref) for child in row.children],
    }


def _key_result(row: KeyResultRow, forecast: float | None, ref: Ref) -> Json:
    about: dict[str, Json] = {
        **_declared(EntityKind.KEY_RESULT, row.record),
        "ref": ref(row.id),
        "id": row.id,
        "title": row.title,
        "unit": row.unit,
        "stretch": row.stretch,
        "owner": row.owner,
        "with": list(row.partners),
        "cycle": row.cycle,
        "cadence": row.rhythm.frequency.value,
        "weeks": row.rhythm.weeks,
        "weekday": row.rhythm.weekday.value if row.rhythm.weekday else None,
        "first_day": row.first_day.isoformat() if row.first_day else None,
        "phases": {phase.day.isoformat(): phase.value for phase in row.phases} or None,
    }
    return {
        **_in_order(about, _KEY_RESULT),
        "value": row.value,
        "raw": row.raw,
        "progress": row.progress,
        "coverage": row.coverage,
        "expected": row.expected,
        "status": row.status.value,
        "reason": row.reason,
        "confidence": row.confidence,
        "weight": row.weight,
        "share": row.share,
        "forecast": forecast,
        "checked_in": row.checked_in.isoformat() if row.checked_in else None,
        "next_due": row.next_due.isoformat() if row.next_due else None,
        "initiatives": initiatives(row.initiatives, ref),
    }


def _declared(kind: EntityKind, record: object) -> dict[str, Json]:
    """Return the fields that are told as they stand; an empty text is null."""
    return {spec.called: _told(spec, getattr(record, spec.name)) for spec in FIELDS[kind] if spec.in_json}


def _told(spec: FieldSpec, value: Any) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    told: Json = None if spec.kind is ValueKind.TEXT and value == "" else value
    return told


def _in_order(about: Mapping[str, Json], names: Sequence[str]) -> dict[str, Json]:
    """Return the object of a thing, with these names first."""
    return {name: about[name] for name in dict.fromkeys((*names, *about))}


def initiatives(rows: Sequence[InitiativeRow], ref: Ref) -> list[Json]:
    """Return the work for one thing; `agreed` is the day of the review that agreed on it."""
    return [_initiative(row, ref) for row in rows]


def _initiative(row: InitiativeRow, ref: Ref) -> dict[str, Json]:
    about: dict[str, Json] = {
        **_declared(EntityKind.INITIATIVE, row.record),
        "ref": ref(row.id),
        "id": row.id,
        "title": row.title,
        "owner": row.owner,
        "late": row.late,
    }
    return _in_order(about, _INITIATIVE)


def _perspective(row: PerspectiveRow, ref: Ref) -> Json:
    return {
        "id": row.id,
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
        "id": row.id,
        "title": row.title,
        "owner": row.owner,
        "weight": row.weight,
        "share": row.share,
        "score": row.score,
        "coverage": row.coverage,
        "band": row.band.value if row.band else None,
        "from_key_results": row.from_key_results,
        "measures": [_measure(item, ref) for item in row.measures],
        "initiatives": initiatives(row.work, ref),
    }


def _measure(row: MeasureRow, ref: Ref) -> Json:
    about: dict[str, Json] = {
        **_declared(EntityKind.MEASURE, row.record),
        "ref": ref(row.id),
        "id": row.id,
        "title": row.title,
        "owner": row.owner,
    }
    return {
        **_in_order(about, _MEASURE),
        "value": row.value,
        "measured_on": row.measured_on.isoformat() if row.measured_on else None,
        "judgement": {
            "status": row.judgement.status.value,
            "at": row.judgement.day.isoformat(),
            "note": row.judgement.note,
        }
        if row.judgement is not None
        else None,
        "target": row.target,
        "score": row.score,
        "band": row.band.value if row.band else None,
        "trend": row.trend,
        "data": row.data.value,
        "period": row.period,
        "running": {"day": row.elapsed.day, "days": row.elapsed.days} if row.elapsed else None,
        "target_to_date": row.target_to_date,
        "judged": row.judged,
        "team": row.team,
        "initiatives": initiatives(row.initiatives, ref),
    }


def balance(view: ScorecardView) -> Json:
    """Return the number of each kind in each perspective, by its key, and the evenness."""
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
        "team": row.team,
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
