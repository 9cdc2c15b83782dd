"""The command that checks in, on one thing or by many lines."""

from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import check_in
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _


def checkin(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help="The key result or measure: its ref or a part of its title; - for lines."),
    ] = "",
    line: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE] [@CONFIDENCE] [!STATUS] [^DATE] [note …]", help="At a terminal, nothing means same."
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Allow a value far from all earlier ones, or a future date.")
    ] = False,
    file: Annotated[str, typer.Option("--file", metavar="FILE", help="Lines of REF and check-in; - is stdin.")] = "",
    atomic: Annotated[bool, typer.Option("--atomic", help="All lines or none.")] = False,
) -> None:
    """Check in on a key result or a measure.

    \b
    42  1 274,5  =-3    the value is
    +3  -2              change the last value by
    60%                 in percent the value, else that far from start to target
    1,5k  2 mn  600 kr  with a scale, a currency, its unit
    done  yes  no       for what is met or not
    same                unchanged
    ~42                 an estimate
    @7                  confidence, 0 to 10
    !risk !track !behind !auto
                        status by hand; !auto computes it again
    ^yesterday ^mon ^-3 ^2 weeks ago ^20 Nov ^2026-11-20
                        when it was
    and then a note; a note without a value leaves due what is due. Quote what the shell would read: '!risk'.
    """
    if ref == "-" and not line and not file:
        file = "-"
    elif file and ref:
        raise WrongUsage(_("With --file the lines name what they are on; leave the ref out."))
    if file:
        from goaltui.cli.commands.things.checkin_lines import check_in_lines

        raise typer.Exit(check_in_lines(ctx.obj, file, sure=yes, atomic=atomic))
    if not ref.strip():
        raise WrongUsage(
            _("REF is missing; write what to check in on, then its value, as in goaltui checkin churn 2.4.")
        )
    check_in(ctx.obj, ref, line or [], sure=yes)
