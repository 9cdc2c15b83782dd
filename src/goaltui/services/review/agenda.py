"""The review: an agenda from what was agreed, is red, stale or changed; its notes become the minutes.

The minutes grow in a note on the workspace, so a meeting that is left is taken up again where it was, by anyone.
What the next review is compared with is the state of every value on the day of this one (`--as-of`), which the data
holds anyway; the structure is that of now. A second one on the same day is compared with what was known when the first
was over.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date

from goaltui.model.changes import Change, Operation, Value
from goaltui.model.enums import Band, DataState, EntityKind, ManualStatus, Method, RemarkKind, RemarkState, Status
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.records import RemarkRecord
from goaltui.model.refs import WORKSPACE_ID, new_id
from goaltui.model.text import clean_line
from goaltui.rules.progress.cycle import CyclePhase
from goaltui.rules.progress.staleness import is_silent, is_valueless
from goaltui.services.checkin import recording
from goaltui.services.checkin.grammar import parse
from goaltui.services.checkin.milestones import days_ahead, said, ticked
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import AGAIN, surprise
from goaltui.services.checkin.writing import check_in_target
from goaltui.services.core import formatting
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.initiative_states import record_of
from goaltui.services.filters.filtered_views import asking_of, key_result_facets, measure_facets
from goaltui.services.filters.query import Facets, Query
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem, Rank
from goaltui.services.review.agreed import agreed_items, drafts_of, new_day, settled
from goaltui.services.review.marks import Marked, marked, noted
from goaltui.services.views.approval import approval_of
from goaltui.services.views.cycles import CycleRow, cycles_view
from goaltui.store.time_travel import known_at

CHANGED = 5.0
"""From how many points on, up or down, a change since the last review is worth a word."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review on a day: what is on the agenda, how many things are not, when the `last` one was; `record` is the
    remark with the lines `noted` so far, none before the first; `newcomers` says whom the last one named for the first
    time."""

    day: date
    workspace: str
    last: date | None
    items: tuple[AgendaItem, ...]
    quiet: int
    record: str | None = None
    noted: tuple[str, ...] = ()
    batch: str = ""
    newcomers: str = ""
    asked: str = ""
    """The filter, as typed; empty where everything is looked at."""
    cycles: tuple[CycleRow, ...] = ()
    """The cycles that run or wait for their close, where everything is looked at."""
    approval: str = ""
    """Who approved the strategy, and what was changed since; empty where nobody did."""

    @property
    def approved(self) -> str:
        """The sentence on the approval; empty where nobody approved."""
        return _("Strategy and scorecard: approved {approval}.", approval=self.approval) if self.approval else ""

    @property
    def nothing(self) -> str:
        """The sentence for an empty agenda."""
        if not self.asked:
            return _("Nothing is red, behind, stale or changed.")
        asked = formatting.quoted(self.asked)
        return _("Nothing that matches {filter} is red, behind, stale or changed.", filter=asked)

    def noted_on(self, identity: str) -> tuple[str, ...]:
        """Return the lines on one thing of the agenda."""
        return tuple(line for line in self.noted if self._about(line) == identity)

    def _about(self, line: str) -> str:
        """Return the id of the thing that a line is on; empty where that is no longer on the agenda."""
        fitting = [item for item in self.items if line.startswith(f"{item.label}, ")]
        # A title may begin with another one.
        return max(fitting, key=lambda item: len(item.label)).id if fitting else ""


def begin(workspace: Workspace, query: Query | None = None) -> Review:
    """Return the agenda of what a query asks for, earlier actions first; a review that was left is continued."""
    records = workspace.look.records()
    held = [item for item in records.remarks if item.kind == RemarkKind.REVIEW]
    over = [item for item in held if item.state == RemarkState.DONE and item.due and item.due <= workspace.today]
    last = max(reversed(over), key=lambda item: item.due or date.min, default=None)
    left = next((item for item in reversed(held) if item.state == RemarkState.OPEN), None)
    ended = _end_of(workspace, last)
    with _earlier(workspace, last, ended) as earlier:
        found = (*agreed_items(workspace, last, ended.hlc if ended else 0), *_items(workspace, earlier))
    items = _labelled(workspace, found)
    wanted = asking_of(workspace).meant(query) if query is not None else None
    asked = [item for item in items if wanted is None or wanted.matches(item.facets)]
    agenda = sorted((item for item in asked if item.reasons), key=lambda item: (item.rank, item.title, item.id))
    approved = approval_of(workspace)
    return Review(
        day=workspace.today,
        workspace=records.workspace.name,
        last=last.due if last is not None else None,
        items=tuple(agenda),
        quiet=len(asked) - len(agenda),
        record=left.id if left else None,
        noted=tuple(left.text.splitlines()) if left else (),
        asked=query.text if query is not None else "",
        cycles=() if query is not None else tuple(_at_work(workspace)),
        approval=approved.told(workspace.today) if approved is not None else "",
    )


def note(workspace: Workspace, review: Review, item: AgendaItem, kind: RemarkKind, text: str) -> Review:
    """Write down what was said of an item, `what @who ^day`, and in the minutes; raises InvalidField where nothing was
    said."""
    if not text.strip():
        raise InvalidField(_("Nothing was written; say it in a few words."), "text")
    said = noted(text, [person.name for person in workspace.look.records().people], workspace.today)
    form = open_form(workspace, EntityKind.REMARK, parent=item.id).with_value("kind", kind.value)
    return _agreed(workspace, review, item, form.with_value("text", said.text), said, kind.word)


def act(workspace: Workspace, review: Review, item: AgendaItem, text: str) -> Review:
    """Agree on an action, `what @who ^day`: an initiative for the item that is remembered as agreed, so that the next
    review begins with it. Raises InvalidField or NotFound."""
    said = marked(text)
    if not said.text:
        raise InvalidField(_("The action is empty; write what to do, then @who and ^day."), "title")
    parent = record_of(workspace, item.id).serves if item.is_agreed else item.id
    form = open_form(workspace, EntityKind.INITIATIVE, parent=parent).with_value("title", said.text)
    return _agreed(workspace, review, item, form, said, _("action"), is_action=True)


def settle(workspace: Workspace, review: Review, item: AgendaItem, became: ActionOutcome, text: str = "") -> Review:
    """Write down what became of an agreed action; carried on, `text` is until when. Raises InvalidField or NotFound."""
    record = record_of(workspace, item.id)
    day = new_day(workspace, text) if became is ActionOutcome.CARRIED_ON else None
    told = became.word
    if day is not None:
        told = _("{became} to {day}", became=told, day=formatting.day(day, workspace.today))
    written = _written(workspace, review, drafts_of(record, became, day), item, told)
    now = settled(item, became, day, workspace.today)
    return replace(written, items=tuple(now if at.id == item.id else at for at in written.items))


def _agreed(
    workspace: Workspace,
    review: Review,
    item: AgendaItem,
    form: Form,
    said: Marked,
    word: str,
    *,
    is_action: bool = False,
) -> Review:
    from goaltui.services.forms.submit import submit

    form = form.with_value("owner", said.owner).with_value("due", said.due)
    submitted = submit(form, workspace.look.records(), workspace.today, workspace.author)
    named = said.named(workspace.today)
    # A note says who wrote it; of an action it matters who does it.
    by = "" if is_action else workspace.author
    told = "; ".join(part for part in (named, by) if part)
    drafts = tuple(_dated(draft, workspace.today) for draft in submitted.drafts)
    written = _written(workspace, review, drafts, item, f"{word}: {said.text}{f' ({told})' if told else ''}")
    return replace(written, newcomers=submitted.newcomers)


def check_in(workspace: Workspace, review: Review, item: AgendaItem, line: str) -> Review:
    """Check in on an item by the one line; raises WrongUsage where it cannot be read."""
    target = check_in_target(workspace, item.id)
    parsed = parse(line, target, workspace.today)
    workspace.ask_once(item.id, line, surprise(target, parsed, workspace.today), _(AGAIN))
    after = preview(target, line, workspace.today)
    draft = recording.draft_of(target, parsed, workspace.author)
    is_now = parsed.value is not None and parsed.date <= workspace.today
    told = line.strip() if not is_now else after.reason or line.strip()
    return _written(workspace, review, (draft,), item, _("checked in {value}", value=told))


def tick(workspace: Workspace, review: Review, item: AgendaItem, done: AbstractSet[str], line: str) -> Review:
    """Check in on an item that is made of milestones, these of them done and the others open; `line` has marks and a
    note. Raises WrongUsage where it cannot be read, NotFound where a milestone is gone."""
    target = check_in_target(workspace, item.id)
    milestones = workspace.database.things.milestones(item.id)
    parsed = parse(line, target, workspace.today)
    asked = " ".join((*sorted(done), line))
    workspace.ask_once(item.id, asked, surprise(target, parsed, workspace.today), _(AGAIN))
    changes, parsed = ticked(milestones, done, parsed)
    draft = recording.draft_of(target, parsed, workspace.author)
    ahead = days_ahead(parsed.date, workspace.today)
    told = f"{_('checked in {value}', value=said(milestones, done, ahead=ahead))} {parsed.note}".rstrip()
    return _written(workspace, review, (*changes, draft), item, told)


def finish(workspace: Workspace, review: Review) -> Review:
    """End the review: from now on it is the one that the next is compared with."""
    text = "\n".join(review.noted) or _("Nothing was noted.")
    drafts = [_record(workspace, review, text, RemarkState.DONE)]
    outcome = workspace.write(drafts, _("The review is over; u undoes all of it."), batch=review.batch)
    return replace(review, batch=outcome.batch)


def _written(
    workspace: Workspace, review: Review, drafts: tuple[Operation, ...], item: AgendaItem, said: str
) -> Review:
    noted = (*review.noted, clean_line(f"{item.label}, {said}"))
    started = replace(review, record=review.record or new_id(), noted=noted, newcomers="")
    record = _record(workspace, started, "\n".join(noted), RemarkState.OPEN)
    outcome = workspace.write([*drafts, record], _("Noted: {said}", said=said), batch=review.batch)
    return replace(started, batch=outcome.batch)


def _dated(draft: Operation, today: date) -> Operation:
    """Return an initiative with the day on which it was agreed."""
    if draft.entity != EntityKind.INITIATIVE:
        return draft
    return replace(draft, fields={**draft.fields, "agreed": today.isoformat()})


def _record(workspace: Workspace, review: Review, text: str, state: RemarkState) -> Operation:
    fields: dict[str, Value] = {"kind": RemarkKind.REVIEW.value, "subject_kind": EntityKind.WORKSPACE.value}
    fields |= {"subject": WORKSPACE_ID, "text": text, "due": review.day.isoformat(), "state": state.value}
    return Operation(EntityKind.REMARK, review.record or new_id(), {**fields, "author": workspace.author})


def _end_of(workspace: Workspace, last: RemarkRecord | None) -> Change | None:
    """Return the change that ended the last review."""
    changes = workspace.database.journal.history(last.id) if last is not None else ()
    return next((item.change for item in changes if item.new == RemarkState.DONE), None)


@contextmanager
def _earlier(workspace: Workspace, last: RemarkRecord | None, ended: Change | None) -> Iterator[Snapshot | None]:
    """Yield the snapshot of the last review; none where there was none."""
    if last is None or last.due is None:
        yield None
        return
    if last.due < workspace.today or ended is None:
        yield Snapshot(workspace.database, last.due, today=workspace.today)
        return
    with closing(known_at(workspace.database, ended.at, ended.hlc)) as known:
        yield Snapshot(known, last.due)


def _labelled(workspace: Workspace, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Return the items, with the ref where things share a title, so that a note is on one of them."""
    times = Counter(item.label for item in items)
    if len(times) == len(items):
        return tuple(items)
    ref = workspace.refs().of
    return tuple(
        replace(item, label=f"{item.label} ({ref(item.id)})") if times[item.label] > 1 else item for item in items
    )


