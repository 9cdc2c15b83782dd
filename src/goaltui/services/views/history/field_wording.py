"""One field that was set, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from goaltui.model.enums import EntityKind, RemarkState
from goaltui.model.quick.translation import _, _p
from goaltui.rules import dates
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow

NAMES = frozenset({"title", "name"})
MADE_WITH: Mapping[EntityKind | None, str] = {
    EntityKind.CHECK_IN: "date",
    EntityKind.LINK: "driver",
    EntityKind.REMARK: "text",
}
"""The field that makes a thing without a name, by kind: set for the first time, the thing is new."""
DONE, DONE_ON = "done", "done on"
"""Fields of a milestone that are written together, and so told once and restored together."""
TOOK_IN = "took in"
"""The field that tells of another copy what taking it in did."""
FEW = 4
"""Things that are named one by one; more are counted."""
_KNOWN = frozenset({"measure", "key result", "author"})
_QUOTED = frozenset({"title", "name", "note", "text", "why", "definition", "vision", "mission", "strategy"})
_TECHNICAL = frozenset({"position", "key", "author", "subject kind"})
"""Fields of something new that a person never typed."""
_SAID_OF_NEW = frozenset(
    {(EntityKind.REMARK, field) for field in ("kind", "subject", "text")}
    | {(EntityKind.LINK, field) for field in ("driver", "driven")}
)


def clock_time(at: str, today: date | None) -> str:
    """Return a stored moment on the clock of this place, as who looks `today` says it: `Sun 14:05`, `24 Nov 14:05`."""
    return dates.moment(datetime.fromisoformat(at), today)


def told(row: ChangeRow) -> str:
    """Return one field in words: `checked in 2.1`, `target from 20 to 25`, `deleted`."""
    if row.kind is EntityKind.CHECK_IN and row.field == "value":
        return _("checked in {value}", value=row.became)
    if row.field == TOOK_IN:
        return _("merged {file}", file=row.new)
    if row.field == "deleted" and row.kind is EntityKind.CHECK_IN:
        return _("check-in deleted") if row.new == "yes" else _("check-in restored")
    if row.field == "deleted":
        return _p("change", "deleted") if row.new == "yes" else _p("change", "restored")
    if row.field == "confidence":
        return _("confidence {confidence}", confidence=row.new)
    if is_tick(row):
        return tick(row.field, row.new, row.became)
    new = said_of(row.field, row.became)
    if not row.old:
        return f"{_(row.field)} {new}"
    return _("{field} from {before} to {after}", field=_(row.field), before=said_of(row.field, row.was), after=new)


def news(row: ChangeRow) -> str:
    """Return one field in a few words, beside the name of its thing: `check-in taken back`, `target 20 → 25`."""
    if row.field == "deleted":
        return told(row)
    if row.kind is EntityKind.CHECK_IN and row.field == "value" and not row.old:
        return told(row)
    field = _(row.field)
    return f"{field} {row.was} → {row.became or formatting.NOTHING}" if row.old else f"{field} {row.became}"


def said_of(field: str, value: str) -> str:
    if not value:
        return _p("value", "nothing")
    return formatting.quoted(value) if field in _QUOTED else value


def is_tick(row: ChangeRow) -> bool:
    return row.kind is EntityKind.MILESTONE and row.field in (DONE, DONE_ON)


def tick(field: str, value: str, day: str) -> str:
    """Return the state of a milestone: whether it is done, or on which `day`."""
    if field == DONE:
        return _("done") if value == "yes" else _p("milestone", "open")
    return _("done on {day}", day=day) if value else _("done on a day that is not known")


def told_once(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Without the half of a tick that the other half says: `done on 2026-11-24`, or `open`."""
    dated = {row.id for row in rows if row.field == DONE_ON and row.new}
    settled = {row.id for row in rows if row.field == DONE}
    said = {DONE: dated, DONE_ON: settled - dated}
    return [row for row in rows if not is_tick(row) or row.id not in said[row.field]]


def made_by(rows: Sequence[ChangeRow]) -> frozenset[str]:
    """Return the ids of the things that these changes made."""
    names = (*NAMES, *MADE_WITH.values())
    return frozenset(row.id for row in rows if not row.old and row.field in names)


def goes_without_saying(row: ChangeRow, *, new: bool) -> bool:
    """Return whether a field is told elsewhere, or is left as in every new thing."""
    if row.kind is EntityKind.CHECK_IN:
        return row.field in _KNOWN or (not row.old and (not row.new or (row.field, row.new) == ("estimate", "no")))
    as_ever = row.kind is EntityKind.REMARK and (row.field, row.new) == ("state", RemarkState.OPEN)
    return new and (not row.new or as_ever or row.field in _TECHNICAL or (row.kind, row.field) in _SAID_OF_NEW)


def kind_word(row: ChangeRow) -> str:
    if row.kind is None:
        return _("thing")
    return row.kind.word
