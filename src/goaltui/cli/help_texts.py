"""The help of every command, kept so that asking for it waits for nothing; `python -m tests.manual` makes it anew."""

import json
from collections.abc import Sequence
from importlib import resources

from goaltui.cli.door import terminal_columns

_HELP = ("--help", "-h")
_FULL_WIDTH = 80
"""Where a terminal is narrower, the lines are broken for it."""


def kept_help(words: Sequence[str]) -> str | None:
    """Return the help that a command line asks for; None where it asks for something else, or its lines are too long
    for this terminal."""
    if not words or words[-1] not in _HELP or terminal_columns() < _FULL_WIDTH:
        return None
    kept = json.loads((resources.files("goaltui.cli") / "help_texts.json").read_text(encoding="utf-8"))
    text: str | None = kept.get(" ".join(words[:-1]))
    return text
