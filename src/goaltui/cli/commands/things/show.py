"""Showing one thing: all that the screen says of it beside the lists."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.form_options import asked_for
from goaltui.cli.output import detail_output
from goaltui.cli.output.detail_output import Shown
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.errors import WrongUsage
from goaltui.model.fields import DAYS
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.rules import dates
from goaltui.services.core.rows.detail import Detail

if TYPE_CHECKING:
    from goaltui.cli.output.json_output import Row
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import FormField
    from goaltui.store.search import Match

_DAY = lazy(r"\d{4}-\d\d-\d\d")
_VIEWED = (
    EntityKind.OBJECTIVE,
    EntityKind.KEY_RESULT,
    EntityKind.MEASURE,
    EntityKind.INITIATIVE,
    EntityKind.PERSPECTIVE,
)


def show(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="Its ref, title or a part of that; 'workspace', a person, a cycle …")
    ],
) -> None:
    """Show one thing: its facts, its values, why it stands where it stands, and what belongs to it, with refs."""
    from goaltui.services.editing.any_thing import meant
    from goaltui.services.parsing.naming import NAMED, RefsOnDemand

    session: Session = ctx.obj
    if not ref.strip():
        raise WrongUsage(_("The ref is empty; write which thing to show."))
    with session.reading() as workspace:
        thing = meant(workspace, ref, to_write=False)
        if thing.kind in NAMED:
            workspace.look_about(thing.id)
        shown = _shown(workspace, thing)
        short, today = RefsOnDemand(workspace.database).of, workspace.today
        if session.out.as_json:
            from goaltui.services.views.forecasts import forecasts

            landing = forecasts(workspace.database, workspace.look)
            session.out.json(detail_output.as_json(shown, today, landing, short))
            return
        for line in detail_output.lines(shown, today, session.out, short):
            session.out.line(line)


def _shown(workspace: "Workspace", thing: "Match") -> Shown:
    from goaltui.services.editing.any_thing import form_of
    from goaltui.services.forms.attachments import parts
    from goaltui.services.views.detail import detail_of

    form = form_of(workspace, thing)
    fields = tuple(
        (field.label, field.name, field.value, _in_words(field, workspace.today))
        for field in form.fields
        if field.name in asked_for(form)
    )
    if thing.kind not in _VIEWED:
        title = " ".join(thing.title.split()) or thing.kind.word
        return Shown(Detail(thing.id, thing.kind, title, thing.kind.word, (), (), ()), fields, (), None)
    return Shown(detail_of(workspace, thing.id), fields, parts(workspace, thing.id), _row(workspace, thing.id))


def _in_words(field: "FormField", today: date) -> str:
    """Return what a field holds in the reader's language, the days in it as everywhere."""
    if field.name in DAYS or field.name == "pauses":
        return _DAY.sub(lambda found: dates.kept_day(found[0], today), field.value)
    return _(field.value) if field.choices and not field.refs else field.value


def _row(workspace: "Workspace", identity: str) -> "Row | None":
    tree, measured = workspace.look.outline(), workspace.look.measured()
    if identity in tree.objectives:
        return tree.objectives[identity]
    if identity in tree.key_results:
        return tree.key_results[identity]
    if identity in measured:
        return measured[identity].row
    work = (row for rows in workspace.look.work().values() for row in rows if row.id == identity)
    placed = (row for row in workspace.look.scorecard().perspectives if row.id == identity)
    return next(work, None) or next(placed, None)
