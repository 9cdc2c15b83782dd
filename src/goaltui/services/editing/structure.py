"""List, delete and reorder what organises goals: workspace, perspectives, cycles, teams and people."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import Records
from goaltui.model.refs import WORKSPACE_ID
from goaltui.rules.scoring.weight_shares import parts_of_whole
from goaltui.services.core import formatting
from goaltui.services.core.ownership import teams_in_order
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.structure_rows import FEWEST, KINDS, StructureRow, kinds_of


def structure(workspace: Workspace) -> tuple[StructureRow, ...]:
    """Return the workspace first, then perspectives in order, themes, cycles newest
    first, teams as a tree, and people.
    """
    records = workspace.look.records()
    home = records.workspace
    top = StructureRow(EntityKind.WORKSPACE, WORKSPACE_ID, home.name, home.vision or Method(home.method).word)
    rows = (
        *_perspectives(records),
        *_themes(records),
        *_cycles(records, workspace.today),
        *_teams(records),
        *_people(records),
    )
    method = Method(home.method)
    used = kinds_of(method)
    return (top, *(row for row in rows if row.kind in used), *_unused(rows, method))


def _unused(rows: Iterable[StructureRow], method: Method) -> Iterator[StructureRow]:
    """Yield a row for each kind that the method does not use."""
    for kind in KINDS:
        if kind not in kinds_of(method):
            count = sum(row.kind is kind for row in rows)
            told = (
                _("{things} kept, and not shown under {method}", things=kind.counted(count), method=method.word)
                if count
                else _("not used under {method}", method=method.word)
            )
            yield StructureRow(kind, "", told)


def _perspectives(records: Records) -> Iterator[StructureRow]:
    found = records.ordered_perspectives
    for item, part in zip(found, parts_of_whole(found), strict=True):
        weight = _("weight {weight}", weight=formatting.weight(item.weight, item.share, part))
        yield StructureRow(EntityKind.PERSPECTIVE, item.id, item.name, weight)


def _themes(records: Records) -> Iterator[StructureRow]:
    held = Counter(objective.theme for objective in records.objectives)
    for item in records.themes:
        yield StructureRow(EntityKind.THEME, item.id, item.name, EntityKind.OBJECTIVE.counted(held[item.id]))


def _cycles(records: Records, today: date) -> Iterator[StructureRow]:
    names = {item.id: item.name for item in records.cycles}
    for item in sorted(records.cycles, key=lambda item: (item.start, item.name), reverse=True):
        span = formatting.span(item.start, item.end, today)
        told = _("{span}, part of {cycle}", span=span, cycle=names[item.parent]) if item.parent in names else span
        yield StructureRow(EntityKind.CYCLE, item.id, item.name, told)


def _teams(records: Records) -> Iterator[StructureRow]:
    people = Counter(person.team for person in records.people)
    for item, depth in teams_in_order(records.teams):
        count = EntityKind.PERSON.counted(people[item.id])
        yield StructureRow(EntityKind.TEAM, item.id, item.name, count, depth)


def _people(records: Records) -> Iterator[StructureRow]:
    teams = {item.id: item.name for item in records.teams}
    for item in sorted(records.people, key=lambda item: item.name):
        yield StructureRow(EntityKind.PERSON, item.id, item.name, teams.get(item.team or "", _("no team")))


def reorder(workspace: Workspace, identity: str, step: int) -> Outcome:
    """Put a perspective a place further (1) or back (-1); raises Refused for other things and at the edges."""
    perspectives = workspace.look.records().ordered_perspectives
    place = next((place for place, item in enumerate(perspectives) if item.id == identity), None)
    if place is None:
        raise Refused(_("Only perspectives have an order of their own; put the cursor on one."))
    other = place + step
    if not 0 <= other < len(perspectives):
        name = formatting.quoted(perspectives[place].name)
        first, last = _("{name} is the first already.", name=name), _("{name} is the last already.", name=name)
        raise Refused(first if step < 0 else last)
    moved = [*perspectives]
    moved[place], moved[other] = moved[other], moved[place]
    drafts = [
        Operation(EntityKind.PERSPECTIVE, item.id, {"position": position})
        for position, item in enumerate(moved)
        if item.position != position
    ]
    name = formatting.quoted(perspectives[place].name)
    return workspace.write(drafts, _("Moved {name} up.", name=name) if step < 0 else _("Moved {name} down.", name=name))


def hanging(workspace: Workspace, kind: EntityKind, identity: str) -> tuple[str, ...]:
    """Return a sentence for each kind of thing that loses its place when this one goes;
    raises Refused where it must stay.
    """
    records = workspace.look.records()
    if kind is EntityKind.WORKSPACE:
        raise Refused(_("The workspace cannot be deleted here; delete its file instead."))
    if kind is EntityKind.PERSPECTIVE and len(records.perspectives) <= FEWEST:
        raise Refused(
            _(
                "A scorecard needs at least {fewest} perspectives; add another one first.",
                fewest=FEWEST,
            )
        )
    return tuple(_hanging(records, kind, identity))


_LOSES = {
    EntityKind.PERSON: N_("{things} will have no owner."),
    EntityKind.PERSPECTIVE: N_("{things} will have no perspective."),
    EntityKind.THEME: N_("{things} will have no theme."),
    EntityKind.CYCLE: N_("{things} will have no cycle."),
    EntityKind.TEAM: N_("{things} will have no team."),
}
"""Sentences on the things that lose their place, by the kind of the thing deleted."""


def _hanging(records: Records, kind: EntityKind, identity: str) -> Iterator[str]:
    field = {EntityKind.PERSON: "owner"}.get(kind, kind.value)
    objectives = sum(getattr(item, field) == identity for item in records.objectives)
    key_results = sum(item.owner == identity for item in records.key_results)
    measures = sum(identity in (item.owner, item.perspective) for item in records.measures)
    initiatives = sum(item.owner == identity for item in records.initiatives)
    people = sum(item.team == identity for item in records.people)
    teams = sum(item.parent == identity for item in records.teams)
    cycles = sum(item.parent == identity for item in records.cycles)
    counts = (
        (EntityKind.OBJECTIVE, objectives),
        (EntityKind.KEY_RESULT, key_results),
        (EntityKind.MEASURE, measures),
        (EntityKind.INITIATIVE, initiatives),
        (EntityKind.PERSON, people),
        (EntityKind.TEAM, teams),
        (EntityKind.CYCLE, cycles),
    )
    return (_(_LOSES[kind], things=lost.counted(count)) for lost, count in counts if count)


def delete(workspace: Workspace, row: StructureRow) -> Outcome:
    """Delete one; what it held stays and stands without it."""
    hanging(workspace, row.kind, row.id)
    title = formatting.quoted(row.title)
    sentence = _("Deleted {kind} {title}; undo brings it back.", kind=row.kind.word, title=title)
    return workspace.write([Operation(row.kind, row.id, {"deleted": True})], sentence)
