"""Commands as Typer is given them, for help, mistakes, completion and whatever else is not plain."""

import functools
import inspect
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, get_args, get_origin

import typer

from goaltui.cli.declared import Context, Declared, Exit
from goaltui.model.quick.translation import _


def with_typer(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with its declarations in Typer's own terms."""

    @functools.wraps(command)
    def run(*given: Any, **named: Any) -> None:
        try:
            command(*given, **named)
        except Exit as end:
            raise typer.Exit(end.exit_code) from end

    signature = inspect.signature(command)
    parameters = [item.replace(annotation=_annotation(item.annotation)) for item in signature.parameters.values()]
    told: Any = run
    told.__signature__ = signature.replace(parameters=parameters)
    told.__annotations__ = {item.name: item.annotation for item in parameters}
    told.__doc__ = _(inspect.cleandoc(command.__doc__ or ""))
    del told.__wrapped__
    return run


def _in_language(declared: Any) -> Any:
    """Return the declarations in Typer's own terms, with help in the reader's language."""
    told = copy(declared)
    told.help = _(declared.help or "")
    return told


def _annotation(hint: Any) -> Any:
    if hint is Context:
        return typer.Context
    if get_origin(hint) is not Annotated:
        return hint
    kind, declared = get_args(hint)[:2]
    if not isinstance(declared, Declared):
        return Annotated[kind, _in_language(declared)]
    made: Any = typer.Option if declared.is_option else typer.Argument
    least = {} if declared.least is None else {"min": declared.least}
    told = {**declared.told, "help": _(declared.told.get("help", ""))}
    return Annotated[kind, made(*declared.names, **least, **told)]
