"""The declarations of commands, under Typer's names: Typer itself reads them only where `plain_words` does not.

A command module says `from goaltui.cli import declared as typer` and goes on as with Typer.
"""

from typing import Any

from goaltui.model.quick.quick_tuple import NamedTuple


class Declared(NamedTuple):
    """An option with its names, or an argument, and what Typer is told of it."""

    is_option: bool
    names: tuple[str, ...]
    least: int | None
    told: dict[str, Any]


def Option(*names: str, min: int | None = None, **told: Any) -> Declared:  # noqa: N802
    """Return an option; its name follows from the parameter where none is given."""
    return Declared(True, names, min, told)


def Argument(**told: Any) -> Declared:  # noqa: N802
    """Return an argument, by its place."""
    return Declared(False, (), None, told)


class Exit(Exception):
    """Ends a command with an exit code."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.exit_code = code


class CommandContext:
    """The context of a command: `obj` is the session."""

    def __init__(self, obj: Any) -> None:
        self.obj = obj


Context = CommandContext
"""Under the name that Typer has for it."""
