"""Learnings, obstacles, decisions and data gaps as lines and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output import table
from goaltui.cli.output.console import FORMAT, Json, Ref
from goaltui.cli.output.list_format import Field, Form, ListColumn, ListFormat, ListRows, list_format, written
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.model.enums import RemarkKind, RemarkState
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line
from goaltui.services.core import formatting
from goaltui.services.views.notes import RemarkRow, matching, remark_rows

_COLUMNS = (
    Column(N_("kind")),
    Column(N_("state")),
    Column(N_("what"), gives_way=True),
    Column(N_("on")),
    Column(N_("who")),
    Column(N_("due"), right=True),
)
_FIELDS = (
    ListColumn(N_("ref")),
    ListColumn(N_("kind"), is_word=True),
    ListColumn(N_("open")),
    ListColumn(N_("what")),
    ListColumn(N_("on ref")),
    ListColumn(N_("on")),
    ListColumn(N_("owner")),
    ListColumn(N_("author")),
    ListColumn(N_("due")),
)
_KINDS = ", ".join(kind.value.replace("_", "-") for kind in RemarkKind)


def records(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Words in them.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=f"One of {_KINDS}.")] = "",
    waiting: Annotated[bool, typer.Option("--open", help="Only what is still open.")] = False,
    form: Form = "",
) -> None:
    """Show what was learnt, decided, is missing or stands in the way."""
    session: Session = ctx.obj
    how, wanted = list_format(form, session.out), _kind(kind) if kind else None
    with session.reading() as workspace:
        rows = matching(remark_rows(workspace), text, wanted, open_only=waiting)
        ref = workspace.refs().of
        if how is ListFormat.JSON:
            day = workspace.today.isoformat()
            session.out.json({"format": FORMAT, "as_of": day, "records": [_shape(row, ref) for row in rows]})
            return
        if how is not ListFormat.TABLE:
            found, name = (
                ListRows(_FIELDS, [_fields(row, ref) for row in rows]),
                workspace.look.records().workspace.name,
            )
            session.out.lines(written(how, found, _("Records"), name))
            return
        for line in table.lines(_COLUMNS, [_cells(row, workspace.today) for row in rows], session.out):
            session.out.line(line)
    if not rows:
        narrowed = text or kind or waiting
        session.out.say(_("No note matches.") if narrowed else _("No note yet; goaltui add note TEXT --on REF."))


def _kind(text: str) -> RemarkKind:
    try:
        return RemarkKind(text.replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        raise WrongUsage(
            _("'{word}' is not a kind of note; it can be {kinds}.", word=clean_line(text), kinds=_KINDS)
        ) from error


def _cells(row: RemarkRow, today: date) -> list[StyledText]:
    state = (RemarkState.OPEN if row.open else RemarkState.DONE) if row.asks else None
    return [
        StyledText(row.kind.word, "dim"),
        StyledText(state.word if state else "", "yellow" if state is RemarkState.OPEN else ""),
        StyledText(row.text),
        StyledText(row.title, "dim"),
        StyledText(row.owner or row.author),
        StyledText(formatting.day(row.due, today) if row.due else ""),
    ]


def _fields(row: RemarkRow, ref: Ref) -> Sequence[Field]:
    on = (ref(row.subject) if row.title else None, row.title)
    return (
        ref(row.id),
        row.kind.value.replace("_", " "),
        row.open and row.asks,
        row.text,
        *on,
        row.owner,
        row.author,
        row.due,
    )


def _shape(row: RemarkRow, ref: Ref) -> Json:
    return {
        "ref": ref(row.id),
        "id": row.id,
        "kind": row.kind.value,
        "text": row.text,
        "on": {"kind": row.subject_kind.value, "ref": ref(row.subject) if row.title else None, "title": row.title},
        "owner": row.owner,
        "due": row.due.isoformat() if row.due else None,
        "author": row.author,
        "open": row.open and row.asks,
    }
