"""The agenda of a review and its minutes in the shell."""

from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.show import Asked
from goaltui.cli.output.console import FORMAT, Json, Ref
from goaltui.cli.session import Session
from goaltui.cli.text_input import asked as asked_for
from goaltui.config.typed_paths import typed_path
from goaltui.model.errors import Refused, WouldReplace
from goaltui.model.quick.translation import _

if TYPE_CHECKING:
    from goaltui.services.review.agenda import Review


def review(
    ctx: typer.Context,
    asked: Asked = "",
    to: Annotated[str | None, typer.Option("-o", metavar="FILE", help="Write it to a file instead.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Replace the file where there is one.")] = False,
) -> None:
    """Show the agenda of a review as Markdown: what was agreed, is red, behind, stale or changed since."""
    from goaltui.services.filters.unknown_names import refuse_unknown
    from goaltui.services.review.agenda import begin
    from goaltui.services.review.minutes import minutes_of, write_minutes

    session: Session = ctx.obj
    query = session.query(asked)
    path = None if to is None else typed_path(to)
    with session.reading() as workspace:
        found = begin(workspace, refuse_unknown(workspace, query))
        if session.out.as_json:
            session.out.json(_shape(found, workspace.refs().of))
            return
        text = minutes_of(found, session.author)
    if path is not None:
        try:
            write_minutes(path, text, replace=yes)
        except WouldReplace as error:
            if not asked_for(_("{path} exists.", path=path), _("Replace it? [y/N] "), session.out, otherwise=False):
                raise Refused(_("{error} --yes replaces it.", error=error)) from error
            write_minutes(path, text, replace=True)
        session.out.say(_("The minutes are in {to}.", to=to))
    else:
        for line in text.splitlines():
            session.out.line(line)


def _shape(found: "Review", ref: Ref) -> Json:
    return {
        "format": FORMAT,
        "as_of": found.day.isoformat(),
        "last": found.last.isoformat() if found.last else None,
        "agenda": [
            {
                "ref": ref(item.id),
                "id": item.id,
                "kind": item.kind.value,
                "title": item.title,
                "context": item.context,
                "owner": item.owner,
                "reasons": list(item.reasons),
                "now": item.now,
                "before": item.before or None,
                "points": item.points,
                "became": item.became.value if item.became else None,
            }
            for item in found.items
        ],
        "cycles": [
            {"name": row.name, "progress": row.progress, "coverage": row.coverage, "expected": row.expected}
            for row in found.cycles
        ],
        "not_on_the_agenda": found.quiet,
        "noted": list(found.noted),
        "approval": found.approval or None,
        "filter": found.asked or None,
    }
