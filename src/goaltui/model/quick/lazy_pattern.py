"""Lazy regular expressions, compiled when they are first used: a command uses few of those that it imports."""

import re
from typing import Any, cast


class _LazyPattern:
    """The stand-in for a compiled pattern, which takes over its methods one by one."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, compiled on first use; a wrong one fails no sooner."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
