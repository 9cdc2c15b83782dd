"""The list of a cycle's drafts with their findings, and the earlier learnings."""

from collections.abc import Iterator

from rich.segment import Segment

from goaltui.model.enums import EntityKind, RemarkKind, Severity
from goaltui.model.findings import Finding
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _, _n
from goaltui.services.core import formatting
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.lifecycle.plan_cycle import Plan
from goaltui.services.views.notes import RemarkRow
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.row_list import GoalList

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "dim"}
_KINDS = {RemarkKind.LEARNING: "green", RemarkKind.OBSTACLE: "red", RemarkKind.DATA_GAP: "yellow"}
_SURE = 8
_FROM = 20
_KIND = 11


class PlanLine(NamedTuple):
    """An objective, one of its key results, a finding on either, something learnt, or words (`text`); `under` is the
    draft that the first three belong to."""

    objective: ObjectiveRow | None = None
    key_result: KeyResultRow | None = None
    finding: Finding | None = None
    record: RemarkRow | None = None
    text: str = ""
    heading: bool = False
    under: ObjectiveRow | None = None

    @property
    def key(self) -> str | None:
        """The id of what the line is about, with the check's for a finding."""
        if self.finding is not None:
            return f"{self.finding.id} {self.finding.check}"
        about = self.objective or self.key_result or self.record
        return about.id if about is not None else None

    @property
    def about(self) -> KeyResultRow | None:
        """The key result of the line, also of what the checks found on it."""
        if self.finding is None or self.under is None:
            return self.key_result
        return next((row for row in self.under.key_results if row.id == self.finding.id), None)

    @property
    def thing(self) -> tuple[EntityKind, str] | None:
        """The thing that Enter goes to."""
        if self.finding is not None:
            return self.finding.kind, self.finding.id
        if self.key_result is not None:
            return EntityKind.KEY_RESULT, self.key_result.id
        if self.objective is not None:
            return EntityKind.OBJECTIVE, self.objective.id
        return (self.record.subject_kind, self.record.subject) if self.record is not None else None


class PlanList(GoalList[PlanLine]):
    """The list of drafts, with the learnings below."""

    def show(self, plan: Plan) -> None:
        """Fill with how the planning stands."""
        self.fill(list(_lines(plan)))

    def paint(self, row: PlanLine, width: int, chosen: bool) -> list[Segment]:
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        if row.finding is not None:
            style = self.style(_STYLE[row.finding.severity], chosen=chosen)
            severity = row.finding.severity.word
            told = f"      {severity}: {row.finding.message}"
            return [lead, Segment(cut(told, width - 1), style)]
        if row.key_result is not None:
            return [lead, *self._key_result(row.key_result, width - 2, chosen)]
        if row.objective is not None:
            owner = row.objective.owner or ""
            title = Segment(left(f" {row.objective.title}", width - 16), self.style("text", bold=True, chosen=chosen))
            return [lead, title, Segment(right(owner, 14), dim)]
        if row.record is not None:
            kind = left(f" {row.record.kind.word}", _KIND)
            about = width // 3 if width >= 70 else 0
            return [
                lead,
                Segment(kind, self.style(_KINDS.get(row.record.kind, "dim"), chosen=chosen)),
                Segment(left(row.record.text, max(width - 2 - _KIND - about, 0)), text),
                Segment(left(f"  {row.record.title}", about), dim),
            ]
        return [Segment(cut(f" {row.text}", width), self.style("text" if row.heading else "dim", bold=row.heading))]

    def _key_result(self, row: KeyResultRow, width: int, chosen: bool) -> list[Segment]:
        sure = f"{row.confidence}/10" if row.confidence is not None else self.glyphs.nothing
        from_to = (
            f"{formatting.number(row.start)} → {formatting.number(row.target, row.unit)}"
            if row.target is not None
            else ""
        )
        return [
            Segment(left(f"   {row.title}", max(width - _SURE - _FROM, 0)), self.style("text", chosen=chosen)),
            Segment(right(from_to, _FROM), self.style("dim", chosen=chosen)),
            Segment(right(sure, _SURE), self.style("accent", chosen=chosen)),
        ]


def _lines(plan: Plan) -> Iterator[PlanLine]:
    yield PlanLine(text=_("Drafts  {count}", count=len(plan.drafts)), heading=True)
    for item in plan.drafts:
        under = item.objective
        yield PlanLine(objective=under, under=under)
        yield from (PlanLine(finding=found, under=under) for found in item.findings.get(under.id, ()))
        for row in under.key_results:
            yield PlanLine(key_result=row, under=under)
            yield from (PlanLine(finding=found, under=under) for found in item.findings.get(row.id, ()))
    if not plan.drafts:
        yield PlanLine(
            text=_n(
                "  No drafts, and {count} objective have begun already; a adds one.",
                "  No drafts, and {count} objectives have begun already; a adds one.",
                plan.active,
            )
            if plan.active
            else _("  No drafts; a adds one.")
        )
    yield PlanLine()
    yield PlanLine(text=_("Earlier learnings and open obstacles"), heading=True)
    yield from (PlanLine(record=row) for row in plan.learnt)
    if not plan.learnt:
        yield PlanLine(text=_("  No notes yet; n adds one to anything."))
