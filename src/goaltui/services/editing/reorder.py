"""The order among siblings: a thing put before or after another one of its kind."""

from collections.abc import Sequence
from typing import TypeAlias

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.quick.translation import _
from goaltui.model.records import KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.rules.structure.sibling_order import key_of, moved
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.submit import kind_of

_KINDS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE)
"""Kinds that are put in order by hand; perspectives have `structure.reorder`."""

_Placed: TypeAlias = ObjectiveRecord | KeyResultRecord | MeasureRecord


def put_beside(workspace: Workspace, identity: str, other: str, *, after: bool) -> Outcome:
    """Put a thing straight before or after another one of its kind; the two may be apart by what is not in sight.

    Raises Refused for what has no order, InvalidField where the other is of another kind or stands elsewhere.
    """
    workspace.refuse_looking()
    records = workspace.look.records()
    kind = kind_of(records, identity)
    if kind not in _KINDS:
        raise Refused(_("Objectives, key results, measures and perspectives can be put in order; choose one of them."))
    if kind_of(records, other) is not kind or identity == other:
        raise InvalidField(_("A {kind} goes before or after another {kind}; choose one.", kind=kind.word))
    items = _items(records, kind)
    places = {item.id: place for place, item in enumerate(items)}
    _refuse_apart(kind, items[places[identity]], items[places[other]])
    origin, beside = places[identity], places[other]
    place = beside + after - (origin < beside)
    keys = moved([key_of(item.position, item.created) for item in items], origin, place) if place != origin else {}
    drafts = [Operation(kind, items[index].id, {"position": key}) for index, key in keys.items()]
    named, beside_named = formatting.quoted(items[origin].title), formatting.quoted(items[beside].title)
    below = _("Moved {title} below {other}.", title=named, other=beside_named)
    above = _("Moved {title} above {other}.", title=named, other=beside_named)
    return workspace.write(drafts, below if after else above)


def _items(records: Records, kind: EntityKind) -> Sequence[_Placed]:
    if kind is EntityKind.OBJECTIVE:
        return records.objectives
    return records.key_results if kind is EntityKind.KEY_RESULT else records.measures


def _refuse_apart(kind: EntityKind, one: _Placed, other: _Placed) -> None:
    if isinstance(one, ObjectiveRecord) or isinstance(other, ObjectiveRecord):
        return
    if one.objective != other.objective:
        key_results = _("The two key results have different objectives; move one under the other's first.")
        measures = _("The two measures have different objectives; move one under the other's first.")
        raise InvalidField(key_results if kind is EntityKind.KEY_RESULT else measures)
