"""The views as lines of text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from goaltui.cli import table
from goaltui.cli.marks import Cell, band_cell, bar, status_cell
from goaltui.cli.output import Output, printable
from goaltui.cli.shapes import Ref
from goaltui.cli.table import Column
from goaltui.model.enums import DataState, EntityKind, Severity
from goaltui.model.findings import Finding
from goaltui.services import words
from goaltui.services.rows import (
    ChangeRow,
    Detail,
    DueRow,
    Header,
    KeyResultRow,
    MeasureRow,
    ObjectiveRow,
    ScorecardView,
)

_INDENT = "  "
_TREE = (
    Column("ref"),
    Column("objective", gives_way=True),
    Column("now", right=True),
    Column("progress"),
    Column("", right=True),
    Column("status"),
    Column("cnf", right=True),
    Column("who"),
    Column("cycle"),
)
_SCORECARD = (
    Column("ref"),
    Column("scorecard", gives_way=True),
    Column("now", right=True),
    Column("goal", right=True),
    Column("score", right=True),
    Column("band"),
    Column("data"),
    Column("who"),
)
_DUE = (
    Column("ref"),
    Column("check-in", gives_way=True),
    Column("last", right=True),
    Column("due", right=True),
    Column("late", right=True),
    Column("status"),
    Column("who"),
)
_SAID_ALREADY = frozenset({"measure", "key result", "author"})
_NAMED = frozenset({EntityKind.CYCLE, EntityKind.PERSPECTIVE, EntityKind.TEAM, EntityKind.PERSON})
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "dim"}


def heading(header: Header, out: Output) -> str:
    """Which workspace, cycle and day this is."""
    parts = [header.workspace or "workspace", header.cycle, header.as_of.isoformat()]
    if header.cycle_start and header.cycle_end:
        day, days = (header.as_of - header.cycle_start).days + 1, (header.cycle_end - header.cycle_start).days + 1
        parts.append(f"day {day} of {days}")
    if header.known_at:
        parts.append(f"as known at {header.known_at}")
    return out.styled(" · ".join(printable(part) for part in parts if part), "bold")


def tree(roots: Sequence[ObjectiveRow], ref: Ref, out: Output) -> Iterator[str]:
    """Objectives with their key results below them."""
    yield from table.lines(_TREE, list(_tree_rows(roots, 0, ref, out)), out)


def scorecard(view: ScorecardView, ref: Ref, out: Output) -> Iterator[str]:
    """Perspectives with their objectives and measures, and the sentence on what is missing most."""
    rows: list[list[Cell]] = []
    for perspective in view.perspectives:
        share = f", weight {words.percent(perspective.part)}" if perspective.key else ""
        rows.append(
            [
                Cell(""),
                Cell(f"{perspective.name}{share}", "bold"),
                Cell(""),
                Cell(""),
                Cell(words.points(perspective.score)),
                band_cell(perspective.band, out),
                Cell(_coverage(perspective.coverage), "dim"),
                Cell(""),
            ]
        )
        for objective in perspective.objectives:
            data = "from key results" if objective.from_key_results else _coverage(objective.coverage)
            rows.append(
                [
                    Cell(ref(objective.id), "dim"),
                    Cell(_INDENT + objective.title),
                    Cell(""),
                    Cell(""),
                    Cell(words.points(objective.score)),
                    band_cell(objective.band, out),
                    Cell(data, "dim"),
                    Cell(objective.owner or ""),
                ]
            )
            rows.extend(_measure_row(measure, 2, ref, out) for measure in objective.measures)
        rows.extend(_measure_row(measure, 1, ref, out) for measure in perspective.measures)
        rows.append([Cell(""), Cell(_INDENT + perspective.gap, "dim"), *(Cell("") for _ in _SCORECARD[2:])])
    yield from table.lines(_SCORECARD, rows, out)
    total = band_cell(view.band, out)
    parts = [f"total {words.points(view.score)}", out.styled(total.text, total.style), _coverage(view.coverage)]
    yield _INDENT.join(part for part in parts if part)


def due(rows: Sequence[DueRow], today: date, ref: Ref, out: Output) -> Iterator[str]:
    """The check-ins that are owed, the latest first as they come."""
    cells = [
        [
            Cell(ref(row.id), "dim"),
            Cell(f"{row.title} ({row.context})" if row.context else row.title),
            Cell(words.number(row.value, row.unit)),
            Cell(words.day(row.due, today)),
            Cell(words.counted(row.late, "day") if row.late > 0 else ""),
            status_cell(row.status, out) if row.status else band_cell(row.band, out),
            Cell(row.owner or "nobody"),
        ]
        for row in rows
    ]
    yield from table.lines(_DUE, cells, out)


def why(detail: Detail, out: Output) -> Iterator[str]:
    """The arithmetic, step by step."""
    yield out.styled(printable(detail.title), "bold")
    yield out.styled(printable(detail.subtitle), "dim")
    for line in detail.why:
        yield f"{_INDENT * line.depth}{printable(line.label)}: {printable(line.text)}"


def findings(found: Sequence[Finding], ref: Ref, out: Output) -> Iterator[str]:
    """Each finding with what to do about it."""
    for finding in found:
        severity = out.styled(finding.severity.value, _SEVERITIES[finding.severity])
        name = f"{ref(finding.id)} {words.quoted(finding.title)}" if finding.title else ref(finding.id)
        yield f"{severity} {printable(name)}: {printable(finding.message)} {printable(finding.advice)}"


def log(rows: Sequence[ChangeRow], ref: Ref, out: Output) -> Iterator[str]:
    """The journal, a line for what one person set on one thing at one moment."""
    for group in _together(rows):
        first = group[0]
        name = words.quoted(first.title) if first.title else (first.kind.value if first.kind else "")
        changes = "; ".join(_change(row) for row in group if _matters(row))
        moment = f"{datetime.fromisoformat(first.at).astimezone():%Y-%m-%d %H:%M}"
        # What hangs together by names is never typed as a ref.
        called = first.kind.value if first.kind in _NAMED and first.title else ref(first.id)
        who = printable(f"{first.author}  {called} {name}")
        yield f"{out.styled(moment, 'dim')}  {who}  {printable(changes)}"


def _together(rows: Sequence[ChangeRow]) -> Iterator[list[ChangeRow]]:
    """Neighbours of one batch about one thing; a field that comes again belongs to the next check-in."""
    group: list[ChangeRow] = []
    for row in rows:
        same = group and (row.batch, row.id, row.kind) == (group[0].batch, group[0].id, group[0].kind)
        if group and (not same or any(row.field == other.field for other in group)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _matters(row: ChangeRow) -> bool:
    if row.kind is EntityKind.CHECK_IN and (row.field in _SAID_ALREADY or (row.field, row.new) == ("estimate", "no")):
        return False
    return bool(row.old or row.new)


def _change(row: ChangeRow) -> str:
    change = f"{row.old} → {row.new or words.NOTHING}" if row.old else row.new
    return f"{row.field} {change}{' (replaced later)' if row.replaced else ''}"


def _tree_rows(roots: Sequence[ObjectiveRow], depth: int, ref: Ref, out: Output) -> Iterator[list[Cell]]:
    for row in roots:
        yield [
            Cell(ref(row.id), "dim"),
            Cell(_INDENT * depth + row.title, "bold"),
            Cell(""),
            Cell(bar(row.progress, row.expected, out), status_cell(row.status, out).style),
            Cell(words.percent(row.progress)),
            status_cell(row.status, out),
            Cell(""),
            Cell(row.owner or ""),
            Cell(row.cycle or "", "dim"),
        ]
        for key_result in row.key_results:
            yield _key_result_row(key_result, depth + 1, ref, out)
        yield from _tree_rows(row.children, depth + 1, ref, out)


def _key_result_row(row: KeyResultRow, depth: int, ref: Ref, out: Output) -> list[Cell]:
    return [
        Cell(ref(row.id), "dim"),
        Cell(_INDENT * depth + row.title),
        Cell(words.now_text(row)),
        Cell(bar(row.progress, row.expected, out), status_cell(row.status, out).style),
        Cell(words.percent(row.raw)),
        status_cell(row.status, out),
        Cell("" if row.confidence is None else str(row.confidence)),
        Cell(row.owner or ""),
        Cell(""),
    ]


def _measure_row(row: MeasureRow, depth: int, ref: Ref, out: Output) -> list[Cell]:
    state = "" if row.data is DataState.MEASURED else words.data_word(row.data)
    return [
        Cell(ref(row.id), "dim"),
        Cell(_INDENT * depth + row.title),
        Cell(words.number(row.value, row.unit)),
        Cell(row.goal_text or words.NOTHING),
        Cell(words.points(row.score)),
        band_cell(row.band, out),
        Cell(state, "dim"),
        Cell(row.owner or ""),
    ]


def _coverage(coverage: float | None) -> str:
    return "" if coverage is None else f"{words.percent(coverage)} measured"
