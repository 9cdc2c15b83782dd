"""The journal as a view: batch by batch, newest first, each in a sentence that opens into what it set."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from goaltui.model.changes import Looked, Operation
from goaltui.model.enums import CLOSED, EntityKind, counted_kind
from goaltui.model.errors import Refused
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.rules import dates
from goaltui.services.core import formatting
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.rows import Outcome, ViewHeader
from goaltui.services.core.today_rows import ChangeRow
from goaltui.services.filters.query import Query

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.filters.filtered_views import FilterContext
    from goaltui.store.history import Batch

PAGE = 100
"""Batches that are read at first, and once more for each page asked for."""

SHOWN = 200
"""Changes of one batch that are told; what it did beyond them is counted."""

_NAMES = frozenset({"title", "name"})
_MADE_WITH: Mapping[EntityKind | None, str] = {
    EntityKind.CHECK_IN: "date",
    EntityKind.LINK: "driver",
    EntityKind.REMARK: "text",
}
"""What has no name is new where this is set for the first time."""
_CHIEF = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
"""What a batch is named after, the first of these that it touches."""
_AT_CHECK_IN = (EntityKind.CHECK_IN, EntityKind.MILESTONE)
"""What is written by checking in."""
_DONE, _DONE_ON = "done", "done on"
"""Fields of a milestone that are written together, and so told once and restored together."""
TOOK_IN = "took in"
"""The field that tells of another copy what taking it in did."""
_SAID = frozenset({"confidence", "status", "note"})
_KNOWN = frozenset({"measure", "key result", "author"})
_QUOTED = frozenset({"title", "name", "note", "text", "why", "definition", "vision", "mission", "strategy"})
_FEW = 4
_BESIDE_OTHERS = 30
_PAIR = 2
_TECHNICAL = frozenset({"position", "key", "author", "subject kind"})
"""Fields of something new that a person never typed."""
_SAID_OF_NEW = frozenset(
    {(EntityKind.REMARK, field) for field in ("kind", "subject", "text")}
    | {(EntityKind.LINK, field) for field in ("driver", "driven")}
)
_REMARKED = {
    "learning": N_("what was learnt"),
    "data gap": N_("a gap in the data"),
    "obstacle": N_("an obstacle"),
    "decision": N_("a decision"),
    "comment": N_("a comment"),
    "review": N_("a review"),
    "note": N_("a note"),
}
_WORDED = frozenset(
    {
        *("kind", "subject kind", "state", "status", "condition", "aggregation", "better", "ambition", "strength"),
        *("frequency", "cadence", "weekday", "running", "method", "strategic link", "perspective needed"),
        *("deleted", "estimate", "counts", "applies", "enabled", "done", "position", "value"),
    }
)
"""Fields that hold words of the program; what people wrote is told as it is."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of changes: `at` is aware, in ISO form, `rows` are the fields it set, `hlc` is its last clock.

    `unread` is what it did beyond `rows`: fields that it set, or in the history of one thing changes of others.
    `unseen` where somebody else did it, and the journal did not have it when who asks looked last.
    """

    id: str
    at: str
    author: str
    sentence: str
    rows: tuple[ChangeRow, ...]
    hlc: int
    unread: int = 0
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The latest batches, `pages` of them; `more` where there are older ones that were not read; `looked` is what the
    journal held when this was read, none where it is about one thing."""

    header: ViewHeader
    batches: tuple[BatchRow, ...]
    more: bool
    pages: int = 1
    looked: Looked | None = None


def history_view(
    workspace: "Workspace", pages: int = 1, about: str | None = None, looked: Looked | None = None
) -> HistoryView:
    """Return the latest batches, `pages` of them, for a reader who `looked` then; with `about` their changes
    to that thing and its check-ins.
    """
    from goaltui.services.views.change_wording import change_rows, titles_in
    from goaltui.store.known.looks import looked_now

    database, now = workspace.database, workspace.clock.now()
    found, more = database.journal.batches(limit=pages * PAGE, shown=SHOWN, about=about, now=now, looked=looked)
    records = workspace.look.records()
    titles = titles_in(database, records, [item for batch in found for item in batch.recorded])
    rows = [(batch, change_rows(batch.recorded, titles, records, looked)) for batch in found]
    told = tuple(_batch(batch, told, workspace.author) for batch, told in rows if told)
    return HistoryView(workspace.look.header(), told, more, pages, looked_now(database) if about is None else None)


