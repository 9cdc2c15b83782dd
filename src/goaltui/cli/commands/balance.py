"""Balance over the perspectives as lines and as JSON."""

from goaltui.cli import declared as typer
from goaltui.cli.output import json_output, table
from goaltui.cli.output.console import FORMAT
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.model.enums import Method
from goaltui.model.quick.translation import N_, _
from goaltui.services.core import formatting
from goaltui.services.core.balance import shown_rows


def balance(ctx: typer.Context) -> None:
    """Show how goals, measures, work and check-ins spread over the perspectives; never a grade."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        session.tell_off_screen(workspace, Method.SCORECARD)
        view = workspace.look.scorecard()
        if session.out.as_json:
            as_of = view.header.as_of.isoformat()
            session.out.json({"format": FORMAT, "as_of": as_of, "balance": json_output.balance(view)})
            return
        names = [row.name for row in view.perspectives if row.key]
        columns = (
            Column(""),
            *(Column(name, right=True, is_theirs=True) for name in names),
            Column(N_("evenness"), right=True),
        )
        rows = []
        for row in shown_rows(view):
            total = sum(row.counts)
            cells = [
                StyledText(f"{count}  {formatting.percent(count / total if total else None):>5}")
                for count in row.counts
            ]
            rows.append(
                [
                    StyledText(_(row.what)),
                    *cells,
                    StyledText(formatting.NOTHING if row.evenness is None else formatting.mean(row.evenness)),
                ]
            )
        for line in table.lines(columns, rows, session.out):
            session.out.line(line)
