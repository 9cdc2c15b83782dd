"""The commands that look after the file and the program."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output.console import FORMAT, Output, printable
from goaltui.cli.session import Session
from goaltui.cli.tui_launcher import open_screen
from goaltui.config.typed_paths import typed_path
from goaltui.model.enums import Method
from goaltui.model.errors import DatabaseDamaged, HubUnreachable, NotOurs, Refused, WrongUsage
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.services.sync.shared_workspace import Mode, folder_of, locate

if TYPE_CHECKING:
    from goaltui.services.sync.doctor import Diagnosis

_OPTIONS = ("list", "restore")
_BAR = 30
_LABELS = 9
_CONFIG = (
    N_p("config", "settings"),
    N_p("config", "project"),
    N_p("config", "database"),
    N_p("config", "data"),
    N_p("config", "state"),
    N_p("config", "author"),
    N_p("config", "theme"),
    N_p("config", "glyphs"),
    N_p("config", "keys"),
)


def backup(
    ctx: typer.Context,
    to: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Default: a dated file in the local backups.")
    ] = None,
    restore: Annotated[str | None, typer.Option("--restore", metavar="FILE", help="Restore a backup instead.")] = None,
    names: Annotated[bool, typer.Option("--list", help="List the backups instead, latest first.")] = False,
) -> None:
    """Copy the database to a new file.

    The copy is verified; where it is goes to stdout. Of the dated ones the 10 latest stay, one a day for 14 days and
    one a month for 12 months. Going back to one is a change like any other, which undo takes back.
    """
    from goaltui.services.sync import backups

    if to in _OPTIONS:
        raise WrongUsage(_("goaltui backup {word} would make a file of that name; did you mean --{word}?", word=to))
    session: Session = ctx.obj
    folder = folder_of(session.folders.backups, session.location)
    if names:
        paths = [str(found.path) for found in backups.listed(folder)]
        if session.out.as_json:
            session.out.json({"format": FORMAT, "backups": paths})
        else:
            session.out.lines(paths)
    elif restore is not None:
        _restore(session, typed_path(restore))
    else:
        wanted = None if to is None else typed_path(to)
        with session.reading() as workspace:
            if wanted is not None:
                path = wanted
                _make_folder(path.parent)
                workspace.database.upkeep.backup(path)
            else:
                path = backups.make(workspace, folder, session.clock.now())
        _tell_made(session, "backup", path, _("The copy is intact."))


def _tell_made(session: Session, what: str, path: Path, sentence: str) -> None:
    """Give the path of a file that was made, under its name in JSON, and say the sentence beside it."""
    session.delivery.stored = True
    if session.out.as_json:
        session.out.json({"format": FORMAT, what: str(path)})
    else:
        session.out.line(str(path))
    session.out.say(sentence)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            _("{folder} cannot be made ({reason}); name another place.", folder=folder, reason=reason_of(error))
        ) from error


def _restore(session: Session, path: Path) -> None:
    """Go back to a backup; a file that cannot be opened any more gives way to it."""
    from goaltui.services.sync import backups

    location, begins_well = session.location, True
    try:
        if location.file.exists():
            with session.writing() as workspace:
                session.out.say(backups.restore(workspace, path).sentence)
            _tell_restored(session, path, None)
            return
    except DatabaseDamaged as error:
        session.out.say(str(error))
    except NotOurs:
        begins_well = False
    aside = backups.put_back(path, location.file, session.clock.now(), begins_well=begins_well)
    _tell_restored(session, path, aside)
    session.out.say(_("{name} is the database now.", name=path.name))
    if aside is not None and not begins_well:
        session.out.say(_("The old file, whose beginning is lost, is kept as {name}.", name=aside.name))
    elif aside is not None:
        merge = f"goaltui --db {shlex.quote(location.named)} merge {shlex.quote(str(aside))}"
        session.out.say(
            _("The old file is kept as {name}; recover what can be read with {merge}", name=aside.name, merge=merge)
        )


def _tell_restored(session: Session, path: Path, aside: Path | None) -> None:
    """Give under --json what was gone back to, and where the file lies that gave way to it."""
    session.delivery.stored = True
    if session.out.as_json:
        beside = str(aside) if aside is not None else None
        session.out.json({"format": FORMAT, "restored": str(path), "aside": beside})


def doctor(
    ctx: typer.Context,
    place: Annotated[str | None, typer.Argument(metavar="[PATH|URL]", help="Test this place instead.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Rebuild the tables from the journal.")] = False,
) -> None:
    """Check that the database is intact, or what a place is good for.

    The exit code is 1 where it is not whole.
    """
    session: Session = ctx.obj
    if place is not None:
        _try_out(session, place)
        return
    found = _diagnosis(session, rebuild=rebuild)
    if session.out.as_json:
        session.out.json({"format": FORMAT, "database": str(session.database), "faults": list(found.lines)})
    else:
        for fault in found.lines:
            session.out.line(fault)
    if not found.is_whole:
        session.out.say(
            _(
                "The file is damaged; restore a backup with goaltui backup --restore FILE, or rebuild "
                "what can be read with goaltui doctor --rebuild."
            )
        )
        raise typer.Exit(1)
    session.out.say(_("{database} is intact.", database=session.database))


def _diagnosis(session: Session, *, rebuild: bool) -> "Diagnosis":
    """Return the diagnosis of the database, after the repair that `rebuild` asks for."""
    from goaltui.services.sync import doctor as doctoring

    try:
        with session.reading() as workspace:
            if not rebuild:
                return doctoring.examined(workspace.database)
            if workspace.read_only:
                raise Refused(workspace.read_only)
            found = doctoring.rebuilt(workspace.database, _progress(session.out))
    except DatabaseDamaged as error:
        found = doctoring.Diagnosis((str(error),))
    except NotOurs as error:
        if session.location.mode is Mode.DIRECT and (left := doctoring.left_of(session.location.file)):
            found = left
        else:
            raise Refused(
                _(
                    "{error} If it was a workspace, its beginning is lost: restore a backup with {way_back}",
                    error=error,
                    way_back=_way_back(session),
                )
            ) from error
    if not rebuild or session.location.mode is not Mode.DIRECT:
        return found
    if found.is_whole:
        found = _examined_anew(session)
    if found.is_whole:
        session.out.say(_("Rebuilt the tables from the journal."))
        return found
    session.out.say(doctoring.rescued(session.location.file, session.clock.now()))
    with session.reading() as workspace:
        return doctoring.examined(workspace.database)


def _examined_anew(session: Session) -> "Diagnosis":
    """Return the diagnosis of the database as its next opener finds it: an open one does not read its schema again."""
    from goaltui.services.sync import doctor as doctoring

    try:
        with session.reading() as workspace:
            return doctoring.examined(workspace.database)
    except DatabaseDamaged as error:
        return doctoring.Diagnosis((str(error),))


def _way_back(session: Session) -> str:
    """Return the command that goes back to the latest backup, or to a placeholder where none is known."""
    from goaltui.services.sync import backups

    location = session.location
    latest = next(iter(backups.made_by(session.clock.now(), folder_of(session.folders.backups, location))), None)
    file = shlex.quote(str(latest.path)) if latest is not None else "FILE"
    return f"goaltui --db {shlex.quote(location.named)} backup --restore {file}"


def _try_out(session: Session, place: str) -> None:
    """Say what kind of place a path is in, how quickly it answers, and how far to trust its clock."""
    from goaltui.services.sync.shared_workspace import Sharing

    # Of a folder it is asked what a file in it would get.
    folder = None if "://" in place else typed_path(place)
    asked = folder / "goaltui.db" if folder is not None and folder.is_dir() else place
    location = locate(asked, session.folders.state, exchange=session.options.exchange)
    sharing = Sharing.beginning(location, session.folders.backups, session.clock)
    try:
        details = sharing.probe(session.options.timeout)
    except HubUnreachable as error:
        # Nothing was to be saved there.
        raise HubUnreachable(f"{error.cause}.") from error
    if session.out.as_json:
        session.out.json({"format": FORMAT, "place": [{"name": name, "is": text} for name, text in details]})
        return
    for name, text in details:
        session.out.line(f"{name:<12} {printable(text)}")


def config(
    ctx: typer.Context,
    begin: Annotated[bool, typer.Option("--init", help="Write a settings file with comments, nothing set.")] = False,
) -> None:
    """Show folders, settings and the commands that a key can be given to."""
    if begin:
        _begin_settings(ctx.obj)
        return
    _show_config(ctx.obj)


def _begin_settings(session: Session) -> None:
    """Write a settings file to begin with; raises Refused where one is there."""
    from goaltui.config.settings_written import TEMPLATE
    from goaltui.config.whole_files import write_whole

    path = session.folders.settings_file
    _make_folder(path.parent)
    try:
        write_whole(path, _(TEMPLATE), only_new=True)
    except FileExistsError as error:
        raise Refused(_("{path} is there already; it is yours to edit.", path=path)) from error
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}); fix that and try again.", path=path, reason=reason_of(error))
        ) from error
    _tell_made(session, "settings", path, _("Take the # away in front of a setting to use it."))


def _show_config(session: Session) -> None:
    from goaltui.tui.commands.table import acting
    from goaltui.tui.keymap import keymap_of

    settings, found = session.settings, session.folders
    shown = {
        "settings": str(found.settings_file),
        "project": _named_project(session),
        "database": _named_database(session),
        "data": str(found.data),
        "state": str(found.state),
        "author": session.author,
        "theme": settings.theme,
        "glyphs": settings.glyphs,
        "keys": ", ".join(f"{command}={key}" for command, key in settings.keys),
    }
    if session.out.as_json:
        session.out.json({"format": FORMAT, **{name: value or None for name, value in shown.items()}})
        return
    labels = {label: _p("config", label) for label in _CONFIG}
    width = max(_LABELS, *map(len, labels.values()))
    for name, value in shown.items():
        missing = _(" (not there)") if name in ("settings", "database") and value and not _is_there(value) else ""
        session.out.line(f"{labels[name]:<{width}} {printable(value) or '-'}{missing}")
    keymap = keymap_of(settings.keys)
    movable = {command.id for command in acting()}
    for command in keymap.commands:
        if command.id in movable:
            session.out.line(f"{'':<{width}} {command.id} = {command.key_text or '-'}")
    for problem in keymap.problems:
        session.out.say(problem)


def _named_project(session: Session) -> str:
    """Return the file of the project that counts here; empty where none does, or, with a
    word on it, where it is wrong.
    """
    try:
        return str(session.project.file) if session.project is not None else ""
    except Refused:
        # Asking for the database says it.
        return ""


def _named_database(session: Session) -> str:
    """Return the name of the database; empty, with a word on it, where the settings leave open which one it is."""
    try:
        return session.database
    except Refused as error:
        session.out.say(str(error))
        return ""


def _is_there(named: str) -> bool:
    try:
        return "://" in named or Path(named).exists()
    except OSError:
        # It may be there; only it may not be looked at.
        return True


def demo(
    ctx: typer.Context,
    method: Annotated[Method, typer.Option(help="The method to show.")] = Method.BOTH,
    tour: Annotated[bool, typer.Option("--tour", help="Take a tour of seven steps.")] = False,
) -> None:
    """Open the screen on a throw-away sample workspace."""
    raise typer.Exit(open_screen(ctx.obj, demo=method, tour=tour))


def _progress(out: Output) -> Callable[[int, int], None]:
    """Return a function that shows progress as a bar on stderr, where that is a terminal."""
    if not out.words.isatty():
        return lambda done, total: None

    def show(done: int, total: int) -> None:
        filled = _BAR * done // max(total, 1)
        end = "\n" if done >= total else ""
        out.words.redraw(f"[{'#' * filled}{' ' * (_BAR - filled)}] {done} / {total}{end}")

    return show
