"""The review: an agenda from what is red, stale or changed; what is noted on it becomes the protocol.

The protocol grows in a remark on the workspace, so a meeting that is left is taken up again where it was, by anyone.
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

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import AT_WORK, Band, DataState, EntityKind, RemarkKind, RemarkState, Status
from goaltui.model.errors import InvalidField
from goaltui.model.records import InitiativeRecord, RemarkRecord
from goaltui.model.refs import WORKSPACE_ID, new_id
from goaltui.model.text import clean_line
from goaltui.rules.staleness import is_silent, is_valueless
from goaltui.services import check_ins, words
from goaltui.services.checkin_line import parse
from goaltui.services.days import find_day
from goaltui.services.look import Look
from goaltui.services.narrowing import Asking, asking_of
from goaltui.services.preview import preview
from goaltui.services.query import Facets, Query
from goaltui.services.rows import Detail, KeyResultRow, Line, MeasureRow
from goaltui.services.steps import said, ticked
from goaltui.services.workspace import Workspace

CHANGED = 5.0
"""From how many points on, up or down, a change since the last review is worth a word."""

_RED, _BEHIND, _STALE, _MOVED = range(4)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A key result or measure to talk about: `reasons` why, the gravest first; how it stands `now` and stood `before`,
    at the last review, empty where there was none. `points` are 0 to 100, none where nothing was measured. `label` is
    what the notes call it: its title, with its ref where another thing has the same title."""

    id: str
    kind: EntityKind
    title: str
    context: str
    owner: str | None
    reasons: tuple[str, ...]
    rank: int
    now: str
    before: str
    points: float | None
    label: str


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

    def noted_on(self, identity: str) -> tuple[str, ...]:
        """The lines on one thing of the agenda."""
        return tuple(line for line in self.noted if self._about(line) == identity)

    def _about(self, line: str) -> str:
        """The id of what a line is on; empty where that is on the agenda no more."""
        fitting = [item for item in self.items if line.startswith(f"{item.label}, ")]
        # A title may begin with another one.
        return max(fitting, key=lambda item: len(item.label)).id if fitting else ""


def begin(workspace: Workspace, query: Query | None = None) -> Review:
    """The agenda of what a query asks for; a review that was left is gone on with."""
    records = workspace.look.records()
    held = [item for item in records.remarks if item.kind == RemarkKind.REVIEW]
    over = [item for item in held if item.state == RemarkState.DONE and item.due and item.due <= workspace.today]
    last = max(reversed(over), key=lambda item: item.due or date.min, default=None)
    left = next((item for item in reversed(held) if item.state == RemarkState.OPEN), None)
    with _earlier(workspace, last) as earlier:
        items = _labelled(workspace, tuple(_items(workspace, earlier)))
    asking = asking_of(workspace)
    asked = [item for item in items if query is None or query.matches(_facets(item, asking))]
    agenda = sorted((item for item in asked if item.reasons), key=lambda item: (item.rank, item.title, item.id))
    return Review(
        day=workspace.today,
        workspace=records.workspace.name,
        last=last.due if last is not None else None,
        items=tuple(agenda),
        quiet=len(asked) - len(agenda),
        record=left.id if left else None,
        noted=tuple(left.text.splitlines()) if left else (),
    )


def detail_of(workspace: Workspace, item: AgendaItem) -> Detail:
    """Everything about an item with the actions under way for it, of a measure those of its objective; raises
    NotFound."""
    found, records = workspace.detail(item.id), workspace.look.records()
    people = {person.id: person.name for person in records.people}
    place = _place_of(workspace, item)
    actions = [
        Line("action", _told(action, people, workspace.today))
        for action in records.initiatives
        if place is not None and place == (action.key_result or action.objective) and action.state in AT_WORK
    ]
    return replace(found, facts=(*found.facts, *actions))


def _told(action: InitiativeRecord, people: Mapping[str, str], today: date) -> str:
    """`call them (bo, 27 Nov)`."""
    day = words.day(action.due, today) if action.due else ""
    told = ", ".join(part for part in (people.get(action.owner or "", ""), day) if part)
    return f"{action.title} ({told})" if told else action.title


