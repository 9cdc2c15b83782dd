"""The command `add`, put together of what can be added."""

from collections.abc import Callable, Mapping

import typer

from goaltui.cli import hanging, structuring, writing

_KINDS: Mapping[str, Callable[..., None]] = {
    "objective": writing.add_objective,
    "kr": writing.add_key_result,
    "measure": writing.add_measure,
    "initiative": writing.add_initiative,
    "note": hanging.add_note,
    "milestone": hanging.add_milestone,
    "target": hanging.add_target,
    "link": hanging.add_link,
    "cycle": structuring.add_cycle,
    "perspective": structuring.add_perspective,
    "team": structuring.add_team,
    "person": structuring.add_person,
}


def adding() -> typer.Typer:
    """The command `add` with what can be added."""
    app = typer.Typer(help="Add something and print its ref.")
    for name, command in _KINDS.items():
        app.command(name)(command)
    return app
