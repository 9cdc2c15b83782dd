"""Regular expressions that are compiled when they are first used: most commands use few of those that they import."""

import re
from typing import Any, cast


class _LatePattern:
    """The stand-in for a compiled pattern, which takes over its methods one by one."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, compiled on first use; a wrong one fails no sooner."""
    return cast("re.Pattern[str]", _LatePattern(text, flags))
