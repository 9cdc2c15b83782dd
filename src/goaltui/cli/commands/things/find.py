"""Finding things by what they are called and by what was said of them."""

import shlex
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output import table
from goaltui.cli.output.console import FORMAT, Ref
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.model.enums import Method
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line
from goaltui.services.core.formatting import NOTHING_LIKE_THAT

if TYPE_CHECKING:
    from goaltui.services.views.finding import FoundItem

_COLUMNS = (Column(N_("ref")), Column(N_("kind")), Column(N_("title"), gives_way=True), Column(N_("in"), enough=24))


def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A part of a title, a key, a ref, or words of a note.")],
) -> None:
    """Find things by their titles, refs and keys, and by the notes on them.

    The exit code is 1 where there is nothing like it.
    """
    from goaltui.services.core.shown_by_method import hidden_ids, kept
    from goaltui.services.views.finding import everything_found

    session: Session = ctx.obj
    if not text.strip():
        raise WrongUsage(_("The text is empty; write a word to look for."))
    with session.reading() as workspace:
        records = workspace.look.records()
        hidden = hidden_ids(records)
        found = everything_found(workspace, text)
        ref = workspace.refs().of
        if session.out.as_json:
            rows = [
                {"ref": ref(row.id), "id": row.id, "kind": row.kind.value, "title": row.title, "context": row.context}
                for row in found
            ]
            session.out.json({"format": FORMAT, "found": rows})
        else:
            cells = [[StyledText(text, style) for text, style in _texts(row, ref)] for row in found]
            for line in table.lines(_COLUMNS, cells, session.out):
                session.out.line(line)
            if any(row.id in hidden for row in found):
                session.out.say(kept(records, Method(records.workspace.method)))
    if not found:
        session.out.say(_filter_meant(text) or _(NOTHING_LIKE_THAT))
        raise typer.Exit(1)


def _filter_meant(text: str) -> str:
    """Return where a condition such as `owner:anna` belongs; empty for a text without one."""
    from goaltui.services.filters.query import is_condition

    if not any(map(is_condition, text.split())):
        return ""
    return _(
        "Nothing has that text; conditions go into a filter, as in goaltui tree --filter {text}.",
        text=shlex.quote(clean_line(text)),
    )


def _texts(row: "FoundItem", ref: Ref) -> tuple[tuple[str, str], ...]:
    return (ref(row.id), "dim"), (row.called, "dim"), (row.title, ""), (row.context, "dim")