def note(workspace: Workspace, review: Review, item: AgendaItem, kind: RemarkKind, text: str) -> Review:
    """Write down what was said of an item, and in the protocol; raises InvalidField where nothing was said."""
    said = text.strip()
    if not said:
        raise InvalidField("Nothing was written; say it in a few words.", "text")
    fields: dict[str, Value] = {"kind": kind.value, "subject_kind": item.kind.value, "subject": item.id}
    fields |= {"text": said, "author": workspace.author}
    draft = Draft(EntityKind.REMARK, new_id(), fields)
    return _written(workspace, review, (draft,), item, f"{kind.word}: {said}")


def act(workspace: Workspace, review: Review, item: AgendaItem, text: str) -> Review:
    """Agree on an action, `what @who ^day`: an initiative, or a decision with a day where the item is a measure under
    no objective. Raises InvalidField or NotFound."""
    from goaltui.services.submit import submit

    title, owner, due = _action(text)
    parent = _place_of(workspace, item)
    form = workspace.form(EntityKind.INITIATIVE if parent else EntityKind.REMARK, parent=parent or item.id)
    if parent:
        form = form.with_value("title", title)
    else:
        form = form.with_value("text", title).with_value("kind", RemarkKind.DECISION.value)
    submitted = submit(
        form.with_value("owner", owner).with_value("due", due), workspace.look.records(), workspace.today
    )
    found = find_day(due, workspace.today, ahead=True) if due else None
    day = words.day(found[0], workspace.today) if found is not None else due
    told = ", ".join(part for part in (owner, day) if part)
    acted = _written(workspace, review, submitted.drafts, item, f"action: {title}{f' ({told})' if told else ''}")
    return replace(acted, newcomers=submitted.newcomers)


def check_in(workspace: Workspace, review: Review, item: AgendaItem, line: str) -> Review:
    """Check in on an item by the one line; raises WrongUsage where it cannot be read."""
    target = workspace.check_in_target(item.id)
    parsed = parse(line, target, workspace.today)
    after = preview(target, line, workspace.today)
    draft = check_ins.draft_of(target, parsed, workspace.author)
    told = line.strip() if parsed.value is None else after.reason or line.strip()
    return _written(workspace, review, (draft,), item, f"checked in {told}")


def tick(workspace: Workspace, review: Review, item: AgendaItem, done: AbstractSet[str], line: str) -> Review:
    """Check in on an item that is made of milestones, these of them done and the others open; `line` has marks and a
    note. Raises WrongUsage where it cannot be read, NotFound where a milestone is gone."""
    target = workspace.check_in_target(item.id)
    milestones = workspace.database.milestones(item.id)
    changes, parsed = ticked(milestones, done, parse(line, target, workspace.today))
    draft = check_ins.draft_of(target, parsed, workspace.author)
    told = f"checked in {said(milestones, done)} {parsed.note}".rstrip()
    return _written(workspace, review, (*changes, draft), item, told)


def finish(workspace: Workspace, review: Review) -> Review:
    """End the review: from now on it is the one that the next is compared with."""
    text = "\n".join(review.noted) or "Nothing was noted."
    drafts = [_record(workspace, review, text, RemarkState.DONE)]
    outcome = workspace.write(drafts, "The review is over; u takes all of it back.", batch=review.batch)
    return replace(review, batch=outcome.batch)


def _written(workspace: Workspace, review: Review, drafts: tuple[Draft, ...], item: AgendaItem, said: str) -> Review:
    noted = (*review.noted, clean_line(f"{item.label}, {said}"))
    started = replace(review, record=review.record or new_id(), noted=noted, newcomers="")
    record = _record(workspace, started, "\n".join(noted), RemarkState.OPEN)
    outcome = workspace.write([*drafts, record], f"Noted: {said}", batch=review.batch)
    return replace(started, batch=outcome.batch)


def _record(workspace: Workspace, review: Review, text: str, state: RemarkState) -> Draft:
    fields: dict[str, Value] = {"kind": RemarkKind.REVIEW.value, "subject_kind": EntityKind.WORKSPACE.value}
    fields |= {"subject": WORKSPACE_ID, "text": text, "due": review.day.isoformat(), "state": state.value}
    return Draft(EntityKind.REMARK, review.record or new_id(), {**fields, "author": workspace.author})


def _action(text: str) -> tuple[str, str, str]:
    """What, who and until when of `call them @bo berg ^fri`."""
    before, _, due = text.partition("^")
    title, _, owner = before.partition("@")
    if not title.strip():
        raise InvalidField("Nothing is to be done; write what, then @who and ^day.", "title")
    return title.strip(), owner.strip(), due.strip()


