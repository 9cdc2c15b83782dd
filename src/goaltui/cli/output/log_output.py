"""The journal as lines of text."""

from collections.abc import Iterator, Sequence
from datetime import date

from goaltui.cli.output.console import Output, Ref, printable
from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.views.history.field_wording import clock_time, told

_SAID_ALREADY = frozenset({"measure", "key result", "author"})
_BESIDE_A_REMARK = frozenset({"subject kind", "author"})
_NAMES = frozenset({"title", "name"})
_NAMED = frozenset({EntityKind.CYCLE, EntityKind.PERSPECTIVE, EntityKind.TEAM, EntityKind.PERSON})


def log(rows: Sequence[ChangeRow], ref: Ref, out: Output, today: date) -> Iterator[str]:
    """Yield the journal, a line for the changes of one person to one thing at one moment."""
    for group in _together(rows):
        first = group[0]
        name = formatting.quoted(first.title) if first.title else (first.kind.word if first.kind else "")
        ordered = sorted(group, key=lambda row: not _chief(row))
        changes = "; ".join(_change(row) for row in ordered if _matters(row))
        aside = f"  {out.styled(_('hidden'), 'dim')}" if all(row.hidden for row in group) else ""
        moment = f"{clock_time(first.at, today):<17}"
        # What hangs together by names is never typed as a ref.
        called = first.kind.word if first.kind in _NAMED and first.title else ref(first.id)
        who = f"{printable(first.author)}  {called} {printable(name)}".rstrip()
        yield f"{out.styled(moment, 'dim')}  {who}  {printable(changes)}{aside}"


def _together(rows: Sequence[ChangeRow]) -> Iterator[list[ChangeRow]]:
    """Yield neighbours of one batch about one thing; a field that comes again belongs to the next check-in.

    A key result belongs together with the measure of its own, whose same changes are told once.
    """
    group: list[ChangeRow] = []
    for row in rows:
        same = bool(group) and (row.batch, row.id, _whole(row)) == (group[0].batch, group[0].id, _whole(group[0]))
        again = any(row.field == other.field for other in group)
        if same and again and row.kind is EntityKind.MEASURE:
            continue
        if group and (not same or again):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _whole(row: ChangeRow) -> EntityKind | None:
    return EntityKind.KEY_RESULT if row.kind is EntityKind.MEASURE else row.kind


def _matters(row: ChangeRow) -> bool:
    if row.kind is EntityKind.CHECK_IN and (
        row.field in _SAID_ALREADY or (row.field == "estimate" and _is_no(row.new))
    ):
        return False
    if row.kind is EntityKind.REMARK and row.field in _BESIDE_A_REMARK:
        return False
    new = row.field == "deleted" and not row.old and _is_no(row.new)
    itself = row.field in _SAID_ALREADY and row.new == row.title
    return bool(row.old or row.new) and not new and not itself


def _is_no(text: str) -> bool:
    return text in ("no", _("no"))


def _change(row: ChangeRow) -> str:
    added = row.field in _NAMES and not row.old
    return f"{_('added') if added else told(row)}{_(' (replaced later)') if row.replaced else ''}"


def _chief(row: ChangeRow) -> bool:
    """Return whether a row names the deed and comes first: `added`, or `checked in 4`."""
    return not row.old and (row.field in _NAMES or (row.kind is EntityKind.CHECK_IN and row.field == "value"))
