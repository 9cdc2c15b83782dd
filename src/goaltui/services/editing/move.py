"""Moving a thing to another place: under which things it may stand, and the change that puts it there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.submit import kind_of
from goaltui.services.parsing.naming import find_named, resolve

_ITS_OWN = N_("Nothing can be moved under itself or its own descendants; choose another place.")

TOP = ""
"""The id of the place that is under nothing."""

_PLACES = {
    EntityKind.OBJECTIVE: (EntityKind.OBJECTIVE, EntityKind.PERSPECTIVE),
    EntityKind.KEY_RESULT: (EntityKind.OBJECTIVE,),
    EntityKind.MEASURE: (EntityKind.OBJECTIVE, EntityKind.PERSPECTIVE),
    EntityKind.INITIATIVE: (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE),
}


@dataclass(frozen=True, slots=True)
class MoveTarget:
    """A place that something may be moved to; `context` tells which cycle it is of, or what it stands under."""

    kind: EntityKind
    id: str
    title: str
    context: str = ""

    @property
    def called(self) -> str:
        """Its kind in a word; empty for an objective, whose context tells enough."""
        return "" if self.kind is EntityKind.OBJECTIVE else self.kind.word


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """The change that moves a thing, where to, and what is said of it."""

    draft: Operation
    where: str
    sentence: str


def destinations(workspace: Workspace, identity: str, text: str = "") -> tuple[MoveTarget, ...]:
    """Return the places where a thing may stand, narrowed to those with `text` in title, key or ref; raises
    Refused for a thing without a place.
    """
    kind = _kind(workspace, identity)
    records = workspace.look.records()
    closed = _with_descendants(records, identity) | {_above(records, identity)}
    return _named(workspace, [place for place in _places(records, kind) if place.id not in closed], text)


def why_nowhere(workspace: Workspace, identity: str, text: str) -> str:
    """Return why no place of this text is open to a thing, in a sentence; raises
    Refused for a thing without a place.
    """
    records = workspace.look.records()
    named = {place.id for place in _named(workspace, list(_places(records, _kind(workspace, identity))), text)}
    if named & _with_descendants(records, identity):
        return _(_ITS_OWN)
    if _above(records, identity) in named:
        return _("It is there already; choose another place.")
    return _("No place for it has '{text}' in its title.", text=text)


def _named(workspace: Workspace, places: Sequence[MoveTarget], text: str) -> tuple[MoveTarget, ...]:
    wanted = fold(text)
    if not wanted:
        return tuple(places)
    meant = {match.id for match in find_named(workspace.database, text)}
    return tuple(place for place in places if place.id in meant or wanted in fold(place.title))


def move(
    workspace: Workspace,
    identity: str,
    under: str | None = None,
    *,
    cycle: str | None = None,
    perspective: str | None = None,
) -> Outcome:
    """Put a thing under another one, or at the top with an `under` of TOP; `cycle` and `perspective` are ids, TOP for
    none. Raises InvalidField where it would be a loop or is no place."""
    workspace.refuse_looking()
    found = moved(workspace, identity, under, cycle=cycle, perspective=perspective)
    return workspace.write([found.draft], found.sentence)


def moved(
    workspace: Workspace,
    identity: str,
    under: str | None = None,
    *,
    cycle: str | None = None,
    perspective: str | None = None,
) -> PlannedMove:
    """Return the operations and the sentence of `move`; raises InvalidField where it would be a loop or is no place."""
    records = workspace.look.records()
    kind = _kind(workspace, identity)
    fields: dict[str, Value] = {}
    if under is not None:
        fields |= _under(records, kind, identity, under)
    if cycle is not None:
        fields |= _cycle(kind, cycle)
    if perspective is not None:
        fields |= _under_perspective(kind, perspective)
    if not fields:
        raise InvalidField(_("Say where to move it: under something, to the top, to a cycle or a perspective."))
    where = _where(workspace, under, cycle, perspective)
    title = formatting.quoted(resolve(workspace.database, identity).title)
    share = next((item.share for item in _shared(records) if item.id == identity), None)
    if share is None:
        return PlannedMove(
            Operation(kind, identity, fields), where, _("Moved {title} {where}.", title=title, where=where)
        )
    sentence = _(
        "Moved {title} {where}; its share of {share} is not fixed there.",
        title=title,
        where=where,
        share=formatting.share(share),
    )
    return PlannedMove(Operation(kind, identity, {**fields, "share": None}), where, sentence)


def _shared(records: Records) -> Iterator[ObjectiveRecord | KeyResultRecord | MeasureRecord]:
    """Yield the records that may be fixed at a share of what they stand in."""
    yield from records.objectives
    yield from records.key_results
    yield from records.measures


def _kind(workspace: Workspace, identity: str) -> EntityKind:
    kind = kind_of(workspace.look.records(), identity)
    if kind not in _PLACES:
        raise Refused(_("A {kind} cannot be moved; move an objective, key result or measure.", kind=kind.word))
    return kind


def _places(records: Records, kind: EntityKind) -> Iterator[MoveTarget]:
    cycles = {cycle.id: cycle.name for cycle in records.cycles}
    titles = {objective.id: objective.title for objective in records.objectives}
    if kind is EntityKind.OBJECTIVE:
        yield MoveTarget(EntityKind.WORKSPACE, TOP, _("At the top"), _("under nothing"))
    for above in _PLACES[kind]:
        if above is EntityKind.OBJECTIVE:
            for item in records.objectives:
                yield MoveTarget(above, item.id, item.title, cycles.get(item.cycle or "", _("strategic")))
        elif above is EntityKind.KEY_RESULT:
            for record in records.key_results:
                yield MoveTarget(above, record.id, record.title, titles.get(record.objective, ""))
        elif above is EntityKind.MEASURE:
            for measure in records.measures:
                yield MoveTarget(above, measure.id, measure.title, titles.get(measure.objective or "", _("measure")))
        else:
            for perspective in records.perspectives:
                yield MoveTarget(above, perspective.id, perspective.name, _("scorecard"))


def _with_descendants(records: Records, identity: str) -> set[str]:
    below: dict[str | None, list[str]] = {}
    for objective in records.objectives:
        below.setdefault(objective.parent, []).append(objective.id)
    found: set[str] = set()
    waiting = [identity]
    while waiting:
        item = waiting.pop()
        if item not in found:
            found.add(item)
            waiting += below.get(item, ())
    return found


def _above(records: Records, identity: str) -> str:
    """Return the id of the thing above a thing now; TOP for an objective under nothing."""
    above = {item.id: item.parent or TOP for item in records.objectives}
    above |= {item.id: item.objective for item in records.key_results}
    above |= {item.id: item.objective or item.perspective or "" for item in records.measures}
    above |= {item.id: item.serves or "" for item in records.initiatives}
    return above[identity]


def _under(records: Records, kind: EntityKind, identity: str, under: str) -> dict[str, Value]:
    if under == TOP:
        if kind is EntityKind.OBJECTIVE:
            return {"parent": None}
        raise InvalidField(_("Only an objective can be at the top; choose a parent for this."))
    if under in _with_descendants(records, identity):
        raise InvalidField(_(_ITS_OWN))
    place = next((place for place in _places(records, kind) if place.id == under), None)
    if place is None:
        raise InvalidField(_("A {kind} cannot go there; choose another place.", kind=kind.word))
    if place.kind is EntityKind.PERSPECTIVE:
        return _under_perspective(kind, under)
    if kind is EntityKind.OBJECTIVE:
        return {"parent": under}
    if kind is EntityKind.KEY_RESULT:
        return {"objective": under}
    if kind is EntityKind.MEASURE:
        return {"objective": under, "perspective": None}
    return {above.value: under if above is place.kind else None for above in _PLACES[kind]}


def _cycle(kind: EntityKind, cycle: str) -> dict[str, Value]:
    if kind is not EntityKind.OBJECTIVE:
        raise InvalidField(_("Only an objective has a cycle; move the objective that this is under."))
    return {"cycle": cycle or None}


def _under_perspective(kind: EntityKind, perspective: str) -> dict[str, Value]:
    if kind is EntityKind.OBJECTIVE:
        return {"perspective": perspective or None}
    if kind is EntityKind.MEASURE and perspective:
        return {"objective": None, "perspective": perspective}
    raise InvalidField(_("Only an objective or a measure has a perspective."))


def _where(workspace: Workspace, under: str | None, cycle: str | None, perspective: str | None) -> str:
    records = workspace.look.records()
    perspectives = {item.id: item.name for item in records.perspectives}
    cycles = {item.id: item.name for item in records.cycles}
    pieces = []
    if under in perspectives:
        under, perspective = None, under
    if under is not None:
        pieces.append(
            _("under {title}", title=formatting.quoted(resolve(workspace.database, under).title))
            if under
            else _("to the top")
        )
    if cycle is not None:
        pieces.append(_("to {cycle}", cycle=formatting.quoted(cycles[cycle])) if cycle else _("out of its cycle"))
    if perspective is not None:
        name = formatting.quoted(perspectives[perspective]) if perspective else ""
        pieces.append(_("to the perspective {name}", name=name) if name else _("to the perspective it inherits"))
    return listed(pieces)