def _place_of(workspace: Workspace, item: AgendaItem) -> str | None:
    if item.kind is EntityKind.KEY_RESULT:
        return item.id
    return workspace.look.measured()[item.id].row.objective


@contextmanager
def _earlier(workspace: Workspace, last: RemarkRecord | None) -> Iterator[Look | None]:
    """Everything as it stood at the last review."""
    if last is None or last.due is None:
        yield None
        return
    if last.due < workspace.today:
        yield Look(workspace.database, last.due, today=workspace.today)
        return
    ended = next(item.change for item in workspace.database.history(last.id) if item.new == RemarkState.DONE)
    with closing(workspace.database.known_at(ended.at, ended.hlc)) as known:
        yield Look(known, last.due)


def _labelled(workspace: Workspace, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """With the ref where things share a title, so that a note is on one of them."""
    times = Counter(item.label for item in items)
    if len(times) == len(items):
        return tuple(items)
    ref = workspace.refs().of
    return tuple(
        replace(item, label=f"{item.label} ({ref(item.id)})") if times[item.label] > 1 else item for item in items
    )


def _items(workspace: Workspace, earlier: Look | None) -> Iterator[AgendaItem]:
    look, today = workspace.look, workspace.today
    stood = earlier.outline().key_results if earlier is not None else {}
    running = look.records().all_running(today)
    tree = look.outline()
    for row in tree.key_results.values():
        objective = tree.objectives[row.objective]
        if objective.is_at_work(running):
            yield _key_result(row, objective.title, stood.get(row.id))
    scored: Mapping[str, MeasureRow] = (
        {name: item.row for name, item in earlier.measured().items()} if earlier is not None else {}
    )
    for item in look.measured().values():
        if item.row.data is not DataState.NOT_APPLICABLE:
            above = tree.objectives.get(item.row.objective or "")
            yield _measure(item.row, above.title if above else "", scored.get(item.row.id))


def _key_result(row: KeyResultRow, context: str, before: KeyResultRow | None) -> AgendaItem:
    points = None if row.progress is None else row.progress * 100
    was = None if before is None or before.progress is None else before.progress * 100
    ranks = {Status.AT_RISK: _RED, Status.BEHIND: _BEHIND}
    rank = _STALE if is_silent(row.status, at_work=True) else ranks.get(row.status)
    why = [(rank, words.status_word(row.status))] if rank is not None else []
    why += _moved(points, was, "%")
    value = words.number(row.value, row.unit) if row.value is not None else ""
    now = ", ".join(part for part in (words.percent(row.progress), value, row.reason) if part)
    stood = "" if before is None else f"{words.percent(before.progress)}, {words.status_word(before.status)}"
    return _item(row.id, EntityKind.KEY_RESULT, row.title, context, row.owner, why, now, stood, points)


def _measure(row: MeasureRow, context: str, before: MeasureRow | None) -> AgendaItem:
    why = [(_RED, "red")] if row.band is Band.RED else [(_BEHIND, "yellow")] if row.band is Band.YELLOW else []
    if is_valueless(row.data):
        why.append((_STALE, words.data_word(row.data)))
    why += _moved(row.score, before.score if before else None, "points")
    now = f"{words.number(row.value, row.unit)}, score {words.points(row.score)}"
    stood = "" if before is None else f"{words.number(before.value, before.unit)}, score {words.points(before.score)}"
    return _item(row.id, EntityKind.MEASURE, row.title, context, row.owner, why, now, stood, row.score)


def _item(
    identity: str,
    kind: EntityKind,
    title: str,
    context: str,
    owner: str | None,
    why: list[tuple[int, str]],
    now: str,
    before: str,
    points: float | None,
) -> AgendaItem:
    rank = min((rank for rank, _ in why), default=_MOVED)
    reasons = tuple(text for _, text in sorted(why, key=lambda reason: reason[0]))
    return AgendaItem(identity, kind, title, context, owner, reasons, rank, now, before, points, clean_line(title))


def _moved(points: float | None, was: float | None, unit: str) -> list[tuple[int, str]]:
    if points is None or was is None or abs(points - was) < CHANGED:
        return []
    change = words.rounded(points - was)
    return [(_MOVED, f"{change:+d} {unit} since the last review")]


def _facets(item: AgendaItem, asking: Asking) -> Facets:
    return Facets(
        f"{item.title} {item.context}",
        owner=item.owner or "",
        team=asking.team(owner=item.owner),
        kind=item.kind.value,
        flags=asking.flags(item.owner, "open"),
    )