def _items(workspace: Workspace, earlier: Snapshot | None) -> Iterator[AgendaItem]:
    look, today = workspace.look, workspace.today
    stood = earlier.outline().key_results if earlier is not None else {}
    running = look.records().all_running(today)
    # What is over and not closed is talked about until it is: what it missed does not go away with the last day.
    ended = frozenset(cycle.name for cycle in look.records().cycles if cycle.end < today)
    tree, asking = look.outline(), asking_of(workspace)
    method = Method(look.records().workspace.method)
    for row in tree.key_results.values() if method.uses_okr else ():
        objective = tree.objectives[row.objective]
        if objective.is_at_work(running | ended):
            facets, at_work = key_result_facets(row, objective, asking), objective.is_at_work(running)
            yield _with(facets, _key_result(row, objective.title, stood.get(row.id), at_work=at_work))
    scored: Mapping[str, MeasureRow] = (
        {name: item.row for name, item in earlier.measured().items()} if earlier is not None else {}
    )
    for item in look.measured().values() if method.uses_scorecard else ():
        if item.row.data is not DataState.NOT_APPLICABLE:
            above = tree.objectives.get(item.row.objective or "")
            place = asking.place(item.row.id)
            facets = replace(measure_facets(item.row, place.perspective, asking), cycle=place.cycle)
            yield _with(facets, _measure(item.row, above.title if above else "", scored.get(item.row.id)))


