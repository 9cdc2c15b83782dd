"""Balance over the perspectives as lines and as JSON."""

import typer

from goaltui.cli import shapes, table
from goaltui.cli.marks import Cell
from goaltui.cli.session import Session
from goaltui.cli.table import Column
from goaltui.services import words


def balance(ctx: typer.Context) -> None:
    """Show how goals, measures, work and check-ins spread over the perspectives; never a grade."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        view = workspace.scorecard()
        if session.out.as_json:
            as_of = view.header.as_of.isoformat()
            session.out.json({"format": shapes.FORMAT, "as_of": as_of, "balance": shapes.balance(view)})
            return
        names = [row.name for row in view.perspectives if row.key]
        columns = (Column(""), *(Column(name, right=True) for name in names), Column("evenness", right=True))
        rows = []
        for row in view.balance:
            total = sum(row.counts)
            cells = [Cell(f"{count}  {words.percent(count / total if total else None):>5}") for count in row.counts]
            rows.append(
                [Cell(row.what), *cells, Cell(words.NOTHING if row.evenness is None else f"{row.evenness:.2f}")]
            )
        for line in table.lines(columns, rows, session.out):
            session.out.line(line)