def take_back(workspace: "Workspace", batch: BatchRow) -> Outcome:
    """Undo one batch, however old; raises Refused where it is undone already, a later change is in the way, or it is
    the one that made the workspace."""
    _refuse_setup(batch)
    return workspace.undo(batch.id)


def goes_at_once(workspace: "Workspace", batch: BatchRow) -> bool:
    """Return whether taking a batch back needs no question, since this author wrote it last, which is plain undo;
    raises Refused as taking back would.
    """
    _refuse_setup(batch)
    workspace.database.refuse_undo(batch.id)
    found, _ = workspace.database.journal.batches(limit=PAGE, shown=1)
    return next((item.id for item in found if item.changes[0].author == workspace.author), "") == batch.id


def _refuse_setup(batch: BatchRow) -> None:
    if batch.author == SETUP_AUTHOR:
        raise Refused(_("That created the workspace and cannot be reverted; delete what you do not want."))


def replaced_of(batch: BatchRow, row: ChangeRow) -> tuple[ChangeRow, ...]:
    """Return the changes that one in another copy replaced: the field itself, else all such fields of its batch."""
    return (row,) if row.replaced else tuple(item for item in batch.rows if item.replaced)


def stand_again(workspace: "Workspace", rows: Sequence[ChangeRow]) -> Outcome:
    """Write replaced values once more, so that they are the latest; raises Refused where there are none."""
    if not rows:
        raise Refused(_("Nothing of this was replaced by somebody else's change."))
    drafts = []
    for row in rows:
        change = workspace.database.journal.change_at(row.batch, row.hlc)
        if change is None:
            raise Refused(_("That change is not in the journal any more; open the History again."))
        together = (_DONE, _DONE_ON) if _is_tick(row) else (row.field,)
        names = (field.replace(" ", "_") for field in together)
        fields = {name: change.fields[name] for name in names if name in change.fields}
        drafts.append(Operation(change.entity, change.entity_id, fields))
    said = listed(f"{_(row.field)} {_said(row.field, row.new)}" for row in rows[:_FEW])
    more = len(rows) - _FEW
    if more > 0:
        told = _("Restored: {said} and {count} more; the other value is in the History.", said=said, count=more)
    else:
        told = _("Restored: {said}; the other value is in the History.", said=said)
    return workspace.write(drafts, told)


def effects_of_taking_back(batch: BatchRow) -> tuple[str, ...]:
    """Return what taking a batch back would do, in a few sentences."""
    ticked = {row.id for row in batch.rows if _is_tick(row) and row.field == _DONE}
    rows = [row for row in batch.rows if row.field != _DONE_ON or row.id not in ticked]
    effects = list(dict.fromkeys(effect for row in rows if (effect := _effect(row))))
    if batch.unread:
        return (*effects[:_FEW], _("and much more"))
    left = len(effects) - _FEW
    return (*effects[:_FEW], _("and {count} more", count=left)) if left > 0 else tuple(effects)


def _effect(row: ChangeRow) -> str:
    if row.field == TOOK_IN:
        return _("all that came in with it goes, and what it deleted or changed is as it was")
    title = formatting.quoted(row.title) if row.title else _("without a title")
    if row.field == "deleted":
        if row.new == "yes":
            return _("{kind} {title} comes back", kind=_kind(row), title=title)
        return _("{kind} {title} goes", kind=_kind(row), title=title)
    if row.kind is EntityKind.CHECK_IN and not row.old:
        return _("the check-in {value} on {title} goes", value=row.new, title=title) if row.field == "value" else ""
    if row.field in _NAMES and not row.old:
        return _("{kind} {title} goes", kind=_kind(row), title=title)
    if row.field == "position":
        return _("{title} goes back to its place", title=title)
    if _is_tick(row) and row.old:
        return _("{title} is {state} again", title=title, state=_tick(row.field, row.old))
    said = _said(row.field, row.old)
    return _("{field} of {title} goes back to {value}", field=_(row.field), title=title, value=said) if row.old else ""


