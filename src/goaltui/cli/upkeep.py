"""The commands that look after the file and the program."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from goaltui.cli import shapes
from goaltui.cli.output import Output, printable
from goaltui.cli.screen import open_screen
from goaltui.cli.session import Session
from goaltui.model.errors import DatabaseDamaged, Refused
from goaltui.services.sharing import folder_of, locate

_BAR = 30


def backup(
    ctx: typer.Context,
    to: Annotated[str, typer.Argument(metavar="[FILE]", help="Else a dated file among the local backups.")] = "",
    restore: Annotated[str, typer.Option("--restore", metavar="FILE", help="Go back to a backup instead.")] = "",
    names: Annotated[bool, typer.Option("--list", help="Name the backups instead, the latest first.")] = False,
) -> None:
    """Copy the database to a new file.

    The copy is verified; where it is goes to stdout. Of the dated ones the 10 latest stay, one a day for 14 days and
    one a month for 12 months. Going back to one is a change like any other, which undo takes back.
    """
    from goaltui.services import backups

    session: Session = ctx.obj
    folder = folder_of(session.folders.backups, session.location)
    if names:
        for found in backups.listed(folder):
            session.out.line(str(found.path))
    elif restore:
        _restore(session, Path(restore).expanduser())
    else:
        with session.reading() as workspace:
            if to:
                path = Path(to).expanduser()
                _make_folder(path.parent)
                workspace.database.backup(path)
            else:
                path = backups.make(workspace, folder, session.clock.now())
        if session.out.as_json:
            session.out.json({"format": shapes.FORMAT, "backup": str(path)})
        else:
            session.out.line(str(path))
        session.out.say("The copy is whole.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made ({error.strerror}); name another place.") from error


def _restore(session: Session, path: Path) -> None:
    """Go back to a backup; a file that cannot be opened any more gives way to it."""
    from goaltui.services import backups

    location = session.location
    try:
        if location.file.exists():
            with session.writing() as workspace:
                session.out.say(backups.restore(workspace, path).sentence)
            return
    except DatabaseDamaged as error:
        session.out.say(str(error))
    aside = backups.put_back(path, location.file, session.clock.now())
    session.out.say(f"{path.name} is the database now.")
    if aside is not None:
        session.out.say(f"What was there lies beside it as {aside.name}.")


def doctor(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="[PATH|URL]", help="Try out this place instead.")] = "",
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the tables anew from the journal.")] = False,
) -> None:
    """Check that the database is whole, or what a place is good for.

    The exit code is 1 where it is not whole.
    """
    session: Session = ctx.obj
    if place:
        _try_out(session, place)
        return
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
        session.out.say("The file is damaged; go back to a backup with goaltui backup --restore FILE.")
        raise typer.Exit(1)
    session.out.say(f"{session.database} is whole.")


def _try_out(session: Session, place: str) -> None:
    """Say what kind of place a path is in, how quickly it answers, and how far to trust its clock."""
    from goaltui.services.sharing import Sharing

    # Of a folder it is asked what a file in it would get.
    folder = Path(place).expanduser()
    asked = str(folder / "goaltui.db") if folder.is_dir() else place
    location = locate(asked, session.folders.state, exchange=session.options.exchange)
    sharing = Sharing.beginning(location, session.folders.backups, session.clock)
    details = sharing.probe(session.options.timeout)
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "place": [{"name": name, "is": text} for name, text in details]})
        return
    for name, text in details:
        session.out.line(f"{name:<12} {printable(text)}")


def config(ctx: typer.Context) -> None:
    """Show folders, settings and the commands that a key can be given to."""
    from goaltui.tui.commands import acting
    from goaltui.tui.keymap import keymap_of

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
        missing = " (not there)" if name in ("settings", "database") and not _is_there(value) else ""
        session.out.line(f"{name:<9} {value or '-'}{missing}")
    keymap = keymap_of(settings.keys)
    movable = {command.id for command in acting()}
    for command in keymap.commands:
        if command.id in movable:
            session.out.line(f"{'':<9} {command.id} = {command.key_text or '-'}")
    for problem in keymap.problems:
        session.out.say(problem)


def _is_there(named: str) -> bool:
    return "://" in named or Path(named).exists()


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
