"""What the checks are given: the views of a day, and of a form what is typed into it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from goaltui.model.enums import Condition, EntityKind, Status
from goaltui.model.errors import GoaltuiError
from goaltui.model.findings import Finding
from goaltui.model.records import Point
from goaltui.rules.checks import Facts, Typed, text_findings
from goaltui.services.fields import quarter
from goaltui.services.forms import Form
from goaltui.services.look import Look
from goaltui.services.numbers import read_number
from goaltui.services.rows import KeyResultRow, ObjectiveRow
from goaltui.store.database import Database


def facts_of(database: Database, look: Look, only: str | None = None) -> Facts:
    """Everything the checks know of a workspace on a day; with `only` the values of one key result alone are read."""
    tree, measured = look.outline(), look.measured()
    rows: list[ObjectiveRow | KeyResultRow] = [*tree.objectives.values(), *tree.key_results.values()]
    progress: dict[str, float | None] = {row.id: row.progress for row in rows}
    expected: dict[str, float | None] = {row.id: row.expected for row in rows}
    status: dict[str, Status] = {row.id: row.status for row in rows}
    own = {row.measure for row in tree.key_results.values() if only in (None, row.id)} - look.points().keys()
    points: Mapping[str, Sequence[Point]] = {**look.points(), **database.points(own, since=None, until=look.day)}
    return Facts(
        records=look.records(),
        today=look.day,
        progress=progress,
        expected=expected,
        status=status,
        score={identity: item.row.score for identity, item in measured.items()},
        data={identity: item.row.data for identity, item in measured.items()},
        points=points,
        noted=database.noted(look.day),
    )


def form_findings(form: Form, look: Look) -> tuple[Finding, ...]:
    """What the live checks find in what is typed so far; numbers and days that cannot be read yet count as missing."""

    def text(name: str) -> str:
        return form.value(name) if form.asks(name) else ""

    def number(name: str) -> float | None:
        with suppress(GoaltuiError):
            return read_number(text(name), name) if text(name).strip() else None
        return None

    if form.kind not in (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT):
        return ()
    typed = Typed(
        kind=form.kind,
        title=text("title"),
        start=number("start"),
        target=number("target"),
        low=number("low"),
        high=number("high"),
        condition=Condition(text("condition") or Condition.REACH),
        unit=text("unit"),
        owner=text("owner").strip() or None,
        # A key result has the cycle of its objective, and its milestones come later.
        steps=1,
        cycle=quarter(look.day)[1:] if form.kind is EntityKind.KEY_RESULT or text("cycle") else None,
    )
    records = look.records()
    return text_findings(typed, language=records.workspace.language, settings=records.check_settings)
