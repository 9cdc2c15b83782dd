"""The weights of siblings: what a weight typed as a number or as a share is beside them."""

from collections.abc import Mapping, Sequence

from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import InvalidField
from goaltui.model.records import ObjectiveRecord, Records
from goaltui.rules import shares
from goaltui.services import words
from goaltui.services.numbers import plain, read_number


def others_of(
    records: Records, kind: EntityKind, identity: str | None, above: str | None, cycle: str | None = None
) -> tuple[float, ...] | None:
    """The weights of what counts together with a thing under the objective `above`; none where nothing is weighed.

    Key results and the objectives below that count are one pool, measures another. An objective under none is weighed
    with all that stands at the top of its `cycle`.
    """
    if above is None and cycle is not None and kind is EntityKind.OBJECTIVE:
        within = {item.id for item in records.objectives if item.cycle == cycle}
        top = [item for item in records.objectives if item.id in within and item.parent not in within]
        return tuple(item.weight for item in top if item.id != identity)
    if above is None or all(objective.id != above for objective in records.objectives):
        return None
    if kind is EntityKind.MEASURE:
        measures = [item for item in records.measures if item.objective == above and item.applies]
        return tuple(item.weight for item in measures if item.id != identity)
    if kind not in (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT):
        return None
    key_results = [item.weight for item in records.key_results if item.objective == above and item.id != identity]
    below = [item for item in records.objectives if item.parent == above and item.counts and item.id != identity]
    return (*key_results, *(item.weight for item in below))


def at_the_top(
    records: Records, identity: str | None, cycle: str | None, perspective: str | None
) -> tuple[float, ...] | None:
    """The weights of what an objective under none is weighed with: at the top of its cycle, else in its perspective."""
    if cycle is not None:
        return others_of(records, EntityKind.OBJECTIVE, identity, None, cycle)
    return beside_in_perspective(records, identity, perspective, strategic=True)


def beside_in_perspective(
    records: Records, identity: str | None, perspective: str | None, *, strategic: bool
) -> tuple[float, ...] | None:
    """The weights of the other strategic objectives of a perspective, by which they make up its score; none for an
    objective of a cycle, or one that stands in no perspective."""
    known = {objective.id: objective for objective in records.objectives}
    if not strategic or perspective is None:
        return None
    others = [item for item in records.objectives if item.cycle is None and item.state != ObjectiveState.DROPPED]
    return tuple(item.weight for item in others if item.id != identity and _stands_in(item, known) == perspective)


def _stands_in(record: ObjectiveRecord, known: Mapping[str, ObjectiveRecord]) -> str | None:
    """The perspective of its own, else of what it stands under."""
    seen: set[str] = set()
    item: ObjectiveRecord | None = record
    while item is not None and item.perspective is None and item.id not in seen:
        seen.add(item.id)
        item = known.get(item.parent or "")
    return item.perspective if item is not None else None


def read_weight(text: str, others: Sequence[float] | None) -> float:
    """The weight typed as `2` or as the share `30 %`, nothing being 1; raises InvalidField."""
    typed = plain(text).strip()
    if not typed:
        return 1.0
    if not typed.endswith("%"):
        weight = read_number(typed, "weight")
        if weight < 0:
            raise InvalidField("The weight is negative; use 0 for one that does not count.", "weight")
        return weight
    share = read_number(typed[:-1], "weight") / 100
    if others is None:
        raise InvalidField("Nothing is weighed against it here, so it has no share; type a number.", "weight")
    if not 0 <= share <= 1:
        raise InvalidField("A share is between 0 and 100 %; type another.", "weight")
    try:
        return shares.weight_for(share, others)
    except ValueError as error:
        raise InvalidField(f"The weight {words.percent(share)} cannot be: {error}.", "weight") from error


def weight_note(text: str, others: Sequence[float]) -> str:
    """What a weight is that is being typed: `= 30 % of 4` for a number, `= weight 1.29 of 4` for a share."""
    try:
        weight = read_weight(text, others)
    except InvalidField:
        return ""
    count = len(others) + 1
    if text.strip().endswith("%"):
        return f"= weight {words.number(weight)} of {count}"
    share = shares.share_of(weight, others)
    return "" if share is None else f"= {words.percent(share)} of {count}"
