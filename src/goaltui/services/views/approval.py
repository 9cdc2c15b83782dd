"""The approval of strategy and scorecard: by whom, when, and what was changed since then, as the journal has it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from goaltui.model.enums import EntityKind
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import STATEMENTS
from goaltui.model.refs import WORKSPACE_ID
from goaltui.services.core import formatting
from goaltui.services.core.new_workspace import SETUP_AUTHOR
from goaltui.services.core.workspace import Workspace
from goaltui.store.history import Recorded

_PARTS = frozenset(
    {
        EntityKind.THEME,
        EntityKind.PERSPECTIVE,
        EntityKind.OBJECTIVE,
        EntityKind.MEASURE,
        EntityKind.TARGET,
        EntityKind.LINK,
    }
)
"""The kinds that are approved beside the statements; of objectives the strategic ones, of measures the lasting ones."""

_OF_A_CYCLE = {EntityKind.OBJECTIVE: "cycle", EntityKind.MEASURE: "key_result"}
"""The field that makes one of this kind belong to a cycle, and not to the strategy."""

_KINDS = frozenset({EntityKind.WORKSPACE.value, *(kind.value for kind in _PARTS)})
_APART = frozenset({"position"})
_NAMES = frozenset({"title", "name", "measure", "driver"})
"""The fields that a thing is made with."""

_MANY = 100_000
"""More fields than anybody looks through: what decides is never cut off."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved it and when; `changed` counts the things that have changed since by kind, where
    `EntityKind.WORKSPACE` stands for the statements."""

    by: str
    day: date
    changed: Mapping[EntityKind, int]

    @property
    def since(self) -> str:
        """The changes since then, in words."""
        return _("changed since: {things}", things=self.things) if self.changed else _("unchanged since")

    @property
    def things(self) -> str:
        """The things that were changed since then; empty where none was."""
        return listed(
            _("the statements") if kind is EntityKind.WORKSPACE else kind.counted(count)
            for kind, count in self.changed.items()
        )

    def given(self, today: date) -> str:
        """Return who gave it and when, for a line that begins with the word for it."""
        return _("by {name} on {day}", name=self.by, day=formatting.day(self.day, today))

    def told(self, today: date) -> str:
        """Return all of it but the word for the approval itself, which stands before it wherever it is told."""
        return _("by {name} on {day}, {since}", name=self.by, day=formatting.day(self.day, today), since=self.since)


def approval_of(workspace: Workspace) -> Approval | None:
    """Return the approval that stands on the day looked at; none where there is none.

    On the day of the approval, only changes after it was written down count. Changes of the same batch, as of a file
    that was taken in, were approved with it; so were the first contents of a new workspace.
    """
    home = workspace.look.records().workspace
    if home.approved is None or home.approved > workspace.look.day:
        return None
    journal = workspace.database.journal
    told = next((item.change for item in journal.history(WORKSPACE_ID, limit=_MANY) if item.field == "approved"), None)
    since, clock = datetime.combine(home.approved + timedelta(days=1), time()).astimezone(), 0
    if told is not None and told.day == home.approved:
        since, clock = told.at, told.hlc
    batch = told.batch if told is not None else ""
    found = (
        item for item in reversed(journal.history(since=since, limit=_MANY, kinds=_KINDS)) if item.change.hlc > clock
    )
    fields = (item for item in found if item.change.author != SETUP_AUTHOR and item.change.batch != batch)
    return Approval(home.approved_by, home.approved, _changed(workspace, fields))


def _changed(workspace: Workspace, fields: Iterable[Recorded]) -> Mapping[EntityKind, int]:
    first: dict[tuple[EntityKind, str], dict[str, object]] = {}
    last: dict[tuple[EntityKind, str], dict[str, object]] = {}
    for item in fields:
        kind, identity = EntityKind(item.change.entity), item.change.entity_id
        counts = item.field in STATEMENTS if kind is EntityKind.WORKSPACE else kind in _PARTS
        if counts and item.field not in _APART:
            first.setdefault((kind, identity), {}).setdefault(item.field, item.old)
            last.setdefault((kind, identity), {})[item.field] = item.new
    records = workspace.look.records()
    standing = {item.id: item.cycle is None for item in records.objectives} | {
        item.id: True for item in records.measures
    }
    found: Counter[EntityKind] = Counter()
    for (kind, identity), new in last.items():
        old = first[kind, identity]
        gone_again = new.get("deleted") is True and any(name in old and old[name] is None for name in _NAMES)
        differs = any((old[name] or None) != (value or None) for name, value in new.items())
        if not differs or gone_again:
            continue
        if standing[identity] if identity in standing else _was_approved(workspace, kind, identity, new):
            found[kind] += 1
    return {kind: found[kind] for kind in EntityKind if found[kind]}


def _was_approved(workspace: Workspace, kind: EntityKind, identity: str, new: Mapping[str, object]) -> bool:
    """Return whether a thing that is not among the objectives and lasting measures is, or was before it was deleted,
    one of the strategy and not of a cycle.
    """
    apart = _OF_A_CYCLE.get(kind)
    if apart is None:
        return True
    # The measure of a new key result tells it by itself; the journal has to be asked of the others.
    if new.get(apart):
        return False
    told = workspace.database.journal.history(identity, limit=_MANY, kinds={kind.value})
    return not any(item.field == apart and item.new for item in told)
