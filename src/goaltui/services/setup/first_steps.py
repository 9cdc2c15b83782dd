"""The first steps in a new workspace, ticked off by the goals and check-ins in it."""

from typing import TYPE_CHECKING

from goaltui.model.enums import Method
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.services.core.rows.today import FirstStep

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


_LOOKED_AT = 50
"""Series among which check-ins of two days are looked for."""


def first_steps(workspace: "Workspace") -> tuple[FirstStep, ...]:
    """Return the five steps with which a workspace begins; none once all of them are done."""
    records = workspace.look.records()
    series = [item.id for item in records.measures] + [item.measure for item in records.key_results]
    points = workspace.database.series.points(series[:_LOOKED_AT], since=None, until=workspace.today)
    days = {point.date for found in points.values() for point in found}
    return steps_of(records, Method(records.workspace.method), len(days))


def steps_of(records: Records, method: Method, days: int) -> tuple[FirstStep, ...]:
    """Return the steps of a method, with check-ins on so many days; none once all of them are done."""
    scored = any(measure.scoring for measure in records.measures)
    goal, number = (_("Write an objective"), _("Give it a key result: from where to where"))
    if not method.uses_okr:
        goal = _("Write a strategic objective")
        number = _("Give it a measure with a goal and a red flag")
    steps = (
        FirstStep(goal, _("a, then o"), bool(records.objectives)),
        FirstStep(
            number,
            _("a, then k") if method.uses_okr else _("a, then m"),
            bool(records.key_results) if method is Method.OKR else scored or bool(records.key_results),
        ),
        FirstStep(_("Say where it stands: check in"), "c", days > 0),
        FirstStep(_("Add an initiative: what you do for it"), _("a, then i"), bool(records.initiatives)),
        FirstStep(_("Check in again on another day"), "C", days > 1),
    )
    return () if all(step.done for step in steps) else steps
