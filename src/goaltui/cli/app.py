"""The commands put together."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from goaltui import __version__
from goaltui.cli import (
    adding,
    balance,
    charts,
    cycles,
    files,
    people,
    placing,
    reading,
    records,
    review,
    rounds,
    strategy_map,
    team,
    upkeep,
    writing,
)
from goaltui.cli.options import options_of
from goaltui.cli.session import start_session

_EPILOG = (
    "Without a command the screen opens. The options above may stand before or after a command. "
    "Exit codes: 0 done, 1 refused or findings, 2 wrong usage, 3 the shared database could not be reached."
)

_COMMANDS: Mapping[str, Callable[..., None]] = {
    "due": reading.due,
    "round": rounds.walk,
    "tree": reading.tree,
    "scorecard": reading.scorecard,
    "map": strategy_map.show_map,
    "balance": balance.balance,
    "chart": charts.chart,
    "people": people.people,
    "cycles": cycles.cycles,
    "close": cycles.close,
    "records": records.records,
    "review": review.review,
    "why": reading.why,
    "check": reading.check,
    "log": reading.log,
    "edit": files.edit,
    "move": placing.move_item,
    "tick": placing.tick,
    "undo": writing.undo,
    "redo": writing.redo,
    "init": writing.init,
    "import": files.take_in,
    "export": files.export,
    "diff": files.diff,
    "apply": files.apply,
    "sync": team.sync,
    "merge": team.merge,
    "backup": upkeep.backup,
    "doctor": upkeep.doctor,
    "config": upkeep.config,
    "demo": upkeep.demo,
}


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


def everywhere(
    ctx: typer.Context,
    db: Annotated[str, typer.Option(metavar="PATH|URL", help="The database; without it the default one.")] = "",
    author: Annotated[str, typer.Option("--as", metavar="NAME", help="Who writes; else settings or system.")] = "",
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Look at an earlier day.")] = "",
    known_at: Annotated[str, typer.Option(metavar="MOMENT", help="Look at what was stored at a moment.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Data as JSON, format 1.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.")] = False,
    exchange: Annotated[bool, typer.Option("--exchange", help="Work on a replica, as on a team's drive.")] = False,
    timeout: Annotated[str, typer.Option(metavar="SECONDS", help="How long a shared database may take.")] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
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
    ctx.obj = start_session(options)


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(name="goaltui", rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(epilog=_EPILOG)(everywhere)
    # A line may begin with -2, which is a change and not an option.
    app.command(context_settings={"ignore_unknown_options": True})(writing.checkin)
    app.add_typer(adding.adding(), name="add")
    app.add_typer(team.hub(), name="hub")
    for name, command in _COMMANDS.items():
        app.command(name)(command)
    return app
