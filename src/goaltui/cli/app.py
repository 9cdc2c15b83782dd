"""The commands put together."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from goaltui import __version__
from goaltui.cli.commands import (
    add,
    balance,
    chart,
    cycles,
    done,
    maintenance,
    manual,
    move,
    notes,
    people,
    review,
    show,
    strategy_map,
    sync,
    transfer,
    writing,
)
from goaltui.cli.commands import round as rounds
from goaltui.cli.commands.prompt import schema, status
from goaltui.cli.commands.setup import guide
from goaltui.cli.commands.strategy import strategy
from goaltui.cli.commands.things import check, delete, find, setting
from goaltui.cli.commands.things import show as things_show
from goaltui.cli.examples import epilog
from goaltui.cli.global_options import options_of
from goaltui.cli.session import start_session
from goaltui.cli.with_typer import with_typer

_EPILOG = (
    "Without a command the screen opens. The options above may stand before or after a command. "
    "Exit codes: 0 done, 1 refused or findings, 2 wrong usage, 3 the shared database could not be reached."
)

_COMMANDS: Mapping[str, Callable[..., None]] = {
    "due": show.due,
    "status": status.status,
    "round": rounds.walk,
    "tree": show.tree,
    "scorecard": show.scorecard,
    "map": strategy_map.show_map,
    "balance": balance.balance,
    "chart": chart.chart,
    "people": people.people,
    "cycles": cycles.cycles,
    "close": cycles.close,
    "records": notes.records,
    "review": review.review,
    "show": things_show.show,
    "set": setting.set_fields,
    "delete": delete.delete,
    "find": find.find,
    "why": show.why,
    "check": check.check,
    "log": show.log,
    "edit": transfer.edit,
    "move": move.move_item,
    "tick": move.tick,
    "done": done.done,
    "undo": writing.undo,
    "redo": writing.redo,
    "init": writing.init,
    "import": transfer.take_in,
    "export": transfer.export,
    "diff": transfer.diff,
    "apply": transfer.apply,
    "sync": sync.sync,
    "merge": sync.merge,
    "backup": maintenance.backup,
    "doctor": maintenance.doctor,
    "config": maintenance.config,
    "guide": guide.guide,
    "strategy": strategy.strategy,
    "thread": strategy.thread,
    "demo": maintenance.demo,
    "schema": schema.schema,
    "help": manual.show_help,
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
    ctx.obj = start_session(options, ctx.obj)


def build() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="goaltui",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(epilog=f"{_EPILOG}\n\n{epilog('')}")(everywhere)
    # A line may begin with -2, which is a change and not an option.
    checkin = app.command(context_settings={"ignore_unknown_options": True}, epilog=epilog("checkin"))
    checkin(with_typer(writing.checkin))
    app.add_typer(add.adding(), name="add")
    app.add_typer(sync.hub(), name="hub")
    for name, command in _COMMANDS.items():
        app.command(name, epilog=epilog(name))(with_typer(command))
    return app
