"""The commands that write."""

from collections.abc import Mapping
from typing import Annotated

import typer

from goaltui.cli import shapes
from goaltui.cli.checkin import check_in, report
from goaltui.cli.forms import filled
from goaltui.cli.session import Session
from goaltui.model.enums import Condition, EntityKind, Method
from goaltui.model.text import clean_line

Title = Annotated[str, typer.Argument(metavar="TITLE")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Who owns it; else you, '' nobody.")]
Weight = Annotated[str, typer.Option(metavar="NUMBER|SHARE", help="What it counts beside its siblings: 2, or '30 %'.")]
Unit = Annotated[str, typer.Option(metavar="TEXT", help="Such as %, kSEK or days.")]
Due = Annotated[str, typer.Option(metavar="DATE", help="As 2026-11-20.")]
Under = Annotated[str, typer.Option(metavar="REF", help="The objective it stands under.")]


def checkin(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="The key result or measure: its ref or a part of its title.")
    ],
    line: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VALUE] [@CONFIDENCE] [!STATUS] [^DATE] [note …]", help="Nothing at all: unchanged."),
    ] = None,
) -> None:
    """Check in on a key result or a measure.

    \b
    42  1 274,5  =-3    the value is
    +3  -2              change the last value by
    60%                 in percent the value, else that far from start to target
    done  yes  no       for what is met or not
    ~42                 an estimate
    @7                  confidence, 0 to 10
    !risk !track !behind !auto
                        status by hand; !auto computes it again
    ^yesterday ^mon ^-3 ^20 Nov ^2026-11-20
                        when it was
    and then a note. Quote what the shell would read: '!risk'.
    """
    check_in(ctx.obj, ref, line or [])


def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(metavar="NAME", help="What the workspace is called.")] = "",
    method: Annotated[Method, typer.Option(help="What to look through.")] = Method.BOTH,
    sample: Annotated[bool, typer.Option("--sample", help="Fill it with the sample company.")] = False,
) -> None:
    """Make a new workspace."""
    session: Session = ctx.obj
    with session.made() as workspace:
        if sample:
            session.out.say(workspace.load_sample().sentence)
        if method is not Method.BOTH:
            workspace.choose_method(method)
        if name:
            workspace.configure(name=clean_line(name))
    if session.out.as_json:
        session.out.json({"format": shapes.FORMAT, "database": str(session.database)})
    else:
        session.out.line(str(session.database))
    session.out.say("The workspace is ready; goaltui opens it.")


def undo(ctx: typer.Context) -> None:
    """Take back my latest change."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        report(session, workspace.undo(), workspace.ref)


def redo(ctx: typer.Context) -> None:
    """Do again what I took back last."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        report(session, workspace.redo(), workspace.ref)


