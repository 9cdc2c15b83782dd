"""The commands put together."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from goaltui import __version__
from goaltui.cli import declared
from goaltui.cli.command_table import COMMANDS, GROUPS, LENIENT, function_of
from goaltui.cli.examples import epilog
from goaltui.cli.global_options import options_of
from goaltui.cli.session import start_session
from goaltui.cli.with_typer import with_typer
from goaltui.model.quick.translation import N_, _

_EPILOG = N_(
    "Without a command the screen opens. The options above may stand before or after a command. "
    "Exit codes: 0 done, 1 refused or findings, 2 wrong usage, 3 the shared database could not be reached."
)

_GROUPED: Mapping[str, str] = {
    "add": N_("Add something and print its ref."),
    "hub": N_("Manage the hub that the team shares."),
}


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def everywhere(
    ctx: declared.Context,
    db: Annotated[str, declared.Option(metavar="PATH|URL", help="The database, instead of the default one.")] = "",
    author: Annotated[
        str, declared.Option("--as", metavar="NAME", help="Your name; default: settings or system.")
    ] = "",
    as_of: Annotated[str, declared.Option(metavar="DATE", help="Show an earlier day.")] = "",
    known_at: Annotated[str, declared.Option(metavar="MOMENT", help="Show what was stored at a moment.")] = "",
    as_json: Annotated[bool, declared.Option("--json", help="Data as JSON, format 1.")] = False,
    no_color: Annotated[bool, declared.Option("--no-color", help="No colours; NO_COLOR does the same.")] = False,
    exchange: Annotated[bool, declared.Option("--exchange", help="Work on a replica, as on a team's drive.")] = False,
    timeout: Annotated[str, declared.Option(metavar="SECONDS", help="How long a shared database may take.")] = "",
    version: Annotated[
        bool, declared.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Objectives and key results and the balanced scorecard, in the terminal."""
    options = options_of(
        database=db,
        author=author,
        as_of=as_of,
        known_at=known_at,
        json=as_json,
        no_color=no_color,
        exchange=exchange,
        timeout=timeout,
    )
    ctx.obj = start_session(options, ctx.obj)


def build() -> typer.Typer:
    """Return the whole command line."""
    app = typer.Typer(
        name="goaltui",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(epilog=f"{_(_EPILOG)}\n\n{epilog('')}")(with_typer(everywhere))
    names = iter(COMMANDS)
    _add(app, next(names), "")
    for group, commands in GROUPS.items():
        within = typer.Typer(help=_(_GROUPED[group]), epilog=epilog(group))
        # A group stays one with a single command in it.
        within.callback()(_nothing)
        for name in commands:
            _add(within, name, group)
        app.add_typer(within, name=group)
    for name in names:
        _add(app, name, "")
    return app


def help_of(words: Iterable[str]) -> str:
    """Return the help of a command or group, in lines for this terminal."""
    root: Any = typer.main.get_command(build())
    context = root.context_class(root, info_name="goaltui", help_option_names=["-h", "--help"])
    for word in words:
        context = type(context)(context.command.commands[word], parent=context, info_name=word)
    text: str = context.get_help()
    return text


def _add(app: typer.Typer, name: str, group: str) -> None:
    """Add a command with its examples."""
    command = function_of(GROUPS[group][name] if group else COMMANDS[name])
    settings = {"ignore_unknown_options": True} if name in LENIENT else None
    examples = epilog(f"{group} {name}".strip())
    app.command(name, context_settings=settings, epilog=examples)(with_typer(command))


def _nothing() -> None:
    pass