def look_back(workspace: "Workspace", batch: BatchRow) -> None:
    """Show everything as it was known when a batch was done, that batch with it."""
    workspace.look_back(datetime.fromisoformat(batch.at), batch.hlc)


def local(at: str) -> str:
    """Return a stored moment on the clock of this place: `24 Nov 2026 14:05`."""
    return dates.moment(datetime.fromisoformat(at))


def clock_time(at: str, today: date | None) -> str:
    """Return a stored moment on the clock of this place, as who looks `today` says it: `Sun 14:05`, `24 Nov 14:05`."""
    return dates.moment(datetime.fromisoformat(at), today)


def told(row: ChangeRow) -> str:
    """Return one field in words: `checked in 2.1`, `target from 20 to 25`, `deleted`."""
    if row.kind is EntityKind.CHECK_IN and row.field == "value":
        return _("checked in {value}", value=_(row.new))
    if row.field == TOOK_IN:
        return _("merged {file}", file=row.new)
    if row.field == "deleted" and row.kind is EntityKind.CHECK_IN:
        return _("check-in deleted") if row.new == "yes" else _("check-in restored")
    if row.field == "deleted":
        return _p("change", "deleted") if row.new == "yes" else _p("change", "restored")
    if row.field == "confidence":
        return _("confidence {confidence}", confidence=row.new)
    if _is_tick(row):
        return _tick(row.field, row.new)
    new = _said(row.field, row.new)
    if not row.old:
        return f"{_(row.field)} {new}"
    return _("{field} from {before} to {after}", field=_(row.field), before=_said(row.field, row.old), after=new)


def news(row: ChangeRow) -> str:
    """Return one field in a few words, beside the name of its thing: `check-in taken back`, `target 20 → 25`."""
    if row.field == "deleted":
        return told(row)
    if row.kind is EntityKind.CHECK_IN and row.field == "value" and not row.old:
        return told(row)
    old, new = _in_words(row.field, row.old), _in_words(row.field, row.new)
    return f"{_(row.field)} {old} → {new or formatting.NOTHING}" if row.old else f"{_(row.field)} {new}"


def worth_showing(batch: BatchRow) -> tuple[ChangeRow, ...]:
    """Return the fields of a batch, without those that its sentence tells and those left empty in something new."""
    rows, made = _told_once(batch.rows), _made(batch.rows)
    return tuple(row for row in rows if not _goes_without_saying(row, new=row.id in made))


def _made(rows: Sequence[ChangeRow]) -> frozenset[str]:
    """Return the ids of the things that these changes made."""
    names = (*_NAMES, *_MADE_WITH.values())
    return frozenset(row.id for row in rows if not row.old and row.field in names)


