"""Learnings, obstacles, decisions and data gaps as lines and as JSON."""

from datetime import date
from typing import Annotated

import typer

from goaltui.cli import table
from goaltui.cli.marks import Cell
from goaltui.cli.output import Json
from goaltui.cli.session import Session
from goaltui.cli.shapes import FORMAT, Ref
from goaltui.cli.table import Column
from goaltui.model.enums import RemarkKind
from goaltui.model.errors import WrongUsage
from goaltui.model.text import clean_line
from goaltui.services import words
from goaltui.services.remarks import RemarkRow, matching, remark_rows

_COLUMNS = (
    Column("kind"),
    Column("state"),
    Column("what", gives_way=True),
    Column("on"),
    Column("who"),
    Column("due", right=True),
)
_KINDS = ", ".join(kind.value.replace("_", "-") for kind in RemarkKind)


def records(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Words that they hold.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {_KINDS}.")] = "",
    waiting: Annotated[bool, typer.Option("--open", help="Only what still asks for something.")] = False,
) -> None:
    """Show what was learnt, decided, is missing or stands in the way."""
    session: Session = ctx.obj
    wanted = _kind(kind) if kind else None
    with session.reading() as workspace:
        rows = matching(remark_rows(workspace), text, wanted, open_only=waiting)
        if session.out.as_json:
            ref = workspace.refs().of
            day = workspace.today.isoformat()
            session.out.json({"format": FORMAT, "as_of": day, "records": [_shape(row, ref) for row in rows]})
            return
        for line in table.lines(_COLUMNS, [_cells(row, workspace.today) for row in rows], session.out):
            session.out.line(line)
    if not rows:
        session.out.say("Nothing like that was written down.")


def _kind(text: str) -> RemarkKind:
    try:
        return RemarkKind(text.replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        raise WrongUsage(f"'{clean_line(text)}' is no kind of record; it can be {_KINDS}.") from error


def _cells(row: RemarkRow, today: date) -> list[Cell]:
    state = ("open" if row.open else "done") if row.asks else ""
    return [
        Cell(row.kind.word, "dim"),
        Cell(state, "yellow" if state == "open" else ""),
        Cell(row.text),
        Cell(row.title, "dim"),
        Cell(row.owner or row.author),
        Cell(words.day(row.due, today) if row.due else ""),
    ]


def _shape(row: RemarkRow, ref: Ref) -> Json:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "text": row.text,
        "on": {"kind": row.subject_kind.value, "ref": ref(row.subject) if row.title else None, "title": row.title},
        "owner": row.owner,
        "due": row.due.isoformat() if row.due else None,
        "author": row.author,
        "open": row.open and row.asks,
    }
