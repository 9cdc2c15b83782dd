"""Rows of the lists that can be written in several forms."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from goaltui.cli.output.console import Ref
from goaltui.cli.output.list_format import Field, InWords, ListColumn, ListRows
from goaltui.model.quick.translation import N_
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.core.rows.today import ChangeRow, DueRow, WorkRow

_LEVELS = (
    ListColumn(N_("level")),
    ListColumn(N_("ref")),
    ListColumn(N_("kind"), is_word=True),
    ListColumn(N_("title")),
    ListColumn(N_("value")),
    ListColumn(N_("unit")),
)
_TREE = (
    *_LEVELS,
    ListColumn(N_("target")),
    ListColumn(N_("progress"), is_share=True),
    ListColumn(N_("coverage"), is_share=True),
    ListColumn(N_("expected"), is_share=True),
    ListColumn(N_("status"), is_word=True),
    ListColumn(N_("confidence")),
    ListColumn(N_("owner")),
    ListColumn(N_("team")),
    ListColumn(N_("cycle")),
    ListColumn(N_("due")),
)
_SCORECARD = (
    *_LEVELS,
    ListColumn(N_("goal")),
    ListColumn(N_("score")),
    ListColumn(N_("band"), is_word=True),
    ListColumn(N_("coverage"), is_share=True),
    ListColumn(N_("data"), is_word=True),
    ListColumn(N_("period")),
    ListColumn(N_("weight")),
    ListColumn(N_("owner")),
)
_DUE = (
    ListColumn(N_("ref")),
    ListColumn(N_("kind"), is_word=True),
    ListColumn(N_("title")),
    ListColumn(N_("in")),
    ListColumn(N_("value")),
    ListColumn(N_("unit")),
    ListColumn(N_("due")),
    ListColumn(N_("days late")),
    ListColumn(N_("status"), is_word=True),
    ListColumn(N_("owner")),
    ListColumn(N_("mine")),
)
_LOG = (
    ListColumn(N_("at")),
    ListColumn(N_("author")),
    ListColumn(N_("kind"), is_word=True),
    ListColumn(N_("ref")),
    ListColumn(N_("title")),
    ListColumn(N_("field"), is_word=True),
    ListColumn(N_("old")),
    ListColumn(N_("new")),
    ListColumn(N_("replaced")),
    ListColumn(N_("hidden")),
)


def tree(roots: Sequence[ObjectiveRow], ref: Ref) -> ListRows:
    """Return the objectives with their key results, initiatives and children, a row each, `level` 1 at the top."""
    return ListRows(_TREE, list(_tree_rows(roots, 1, ref)))


def scorecard(view: ScorecardView, ref: Ref) -> ListRows:
    """Return the total, `level` 0, then the perspectives with their objectives and measures, a row each."""
    band = view.band.value if view.band else None
    total = (0, None, N_("total"), view.header.workspace, None, None, None, view.score, band, view.coverage)
    return ListRows(_SCORECARD, [(*total, None, None, None, None), *_scorecard_rows(view.perspectives, ref)])


def due(rows: Iterable[DueRow], work: Iterable[WorkRow], ref: Ref) -> ListRows:
    """Return the check-ins that are owed, then the initiatives."""
    return ListRows(_DUE, [*(_due_row(row, ref) for row in rows), *(_work_row(item, ref) for item in work)])


def log(rows: Iterable[ChangeRow], ref: Ref) -> ListRows:
    """Return the changes, a row for each field."""
    return ListRows(_LOG, [_change_row(row, ref) for row in rows])


def _scorecard_rows(rows: Iterable[PerspectiveRow], ref: Ref) -> Iterator[Sequence[Field]]:
    for row in rows:
        placed = ref(row.id) if row.id else None
        weight = row.weight if row.id else None
        yield 1, placed, "perspective", row.name, None, None, None, *_scored(row), None, None, weight, None
        yield from (_measure_row(item, 2, ref) for item in row.measures)
        for item in row.objectives:
            found = (None, None, item.weight, item.owner)
            yield 2, ref(item.id), "objective", item.title, None, None, None, *_scored(item), *found
            yield from (_measure_row(measure, 3, ref) for measure in item.measures)


def _scored(row: PerspectiveRow | ScorecardObjectiveRow) -> Sequence[Field]:
    return row.score, row.band.value if row.band else None, row.coverage


def _measure_row(row: MeasureRow, level: int, ref: Ref) -> Sequence[Field]:
    figures = (row.value, row.unit, row.target, row.score, row.band.value if row.band else None, None)
    told = (row.data.value, row.period, row.weight, row.owner)
    return level, ref(row.id), "measure", row.title, *figures, *told


def _tree_rows(roots: Iterable[ObjectiveRow], level: int, ref: Ref) -> Iterator[Sequence[Field]]:
    for row in roots:
        figures = (row.progress, row.coverage, row.expected, row.status.value, None)
        place = (row.owner, row.team, row.cycle, None)
        yield level, ref(row.id), "objective", row.title, None, None, None, *figures, *place
        for item in row.key_results:
            yield _key_result_row(item, level + 1, ref)
            yield from (_initiative_row(work, level + 2, ref) for work in item.initiatives)
        yield from (_initiative_row(work, level + 1, ref) for work in row.initiatives)
        yield from _tree_rows(row.children, level + 1, ref)


def _key_result_row(row: KeyResultRow, level: int, ref: Ref) -> Sequence[Field]:
    figures = (row.raw, row.coverage, row.expected, row.status.value, row.confidence)
    series = (row.value, row.unit, row.target)
    return level, ref(row.id), "key result", row.title, *series, *figures, row.owner, None, row.cycle, row.next_due


def _initiative_row(row: InitiativeRow, level: int, ref: Ref) -> Sequence[Field]:
    done = None if row.percent is None else row.percent / 100
    figures = (done, None, None, row.state.value, None)
    return level, ref(row.id), "initiative", row.title, None, None, None, *figures, row.owner, None, None, row.due


def _due_row(row: DueRow, ref: Ref) -> Sequence[Field]:
    status = row.status.value if row.status else row.band.value if row.band else None
    figures = (row.value, row.unit, row.due, max(row.late, 0), status, row.owner, row.mine)
    return ref(row.id), row.kind.typed, row.title, row.context, *figures


def _work_row(item: WorkRow, ref: Ref) -> Sequence[Field]:
    row = item.row
    figures = (None, None, row.due, max(item.late, 0), row.state.value, row.owner, item.mine)
    return ref(row.id), "initiative", row.title, item.context, *figures


def _change_row(row: ChangeRow, ref: Ref) -> Sequence[Field]:
    kind = row.kind.typed if row.kind else None
    values = (InWords(row.old, row.was), InWords(row.new, row.became))
    moment = datetime.fromisoformat(row.at).astimezone()
    return moment, row.author, kind, ref(row.id), row.title, row.field, *values, row.replaced, row.hidden
