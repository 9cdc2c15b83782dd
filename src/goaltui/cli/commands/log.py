"""The command that shows the journal, apart from the other lists: it needs no filter, no order and no tree."""

from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.global_options import moment
from goaltui.cli.output.list_format import Form, ListFormat, list_format, written
from goaltui.cli.session import Session
from goaltui.model.changes import BatchCount
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line, fold
from goaltui.services.core.formatting import NOTHING_LIKE_THAT
from goaltui.services.parsing.naming import RefsOnDemand

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


def log(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One thing or cycle instead of everything.")] = "",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most this many actions, each whole.")] = 200,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only what this person changed, or me.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only from this day or moment on, as 2w.")] = "",
    form: Form = "",
) -> None:
    """Show who changed what, newest first."""
    from goaltui.services.views.history.change_rows import changes_of

    session: Session = ctx.obj
    how, begin = list_format(form, session.out), moment(since, "--since", begins=True) if since else None
    with session.reading() as workspace:
        identity = _named(workspace, ref) if ref else None
        if by:
            from goaltui.services.filters.unknown_names import author_meant

            by = author_meant(workspace, clean_line(by))
        rows = changes_of(workspace, identity, limit=BatchCount(limit), since=begin, author=by)
        refs = RefsOnDemand(workspace.database).of
        if how is ListFormat.JSON:
            from goaltui.cli.output import json_output

            session.out.json(json_output.log(rows, refs))
            return
        if how is not ListFormat.TABLE:
            from goaltui.cli.output import list_rows

            name = workspace.database.things.workspace().name
            session.out.lines(written(how, list_rows.log(rows, refs), _("History"), name))
            return
        from goaltui.cli.output import log_output

        for line in log_output.log(rows, refs, session.out, session.clock.today()):
            session.out.line(line)
        if not rows:
            session.out.say(_(NOTHING_LIKE_THAT))


def _named(workspace: "Workspace", text: str) -> str:
    """Return the id of a person, a team, a perspective or a cycle by its whole name, else of the thing that a ref or
    a title names; raises NotFound.
    """
    from goaltui.services.forms.field_lines import FormChoices
    from goaltui.services.parsing.naming import resolve

    names, wanted = FormChoices.of(workspace.look.records()), fold(clean_line(text))
    named = {**names.people, **names.teams, **names.perspectives, **names.cycles}
    found = next((identity for identity, name in named.items() if fold(name) == wanted), None)
    return found or resolve(workspace.database, text).id
