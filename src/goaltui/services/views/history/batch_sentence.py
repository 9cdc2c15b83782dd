"""A batch of changes in one sentence."""

from collections.abc import Mapping, Sequence

from goaltui.model.enums import CLOSED, EntityKind, counted_kind
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _, _p
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.views.history.field_wording import (
    FEW,
    MADE_WITH,
    NAMES,
    TOOK_IN,
    is_tick,
    kind_word,
    made_by,
    told,
    told_once,
)

_CHIEF = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
"""Kinds that a batch is named after: the first of them that it touches."""
_AT_CHECK_IN = (EntityKind.CHECK_IN, EntityKind.MILESTONE)
"""Kinds that a check-in writes."""
_SAID = frozenset({"confidence", "status", "note"})
_BESIDE_OTHERS = 30
_PAIR = 2
_REMARKED = {
    "learning": N_("what was learnt"),
    "data gap": N_("a gap in the data"),
    "obstacle": N_("an obstacle"),
    "decision": N_("a decision"),
    "comment": N_("a comment"),
    "review": N_("a review"),
    "note": N_("a note"),
}


def sentence_of(rows: Sequence[ChangeRow], counts: Mapping[str, int]) -> str:
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
        home = next((row for row in rows if row.kind is EntityKind.WORKSPACE and row.field in NAMES), None)
        if what_was_done == "added" and home is not None and not home.old:
            return _("made the workspace {name}", name=formatting.quoted(home.new))
        verb = _did(what_was_done)
        if not chief.title or len(things) > FEW:
            return f"{verb} {_counted(counts)}"
        other = next((thing for thing in things.values() if thing is not chief and thing.title), None)
        if len(things) == _PAIR and other is not None:
            named = listed(f"{kind_word(row)} {formatting.quoted(row.title)}" for row in (chief, other))
            return f"{verb} {named}"
        return _(
            "{verb} {kind} {title} and {count} more",
            verb=verb,
            kind=kind_word(chief),
            title=formatting.quoted(chief.title),
            count=len(things) - 1,
        )
    row = things[rows[0].id]
    return _checked_in(rows) if row.kind is EntityKind.CHECK_IN else _done(row, rows)


def _round(rows: Sequence[ChangeRow], count: int) -> str:
    """Return the sentence on check-ins on several things, with their milestones."""
    if all(row.field == "deleted" for row in rows):
        return f"{_did(_gone_or_back(rows[0]))} {EntityKind.CHECK_IN.counted(count)}"
    if count == 1:
        return _("checked in on {title}", title=formatting.quoted(rows[0].title))
    return _(
        "checked in on {title} and {count} more",
        title=formatting.quoted(rows[0].title, _BESIDE_OTHERS),
        count=count - 1,
    )


def _checked_in(rows: Sequence[ChangeRow]) -> str:
    """Return the sentence on a change of check-ins on one thing."""
    title = formatting.quoted(rows[0].title) if rows[0].title else ""
    if all(item.field == "deleted" for item in rows):
        done = f"{_did(_gone_or_back(rows[0]))} {EntityKind.CHECK_IN.counted(len(rows))}"
        return _("{done} on {title}", done=done, title=title) if title else done
    values = [item.became for item in rows if item.field == "value"]
    if values:
        done = _("checked in {value}", value=listed(values))
        return _("{done} on {title}", done=done, title=title) if title else done
    said = [told(item) for item in rows if item.field in _SAID and item.new]
    # The subject comes first: a note may be long.
    if said and title:
        return _("checked in on {title}: {said}", title=title, said=", ".join(said))
    done = _("changed a check-in")
    return _("{done} on {title}", done=done, title=title) if title else done


def _done(row: ChangeRow, rows: Sequence[ChangeRow]) -> str:
    """Return the sentence on a change of one thing."""
    if row.field == TOOK_IN:
        return told(row)
    rows = told_once(rows)
    row = rows[0] if row not in rows else row
    what = f"{kind_word(row)} {formatting.quoted(row.title)}" if row.title else kind_word(row)
    made = made_by(rows)
    if row.id in made and row.kind is EntityKind.REMARK:
        return _noted({item.field: item.new for item in rows})
    if row.id in made and row.kind is EntityKind.LINK:
        return _linked({item.field: item.new for item in rows})
    if all(item.field == "deleted" for item in rows):
        return f"{_did(_gone_or_back(rows[0]))} {what}"
    if any(item.field in NAMES and not item.old for item in rows):
        return _("added {what}", what=what)
    if len(rows) == 1 and row.field == "grade" and row.new:
        return _("graded {what} {grade}", what=what, grade=row.became)
    if len(rows) == 1 and not is_tick(row):
        if row.field in NAMES:
            return f"{kind_word(row)} {told(row)}"
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
    """Return the verb for a change of several things: `added`, `closed`, `changed`."""
    gone = [row.new == "yes" for row in rows if row.field == "deleted"]
    if len(gone) == len(rows) and len(set(gone)) == 1:
        return told(rows[0]) if rows[0].kind is EntityKind.CHECK_IN else _gone_or_back(rows[0])
    made = {row.id for row in rows if not row.old and (row.field in NAMES or row.field == MADE_WITH.get(row.kind))}
    return "added" if len(made) == len(things) else _ended(rows) or "changed"


def _ended(rows: Sequence[ChangeRow]) -> str:
    """Return the end of objectives in a word, `closed`, `dropped` or `opened again`; empty for other changes."""
    turned = [row for row in rows if row.kind is EntityKind.OBJECTIVE and row.field == "state" and row.old]
    ends = {row.new if row.new in CLOSED else "reopened" if row.old in CLOSED else "" for row in turned}
    return ends.pop() if len(ends) == 1 else ""


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


def _rank(row: ChangeRow) -> int:
    return _CHIEF.index(row.kind) if row.kind in _CHIEF else len(_CHIEF)


def _counted(counts: Mapping[str, int]) -> str:
    return listed(counted_kind(entity, count) for entity, count in counts.items())
