"""The help of every command in each language, kept so that asking for it waits for nothing; `python -m tests.manual`
makes it anew."""

from collections.abc import Sequence

from goaltui.cli.door import terminal_columns
from goaltui.cli.output.made_tables import made_table
from goaltui.model.quick.translation import spoken

_HELP = ("--help", "-h")
_FULL_WIDTH = 80
"""Where a terminal is narrower, the lines are broken for it."""


def kept_help(words: Sequence[str]) -> str | None:
    """Return the help that a command line asks for; None where it asks for something else, or its lines are too long
    for this terminal."""
    if not words or words[-1] not in _HELP or terminal_columns() < _FULL_WIDTH:
        return None
    text: str | None = made_table("help_texts", spoken()).get(" ".join(words[:-1]))
    return text
