"""The agenda of a review and its protocol in the shell."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goaltui.cli.output import Json
from goaltui.cli.reading import Asked
from goaltui.cli.session import Session
from goaltui.cli.shapes import FORMAT, Ref

if TYPE_CHECKING:
    from goaltui.services.review import Review


def review(
    ctx: typer.Context,
    asked: Asked = "",
    to: Annotated[str, typer.Option("-o", metavar="FILE", help="Write it to a new file instead.")] = "",
) -> None:
    """Show the agenda of a review as Markdown: what is red, behind, stale or changed since the last one."""
    from goaltui.services.protocol import protocol, write_protocol
    from goaltui.services.review import begin

    session: Session = ctx.obj
    query = session.query(asked)
    with session.reading() as workspace:
        found = begin(workspace, query)
        if session.out.as_json:
            session.out.json(_shape(found, workspace.refs().of))
            return
        text = protocol(found, session.author)
    if to:
        write_protocol(Path(to).expanduser(), text)
        session.out.say(f"The protocol is in {to}.")
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
            }
            for item in found.items
        ],
        "not_on_the_agenda": found.quiet,
        "noted": list(found.noted),
    }
