"""Adding what hangs on an item: a note, a milestone, a target of a measure, a link of the strategy map."""

from collections.abc import Mapping
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import report
from goaltui.cli.commands.writing import Due, Title, preset_of
from goaltui.cli.form_options import filled
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind

_ON = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE, EntityKind.PERSPECTIVE)


def add_note(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    on: Annotated[str, typer.Option("--on", metavar="REF", help="The item that it is about.")],
    kind: Annotated[str, typer.Option(metavar="WORD", help="learning, obstacle, decision, data gap …")] = "",
    owner: Annotated[str, typer.Option(metavar="NAME", help="Who handles it.")] = "",
    due: Due = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="open or done.")] = "",
) -> None:
    """Write down what was learnt, decided, or stands in the way."""
    values = {"text": text, "kind": kind, "owner": owner, "due": due, "state": state}
    _add(ctx.obj, EntityKind.REMARK, on, _ON, values)


def add_milestone(
    ctx: typer.Context,
    title: Title,
    under: Annotated[str, typer.Option(metavar="REF", help="The key result that it is a step of.")],
    due: Due = "",
    weight: Annotated[str, typer.Option(metavar="NUMBER", help="Its weight among the others.")] = "",
    done: Annotated[bool, typer.Option("--done", help="Reached already: today, or on --done-on.")] = False,
    done_on: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was reached.")] = "",
) -> None:
    """Add a milestone to a key result."""
    values = {"title": title, "due": due, "weight": weight, "done": "yes" if done else "", "done_on": done_on}
    _add(ctx.obj, EntityKind.MILESTONE, under, (EntityKind.KEY_RESULT,), values)


def add_target(
    ctx: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="REF", help="The measure.")],
    scoring: Annotated[str, typer.Option(metavar="TEXT", help="Such as 'goal=1.5 red_flag=3'.")],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="Its first day; default: today.")] = "",
    review: Annotated[str, typer.Option(metavar="DATE", help="When to review it.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why it changes.")] = "",
) -> None:
    """Set other numbers for a measure from a day on."""
    preset, numbers = preset_of(scoring)
    values = {"start": start, "preset": preset, "numbers": numbers, "review": review, "note": note}
    _add(ctx.obj, EntityKind.TARGET, measure, (EntityKind.MEASURE,), values)


def add_link(
    ctx: typer.Context,
    driver: Annotated[str, typer.Argument(metavar="REF", help="The objective that drives.")],
    driven: Annotated[str, typer.Argument(metavar="REF", help="The objective that it drives.")],
    strength: Annotated[str, typer.Option(metavar="WORD", help="weak, medium or strong.")] = "",
    delay: Annotated[str, typer.Option(metavar="MONTHS", help="After how many months it shows.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it should be so.")] = "",
) -> None:
    """Link two objectives of the strategy map: one drives the other."""
    from goaltui.services.forms.links import link_form
    from goaltui.services.forms.submit import save_form
    from goaltui.services.parsing.naming import resolve_to_write

    session: Session = ctx.obj
    with session.writing() as workspace:
        ends = [resolve_to_write(workspace.database, ref, EntityKind.OBJECTIVE).id for ref in (driver, driven)]
        form = filled(link_form(workspace, *ends), _given({"strength": strength, "delay": delay, "why": why}))
        report(session, save_form(workspace, form), workspace.refs().of)
        session.tell_off_screen_added(workspace, EntityKind.LINK, None)


def _add(
    session: Session, kind: EntityKind, ref: str, kinds: tuple[EntityKind, ...], values: Mapping[str, str]
) -> None:
    from goaltui.services.forms.attachments import part_form, save_part
    from goaltui.services.parsing.naming import resolve_to_write

    with session.writing() as workspace:
        subject = resolve_to_write(workspace.database, ref, *kinds).id
        report(
            session,
            save_part(workspace, filled(part_form(workspace, subject, kind), _given(values))),
            workspace.refs().of,
        )


def _given(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if value}