def add_objective(
    ctx: typer.Context,
    title: Title,
    under: Under = "",
    cycle: Annotated[str, typer.Option(metavar="NAME", help="Else the one that runs; '' makes it strategic.")] = "-",
    perspective: Annotated[str, typer.Option(metavar="NAME", help="Else that of what it stands under.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="What it is good for.")] = "",
    team: Annotated[str, typer.Option(metavar="NAME")] = "",
    owner: Owner = None,
    ambition: Annotated[str, typer.Option(metavar="WORD", help="committed or aspirational.")] = "",
    weight: Weight = "",
    counts: Annotated[bool, typer.Option(help="Whether it counts in what it stands under.")] = True,
) -> None:
    """Add an objective."""
    values = {"why": why, "perspective": perspective, "team": team, "ambition": ambition}
    values |= {"weight": weight, "counts": "" if counts else "no"}
    fixed = {} if cycle == "-" else {"cycle": cycle}
    _add(ctx.obj, EntityKind.OBJECTIVE, title, under, values, owner, fixed)


def add_key_result(
    ctx: typer.Context,
    title: Title,
    under: Under,
    start: Annotated[str, typer.Option(metavar="NUMBER", help="Where it stands now.")] = "",
    target: Annotated[str, typer.Option(metavar="NUMBER")] = "",
    condition: Annotated[
        str, typer.Option(metavar="WORD", help="reach, at_least, at_most, between, done, milestones.")
    ] = "",
    low: Annotated[str, typer.Option(metavar="NUMBER", help="For between.")] = "",
    high: Annotated[str, typer.Option(metavar="NUMBER", help="For between.")] = "",
    unit: Unit = "",
    measure: Annotated[str, typer.Option(metavar="TITLE", help="A lasting measure whose history it reads.")] = "",
    milestones: Annotated[str, typer.Option(metavar="TEXT", help="Instead of a target: 'Draft 15 Dec, Ship'.")] = "",
    phases: Annotated[str, typer.Option(metavar="TEXT", help="On the way: '15 Aug 30, 15 Sep 60'.")] = "",
    owner: Owner = None,
    due: Due = "",
    cadence: Annotated[str, typer.Option(metavar="WORD", help="Check in every day, week, month …")] = "",
    weight: Weight = "",
) -> None:
    """Add a key result to an objective."""
    values = {"start": start, "target": target, "condition": condition, "low": low, "high": high, "unit": unit}
    if milestones and not (condition or target):
        values["condition"] = Condition.MILESTONES.value
    values |= {
        "phases": phases,
        "milestones": milestones,
        "measure": measure,
        "due": due,
        "cadence": cadence,
        "weight": weight,
    }
    _add(ctx.obj, EntityKind.KEY_RESULT, title, under, values, owner)


def add_measure(
    ctx: typer.Context,
    title: Title,
    under: Under = "",
    perspective: Annotated[str, typer.Option(metavar="NAME", help="Where it stands without an objective.")] = "",
    unit: Unit = "",
    scoring: Annotated[str, typer.Option(metavar="TEXT", help="Such as 'goal=1.5 red_flag=3' or yes_no.")] = "",
    frequency: Annotated[str, typer.Option(metavar="WORD", help="day, week, month, quarter …")] = "",
    aggregation: Annotated[str, typer.Option(metavar="WORD", help="last, sum, mean, min or max.")] = "",
    kind: Annotated[str, typer.Option(metavar="WORD", help="lag or lead.")] = "",
    definition: Annotated[str, typer.Option(metavar="TEXT", help="What exactly is counted.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where the number comes from.")] = "",
    owner: Owner = None,
    weight: Weight = "",
) -> None:
    """Add a measure to the scorecard."""
    preset, numbers = preset_of(scoring)
    values = {"perspective": perspective, "unit": unit, "preset": preset, "numbers": numbers, "frequency": frequency}
    values |= {"aggregation": aggregation, "kind": kind, "definition": definition, "source": source}
    values["weight"] = weight
    _add(ctx.obj, EntityKind.MEASURE, title, under, values, owner)


def add_initiative(
    ctx: typer.Context,
    title: Title,
    under: Annotated[str, typer.Option(metavar="REF", help="The objective or key result it is work for.")],
    owner: Owner = None,
    due: Due = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="planned, running, done or dropped.")] = "",
) -> None:
    """Add an initiative: work for an objective or a key result."""
    _add(ctx.obj, EntityKind.INITIATIVE, title, under, {"due": due, "state": state}, owner)


def _add(
    session: Session,
    kind: EntityKind,
    title: str,
    under: str,
    values: Mapping[str, str],
    owner: str | None,
    fixed: Mapping[str, str] | None = None,
) -> None:
    above = [EntityKind.OBJECTIVE, EntityKind.KEY_RESULT] if kind is EntityKind.INITIATIVE else [EntityKind.OBJECTIVE]
    given = {"title": title} | {name: value for name, value in values.items() if value} | dict(fixed or {})
    given |= {} if owner is None else {"owner": owner}
    with session.writing() as workspace:
        parent = workspace.resolve(under, *above).id if under else None
        form = filled(workspace.form(kind, parent=parent), given)
        report(session, workspace.save(form), workspace.ref)


def preset_of(scoring: str) -> tuple[str, str]:
    """Preset and numbers of `goal=1.5 red_flag=3`, `yes_no` or `preset=yes_no …`."""
    pieces = scoring.replace("=", " ").split()
    if pieces[:1] == ["preset"]:
        return (pieces[1] if len(pieces) > 1 else ""), " ".join(pieces[2:])
    return (pieces[0], " ".join(pieces[1:])) if len(pieces) % 2 else ("", " ".join(pieces))
