"""The weights of siblings: what a weight typed as a number or as a share is beside them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from goaltui.model.changes import Value
from goaltui.model.enums import ObjectiveState
from goaltui.model.errors import InvalidField
from goaltui.model.records import Records
from goaltui.rules.shares import Weighed, Weighing, check_share, parts_of_whole
from goaltui.services import words
from goaltui.services.numbers import plain, read_number
from goaltui.services.outline import perspectives_of

_DIGITS = 12


class _Sibling(Weighed, Protocol):
    @property
    def id(self) -> str: ...


def beside_objective(
    records: Records, identity: str | None, parent: str | None, cycle: str | None, perspective: str | None
) -> tuple[Weighing, ...] | None:
    """What an objective is weighed with: what counts under its parent, else the top of its cycle, else what makes up
    its perspective; none where it stands in nothing."""
    if any(objective.id == parent for objective in records.objectives):
        return _under(records, identity, parent)
    if cycle is None:
        return _in_perspective(records, identity, perspective)
    within = [item for item in records.objectives if item.cycle == cycle]
    ids = {item.id for item in within}
    return _weighings([item for item in within if item.parent not in ids], identity, _below(records))


def beside_key_result(records: Records, identity: str | None, objective: str) -> tuple[Weighing, ...]:
    """What a key result is weighed with: the others of its objective and the objectives below that count."""
    return _under(records, identity, objective)


def beside_measure(
    records: Records, identity: str | None, objective: str | None, perspective: str | None
) -> tuple[Weighing, ...] | None:
    """What a measure is weighed with: the others of its objective, else what makes up its perspective; none where it
    stands in neither."""
    if any(item.id == objective for item in records.objectives):
        return _weighings([item for item in records.measures if item.objective == objective and item.applies], identity)
    return _in_perspective(records, identity, perspective)


def _under(records: Records, identity: str | None, above: str | None) -> tuple[Weighing, ...]:
    key_results = [item for item in records.key_results if item.objective == above]
    below = [item for item in records.objectives if item.parent == above and item.counts]
    return (*_weighings(key_results, identity), *_weighings(below, identity))


def _in_perspective(records: Records, identity: str | None, perspective: str | None) -> tuple[Weighing, ...] | None:
    """Its strategic objectives, those that are measured, and the measures straight under it, as the scorecard has."""
    if all(item.id != perspective for item in records.perspectives):
        return None
    places = perspectives_of(records)
    measured = {item.objective for item in records.measures}
    objectives = [
        item
        for item in records.objectives
        if places[item.id] == perspective
        and (item.id in measured or (item.cycle is None and item.state != ObjectiveState.DROPPED))
    ]
    direct = [item for item in records.measures if item.applies and not item.objective]
    beside = [item for item in direct if item.perspective == perspective]
    elsewhere = _below(records) | {item.id for item in objectives if item.cycle is not None}
    return (*_weighings(objectives, identity, elsewhere), *_weighings(beside, identity))


def _below(records: Records) -> set[str]:
    """The objectives that stand under another, which is where their shares are meant."""
    known = {item.id for item in records.objectives}
    return {item.id for item in records.objectives if item.parent in known}


def _weighings(pool: Sequence[_Sibling], identity: str | None, elsewhere: Collection[str] = ()) -> tuple[Weighing, ...]:
    """What is beside a thing in its pool; those of `elsewhere` are fixed in another one."""
    found = (item for item in pool if item.id != identity)
    return tuple(Weighing(item.weight, None if item.id in elsewhere else item.share) for item in found)


def shown(item: Weighed | None) -> str:
    """A weight as it is typed: `2`, or the share `30 %` where it is fixed."""
    if item is None:
        return "1"
    return words.number(item.weight) if item.share is None else words.share(item.share)


def read_weight(text: str, others: Sequence[Weighed] | None) -> Weighing:
    """The weight typed as `2`, nothing being 1, or the share `30 %` to be fixed at; raises InvalidField."""
    typed = plain(text).strip()
    if not typed:
        return Weighing()
    if not typed.endswith("%"):
        weight = read_number(typed, "weight")
        if weight < 0:
            raise InvalidField("The weight is negative; use 0 for one that does not count.", "weight")
        return Weighing(weight)
    share = round(read_number(typed[:-1], "weight") / 100, _DIGITS)
    if others is None:
        raise InvalidField("Nothing is weighed against it here, so it has no share; type a number.", "weight")
    if not 0 <= share <= 1:
        raise InvalidField("A share is between 0 and 100 %; type another.", "weight")
    try:
        check_share(share, others)
    except ValueError as error:
        raise InvalidField(f"The share {words.share(share)} cannot be: {error}.", "weight") from error
    return Weighing(share=share)


def fields_of(typed: Weighing) -> dict[str, Value]:
    """The fields that a typed weight sets: a share leaves the weight as it was, a number lets go of a share."""
    return {"weight": typed.weight, "share": None} if typed.share is None else {"share": typed.share}


def weight_note(text: str, others: Sequence[Weighed]) -> str:
    """What a weight is that is being typed: `= 30 % of 4` for a number, what is left to the others for a share."""
    try:
        typed = read_weight(text, others)
    except InvalidField:
        return ""
    if typed.share is None:
        return f"= {words.percent(parts_of_whole([typed, *others])[0])} of {len(others) + 1}"
    rest = 1 - typed.share - sum(item.share or 0.0 for item in others)
    following = sum(1 for item in others if item.share is None)
    if not following:
        return "fixed, as all the others are"
    return f"fixed; {words.share(max(rest, 0.0))} for {words.counted(following, 'other')}"
