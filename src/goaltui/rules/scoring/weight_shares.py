"""The effective weights of siblings: by their weights, beside those that are fixed at a share of the whole.

A share that is typed is fixed, and the others divide what it leaves (Viva Goals); here they do by their weights, which
are 1 where nobody said otherwise.
"""

from collections.abc import Sequence
from typing import Protocol

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.rules.figures import percent

_EXACT = 1e-9


class Weighed(Protocol):
    """A thing with a weight, and a share of the whole, 0 to 1, where it is fixed at one."""

    @property
    def weight(self) -> float: ...

    @property
    def share(self) -> float | None: ...


class Weighing(NamedTuple):
    """A weight and a share of their own."""

    weight: float = 1.0
    share: float | None = None


def by_weight(item: Weighed) -> Weighing:
    """Return the weight alone, for a group that is not the one in which the thing was fixed."""
    return Weighing(item.weight)


def effective(group: Sequence[Weighed]) -> list[float]:
    """Return the effective weight of each of a group, to be compared within it.

    Where the fixed shares are more than the whole, as two replicas may have left them, they alone count, in proportion.
    Where no follower could take the rest, they alone count too.
    """
    if all(item.share is None for item in group):
        return [item.weight for item in group]
    rest = max(1 - sum(item.share or 0.0 for item in group), 0.0)
    following = sum(item.weight for item in group if item.share is None)
    return [
        item.share if item.share is not None else rest * (item.weight / following) if following else 0.0
        for item in group
    ]


def parts_of_whole(group: Sequence[Weighed]) -> list[float]:
    """Return the part of the whole, 0 to 1, that each of a group is; 0 where all count nothing."""
    found = effective(group)
    total = sum(found)
    return [each / total if total > 0 else 0.0 for each in found]


def misfit(group: Sequence[Weighed]) -> float | None:
    """Return the sum of the fixed shares where it cannot stand: over the whole, under it with nothing to take the rest,
    or the whole with followers left with nothing.
    """
    if all(item.share is None for item in group):
        return None
    fixed = sum(item.share or 0.0 for item in group)
    follows = any(item.share is None and item.weight > 0 for item in group)
    fits = fixed < 1 - _EXACT if follows else abs(fixed - 1) <= _EXACT
    return None if fits else fixed


def check_share(share: float, others: Sequence[Weighed]) -> None:
    """Raise ValueError, saying what would fit, for a share at which a thing cannot be fixed beside its siblings."""
    if misfit([Weighing(share=share), *others]) is None:
        return
    given = sum(item.share or 0.0 for item in others)
    room = percent(max(1 - given, 0), 2)
    if not any(item.share is None and item.weight > 0 for item in others):
        raise ValueError(_("nothing beside it would take or give the rest; type a number, or {room}", room=room))
    if given > 0:
        raise ValueError(
            _(
                "others are fixed at {given}, and some follow; type less than {room}",
                given=percent(given, 2),
                room=room,
            )
        )
    raise ValueError(_("the others would be left with nothing; type less than {room}", room=room))
