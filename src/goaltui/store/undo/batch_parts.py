"""The parts of a batch: its effect on each entity, and the later changes in the way of undoing it."""

from collections.abc import Iterable, Iterator, Set

from goaltui.model.changes import Change, Operation, Value
from goaltui.model.errors import Refused
from goaltui.model.field_names import field_shown
from goaltui.model.plain.values import defaults_of
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules import dates
from goaltui.store.causality import EntityHistory, lines
from goaltui.store.file.connection import Connection
from goaltui.store.journal import State, folded, kind_of
from goaltui.store.statements.chunks import chunks
from goaltui.store.undo.batch_wording import title_of
from goaltui.store.undo.batches import BatchBrief, Key, is_reversal, set_by
from goaltui.store.writes import changes_about


@dataclass(frozen=True, slots=True)
class BatchPart:
    """The fields that a batch set on one entity, from the change at `place` of all that are about it, and the entity
    before that; none where the batch made it.
    """

    entity: str
    id: str
    batch: str
    line: EntityHistory
    place: int

    @property
    def fields(self) -> dict[str, Value]:
        return set_by(self.batch, self.line.changes)

    @property
    def before(self) -> State | None:
        return folded(self.line.changes[: self.place]) if self.place else None

    def is_after(self, change: Change) -> bool:
        """Return whether a change counts after the batch."""
        return self.line.changes.index(change) > self.place

    def was_seen_by(self, change: Change) -> bool:
        """Return whether the author of a change had seen what the batch did."""
        return self.place in self.line.seen_from([self.line.changes.index(change)])

    def inverse(self) -> Operation:
        """Return the operation that undoes it: the earlier values, or the deletion of a thing that it made."""
        kind = kind_of(self.entity)
        before = self.before
        if before is None or kind is None:
            return Operation(self.entity, self.id, {"deleted": True})
        defaults = defaults_of(kind)
        earlier = {
            name: before.fields[name] if name in before.fields else defaults[name]
            for name in self.fields
            if name in before.fields or name in defaults
        }
        return Operation(self.entity, self.id, earlier)

    def left(self, name: str) -> Value:
        """Return the value that the batch left in a field: the one it set, or the default of a new entity."""
        kind = kind_of(self.entity)
        return self.fields.get(name, defaults_of(kind).get(name) if kind else None)

    def again(self) -> Operation:
        """Return the operation that applies it again."""
        made = {} if self.place else {"deleted": False}
        return Operation(self.entity, self.id, {**made, **self.fields})


def parts_of(
    connection: Connection, batch: BatchBrief, keys: Iterable[Key], reversals: frozenset[str], *, also_own: bool
) -> Iterator[BatchPart]:
    """Yield what the batch did to entities, in the order of `keys`; raise Refused where a later change of others is in
    the way, or with `also_own` of anybody. Its `reversals` never are.
    """
    own = {batch.id, *reversals}
    for chunk in chunks(keys):
        about = lines(changes_about(connection, list({identity for _, identity in chunk})))
        for key in (key for key in chunk if key in about):
            found = about[key]
            batches = [change.batch for change in found.changes]
            if batch.id not in batches:
                # Its effect cannot be read any more.
                continue
            item = BatchPart(*key, batch.id, found, batches.index(batch.id))
            if not own.issuperset(batches):
                _refuse_where_in_the_way(connection, item, batch, own, also_own=also_own)
            yield item


def _refuse_where_in_the_way(
    connection: Connection, item: BatchPart, batch: BatchBrief, own: Set[str], *, also_own: bool
) -> None:
    """Raise Refused where a batch that is not of its `own` set a field after it."""
    state = folded(item.line.changes)
    # What the batch made goes as a whole, so any field that somebody set since stands for the whole.
    names = set(item.fields) if item.before else set(state.winners)
    for name in sorted(names):
        winner = state.winners.get(name)
        if (
            winner
            and winner.batch not in own
            and (also_own or winner.author != batch.author)
            and item.is_after(winner)
            and not (state.fields[name] == item.left(name) and is_reversal(connection, winner.batch))
        ):
            raise _refused(state, item, name, winner, also_own=also_own)


def _refused(state: State, item: BatchPart, name: str, winner: Change, *, also_own: bool) -> Refused:
    title = title_of(state.fields)
    field = field_shown(name)
    what = _("{field} of '{title}'", field=field, title=title) if title else field
    seen = item.was_seen_by(winner)
    if also_own:
        said = (
            N_("{author} changed the {what} on {day}, after that; edit it instead.")
            if seen
            else N_("{author} changed the {what} on {day}, not having seen that; edit it instead.")
        )
    else:
        said = (
            N_("{author} changed the {what} on {day}, after you; edit it instead.")
            if seen
            else N_("{author} changed the {what} on {day}, not having seen yours; edit it instead.")
        )
    return Refused(_(said, author=winner.author, what=what, day=dates.moment(winner.at)))
