"""The help of every command in each language, kept so that asking for it waits for nothing; `python -m tests.manual`
makes it anew."""

from collections.abc import Sequence

from goaltui.cli.output.generated_tables import generated_table
from goaltui.cli.safe_stream import terminal_columns
from goaltui.model.quick.translation import SOURCE, spoken

_HELP = ("--help", "-h")
_FULL_WIDTH = 80
"""Where a terminal is narrower, Typer breaks the lines for it; in English, the one language that it speaks."""


def kept_help(words: Sequence[str]) -> str | None:
    """Return the help that a command line asks for; None where it asks for something else, or where Typer
    breaks its lines for a narrow terminal."""
    if not words or words[-1] not in _HELP:
        return None
    if terminal_columns() < _FULL_WIDTH and spoken() == SOURCE:
        return None
    text: str | None = generated_table("help_texts", spoken()).get(" ".join(words[:-1]))
    return text