def _at_work(workspace: Workspace) -> Iterator[CycleRow]:
    phases = (CyclePhase.RUNNING, CyclePhase.ENDED)
    yield from (row for row in reversed(cycles_view(workspace).cycles) if row.phase in phases and row.objectives)


def _with(facets: Facets, item: AgendaItem) -> AgendaItem:
    return replace(item, facets=replace(facets, title=f"{item.title} {item.context}"))


def _key_result(row: KeyResultRow, context: str, before: KeyResultRow | None, *, at_work: bool) -> AgendaItem:
    points = None if row.progress is None else row.progress * 100
    was = None if before is None or before.progress is None else before.progress * 100
    ranks = {Status.AT_RISK: Rank.RED, Status.BEHIND: Rank.BEHIND}
    rank = Rank.STALE if is_silent(row.status, spoken=row.spoken, at_work=at_work) else ranks.get(row.status)
    why = [(rank, row.status.word)] if rank is not None else []
    why += _moved(points, was, "%")
    value = formatting.number(row.value, row.unit) if row.value is not None else ""
    now = ", ".join(part for part in (formatting.percent(row.progress), value, row.reason) if part)
    stood = "" if before is None else f"{formatting.percent(before.progress)}, {before.status.word}"
    return _item(row.id, EntityKind.KEY_RESULT, row.title, context, row.owner, why, now, stood, points)


