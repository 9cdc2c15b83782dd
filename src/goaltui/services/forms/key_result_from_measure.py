"""A key result made from a measure: which objective it may stand under, and its form."""

from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form


def places_for(workspace: Workspace, measure: str) -> tuple[tuple[str, str], ...]:
    """Id and title of the objectives that a key result on a measure may stand under, those of running cycles below the
    measure's own first; raises Refused where there is none."""
    row = workspace.look.measured()[measure].row
    tree = workspace.look.outline()
    own = tree.objectives.get(row.objective or "")
    running = workspace.look.records().all_running(workspace.today)
    below = [item for item in _below(own) if item.cycle in running and item.state is ObjectiveState.ACTIVE]
    found = [*below, *([own] if own is not None and own not in below else [])]
    if not found:
        raise Refused(
            _(
                "{measure} stands under no objective; add one with a, then edit the measure.",
                measure=formatting.quoted(row.title),
            )
        )
    return tuple((item.id, item.title) for item in found)


def key_result_form(workspace: Workspace, measure: str, objective: str) -> Form:
    """Return the form of a key result bound to a measure, starting where the measure stands now."""
    row = workspace.look.measured()[measure].row
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_meaning("measure", measure, row.title)
    form = form.with_value("unit", row.unit)
    return form if row.value is None else form.with_value("start", formatting.number(row.value))


def _below(row: ObjectiveRow | None) -> list[ObjectiveRow]:
    found: list[ObjectiveRow] = []
    waiting = list(row.children) if row is not None else []
    while waiting:
        item = waiting.pop(0)
        found.append(item)
        waiting.extend(item.children)
    return found
