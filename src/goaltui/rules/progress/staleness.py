"""What is stale: nobody has said for long, or ever, how it stands."""

from goaltui.model.enums import DataState, Status


def is_silent(status: Status, *, spoken: bool, at_work: bool) -> bool:
    """Whether a key result that is `at_work` is stale: outdated, or nobody has `spoken` of it. In what is closed, or in
    a cycle that is over, nobody is asked any more."""
    return at_work and (status in (Status.OUTDATED, Status.PENDING) or not spoken)


def is_valueless(data: DataState) -> bool:
    """Return whether a measure is stale: without a value in its period and the one before."""
    return data in (DataState.MISSING, DataState.NEVER)
