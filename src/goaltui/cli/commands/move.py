"""Moving things from the shell."""

from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import asked, report
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line, fold


def move_item(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="What to move: its ref or a part of its title.")],
    under: Annotated[str, typer.Option(metavar="REF", help="Its new parent.")] = "",
    top: Annotated[bool, typer.Option("--top", help="To the top.")] = False,
    cycle: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its cycle, or current, next; '' makes it strategic.")
    ] = None,
    perspective: Annotated[str | None, typer.Option(metavar="KEY", help="Its perspective; '' inherits it.")] = None,
    before: Annotated[str, typer.Option(metavar="REF", help="Its next sibling.")] = "",
    after: Annotated[str, typer.Option(metavar="REF", help="Its previous sibling.")] = "",
) -> None:
    """Move something under another one, to the top, to a cycle or a perspective, or before or after a sibling."""
    from goaltui.services.editing.move import TOP, move
    from goaltui.services.parsing.cycle_words import cycle_meant
    from goaltui.services.parsing.naming import resolve_to_write

    session: Session = ctx.obj
    if bool(under) and top:
        raise WrongUsage(_("It cannot be under something and at the top; use --under or --top."))
    if before or after:
        if (before and after) or under or top or cycle is not None or perspective is not None:
            raise WrongUsage(_("Before or after a sibling is a move of its own; give --before or --after alone."))
        _put_beside(session, ref, before or after, after=bool(after))
        return
    with session.reading(saves=True) as workspace:
        identity = resolve_to_write(workspace.database, ref).id
        above = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE)
        place = TOP if top else resolve_to_write(workspace.database, under, *above).id if under else None
        records = workspace.look.records()
        cycles = {item.name: item.id for item in records.cycles}
        perspectives = {item.name: item.id for item in records.perspectives}
        perspectives |= {item.key: item.id for item in records.perspectives}
        days = records.cycle_days
        chosen = (
            _named(
                (cycle and cycle_meant(days, cycle, workspace.today)) or cycle,
                cycles,
                N_("No cycle is called '{name}'; there are {names}."),
            ),
            _named(perspective, perspectives, N_("No perspective is called '{name}'; there are {names}.")),
        )
        outcome = move(workspace, identity, place, cycle=chosen[0], perspective=chosen[1])
        report(session, outcome, workspace.refs().of)


def tick(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The key result: its ref or a part of its title.")],
    milestones: Annotated[list[str], typer.Argument(metavar="MILESTONE…", help="Titles, or a part of each.")],
    again: Annotated[bool, typer.Option("--open", help="Reopen them.")] = False,
    note: Annotated[str, typer.Option(metavar="LINE", help="Confidence and a note, such as '@7 went well'.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Allow it on what is over, or with a future date.")] = False,
) -> None:
    """Tick milestones of a key result off, which is a check-in."""
    from goaltui.services.checkin.milestones import named, steps_of, tick
    from goaltui.services.parsing.naming import resolve_to_write

    session: Session = ctx.obj
    with session.reading(saves=True) as workspace:
        found = resolve_to_write(workspace.database, ref, EntityKind.KEY_RESULT)
        steps = steps_of(workspace, found.id)
        if steps is None:
            raise NotFound(_("It is not made of milestones; check in on it with goaltui checkin."))
        meant = named(steps, milestones)
        done = steps.done - meant if again else steps.done | meant
        outcome = asked(session, lambda insist: tick(workspace, found.id, done, note, again=insist), sure=yes)
        report(session, outcome, workspace.refs().of)


def _put_beside(session: Session, ref: str, sibling: str, *, after: bool) -> None:
    from goaltui.services.editing.reorder import put_beside
    from goaltui.services.parsing.naming import resolve_to_write

    with session.reading(saves=True) as workspace:
        found = resolve_to_write(workspace.database, ref)
        other = resolve_to_write(workspace.database, sibling, found.kind)
        report(session, put_beside(workspace, found.id, other.id, after=after), workspace.refs().of)


def _named(text: str | None, among: dict[str, str], missing: str) -> str | None:
    if not text:
        return text
    found = next((identity for name, identity in among.items() if fold(name) == fold(text)), None)
    if found is None:
        raise NotFound(_(missing, name=clean_line(text)[:60], names=", ".join(among) or _("none")))
    return found
