"""The commands that look after the file and the program."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from goaltui.cli import shapes
from goaltui.cli.output import Output
from goaltui.cli.screen import open_screen
from goaltui.cli.session import Session
from goaltui.model.errors import Refused

_BAR = 30


def backup(
    ctx: typer.Context,
    to: Annotated[str, typer.Argument(metavar="[FILE]", help="Else a dated file in the data folder.")] = "",
) -> None:
    """Copy the database to a new file.

    The copy is verified; where it is goes to stdout.
    """
    session: Session = ctx.obj
    with session.reading() as workspace:
        stamp = f"{session.clock.now().astimezone():%Y%m%d-%H%M%S}"
        path = Path(to).expanduser() if to else session.folders.backups / f"{workspace.path.stem}-{stamp}.db"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{path.parent} cannot be made ({error.strerror}); name another place.") from error
        workspace.database.backup(path)
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "backup": str(path)})
    else:
        session.out.line(str(path))
    session.out.say("The copy is whole.")


def doctor(
    ctx: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the tables anew from the journal.")] = False,
) -> None:
    """Check that the database is whole.

    The exit code is 1 where it is not.
    """
    session: Session = ctx.obj
    with session.reading() as workspace:
        if rebuild:
            if workspace.read_only:
                raise Refused(workspace.read_only)
            workspace.database.rebuild(_progress(session.out))
            session.out.say("Made the tables anew from the journal.")
        faults = workspace.database.quick_check()
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "database": str(session.database), "faults": list(faults)})
    else:
        for fault in faults:
            session.out.line(fault)
    if faults:
        session.out.say("The file is damaged; make a new one with goaltui export, or go back to a backup.")
        raise typer.Exit(1)
    session.out.say(f"{session.database} is whole.")


def config(ctx: typer.Context) -> None:
    """Show folders and settings."""
    session: Session = ctx.obj
    settings, found = session.settings, session.folders
    shown = {
        "settings": str(found.settings_file),
        "database": str(session.database),
        "data": str(found.data),
        "state": str(found.state),
        "author": session.author,
        "theme": settings.theme,
        "glyphs": settings.glyphs,
        "keys": ", ".join(f"{command}={key}" for command, key in settings.keys),
    }
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, **{name: value or None for name, value in shown.items()}})
        return
    for name, value in shown.items():
        missing = " (not there)" if name in ("settings", "database") and not Path(value).exists() else ""
        session.out.line(f"{name:<9} {value or '-'}{missing}")


def demo(ctx: typer.Context) -> None:
    """Open the screen on a throw-away sample workspace."""
    raise typer.Exit(open_screen(ctx.obj, demo=True))


def _progress(out: Output) -> Callable[[int, int], None]:
    """A bar on stderr where that is a terminal."""
    if not out.words.isatty():
        return lambda done, total: None

    def show(done: int, total: int) -> None:
        filled = _BAR * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(f"\r[{'#' * filled}{' ' * (_BAR - filled)}] {done} / {total}", end=end, file=out.words, flush=True)

    return show
