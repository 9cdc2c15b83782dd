"""The journal in words: who set what on what, from what to what."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

from goaltui.model.changes import BatchCount, Change, Looked, Value
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import InvalidField
from goaltui.model.fields import DAYS, NAME_LISTS, REFERENCES, field_words
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of, phases_shown
from goaltui.model.pauses import pauses_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.rules import dates
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.core.shown_by_method import off_screen_test
from goaltui.services.core.workspace import Workspace
from goaltui.store.history import Recorded
from goaltui.store.journal import COPY, TOOK_IN

_WORDS = frozenset({"kind", "condition", "aggregation", "subject_kind", "status", "status_preset", "state", "better"})
"""Fields of which the code has words of its own, written with blanks for people."""
_WORDED = frozenset(
    {
        *("kind", "subject_kind", "state", "status", "condition", "aggregation", "better", "ambition", "strength"),
        *("frequency", "cadence", "weekday", "running", "method", "strategic_link", "perspective_needed"),
        *("deleted", "estimate", "counts", "applies", "enabled", "done", "position", "value"),
    }
)
"""Fields that hold words of the program; what people wrote is told as it is."""
_KINDS = frozenset(kind.value for kind in EntityKind)


class ChangeContext(NamedTuple):
    """What the rows of some changes need beside them: titles by id, of deleted things too; the `ticked`, key results
    that are done or not and nothing between; and what tells whether the method hides a thing.
    """

    titles: Mapping[str, str]
    ticked: Collection[str]
    is_hidden: Callable[[EntityKind | None, str], bool]

    @classmethod
    def of(cls, workspace: Workspace, recorded: Sequence[Recorded]) -> "ChangeContext":
        """Return what these changes need."""
        journal, named = workspace.database.journal, {item.about for item in recorded}
        for item in recorded:
            if item.field in NAME_LISTS:
                named |= {identity for value in (item.old, item.new) for identity in ids_of(str(value or ""))}
            if item.field in REFERENCES:
                named |= {str(value) for value in (item.old, item.new) if value}
        titles = journal.names(named)
        titles |= journal.names(item.change.entity_id for item in recorded if item.about not in titles)
        return cls(titles, journal.ticks(item.about for item in recorded), _hidden_test(workspace))


def _hidden_test(workspace: Workspace) -> Callable[[EntityKind | None, str], bool]:
    """Return what tells whether the method hides a thing; where it hides nothing no goal is read for it."""
    if Method(workspace.database.things.workspace().method) is Method.BOTH:
        return lambda _kind, _identity: False
    return off_screen_test(workspace.look.records())


def change_rows(
    recorded: Iterable[Recorded], context: ChangeContext, looked: Looked | None, today: date
) -> tuple[ChangeRow, ...]:
    """Return a row for each field that was set, newest first, as they come. An import shows its effect, not
    the changes that came with it.
    """
    rows: list[ChangeRow] = []
    beside: _Beside | None = None
    for item in recorded:
        change = item.change
        if change.entity == COPY and item.field != TOOK_IN:
            continue
        if beside is None or beside.change is not change:
            beside = _Beside.of(change, context.titles, looked)
        is_tick = item.field == "value" and item.about in context.ticked
        row = _row(item, beside, context.titles, today, is_tick=is_tick)
        rows.append(replace(row, hidden=True) if context.is_hidden(row.kind, row.id) else row)
    return tuple(rows)


class _Beside(NamedTuple):
    """The part of a row that all fields of one change share."""

    change: Change
    at: str
    kind: EntityKind | None
    title: str
    unseen: bool

    @classmethod
    def of(cls, change: Change, titles: Mapping[str, str], looked: Looked | None) -> "_Beside":
        kind = EntityKind(change.entity) if change.entity in _KINDS else None
        at = change.at.astimezone(UTC).isoformat(timespec="seconds")
        unseen = looked is not None and not looked.has(change.replica, change.seq)
        return cls(change, at, kind, titles.get(change.entity_id, ""), unseen)


def _row(item: Recorded, beside: _Beside, titles: Mapping[str, str], today: date, *, is_tick: bool) -> ChangeRow:
    change, field = item.change, item.field
    told = partial(_told, field, today)
    # The key of a place among siblings tells nobody anything.
    placed = field == "position" and beside.kind is not EntityKind.PERSPECTIVE
    if placed:
        old, new = "", N_("changed")
        was, became = "", _(new)
    elif is_tick:
        old, new = _tick(item.old), _tick(item.new)
        was, became = _(old), _(new)
    else:
        old, new = _shown(field, titles, item.old), _shown(field, titles, item.new)
        was, became = told(item.old, old), told(item.new, new)
    return ChangeRow(
        batch=change.batch,
        at=beside.at,
        author=change.author,
        kind=beside.kind,
        id=item.about,
        title=titles.get(item.about) or beside.title,
        field=field_words(field),
        old=old,
        new=new,
        was=was,
        became=became,
        replaced=item.replaced,
        hlc=change.hlc,
        unseen=beside.unseen,
    )


def _tick(value: Value) -> str:
    """Return the value of a key result that is done or not."""
    return "" if value is None else N_("done") if value else N_("not yet")


def _shown(field: str, titles: Mapping[str, str], value: Value) -> str:
    """Return a value as it is told to programs, a day as it is typed."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field == "share" and isinstance(value, int | float):
        return formatting.share(value)
    if isinstance(value, int | float):
        return formatting.number(float(value))
    if field in REFERENCES:
        return titles.get(value, "")
    if field in NAME_LISTS:
        return ", ".join(titles.get(identity, "") for identity in ids_of(value))
    if field == "pauses":
        return _pauses(value)
    if field == "phases":
        return _phases(value)
    if field in _WORDS:
        return value.replace("_", " ")
    return _scoring(value).replace("_", " ") if field == "scoring" else value


