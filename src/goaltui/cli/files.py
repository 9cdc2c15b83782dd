"""The commands that move text in and out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from goaltui.cli import shapes
from goaltui.cli.session import Session
from goaltui.model.errors import Refused
from goaltui.services.rows import Outcome
from goaltui.services.words import counted

File = Annotated[str, typer.Argument(metavar="FILE", help="A TOML file; - reads stdin.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why targets move in mid-cycle; it is recorded.")]


def export(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One objective instead of everything.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Else stdout.")] = "",
) -> None:
    """Write the workspace as TOML, history included."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        text = workspace.export_toml(workspace.resolve(ref).id if ref else None)
    if not output or output == "-":
        session.out.raw(text)
        return
    path = Path(output).expanduser()
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); name another file with -o.") from error
    session.out.say(f"Wrote {path}.")


def take_in(ctx: typer.Context, file: File, why: Why = "") -> None:
    """Add what a TOML file says, and change what is known."""
    session: Session = ctx.obj
    text, name = _read(file)
    with session.writing() as workspace:
        _report(session, workspace.import_toml(text, name, why))


def diff(ctx: typer.Context, file: File) -> None:
    """Show what apply would do."""
    session: Session = ctx.obj
    text, name = _read(file)
    with session.reading() as workspace:
        steps = workspace.diff_toml(text, name)
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "steps": list(steps)})
        return
    for step in steps:
        session.out.line(step)
    session.out.say(f"{counted(len(steps), 'change')}." if steps else "No difference.")


def apply(ctx: typer.Context, file: File, why: Why = "") -> None:
    """Make the workspace what a TOML file says.

    One undo takes it back; goaltui diff shows it before.
    """
    session: Session = ctx.obj
    text, name = _read(file)
    with session.reading() as workspace:
        _report(session, workspace.apply_toml(text, name, why=why))


def edit(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One objective instead of everything.")] = "",
) -> None:
    """Edit the workspace or an objective as text.

    It opens in $VISUAL or $EDITOR, and what changed is applied.
    """
    # Imported here because starting programs brings modules that the other commands do without.
    from goaltui.cli import editor

    session: Session = ctx.obj
    with session.reading() as workspace:
        if workspace.read_only:
            raise Refused(workspace.read_only)
        outcome = editor.edited(workspace, workspace.resolve(ref).id if ref else None, session.out)
        _report(session, outcome)


def _report(session: Session, outcome: Outcome) -> None:
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "done": outcome.sentence})
    session.out.say(outcome.sentence)


def _read(file: str) -> tuple[str, str]:
    """The text and what to call it; raises Refused."""
    path = Path(file).expanduser()
    try:
        content = sys.stdin.buffer.read() if file == "-" else path.read_bytes()
        return content.decode("utf-8-sig"), "stdin" if file == "-" else str(path)
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}); name a TOML file.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not UTF-8 text (byte {error.start + 1}); save it as UTF-8.") from error