def _told_once(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Without the half of a tick that the other half says: `done on 2026-11-24`, or `open`."""
    dated = {row.id for row in rows if row.field == _DONE_ON and row.new}
    settled = {row.id for row in rows if row.field == _DONE}
    said = {_DONE: dated, _DONE_ON: settled - dated}
    return [row for row in rows if not _is_tick(row) or row.id not in said[row.field]]


def _is_tick(row: ChangeRow) -> bool:
    return row.kind is EntityKind.MILESTONE and row.field in (_DONE, _DONE_ON)


def _tick(field: str, value: str) -> str:
    if field == _DONE:
        return _("done") if value == "yes" else _p("milestone", "open")
    return _("done on {day}", day=value) if value else _("done on a day that is not known")


def _goes_without_saying(row: ChangeRow, *, new: bool) -> bool:
    """Return whether a field is told elsewhere, or is left as in every new thing."""
    if row.kind is EntityKind.CHECK_IN:
        return row.field in _KNOWN or (not row.old and (not row.new or (row.field, row.new) == ("estimate", "no")))
    return new and (not row.new or row.field in _TECHNICAL or (row.kind, row.field) in _SAID_OF_NEW)


def _said(field: str, value: str) -> str:
    if not value:
        return _p("value", "nothing")
    return formatting.quoted(value) if field in _QUOTED else _in_words(field, value)


def _in_words(field: str, value: str) -> str:
    return _(value) if field in _WORDED else value


def _batch(batch: "Batch", rows: tuple[ChangeRow, ...], own: str) -> BatchRow:
    first = rows[0]
    sentence = _sentence(rows, {entity: len(ids) for entity, ids in batch.entities.items()})
    unread = 0 if first.field == TOOK_IN else batch.fields - len(rows)
    unseen = first.author not in (own, SETUP_AUTHOR) and any(row.unseen for row in rows)
    return BatchRow(batch.id, first.at, first.author, sentence, rows, batch.hlc, unread, unseen)


def _sentence(rows: Sequence[ChangeRow], counts: Mapping[str, int]) -> str:
    # What was noted beside it says why; the chief of its kind says what a thing is: a key result comes with a measure
    # of its own.
    rows = [row for row in rows if row.kind is not EntityKind.REMARK] or rows
    things = {row.id: row for row in sorted(rows, key=_rank, reverse=True)}
    if len(things) > 1:
        made = [row for row in rows if row.kind is EntityKind.CHECK_IN]
        if made and all(row.kind in _AT_CHECK_IN for row in rows):
            return _round(made, counts[EntityKind.CHECK_IN.value])
        chief = min(things.values(), key=_rank)
        what_was_done = _verb(rows, things)
        home = next((row for row in rows if row.kind is EntityKind.WORKSPACE and row.field in _NAMES), None)
        if what_was_done == "added" and home is not None and not home.old:
            return _("made the workspace {name}", name=formatting.quoted(home.new))
        verb = _did(what_was_done)
        if not chief.title or len(things) > _FEW:
            return f"{verb} {_counted(counts)}"
        other = next((thing for thing in things.values() if thing is not chief and thing.title), None)
        if len(things) == _PAIR and other is not None:
            named = listed(f"{_kind(row)} {formatting.quoted(row.title)}" for row in (chief, other))
            return f"{verb} {named}"
        return _(
            "{verb} {kind} {title} and {count} more",
            verb=verb,
            kind=_kind(chief),
            title=formatting.quoted(chief.title),
            count=len(things) - 1,
        )
    row = things[rows[0].id]
    return _checked_in(rows) if row.kind is EntityKind.CHECK_IN else _done(row, rows)


def _round(rows: Sequence[ChangeRow], count: int) -> str:
    """Return what was done to check-ins on several things, and to milestones with them."""
    if all(row.field == "deleted" for row in rows):
        return f"{_did(_gone_or_back(rows[0]))} {counted(count, 'check-in', 'check-ins')}"
    if count == 1:
        return _("checked in on {title}", title=formatting.quoted(rows[0].title))
    return _(
        "checked in on {title} and {count} more",
        title=formatting.quoted(rows[0].title, _BESIDE_OTHERS),
        count=count - 1,
    )


def _checked_in(rows: Sequence[ChangeRow]) -> str:
    """Return what was done to check-ins on one thing."""
    title = formatting.quoted(rows[0].title) if rows[0].title else ""
    if all(item.field == "deleted" for item in rows):
        done = f"{_did(_gone_or_back(rows[0]))} {counted(len(rows), 'check-in', 'check-ins')}"
        return _("{done} on {title}", done=done, title=title) if title else done
    values = [_(item.new) for item in rows if item.field == "value"]
    if values:
        done = _("checked in {value}", value=listed(values))
        return _("{done} on {title}", done=done, title=title) if title else done
    said = [told(item) for item in rows if item.field in _SAID and item.new]
    # What it is about first: a note may be long.
    if said and title:
        return _("checked in on {title}: {said}", title=title, said=", ".join(said))
    done = _("changed a check-in")
    return _("{done} on {title}", done=done, title=title) if title else done


def _gone_or_back(row: ChangeRow) -> str:
    return "deleted" if row.new == "yes" else "restored"


def _did(verb: str) -> str:
    """Return what somebody did to a thing, as it stands before the thing."""
    words = {
        "added": _p("did", "added"),
        "changed": _p("did", "changed"),
        "deleted": _p("did", "deleted"),
        "restored": _p("did", "restored"),
        "closed": _p("did", "closed"),
        "dropped": _p("did", "dropped"),
        "reopened": _p("did", "reopened"),
    }
    return words.get(verb, verb)


def _done(row: ChangeRow, rows: Sequence[ChangeRow]) -> str:
    """Return what was done to one thing."""
    if row.field == TOOK_IN:
        return told(row)
    rows = _told_once(rows)
    row = rows[0] if row not in rows else row
    what = f"{_kind(row)} {formatting.quoted(row.title)}" if row.title else _kind(row)
    made = _made(rows)
    if row.id in made and row.kind is EntityKind.REMARK:
        return _noted({item.field: item.new for item in rows})
    if row.id in made and row.kind is EntityKind.LINK:
        return _linked({item.field: item.new for item in rows})
    if all(item.field == "deleted" for item in rows):
        return f"{_did(_gone_or_back(rows[0]))} {what}"
    if any(item.field in _NAMES and not item.old for item in rows):
        return _("added {what}", what=what)
    if len(rows) == 1 and row.field == "grade" and row.new:
        return _("graded {what} {grade}", what=what, grade=row.new)
    if len(rows) == 1 and not _is_tick(row):
        if row.field in _NAMES:
            return f"{_kind(row)} {told(row)}"
        return _("{done} on {title}", done=told(row), title=what)
    ended = _ended(rows)
    if not ended:
        return f"{what}: {', '.join(told(item) for item in rows)}"
    rest = ", ".join(told(item) for item in rows if item.field != "state")
    return f"{_did(ended)} {what}: {rest}" if rest else f"{_did(ended)} {what}"


def _noted(fields: Mapping[str, str]) -> str:
    """Return a new note in words: `noted an obstacle on 'Churn': 'The vendor left'`."""
    kind = fields.get("kind") or "note"
    article = "an" if kind[0] in "aeiou" else "a"
    noted, text = _(_REMARKED.get(kind, f"{article} {kind}")), formatting.quoted(fields.get("text", ""))
    if not fields.get("subject"):
        return _("noted {noted}: {text}", noted=noted, text=text)
    return _("noted {noted} on {title}: {text}", noted=noted, title=formatting.quoted(fields["subject"]), text=text)


def _linked(fields: Mapping[str, str]) -> str:
    """Return a new link in words: `linked 'Ship' to 'Stay', which it drives`."""
    driver, driven = (formatting.quoted(fields.get(field, "")) for field in ("driver", "driven"))
    return _("linked {driver} to {driven}, which it drives", driver=driver, driven=driven)


def _verb(rows: Sequence[ChangeRow], things: Mapping[str, ChangeRow]) -> str:
    """Return what was done to several things at once."""
    gone = [row.new == "yes" for row in rows if row.field == "deleted"]
    if len(gone) == len(rows) and len(set(gone)) == 1:
        return told(rows[0]) if rows[0].kind is EntityKind.CHECK_IN else _gone_or_back(rows[0])
    made = {row.id for row in rows if not row.old and (row.field in _NAMES or row.field == _MADE_WITH.get(row.kind))}
    return "added" if len(made) == len(things) else _ended(rows) or "changed"


def _ended(rows: Sequence[ChangeRow]) -> str:
    """Return the end of objectives in a word, `closed`, `dropped` or `opened again`; empty for other changes."""
    turned = [row for row in rows if row.kind is EntityKind.OBJECTIVE and row.field == "state" and row.old]
    ends = {row.new if row.new in CLOSED else "reopened" if row.old in CLOSED else "" for row in turned}
    return ends.pop() if len(ends) == 1 else ""


def _rank(row: ChangeRow) -> int:
    return _CHIEF.index(row.kind) if row.kind in _CHIEF else len(_CHIEF)


def _counted(counts: Mapping[str, int]) -> str:
    return listed(counted_kind(entity, count) for entity, count in counts.items())


def _kind(row: ChangeRow) -> str:
    if row.kind is None:
        return _("thing")
    return row.kind.word


def narrow_history(view: HistoryView, query: Query, asking: "FilterContext") -> HistoryView:
    """Return the batches of an author (`by:`), of an author's team, of a kind, or about what a title says."""
    from goaltui.services.filters.filtered_views import change_facets

    kept = tuple(
        batch
        for batch in view.batches
        if any(query.matches(change_facets(row, batch.author, asking)) for row in batch.rows)
    )
    return replace(view, batches=kept)
