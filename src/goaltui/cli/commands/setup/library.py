"""The library of measures to choose from."""

from itertools import groupby
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output.console import FORMAT, Json
from goaltui.cli.session import Session
from goaltui.model.quick.translation import _
from goaltui.services.core.formatting import NOTHING_LIKE_THAT
from goaltui.services.core.new_workspace import PERSPECTIVES
from goaltui.services.forms.measure_library import BETTER, matching


def library(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD...]", help="Words of a title or meaning.")] = None,
    perspective: Annotated[str, typer.Option(metavar="NAME", help="financial, customer, internal or learning.")] = "",
) -> None:
    """Show well-known measures to choose from, by perspective."""
    session: Session = ctx.obj
    found = matching(" ".join(words or ()), perspective)
    if session.out.as_json:
        rows: list[Json] = [{name: getattr(item, name) for name in _NAMES} for item in found]
        session.out.json({"format": FORMAT, "measures": rows})
        return
    names = dict(PERSPECTIVES)
    for key, items in groupby(found, key=lambda item: item.perspective):
        session.out.line(session.out.styled(_(names[key]), "bold"))
        for item in items:
            told = ", ".join(filter(None, (item.unit, _(item.frequency), _(BETTER[item.better]))))
            session.out.line(f"  {item.title}  {session.out.styled(told, 'dim')}")
            session.out.line(f"    {item.definition}")
    if found:
        session.out.say(_("Add one with goaltui add measure --library TITLE."))
    else:
        session.out.say(_(NOTHING_LIKE_THAT))


_NAMES = ("perspective", "title", "unit", "better", "frequency", "aggregation", "kind", "definition")
