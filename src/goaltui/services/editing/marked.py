"""Actions on several marked things, each as one change: owner, cycle, place, a check-in of unchanged values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.named_thing import NamedThing
from goaltui.model.quick.translation import _, _n
from goaltui.model.quick_dataclass import replace
from goaltui.services.checkin.many import CheckInEntry, write_all
from goaltui.services.core.formatting import listed_some, quoted
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.editing.any_thing import form_of, save_all
from goaltui.services.editing.move import MoveTarget, destinations, moved
from goaltui.store.search import Match

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_UNCHANGED = "same"


def set_owner(workspace: "Workspace", things: Sequence[Match], name: str) -> Outcome:
    """Give all of them the same owner, none for no name; raises InvalidField for a name that cannot be one."""
    done = save_all(workspace, [form_of(workspace, thing).with_value("owner", name) for thing in things])
    told = (
        _("The owner of {named} is now {owner}.", named=_named(things), owner=quoted(name))
        if name
        else _n("{named} has no owner now.", "{named} have no owner now.", len(things), named=_named(things))
    )
    return replace(done, sentence=told) if done.touched else done


def to_cycle(workspace: "Workspace", things: Sequence[Match], name: str) -> Outcome:
    """Put objectives into the same cycle, out of any for no name; raises Refused for what has no cycle of its own."""
    other = next((thing for thing in things if thing.kind is not EntityKind.OBJECTIVE), None)
    if other is not None:
        raise Refused(
            _(
                "Only an objective has a cycle, and {title} is a {kind}; unmark it.",
                title=quoted(other.title),
                kind=other.kind.word,
            )
        )
    done = save_all(workspace, [form_of(workspace, thing).with_value("cycle", name) for thing in things])
    told = (
        _("Moved {title} {where}.", title=_named(things), where=_("to {cycle}", cycle=quoted(name)))
        if name
        else _n("{named} is strategic now.", "{named} are strategic now.", len(things), named=_named(things))
    )
    return replace(done, sentence=told) if done.touched else done


def common_places(workspace: "Workspace", things: Sequence[NamedThing], text: str = "") -> tuple[MoveTarget, ...]:
    """Return the places where all of them may stand, narrowed to a text; raises Refused for a thing without a place."""
    first, *others = (destinations(workspace, thing.id, text) for thing in things)
    return tuple(place for place in first if all(any(place.id == one.id for one in open_to) for open_to in others))


def move_all(workspace: "Workspace", things: Sequence[Match], under: str) -> Outcome:
    """Put all of them under the same thing; raises InvalidField where one of them cannot stand there."""
    workspace.refuse_looking()
    found = [moved(workspace, thing.id, under) for thing in things]
    sentence = (
        found[0].sentence
        if len(found) == 1
        else _("Moved {title} {where}.", title=_named(things), where=found[0].where)
    )
    return workspace.write([one.draft for one in found], sentence)


def check_in_unchanged(workspace: "Workspace", things: Sequence[Match]) -> Outcome:
    """Check in on all of them that the value is what it was, or on none; raises Refused with the one that has no
    value to repeat."""
    workspace.refuse_looking()
    other = next((thing for thing in things if thing.kind not in (EntityKind.KEY_RESULT, EntityKind.MEASURE)), None)
    if other is not None:
        raise Refused(
            _("{title} is {kind} and takes no check-ins; unmark it.", title=quoted(other.title), kind=_a(other.kind))
        )
    lines = [CheckInEntry(number, thing.id, _UNCHANGED) for number, thing in enumerate(things)]
    reports = write_all(workspace, lines, "")
    for thing, report in zip(things, reports, strict=True):
        if report.problem is not None:
            raise Refused(
                _("{title}: {problem} Nothing was checked in.", title=quoted(thing.title), problem=report.problem)
            )
    written = [report.outcome for report in reports if report.outcome is not None]
    touched = frozenset(identity for outcome in written for identity in outcome.touched)
    return Outcome(_("Checked in unchanged on {named}.", named=_named(things)), touched, batch=written[-1].batch)


def still_there(workspace: "Workspace", marked: Sequence[NamedThing]) -> tuple[Match, ...]:
    """Return what was marked and is still there; raises Refused where nothing of it is."""
    records = workspace.look.records()
    there = {item.id for item in records.objectives} | {item.id for item in records.key_results}
    there |= {item.id for item in records.measures} | {item.id for item in records.initiatives}
    found = tuple(Match(item.kind, item.id, item.title, "") for item in marked if item.id in there)
    if not found:
        raise Refused(_("What was marked is no longer there."))
    return found


def _named(things: Sequence[Match]) -> str:
    return listed_some([thing.title for thing in things])


def _a(kind: EntityKind) -> str:
    return _("an initiative") if kind is EntityKind.INITIATIVE else _("an objective")
