"""The round: everything due, one thing after the other; each check-in is written at once, all of them are one undo."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import Band, EntityKind, Status
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.rules.progress import sanity_checks
from goaltui.services.checkin import recording
from goaltui.services.checkin.grammar import CheckInLine, parse
from goaltui.services.checkin.milestones import Steps, days_ahead, said, steps_of, ticked
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import day_to_come, far_off, misplaced
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.checkin.writing import check_in_target
from goaltui.services.core import formatting
from goaltui.services.core.ownership import Reach, scope_of
from goaltui.services.core.rows.detail import Detail, ExplanationLine
from goaltui.services.core.rows.outcome import Preview
from goaltui.services.core.rows.today import DueRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of

NOTES_SHOWN = 3
_NOTHING: dict[str, Value] = {"value": None, "estimate": False, "confidence": None, "status": None, "note": ""}


@dataclass(frozen=True, slots=True)
class DueItems:
    """The due items in a scope: the author's first, then the longest owed; one line for each series of values."""

    rows: tuple[DueRow, ...]
    reach: Reach
    today: date


@dataclass(frozen=True, slots=True)
class RoundItem:
    """One thing of the round with its background: what a line is read against, what stands beside it, and the
    milestones that it is made of, if it is."""

    row: DueRow
    target: CheckInTarget
    detail: Detail
    steps: Steps | None = None


@dataclass(frozen=True, slots=True)
class RoundEntryResult:
    """A check-in of the round: its id, the line as typed, its batch, how the thing stood before and after, in words,
    and the milestones that it ticked off."""

    check_in: str
    line: str
    batch: str
    before: Preview
    after: Preview
    sentence: str
    ticked: frozenset[str] = frozenset()

    @property
    def moved(self) -> bool:
        """Whether it has another value now, or another judgement where it is judged in words."""
        return self.before.value != self.after.value or (self.in_words and self.before.status is not self.after.status)

    @property
    def in_words(self) -> bool:
        """Whether it has a status and no number."""
        return self.after.value is None and self.after.progress is None and self.after.status is not None

    @property
    def red(self) -> bool:
        """Whether the thing is red now."""
        return _is_red(self.after)


def due(workspace: Workspace, reach: Reach | None = None) -> DueItems:
    """Return the due items: without a reach mine where some are mine, else everybody's."""
    look = workspace.look
    rows = today_of(workspace).due
    if reach is None:
        reach = Reach.MINE if any(row.mine for row in rows) else Reach.ALL
    scope = scope_of(look.records(), workspace.author, reach)
    bound = {row.id: row.measure for row in look.outline().key_results.values()}
    return DueItems(tuple(_once(rows, bound, scope.holds)), reach, workspace.today)


def stop(workspace: Workspace, row: DueRow) -> RoundItem:
    """Return one thing that is due with its background; raises NotFound where it was deleted meanwhile."""
    detail = detail_of(workspace, row.id)
    facts = [fact for fact in detail.facts if fact.text not in ("", formatting.NOTHING)]
    key_result = workspace.look.outline().key_results.get(row.id)
    measures = {record.id: record for record in workspace.look.records().measures}
    measure = measures.get(key_result.measure) if key_result is not None else None
    if measure is not None:
        feeds = ((_("feeds"), measure.title), (_("definition"), measure.definition), (_("source"), measure.source))
        facts += [ExplanationLine(label, text) for label, text in feeds if text]
    told = [check_in for check_in in detail.check_ins if check_in.note][:NOTES_SHOWN]
    shown = replace(detail, facts=tuple(facts), why=(), check_ins=tuple(told))
    return RoundItem(row, check_in_target(workspace, row.id), shown, steps_of(workspace, row.id))


def questions(target: CheckInTarget, line: str, today: date) -> tuple[str, ...]:
    """Return the questions to ask once before the line is saved: on a surprising day or
    value, or a fall without a reason.
    """
    try:
        parsed = parse(line, target, today)
    except WrongUsage:
        return ()
    odd = misplaced(target, parsed, today)
    return (*([odd] if odd else []), *_questions(target, parsed, today, preview(target, line, today)))


