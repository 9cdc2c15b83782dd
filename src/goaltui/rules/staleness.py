"""What is stale: nobody has said for long, or ever, how it stands."""

from goaltui.model.enums import DataState, Status


def is_silent(status: Status, *, at_work: bool) -> bool:
    """Whether a key result is stale: outdated, or without a value while it is `at_work`."""
    return status is Status.OUTDATED or (at_work and status is Status.PENDING)


def is_valueless(data: DataState) -> bool:
    """Whether a measure is stale: without a value in its period and the one before."""
    return data in (DataState.MISSING, DataState.NEVER)
