"""The views as lines of text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from goaltui.cli.output import table
from goaltui.cli.output.console import Output, Ref, printable
from goaltui.cli.output.status_cells import StyledText, band_cell, bar, status_cell
from goaltui.cli.output.table import Column
from goaltui.model.enums import DataState, Severity
from goaltui.model.findings import Finding
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _, _p
from goaltui.rules import dates
from goaltui.rules.progress import pace
from goaltui.services.core import formatting
from goaltui.services.core.column_room import ColumnPriority
from goaltui.services.core.rows.detail import Detail
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import Linked, ObjectiveRow, TreeView
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardView
from goaltui.services.core.rows.today import DueRow, WorkRow

_INDENT = "  "
_EMPTY = StyledText("")
_TREE = (
    Column(N_("ref")),
    Column(N_("objective"), gives_way=True),
    Column(N_("now"), right=True, leaves=ColumnPriority.NOW),
    Column(N_("progress"), leaves=ColumnPriority.BAR),
    Column("", right=True),
    Column(N_("status"), leaves=ColumnPriority.STATUS),
    Column(N_("conf."), right=True, leaves=ColumnPriority.CONFIDENCE),
    Column(N_("who"), leaves=ColumnPriority.WHO, enough=12),
    Column(N_("cycle"), leaves=ColumnPriority.CYCLE, enough=16),
)
_SCORED = (
    Column(N_("now"), right=True, leaves=ColumnPriority.NOW),
    Column(N_("goal"), right=True, leaves=ColumnPriority.NOW),
    Column(N_("score"), right=True),
    Column(N_("band"), leaves=ColumnPriority.STATUS),
    Column(N_("data"), leaves=ColumnPriority.CYCLE, enough=16),
    Column(N_("who"), leaves=ColumnPriority.WHO, enough=12),
)
_SCORED_TREE = (Column(N_("ref")), Column(N_("objective"), gives_way=True), *_SCORED)
_SCORECARD = (Column(N_("ref")), Column(N_("scorecard"), gives_way=True), *_SCORED)
_DUE = (
    Column(N_("ref")),
    Column(N_("check-in"), gives_way=True),
    Column(N_("now"), right=True, leaves=ColumnPriority.NOW),
    Column(N_("due"), right=True, leaves=ColumnPriority.BAR),
    Column(N_("late"), right=True),
    Column(N_("status"), leaves=ColumnPriority.STATUS),
    Column(N_("who"), leaves=ColumnPriority.WHO, enough=12),
)
_WORK = (
    Column(N_("ref")),
    Column(N_("initiative"), gives_way=True),
    Column(N_("due"), right=True),
    Column(N_("late"), right=True),
    Column(N_("state")),
    Column(N_("who")),
)
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "dim"}


def heading(header: ViewHeader, out: Output) -> str:
    """Return the workspace, cycle and day in a line."""
    parts = [
        header.workspace or _("workspace"),
        header.cycle,
        formatting.day(header.as_of, header.today),
    ]
    if header.cycle_start and header.cycle_end:
        day, days = pace.day_of(header.cycle_start, header.as_of, header.cycle_end)
        parts.append(_("day {day} of {days}", day=day, days=days))
    if header.known_at:
        parts.append(_("as known {moment}", moment=dates.moment(datetime.fromisoformat(header.known_at), header.today)))
    return out.styled(" · ".join(printable(part) for part in parts if part), "bold")


def tree(view: TreeView, ref: Ref, out: Output) -> Iterator[str]:
    """Yield objectives with their key results, initiatives and contributing goals below them."""
    if not view.header.method.uses_okr:
        yield from table.lines(_SCORED_TREE, list(_scored_rows(view.roots, 0, ref, out, view)), out)
        return
    yield from table.lines(_TREE, list(_tree_rows(view.roots, 0, ref, out, view)), out)


def scorecard(view: ScorecardView, ref: Ref, out: Output) -> Iterator[str]:
    """Yield perspectives with their objectives and measures, and the sentence on the gravest gap."""
    rows: list[list[StyledText]] = []
    for perspective in view.perspectives:
        share = _(", weight {share}", share=formatting.finely(perspective.part)) if perspective.id else ""
        rows.append(
            [
                _EMPTY,
                StyledText(f"{perspective.name}{share}", "bold"),
                _EMPTY,
                _EMPTY,
                StyledText(formatting.points(perspective.score)),
                band_cell(perspective.band, out),
                StyledText(_coverage(perspective.coverage), "dim"),
                _EMPTY,
            ]
        )
        for objective in perspective.objectives:
            data = _coverage(objective.coverage)
            if objective.from_key_results:
                part = formatting.measured(objective.coverage)
                data = f"{_('from key results')}{f', {part}' if part else ''}"
            rows.append(
                [
                    StyledText(ref(objective.id), "dim"),
                    StyledText(_INDENT + objective.title),
                    _EMPTY,
                    _EMPTY,
                    StyledText(formatting.points(objective.score)),
                    band_cell(objective.band, out),
                    StyledText(data, "dim"),
                    StyledText(objective.owner or ""),
                ]
            )
            for measure in objective.measures:
                rows.extend(_measure_rows(measure, 2, view.header.as_of, ref, out))
            rows.extend(_scored_work(work, 2, view.header.as_of, ref) for work in objective.work)
        for measure in perspective.measures:
            rows.extend(_measure_rows(measure, 1, view.header.as_of, ref, out))
        rows.append([_EMPTY, StyledText(_INDENT + perspective.gap, "dim"), *(_EMPTY for _ in _SCORECARD[2:])])
    yield from table.lines(_SCORECARD, rows, out)
    total = band_cell(view.band, out)
    parts = [
        _("total {points}", points=formatting.points(view.score)),
        out.styled(total.text, total.style),
        _coverage(view.coverage),
    ]
    yield _INDENT.join(part for part in parts if part)


def due(rows: Sequence[DueRow], today: date, ref: Ref, out: Output) -> Iterator[str]:
    """Yield the check-ins that are due, the latest first as they come."""
    cells = [
        [
            StyledText(ref(row.id), "dim"),
            StyledText(f"{row.title} ({row.context})" if row.context else row.title),
            StyledText(formatting.with_unit(row.now, row.unit)),
            StyledText(formatting.day(row.due, today)),
            StyledText(counted(row.late, "day", "days") if row.late > 0 else ""),
            status_cell(row.status, out) if row.status else band_cell(row.band, out),
            StyledText(row.owner or _("nobody")),
        ]
        for row in rows
    ]
    yield from table.lines(_DUE, cells, out)


def work(rows: Sequence[WorkRow], today: date, ref: Ref, out: Output) -> Iterator[str]:
    """Yield the initiatives that are due, under the title of the thing they serve."""
    cells = [
        [
            StyledText(ref(item.id), "dim"),
            StyledText(f"{item.row.title} ({item.context})" if item.context else item.row.title),
            StyledText(formatting.day(item.row.due, today)),
            StyledText(counted(item.late, "day", "days") if item.late > 0 else ""),
            StyledText(formatting.work_word(item.row), "red" if item.row.late else ""),
            StyledText(item.row.owner or _("nobody")),
        ]
        for item in rows
    ]
    yield from table.lines(_WORK, cells, out)


def why(detail: Detail, out: Output) -> Iterator[str]:
    """Yield the arithmetic, step by step."""
    yield out.styled(printable(detail.title), "bold")
    yield out.styled(printable(detail.subtitle), "dim")
    for line in detail.why:
        yield f"{_INDENT * line.depth}{printable(line.label)}: {printable(line.text)}"


def findings(found: Sequence[Finding], ref: Ref, out: Output) -> Iterator[str]:
    """Yield each finding with its advice."""
    for finding in found:
        severity = out.styled(finding.severity.word, _SEVERITIES[finding.severity])
        name = f"{ref(finding.id)} {formatting.quoted(finding.title)}" if finding.title else ref(finding.id)
        yield f"{severity} {printable(name)}: {printable(finding.message)} {printable(finding.advice)}"


def _tree_rows(
    roots: Sequence[ObjectiveRow], depth: int, ref: Ref, out: Output, view: TreeView
) -> Iterator[list[StyledText]]:
    today, linked = view.header.as_of, dict(view.linked)
    for row in roots:
        by = row.by_measures
        told = formatting.by_measures(by.score, by.coverage) if by is not None else formatting.measured(row.coverage)
        status = status_cell(row.status, out)
        yield [
            StyledText(ref(row.id), "dim"),
            StyledText(_INDENT * depth + row.title, "bold"),
            StyledText(told, "dim"),
            StyledText(bar(row.progress, row.expected, out), status.style),
            StyledText(formatting.percent(row.progress)),
            status if by is None or by.band is None else band_cell(by.band, out),
            _EMPTY,
            StyledText(row.owner or ""),
            StyledText(row.cycle or "", "dim"),
        ]
        for key_result in row.key_results:
            yield _key_result_row(key_result, depth + 1, ref, out)
            yield from (_work_row(work, depth + 2, ref, today) for work in key_result.initiatives)
        yield from (_work_row(work, depth + 1, ref, today) for work in row.initiatives)
        yield from (_linked_row(item, depth + 1, ref) for item in linked.get(row.id, ()))
        yield from _tree_rows(row.children, depth + 1, ref, out, view)


def _scored_rows(
    roots: Sequence[ObjectiveRow], depth: int, ref: Ref, out: Output, view: TreeView
) -> Iterator[list[StyledText]]:
    """Yield the tree where the method has a scorecard alone: objectives with their score, measures and initiatives."""
    for row in roots:
        scored = row.scored
        measures = scored.measures if scored is not None else ()
        yield [
            StyledText(ref(row.id), "dim"),
            StyledText(_INDENT * depth + row.title, "bold"),
            _EMPTY,
            _EMPTY,
            StyledText(formatting.points(scored.score if scored is not None else None)),
            band_cell(scored.band if scored is not None else None, out),
            StyledText(_coverage(scored.coverage) if scored is not None and measures else _("no measure"), "dim"),
            StyledText(row.owner or ""),
        ]
        for measure in measures:
            yield from _measure_rows(measure, depth + 1, view.header.as_of, ref, out)
        yield from (_scored_work(work, depth + 1, view.header.as_of, ref) for work in row.initiatives)
        yield from _scored_rows(row.children, depth + 1, ref, out, view)


def _linked_row(item: Linked, depth: int, ref: Ref) -> list[StyledText]:
    return [
        StyledText(ref(item.row.id), "dim"),
        StyledText(f"{_INDENT * depth}{item.row.title}", "dim"),
        StyledText(_("contributes"), "dim"),
        StyledText(item.told, "dim"),
        StyledText(formatting.percent(item.row.progress), "dim"),
        *(_EMPTY for _ in range(len(_TREE) - 5)),
    ]


def _work_row(row: InitiativeRow, depth: int, ref: Ref, today: date) -> list[StyledText]:
    return [
        StyledText(ref(row.id), "dim"),
        StyledText(_INDENT * depth + row.title, "dim"),
        StyledText(_("due {day}", day=formatting.day(row.due, today)) if row.due else "", "red" if row.late else "dim"),
        StyledText(_("initiative"), "dim"),
        StyledText(
            formatting.percent(None if row.percent is None else row.percent / 100) if row.percent is not None else ""
        ),
        StyledText(_p("initiative", "late") if row.late else row.state.word, "red" if row.late else "dim"),
        _EMPTY,
        StyledText(row.owner or ""),
        _EMPTY,
    ]


def _key_result_row(row: KeyResultRow, depth: int, ref: Ref, out: Output) -> list[StyledText]:
    judged = status_cell(row.status, out)
    return [
        StyledText(ref(row.id), "dim"),
        StyledText(_INDENT * depth + row.title),
        StyledText(formatting.now_text(row)),
        StyledText(bar(row.progress, row.expected, out), judged.style),
        StyledText(formatting.percent(row.raw)),
        judged,
        StyledText("" if row.confidence is None else str(row.confidence)),
        StyledText(row.owner or ""),
        _EMPTY,
    ]


def _measure_rows(row: MeasureRow, depth: int, today: date, ref: Ref, out: Output) -> Iterator[list[StyledText]]:
    yield _measure_row(row, depth, ref, out)
    yield from (_scored_work(work, depth + 1, today, ref) for work in row.initiatives)


def _scored_work(row: InitiativeRow, depth: int, today: date, ref: Ref) -> list[StyledText]:
    return [
        StyledText(ref(row.id), "dim"),
        StyledText(_INDENT * depth + row.title, "dim"),
        StyledText(_("due {day}", day=formatting.day(row.due, today)) if row.due else "", "red" if row.late else "dim"),
        _EMPTY,
        _EMPTY,
        StyledText(formatting.work_word(row), "red" if row.late else "dim"),
        StyledText(_("initiative"), "dim"),
        StyledText(row.owner or ""),
    ]


def _measure_row(row: MeasureRow, depth: int, ref: Ref, out: Output) -> list[StyledText]:
    plain = row.data is DataState.MEASURED and row.elapsed is None and row.baseline is None and row.judgement is None
    state = "" if plain else formatting.measure_data(row)
    return [
        StyledText(ref(row.id), "dim"),
        StyledText(_INDENT * depth + ("★ " if row.record.key_measure else "") + row.title),
        StyledText(formatting.number(row.value, row.unit)),
        StyledText(row.goal_text or formatting.NOTHING),
        StyledText(formatting.points(row.score)),
        band_cell(row.band, out),
        StyledText(state, "dim"),
        StyledText(row.owner or ""),
    ]


def _coverage(coverage: float | None) -> str:
    return "" if coverage is None else _("{percent} measured", percent=formatting.percent(coverage))
