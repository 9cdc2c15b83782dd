"""Regular expressions that are compiled when they are first asked: most commands ask few of those that they import."""

import re
from typing import Any, cast


class _LatePattern:
    """Stands for the compiled pattern, whose methods it takes over one by one."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, before it is compiled; a wrong one is found out no sooner than it is asked."""
    return cast("re.Pattern[str]", _LatePattern(text, flags))
