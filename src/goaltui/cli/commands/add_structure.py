"""Adding what the goals hang in: a cycle, a perspective, a team, a person."""

from collections.abc import Mapping
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import report
from goaltui.cli.form_options import filled
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.rules.progress.cycle import span_of
from goaltui.rules.progress.fiscal import fiscal_span_of

Name = Annotated[str, typer.Argument(metavar="NAME")]


def add_cycle(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Default: the next quarter.")] = "",
    start: Annotated[str, typer.Option(metavar="DATE", help="Its first day.")] = "",
    end: Annotated[str, typer.Option(metavar="DATE", help="Its last day.")] = "",
    inside: Annotated[str, typer.Option(metavar="CYCLE", help="A longer cycle, such as the year.")] = "",
) -> None:
    """Add a cycle; a name such as 2027-Q1, 2027-H1, 2027 or FY27-Q3 brings its days along."""
    usual = span_of(name)
    if usual is None and name[:2].casefold() == "fy":
        with ctx.obj.reading() as workspace:
            first_month, century = workspace.look.records().workspace.first_month, workspace.today.year // 100
        usual = fiscal_span_of(name, first_month, century)
    if usual is not None:
        start, end = start or usual[0].isoformat(), end or usual[1].isoformat()
    if name and not (start and end):
        raise WrongUsage(_("When does '{word}' begin and end? Add --start and --end.", word=clean_line(name)[:60]))
    values = {"name": name, "start": start, "end": end, "parent": inside}
    _add(ctx.obj, EntityKind.CYCLE, values)


def add_perspective(
    ctx: typer.Context,
    name: Name,
    weight: Annotated[str, typer.Option(metavar="NUMBER|SHARE", help="Its weight: 2, or '30 %' to fix it.")] = "",
    order: Annotated[str, typer.Option(metavar="NUMBER", help="Its place, 1 is first; default: last.")] = "",
) -> None:
    """Add a perspective to the scorecard."""
    _add(ctx.obj, EntityKind.PERSPECTIVE, {"name": name, "weight": weight, "order": order})


def add_theme(
    ctx: typer.Context,
    name: Name,
    text: Annotated[str, typer.Option(metavar="TEXT", help="What it means.")] = "",
) -> None:
    """Add a theme of the strategy."""
    _add(ctx.obj, EntityKind.THEME, {"name": name, "text": text})


def add_team(
    ctx: typer.Context,
    name: Name,
    under: Annotated[str, typer.Option(metavar="TEAM", help="The larger team that it is part of.")] = "",
) -> None:
    """Add a team."""
    _add(ctx.obj, EntityKind.TEAM, {"name": name, "parent": under})


def add_person(
    ctx: typer.Context,
    name: Name,
    team: Annotated[str, typer.Option(metavar="TEAM", help="The team; a new name creates it.")] = "",
) -> None:
    """Add a person."""
    _add(ctx.obj, EntityKind.PERSON, {"name": name, "team": team})


def _add(session: Session, kind: EntityKind, values: Mapping[str, str]) -> None:
    from goaltui.services.forms.structure_forms import save_structure, structure_form

    given = {name: value for name, value in values.items() if value}
    with session.writing() as workspace:
        report(session, save_structure(workspace, filled(structure_form(workspace, kind), given)), workspace.refs().of)
        session.tell_off_screen_added(workspace, kind, None)
