"""The journal of the sample company: batches of changes, each with its author and moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.refs import natural_id
from goaltui.model.scoring import Scoring

Batch = tuple[str, datetime, tuple[Operation, ...]]
_NAMESPACE = UUID("b0f9b7a0-6a53-5a3e-8d2b-3c7c1a2f9e44")


@dataclass(slots=True)
class SampleJournal:
    """Collects the batches of the sample; ids derive from titles, so the sample of a day is always the same."""

    batches: list[Batch] = field(default_factory=list)

    def write(self, author: str, day: date, drafts: Sequence[Operation], hour: int = 9) -> None:
        """Write one batch by somebody on a day."""
        self.batches.append((author, datetime.combine(day, time(hour), UTC), tuple(drafts)))

    def in_order(self) -> tuple[Batch, ...]:
        """Return all batches, oldest first."""
        return tuple(sorted(self.batches, key=lambda batch: batch[1]))


def identity(kind: EntityKind, title: str) -> str:
    """Return the id of a thing in the sample."""
    return str(uuid5(_NAMESPACE, f"{kind.value} {title}"))


def person(name: str) -> str:
    """Return the id of a person in the sample."""
    return natural_id(EntityKind.PERSON, name)


def team(name: str) -> str:
    """Return the id of a team in the sample."""
    return natural_id(EntityKind.TEAM, name)


def perspective(key: str) -> str:
    """Return the id of a perspective."""
    return natural_id(EntityKind.PERSPECTIVE, key)


def objective(title: str, **fields: Value) -> Operation:
    """Return an objective by title; `parent` is a title too."""
    if "parent" in fields:
        fields["parent"] = identity(EntityKind.OBJECTIVE, str(fields["parent"]))
    return Operation(EntityKind.OBJECTIVE, identity(EntityKind.OBJECTIVE, title), {"title": title, **fields})


def measure(title: str, under: str, scoring: Mapping[str, object] | None, **fields: Value) -> Operation:
    """Return a measure under the objective of that title."""
    given: dict[str, Value] = {"title": title, "objective": identity(EntityKind.OBJECTIVE, under)}
    if scoring is not None:
        given["scoring"] = Scoring.of(scoring).to_json()
    return Operation(EntityKind.MEASURE, identity(EntityKind.MEASURE, title), {**given, **fields})


def key_result(
    title: str, under: str, unit: str = "", reads: str | None = None, **fields: Value
) -> tuple[Operation, ...]:
    """Return a key result under the objective of that title, with a measure of its own
    unless it `reads` a lasting one.
    """
    key_result_id = identity(EntityKind.KEY_RESULT, title)
    series = identity(EntityKind.MEASURE, reads or f"of {title}")
    given: dict[str, Value] = {"title": title, "objective": identity(EntityKind.OBJECTIVE, under), "measure": series}
    draft = Operation(EntityKind.KEY_RESULT, key_result_id, {**given, **fields})
    if reads is not None:
        return (draft,)
    own: dict[str, Value] = {"title": title, "unit": unit, "frequency": "week", "key_result": key_result_id}
    return (Operation(EntityKind.MEASURE, series, own), draft)


def check_in(
    title: str, day: date, value: float | None, author: str, *, reads: str | None = None, **fields: Value
) -> Operation:
    """Return a check-in on the key result of that title."""
    key_result_id = identity(EntityKind.KEY_RESULT, title)
    series = identity(EntityKind.MEASURE, reads or f"of {title}")
    given: dict[str, Value] = {
        "measure": series,
        "key_result": key_result_id,
        "date": day.isoformat(),
        "author": author,
    }
    return _entry(f"{title} {day}", given, value, fields)


def reading(title: str, day: date, value: float, author: str, **fields: Value) -> Operation:
    """Return a value of the lasting measure of that title."""
    series = identity(EntityKind.MEASURE, title)
    return _entry(f"{title} {day}", {"measure": series, "date": day.isoformat(), "author": author}, value, fields)


def _entry(name: str, given: dict[str, Value], value: float | None, fields: Mapping[str, Value]) -> Operation:
    told: dict[str, Value] = {**given, **fields}
    if value is not None:
        told["value"] = value
    return Operation(EntityKind.CHECK_IN, identity(EntityKind.CHECK_IN, name), told)
