"""The requirements of a workspace on an objective before it is saved: a strategic link, a perspective."""

from goaltui.model.enums import Method, Need
from goaltui.model.errors import InvalidField
from goaltui.model.id_lists import ids_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.records import ObjectiveRecord, Records
from goaltui.rules.structure.strategic_link import serves_strategic
from goaltui.services.core.objective_tree import perspectives_of, sound_tree


class Placed(NamedTuple):
    """The place of an objective, as it was typed."""

    parent: str | None
    cycle: str | None
    perspective: str | None
    contributes: str | None


def refuse_unmet(records: Records, before: ObjectiveRecord | None, placed: Placed) -> None:
    """Raise InvalidField for an objective that lacks what the workspace requires, unless it lacked it
    before: the checks name that one.
    """
    home = records.workspace
    method = Method(home.method)
    stood = None if before is None else Placed(before.parent, before.cycle, before.perspective, before.contributes)
    if home.strategic_link == Need.REQUIRED and method.uses_okr:
        met = _serves(records, placed)
        if not met and (stood is None or _serves(records, stood)):
            raise InvalidField(
                _(
                    "This workspace requires a strategic link; choose a parent that is strategic or serves one,"
                    " or name one in Contributes to."
                ),
                "parent",
            )
    if home.perspective_needed == Need.REQUIRED and method.uses_scorecard:
        met = _has_perspective(records, placed)
        if not met and (stood is None or _has_perspective(records, stood)):
            raise InvalidField(
                _("This workspace requires a perspective; choose one, or a parent that has one."), "perspective"
            )


def _serves(records: Records, placed: Placed) -> bool:
    if placed.cycle is None:
        return True
    known = {item.id: item for item in records.objectives}
    above = [placed.parent, *ids_of(placed.contributes)]
    return any(serves_strategic(identity, known, sound_tree(records).parents) for identity in above if identity)


def _has_perspective(records: Records, placed: Placed) -> bool:
    return bool(placed.perspective or perspectives_of(records).get(placed.parent or ""))