def _measure(row: MeasureRow, context: str, before: MeasureRow | None) -> AgendaItem:
    why = _coloured(row)
    if is_valueless(row.data):
        why.append((Rank.STALE, formatting.data_word(row.data)))
    why += _moved(row.score, before.score if before else None, _("points"))
    now = _scored(row)
    stood = "" if before is None else _scored(before)
    return _item(row.id, EntityKind.MEASURE, row.title, context, row.owner, why, now, stood, row.score)


def _coloured(row: MeasureRow) -> list[tuple[Rank, str]]:
    """Return the reason in a measure's colour, or in somebody's word; none where it is green."""
    if row.judgement is not None:
        judged = {ManualStatus.AT_RISK: Rank.RED, ManualStatus.BEHIND: Rank.BEHIND}
        rank = judged.get(row.judgement.status)
        return [(rank, row.judgement.status.word)] if rank is not None else []
    if row.band is Band.RED:
        return [(Rank.RED, _("red"))]
    return [(Rank.BEHIND, _("yellow"))] if row.band is Band.YELLOW else []


def _scored(row: MeasureRow) -> str:
    """Return score and data of a measure, in words."""
    if row.judgement is not None:
        return formatting.measure_data(row)
    if row.value is None:
        last = row.measured_on
        return _("no value since {day}", day=formatting.day(last)) if last is not None else _("no value")
    if row.baseline is not None:
        return f"{formatting.number(row.value, row.unit)}, {formatting.measure_data(row)}"
    return _(
        "{value}, score {points}", value=formatting.number(row.value, row.unit), points=formatting.points(row.score)
    )


def _item(
    identity: str,
    kind: EntityKind,
    title: str,
    context: str,
    owner: str | None,
    why: list[tuple[Rank, str]],
    now: str,
    before: str,
    points: float | None,
) -> AgendaItem:
    rank = min((rank for rank, _ in why), default=Rank.MOVED)
    reasons = tuple(text for _, text in sorted(why, key=lambda reason: reason[0]))
    return AgendaItem(identity, kind, title, context, owner, reasons, rank, now, before, points, clean_line(title))


def _moved(points: float | None, was: float | None, unit: str) -> list[tuple[Rank, str]]:
    if points is None or was is None or abs(points - was) < CHANGED:
        return []
    change = formatting.rounded(points - was)
    return [(Rank.MOVED, _("{change} since the last review", change=f"{change:+d} {unit}"))]
