"""The command `add`, put together of what can be added."""

from collections.abc import Callable, Mapping

import typer

from goaltui.cli.commands import add_attachments, add_structure, writing
from goaltui.cli.examples import epilog
from goaltui.cli.with_typer import with_typer

_KINDS: Mapping[str, Callable[..., None]] = {
    "objective": writing.add_objective,
    "kr": writing.add_key_result,
    "measure": writing.add_measure,
    "initiative": writing.add_initiative,
    "note": add_attachments.add_note,
    "milestone": add_attachments.add_milestone,
    "target": add_attachments.add_target,
    "link": add_attachments.add_link,
    "cycle": add_structure.add_cycle,
    "perspective": add_structure.add_perspective,
    "theme": add_structure.add_theme,
    "team": add_structure.add_team,
    "person": add_structure.add_person,
}


def adding() -> typer.Typer:
    """The command `add` with what can be added."""
    app = typer.Typer(help="Add something and print its ref.", epilog=epilog("add"))
    for name, command in _KINDS.items():
        app.command(name, epilog=epilog(f"add {name}"))(with_typer(command))
    return app