def _pauses(value: str) -> str:
    try:
        return ", ".join(formatting.span(item.first, item.last) for item in pauses_of(value))
    except InvalidField:
        return value


def _phases(value: str) -> str:
    try:
        return phases_shown(phases_of(value))
    except InvalidField:
        return value


def _told(field: str, today: date, value: Value, shown: str) -> str:
    """Return a value as the reader reads it, where it is `shown` to programs."""
    if not shown or field in REFERENCES or field in NAME_LISTS:
        return shown
    if isinstance(value, bool) or (field in _WORDED and isinstance(value, str)):
        return _(shown)
    if field in DAYS:
        return dates.kept_day(shown, today)
    try:
        return _TOLD[field](str(value), today) if field in _TOLD else shown
    except InvalidField:
        return shown


def _pauses_told(value: str, today: date) -> str:
    return ", ".join(formatting.span(item.first, item.last, today) for item in pauses_of(value))


def _phases_told(value: str, today: date) -> str:
    return ", ".join(f"{dates.day(item.day, today)} {formatting.number(item.value)}" for item in phases_of(value))


def _scoring_told(value: str, _today: date) -> str:
    # Imported here because the numbers of a measure hardly ever change.
    from goaltui.services.forms.scoring_fields import scoring_told

    return scoring_told(value)


_TOLD: Mapping[str, Callable[[str, date], str]] = {
    "pauses": _pauses_told,
    "phases": _phases_told,
    "scoring": _scoring_told,
}


def _scoring(value: str) -> str:
    """Return a scoring in words: its numbers, which tell the preset too, else the preset."""
    # Imported here because the numbers of a measure hardly ever change.
    from goaltui.services.forms.scoring_fields import scoring_text

    try:
        preset, numbers = scoring_text(value)
    except InvalidField:
        return value
    return numbers or preset


def changes_of(
    workspace: Workspace,
    identity: str | None = None,
    limit: int | BatchCount = 200,
    since: datetime | None = None,
    author: str = "",
    looked: Looked | None = None,
) -> tuple[ChangeRow, ...]:
    """Return the journal in words, newest first; of one thing its check-ins too, by one author where one is named.

    What was not there when somebody `looked` last comes after all that was.
    """
    now = workspace.clock.now()
    recorded = workspace.database.journal.history(
        identity, limit=limit, since=since, author=author, now=now, looked=looked
    )
    return change_rows(recorded, ChangeContext.of(workspace, recorded), looked, workspace.clock.today())
