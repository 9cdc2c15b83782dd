"""The commands that move text in and out."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.filter_options import AudienceOption, audience_of
from goaltui.cli.output.console import FORMAT
from goaltui.cli.session import Session
from goaltui.cli.text_input import insisted, read_text
from goaltui.config.typed_paths import typed_path
from goaltui.config.whole_files import write_whole
from goaltui.model.enums import Audience
from goaltui.model.errors import NotFound, Refused, WrongUsage
from goaltui.model.listing import counted
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.services.core.rows.outcome import Outcome

if TYPE_CHECKING:
    from goaltui.cli.output.console import Json
    from goaltui.services.core.workspace import Workspace

_NOTES = 20
File = Annotated[str, typer.Argument(metavar="FILE", help="A TOML file; - reads stdin.")]
Delete = Annotated[bool, typer.Option("--delete", help="Delete what the file leaves out, without asking.")]
Yes = Annotated[bool, typer.Option("--yes", help="Allow re-scored values and future dates.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why targets change in mid-cycle; it is kept.")]


def export(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One objective instead of everything.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Default: stdout.")] = "-",
    template: Annotated[bool, typer.Option("--template", help="As a template: no people, no values.")] = False,
    audience: AudienceOption = "",
) -> None:
    """Write the workspace as TOML, history included; with --json the same tables as JSON."""
    from goaltui.services.setup.templates import export_template
    from goaltui.services.transfer.toml_files import export_toml

    session: Session = ctx.obj
    path = None if output == "-" else typed_path(output)
    if template and ref:
        raise WrongUsage(_("A template is made of a whole workspace; leave the ref out."))
    level = audience_of(audience)
    if level is not Audience.INTERNAL and (template or ref):
        raise WrongUsage(_("--audience goes with a whole workspace; leave the ref and --template out."))
    with session.reading() as workspace:
        only = _only(workspace, ref) if ref else None
        if level is Audience.INTERNAL:
            text = export_template(workspace) if template else export_toml(workspace, only)
        else:
            from goaltui.services.transfer.for_audience import export_for

            text = export_for(workspace, level)
    if session.out.as_json:
        text = session.out.json_text({"format": FORMAT, "document": _tables(text)})
    if path is None:
        session.out.raw(text)
        return
    try:
        write_whole(path, text)
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}); name another file with -o.", path=path, reason=reason_of(error))
        ) from error
    session.out.say(_("Wrote {path}.", path=path))


def _only(workspace: "Workspace", ref: str) -> str:
    """Return the id of what alone is exported; raises NotFound, with the option where it looks like a file to write."""
    from goaltui.services.parsing.naming import resolve

    try:
        return resolve(workspace.database, ref).id
    except NotFound as error:
        if not ref.endswith((".toml", ".json")):
            raise
        told = _("Nothing is called '{ref}'; to write a file of that name: goaltui export --output {ref}.", ref=ref)
        raise NotFound(told) from error


def take_in(ctx: typer.Context, file: File, why: Why = "", yes: Yes = False) -> None:
    """Add what a TOML file says, and change what is known."""
    from goaltui.services.transfer.toml_files import import_toml

    session: Session = ctx.obj
    text, name = read_text(file, session.options.timeout)
    with session.writing() as workspace:

        def write(_: bool, anew: bool, surprising: bool) -> Outcome:
            return import_toml(workspace, text, name, why, judge_anew=anew, surprising=surprising)

        _report(session, workspace, insisted(write, session.out, delete=False, yes=yes))


def diff(
    ctx: typer.Context,
    file: File,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is a difference.")] = False,
) -> None:
    """Show what apply would do."""
    from goaltui.services.transfer.toml_files import diff_toml

    session: Session = ctx.obj
    text, name = read_text(file, session.options.timeout)
    with session.reading() as workspace:
        steps = diff_toml(workspace, text, name)
    if session.out.as_json:
        session.out.json({"format": FORMAT, "steps": list(steps)})
    else:
        session.out.lines(steps)
        session.out.say(f"{counted(len(steps), 'change', 'changes')}." if steps else _("No difference."))
    if steps and exit_code:
        raise typer.Exit(1)


def apply(ctx: typer.Context, file: File, why: Why = "", delete: Delete = False, yes: Yes = False) -> None:
    """Make the workspace what a TOML file says.

    What came after an export stays. What the file leaves out is deleted once that is confirmed. One undo takes it
    back; goaltui diff shows it before.
    """
    from goaltui.services.transfer.toml_files import apply_toml

    session: Session = ctx.obj
    text, name = read_text(file, session.options.timeout)
    with session.reading(saves=True) as workspace:

        def write(gone: bool, anew: bool, surprising: bool) -> Outcome:
            return apply_toml(workspace, text, name, why=why, delete=gone, judge_anew=anew, surprising=surprising)

        _report(session, workspace, insisted(write, session.out, delete=delete, yes=yes))


def edit(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One objective instead of everything.")] = "",
    delete: Delete = False,
    yes: Yes = False,
) -> None:
    """Edit the workspace or an objective as text.

    It opens in $VISUAL or $EDITOR, and what changed is applied; an emptied text changes nothing.
    """
    # Imported here because starting programs brings modules that the other commands do without.
    from goaltui.cli import editor
    from goaltui.services.parsing.naming import resolve_to_write

    session: Session = ctx.obj
    with session.reading(saves=True) as workspace:
        if workspace.read_only:
            raise Refused(workspace.read_only)
        identity = resolve_to_write(workspace.database, ref).id if ref else None
        _report(session, workspace, editor.edited(workspace, identity, session.out, delete=delete, yes=yes))


def _tables(text: str) -> "Json":
    """Return the tables of a TOML text, days as texts."""
    import json
    import tomllib

    tables: Json = json.loads(json.dumps(tomllib.loads(text), default=str))
    return tables


def _report(session: Session, workspace: "Workspace", outcome: Outcome) -> None:
    for note in outcome.notes[:_NOTES]:
        session.out.say(note)
    if len(outcome.notes) > _NOTES:
        session.out.say(_("… and {count} more like these.", count=len(outcome.notes) - _NOTES))
    if session.out.as_json:
        from goaltui.cli.output import json_output
        from goaltui.services.parsing.naming import ref_of

        session.out.json(json_output.outcome(outcome, partial(ref_of, workspace.database)))
    session.out.say(outcome.sentence)
