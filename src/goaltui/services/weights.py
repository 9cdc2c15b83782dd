"""The weights of siblings: what a weight typed as a number or as a share is beside them."""

from collections.abc import Sequence
from datetime import date

from goaltui.model.changes import Value
from goaltui.model.errors import InvalidField
from goaltui.model.records import Records
from goaltui.rules.pools import Member, Pool, Pools
from goaltui.rules.shares import Weighed, Weighing, check_share, parts_of_whole
from goaltui.services import words
from goaltui.services.numbers import plain, read_number
from goaltui.services.outline import perspectives_of, sound_tree

_DIGITS = 12


def beside_objective(
    records: Records, today: date, identity: str | None, parent: str | None, cycle: str | None, perspective: str | None
) -> Pool | None:
    """What an objective is weighed with: what counts under its parent, else the top of its cycle, else what makes up
    its perspective; none where it stands in nothing."""
    pools = _pools(records, today)
    if any(objective.id == parent for objective in records.objectives):
        return pools.under(parent or "", since=pools.first_day(cycle)).without(identity)
    if cycle is None:
        return _in_perspective(pools, identity, perspective)
    return pools.top(cycle).without(identity)


def beside_key_result(records: Records, today: date, identity: str | None, objective: str) -> Pool:
    """What a key result is weighed with: the others of its objective and the objectives below that count."""
    return _pools(records, today).under(objective).without(identity)


def beside_measure(
    records: Records, today: date, identity: str | None, objective: str | None, perspective: str | None
) -> Pool | None:
    """What a measure is weighed with: the others of its objective, else what makes up its perspective; none where it
    stands in neither."""
    pools = _pools(records, today)
    if any(item.id == objective for item in records.objectives):
        return pools.of_measures(objective or "").without(identity)
    return _in_perspective(pools, identity, perspective)


def beside_perspective(records: Records, identity: str | None) -> Pool:
    """What a perspective is weighed with: the others."""
    found = (Member(item.id, item.weight, item.share) for item in records.ordered_perspectives)
    return Pool(tuple(found)).without(identity)


def _pools(records: Records, today: date) -> Pools:
    return Pools(records, today, sound_tree(records).parents)


def _in_perspective(pools: Pools, identity: str | None, perspective: str | None) -> Pool | None:
    known = any(item.id == perspective for item in pools.records.perspectives)
    return pools.inside(perspective or "", perspectives_of(pools.records)).without(identity) if known else None


def shown(item: Weighed | None) -> str:
    """A weight as it is typed: `2`, or the share `30 %` where it is fixed."""
    if item is None:
        return "1"
    return words.number(item.weight) if item.share is None else words.share(item.share)


def read_weight(text: str, beside: Pool | None) -> Weighing:
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
    if beside is None:
        raise InvalidField("Nothing is weighed against it here, so it has no share; type a number.", "weight")
    if not 0 <= share <= 1:
        raise InvalidField("A share is between 0 and 100 %; type another.", "weight")
    try:
        check_share(share, beside.whole)
    except ValueError as error:
        raise InvalidField(f"The share {words.share(share)} cannot be: {error}.", "weight") from error
    return Weighing(share=share)


def fields_of(typed: Weighing) -> dict[str, Value]:
    """The fields that a typed weight sets: a share leaves the weight as it was, a number lets go of a share."""
    return {"weight": typed.weight, "share": None} if typed.share is None else {"share": typed.share}


def weight_note(text: str, beside: Pool | None) -> str:
    """What a weight is that is being typed: for a number `= 30 % of 4`, and later where something is still to come; for
    a share what is left to the others."""
    if beside is None:
        return ""
    try:
        typed = read_weight(text, beside)
    except InvalidField:
        return ""
    if typed.share is None:
        later = f", later {_part_text(typed, beside.whole)}" if beside.coming else ""
        return f"= {_part_text(typed, beside.now)}{later}"
    rest = 1 - typed.share - sum(item.share or 0.0 for item in beside.whole)
    following = sum(1 for item in beside.whole if item.share is None)
    if not following:
        return "fixed, as all the others are"
    return f"fixed; {words.share(max(rest, 0.0))} for {words.counted(following, 'other')}"


def _part_text(typed: Weighing, others: Sequence[Weighed]) -> str:
    return f"{words.percent(parts_of_whole([typed, *others])[0])} of {len(others) + 1}"
