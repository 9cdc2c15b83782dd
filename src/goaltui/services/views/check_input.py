"""Input of the checks: the views of a day, or the text typed into a form so far."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from goaltui.model.enums import Condition, EntityKind, Method, Status
from goaltui.model.errors import GoaltuiError
from goaltui.model.findings import Finding
from goaltui.model.records import Point
from goaltui.rules.checks import Facts, TypedGoal, run_checks, run_checks_for, text_findings
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.shown_by_method import in_sight
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import quarter
from goaltui.services.parsing.numbers import comma_is_decimal, decimal_comma, read_number
from goaltui.store.database import Database

_NUMBERS = ("start", "target", "low", "high")


def facts_of(database: Database, look: Snapshot, only: str | None = None) -> Facts:
    """Return the facts for the checks of a workspace on a day; with `only` the values of
    one key result alone are read.
    """
    tree, measured, records = look.outline(), look.measured(), in_sight(look.records())
    rows: list[ObjectiveRow | KeyResultRow] = [*tree.objectives.values(), *tree.key_results.values()]
    progress: dict[str, float | None] = {row.id: row.progress for row in rows}
    expected: dict[str, float | None] = {row.id: row.expected for row in rows}
    status: dict[str, Status] = {row.id: row.status for row in rows}
    own = {row.measure for row in tree.key_results.values() if only in (None, row.id)} - look.points().keys()
    points: Mapping[str, Sequence[Point]] = {**look.points(), **database.series.points(own, since=None, until=look.day)}
    return Facts(
        records=records,
        today=look.day,
        progress=progress,
        expected=expected,
        status=status,
        score={identity: item.row.score for identity, item in measured.items()},
        data={identity: item.row.data for identity, item in measured.items()},
        points=points,
        noted=database.series.last_notes(look.day),
        alone=len(records.people) <= 1,
    )


def form_findings(form: Form, look: Snapshot) -> tuple[Finding, ...]:
    """Return the findings of the live checks in a form so far; unreadable numbers and days count as missing."""

    def text(name: str) -> str:
        return form.value(name) if form.asks(name) else ""

    def number(name: str) -> float | None:
        with suppress(GoaltuiError):
            return read_number(text(name), name, comma=comma) if text(name).strip() else None
        return None

    if form.kind not in (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT):
        return ()
    records = look.records()
    comma = decimal_comma(map(text, _NUMBERS), comma_is_decimal(records.workspace.language))
    typed = TypedGoal(
        kind=form.kind,
        title=text("title"),
        start=number("start"),
        target=number("target"),
        low=number("low"),
        high=number("high"),
        condition=Condition(text("condition") or Condition.REACH),
        unit=text("unit"),
        owner=text("owner").strip() or (SETUP_AUTHOR if len(records.people) <= 1 else None),
        # A key result has the cycle of its objective, and its milestones come later.
        steps=1,
        cycle=quarter(look.day, records.workspace.first_month)[1:]
        if form.kind is EntityKind.KEY_RESULT or text("cycle")
        else None,
    )
    home = records.workspace
    method = Method(home.method)
    return text_findings(typed, language=home.language, settings=records.check_settings, method=method)


def findings_of(workspace: Workspace, identity: str | None = None) -> tuple[Finding, ...]:
    """Return what the checks have to say, of everything or of one thing."""
    facts = facts_of(workspace.database, workspace.look, identity)
    return run_checks(facts) if identity is None else run_checks_for(facts, identity)
