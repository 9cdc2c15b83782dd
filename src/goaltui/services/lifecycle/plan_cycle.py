"""Planning a cycle: its drafts, their findings, the earlier learnings, and the start of all drafts at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, ObjectiveState, RemarkKind, Severity
from goaltui.model.errors import Refused
from goaltui.model.findings import Finding
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _, _n
from goaltui.model.refs import natural_id
from goaltui.rules.progress.cycle_names import NamedSpan, next_named
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form, quarter
from goaltui.services.forms.sibling_weights import beside_objective
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.cycles import cycle_of
from goaltui.services.views.notes import RemarkRow, remark_rows

_CONFIDENT = 2
"""The most words of the checks that a sentence names."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft with what the checks find on it and its key results, by their ids."""

    objective: ObjectiveRow
    findings: Mapping[str, tuple[Finding, ...]]

    @property
    def grave(self) -> int:
        """The number of findings that are more than a hint."""
        return sum(1 for found in self.findings.values() for item in found if item.severity is not Severity.HINT)


@dataclass(frozen=True, slots=True)
class Plan:
    """A cycle with its drafts, how many objectives in it are active already, and the learnings and open obstacles of
    everything outside it, the newest first."""

    id: str
    name: str
    start: date
    end: date
    drafts: tuple[Planned, ...]
    active: int
    learnt: tuple[RemarkRow, ...]
    today: date

    @property
    def unsure(self) -> int:
        """The number of the drafts' key results without a confidence."""
        return sum(1 for item in self.drafts for row in item.objective.key_results if row.confidence is None)


def plan(workspace: Workspace, cycle: str) -> Plan:
    """Return the state of a cycle's planning; raises NotFound."""
    records = workspace.look.records()
    record = cycle_of(records, cycle)
    tree = workspace.look.outline()
    inside = [tree.objectives[item.id] for item in records.objectives if item.cycle == cycle]
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings_of(workspace):
        found[finding.id].append(finding)
    drafts = tuple(_planned(row, found) for row in inside if row.state is ObjectiveState.DRAFT)
    own = {row.id for row in inside} | {item.id for row in inside for item in row.key_results}
    learnt = tuple(row for row in remark_rows(workspace) if row.subject not in own and _teaches(row))
    active = sum(1 for row in inside if row.state is ObjectiveState.ACTIVE)
    return Plan(record.id, record.name, record.start, record.end, drafts, active, learnt, workspace.today)


def draft_form(workspace: Workspace, cycle: str, kind: EntityKind, under: str | None) -> Form:
    """Return the form of a planned thing; an objective is a draft of this cycle; raises NotFound."""
    record = cycle_of(workspace.look.records(), cycle)
    form = open_form(workspace, kind, parent=under)
    if kind is not EntityKind.OBJECTIVE:
        return form
    draft = form.with_meaning("cycle", record.id, record.name).with_value("state", ObjectiveState.DRAFT.value)
    return draft.weighed_with(beside_objective(workspace.look.records(), workspace.today, None, None, record.id, None))


def activate(workspace: Workspace, cycle: str) -> Outcome:
    """Begin everything that is a draft in a cycle, as one batch; raises Refused where nothing is, or NotFound."""
    found = plan(workspace, cycle)
    if not found.drafts:
        raise Refused(_("{name} has no drafts; add objectives with the state draft, or edit one.", name=found.name))
    state = ObjectiveState.ACTIVE.value
    drafts = [Operation(EntityKind.OBJECTIVE, item.objective.id, {"state": state}) for item in found.drafts]
    return workspace.write(
        drafts,
        _n(
            "{count} objective of {cycle} began; u undoes it.",
            "{count} objectives of {cycle} began; u undoes it.",
            len(drafts),
            cycle=found.name,
        ),
    )


def doubts(found: Plan) -> tuple[str, ...]:
    """Return the objections to beginning, in sentences; none where there are none."""
    empty = [item.objective.title for item in found.drafts if not item.objective.key_results]
    grave = sum(item.grave for item in found.drafts)
    told = []
    if empty:
        named, more = listed(map(formatting.quoted, empty[:_CONFIDENT])), len(empty) - _CONFIDENT
        if more > 0:
            named = _("{things} and {count} more", things=named, count=more)
        told.append(_("Without a key result: {titles}.", titles=named))
    if grave:
        told.append(_("{findings} of the checks.", findings=counted(grave, "finding", "findings")))
    if found.unsure:
        unsure = EntityKind.KEY_RESULT.counted(found.unsure)
        told.append(_("{things} without a confidence.", things=unsure))
    return tuple(told)


def make_next(workspace: Workspace, after: str | None) -> Outcome:
    """Make the first missing cycle after one, as long as that and named in its manner;
    this quarter where there is none.
    """
    records = workspace.look.records()
    before = next((item for item in records.cycles if item.id == after), None)
    if before is None:
        made = NamedSpan(*quarter(workspace.today, records.workspace.first_month))
    else:
        made = next_named(before.name, before.start, before.end)
    there = {item.name for item in records.cycles}
    while made.name in there:
        made = next_named(*made)
    name, start, end = made
    identity = natural_id(EntityKind.CYCLE, name)
    fields = {"name": name, "start": start.isoformat(), "end": end.isoformat()}
    sentence = _(
        "Made {name}, {span}; s changes name and dates.", name=name, span=formatting.span(start, end, workspace.today)
    )
    return workspace.write([Operation(EntityKind.CYCLE, identity, {**fields, "deleted": False})], sentence, identity)


def _planned(row: ObjectiveRow, found: Mapping[str, list[Finding]]) -> Planned:
    ids = (row.id, *(item.id for item in row.key_results))
    return Planned(row, {identity: tuple(found[identity]) for identity in ids if identity in found})


def _teaches(row: RemarkRow) -> bool:
    if row.kind is RemarkKind.LEARNING:
        return True
    return row.kind in (RemarkKind.OBSTACLE, RemarkKind.DATA_GAP) and row.open
