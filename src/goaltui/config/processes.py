"""Other processes of this computer."""

import os


def has_ended(process: int) -> bool:
    """Return whether a process has ended; False where nothing tells. Not for Windows, where asking would end it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
