"""Staleness: no check-in for long, or ever."""

from goaltui.model.enums import DataState, Status


def is_silent(status: Status, *, spoken: bool, at_work: bool) -> bool:
    """Return whether a key result that is `at_work` is stale: outdated, pending, or not yet `spoken` of. In a closed
    one, or in a cycle that is over, nothing is asked for any more.
    """
    return at_work and (status in (Status.OUTDATED, Status.PENDING) or not spoken)


def is_valueless(data: DataState) -> bool:
    """Return whether a measure is stale: without a value in its period and the one before."""
    return data in (DataState.MISSING, DataState.NEVER)