def enter(
    workspace: Workspace,
    found: RoundItem,
    line: str,
    *,
    batch: str = "",
    earlier: RoundEntryResult | None = None,
    done: frozenset[str] | None = None,
) -> RoundEntryResult:
    """Save the check-in, or write it anew in place of an `earlier` one of this round; raises WrongUsage or Refused.

    It is read against what was shown, so that what is stored is what the preview said. With `done` these of its
    milestones are done and the others open.
    """
    today = workspace.today
    parsed = parse(line, found.target, today)
    target, sentence = found.target, ""
    changes: tuple[Operation, ...] = ()
    off = earlier.ticked if earlier is not None else frozenset()
    if done is not None:
        steps = workspace.database.things.milestones(found.row.id)
        changes, parsed = ticked(steps, done, parsed, off)
        off = frozenset(change.entity_id for change in changes if change.fields["done"])
        ahead = days_ahead(parsed.date, today)
        if not ahead:
            target = replace(target, milestones=tuple((step.weight, step.id in done) for step in steps))
        sentence = said(steps, done, target.title, ahead)
    after = preview(target, line, today)
    draft = recording.draft_of(found.target, parsed, workspace.author)
    if earlier is not None:
        draft = Operation(EntityKind.CHECK_IN, earlier.check_in, {**_NOTHING, **draft.fields})
    sentence = sentence or recording.sentence(target, parsed, after, today)
    outcome = workspace.write([*changes, draft], sentence, batch=batch)
    return RoundEntryResult(
        draft.entity_id, line, outcome.batch, _before(found.target, today), after, outcome.sentence, off
    )


def counted_due(rows: Sequence[DueRow]) -> str:
    """Return the due rows counted in words: `4 due: 3 key results, 1 measure`."""
    key_results = sum(row.kind is EntityKind.KEY_RESULT for row in rows)
    parts = [EntityKind.KEY_RESULT.counted(key_results)] if key_results else []
    if len(rows) > key_results:
        parts.append(EntityKind.MEASURE.counted(len(rows) - key_results))
    return _("{count} due: {things}", count=len(rows), things=", ".join(parts)) if rows else _("nothing due")


def _once(rows: Sequence[DueRow], bound: dict[str, str], holds: Callable[[str | None], bool]) -> Iterator[DueRow]:
    """Yield the rows without those that another row's check-in feeds too: a key result goes before its
    measure, since it takes a confidence.
    """
    kept = [row for row in rows if holds(row.owner)]
    fed = {bound[row.id] for row in kept if row.id in bound}
    seen: set[str] = set()
    for row in kept:
        series = bound.get(row.id, row.id)
        if series in seen or (row.kind is EntityKind.MEASURE and row.id in fed):
            continue
        seen.add(series)
        yield row


def _before(target: CheckInTarget, today: date) -> Preview:
    judged = target.in_words and target.manual is not None
    return preview(target, "", today) if judged or target.value is not None else Preview()


def _questions(target: CheckInTarget, line: CheckInLine, today: date, after: Preview) -> Iterator[str]:
    before = _before(target, today)
    if to_come := day_to_come(target.ahead, line.date, today):
        yield to_come
    surprising = far_off(target, line)
    if line.value is not None and not target.met_or_not and sanity_checks.sign_changed(line.value, target.value):
        yield _(
            "{value} has a different sign than {before}.",
            value=formatting.number(line.value),
            before=formatting.number(target.value),
        )
    elif surprising:
        yield surprising
    if line.note:
        return
    if _is_red(after) and not _is_red(before) and before.reason:
        yield _("It falls to red: a word why?")
    elif sanity_checks.dropped(_share(before), _share(after)):
        yield _("It drops by 20 points or more: a word why?")


def _share(shown: Preview) -> float | None:
    if shown.progress is not None:
        return min(max(shown.progress, 0.0), 1.0)
    return None if shown.score is None else shown.score / 100


def _is_red(shown: Preview) -> bool:
    return shown.status is Status.AT_RISK or shown.band is Band.RED
