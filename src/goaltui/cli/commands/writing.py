"""The commands that write."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.checkin import report
from goaltui.cli.form_options import filled
from goaltui.cli.output.console import FORMAT
from goaltui.cli.session import Session
from goaltui.model.enums import Condition, EntityKind, Method
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.text import clean_line

if TYPE_CHECKING:
    from goaltui.cli.output.console import Json
    from goaltui.services.setup.templates import Template

Title = Annotated[str, typer.Argument(metavar="TITLE")]
Line = Annotated[str, typer.Argument(metavar="TITLE", help="Also with @owner and more, as in goaltui add kr --help.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Its owner; default: you, '' nobody.")]
Weight = Annotated[str, typer.Option(metavar="NUMBER|SHARE", help="Its weight among siblings: 2, or '30 %' to fix it.")]
Unit = Annotated[str, typer.Option(metavar="TEXT", help="Such as %, kSEK or days.")]
With = Annotated[str, typer.Option("--with", metavar="NAMES", help="Others beside the owner: 'Ann, Bo'.")]
For = Annotated[str, typer.Option("--audience", metavar="WORD", help="internal, partner or public.")]
Due = Annotated[str, typer.Option(metavar="DATE", help="As 2026-11-20.")]
Under = Annotated[str, typer.Option(metavar="REF", help="Its parent objective.")]


def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(metavar="NAME", help="What the workspace is called.")] = "",
    method: Annotated[Method | None, typer.Option(help="The method; without it the screen asks.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Fill it with the sample company.")] = False,
    template: Annotated[str, typer.Option(metavar="NAME", help="Fill it from a template; '?' lists them.")] = "",
    first_month: Annotated[
        int, typer.Option(metavar="1-12", min=1, max=12, help="The month in which your year begins: 7 makes FY27-Q1.")
    ] = 1,
) -> None:
    """Make a new workspace."""
    from goaltui.services.core.ownership import author_made
    from goaltui.services.editing.workspace_settings import choose_method, configure

    session: Session = ctx.obj
    if template:
        from goaltui.services.setup.templates import template_named, templates, use_template

        if template == "?":
            _list_templates(session, templates(session.folders.templates))
            return
        chosen = template_named(template, session.folders.templates)
    with session.made() as workspace:
        if first_month != 1:
            configure(workspace, first_month=first_month)
        if template:
            session.out.say(use_template(workspace, chosen).sentence)
        if sample:
            from goaltui.services.demo.sample import load_sample

            session.out.say(load_sample(workspace).sentence)
        if method is not None:
            choose_method(workspace, method)
        if name:
            configure(workspace, name=clean_line(name))
        if made := author_made(workspace.look.records(), workspace.author):
            workspace.write(made, "")
    if session.out.as_json:
        session.out.json({"format": FORMAT, "database": str(session.database)})
    else:
        session.out.line(str(session.database))
    session.out.say(_("The workspace is ready; goaltui opens it."))


def _list_templates(session: Session, found: "Sequence[Template]") -> None:
    if session.out.as_json:
        rows: list[Json] = [
            {"name": item.name, "title": item.title, "about": item.about, "own": item.own} for item in found
        ]
        session.out.json({"format": FORMAT, "templates": rows})
        return
    width = max(len(item.name) for item in found)
    for item in found:
        session.out.line(f"{item.name:{width}}  {item.about}")
    session.out.say(
        _(
            "Use one with goaltui init --template NAME; your own lie in {templates}.",
            templates=session.folders.templates,
        )
    )


def undo(ctx: typer.Context) -> None:
    """Undo my latest change."""
    session: Session = ctx.obj
    with session.reading(saves=True) as workspace:
        report(session, workspace.undo(), workspace.refs().of)


def redo(ctx: typer.Context) -> None:
    """Redo what I undid last."""
    session: Session = ctx.obj
    with session.reading(saves=True) as workspace:
        report(session, workspace.redo(), workspace.refs().of)


def add_objective(
    ctx: typer.Context,
    title: Line,
    under: Under = "",
    cycle: Annotated[str, typer.Option(metavar="NAME", help="Default: the current one; '' makes it strategic.")] = "-",
    perspective: Annotated[str, typer.Option(metavar="NAME", help="Default: its parent's.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it matters.")] = "",
    theme: Annotated[str, typer.Option(metavar="NAME", help="The theme of the strategy; a new name creates it.")] = "",
    team: Annotated[str, typer.Option(metavar="NAME")] = "",
    owner: Owner = None,
    ambition: Annotated[str, typer.Option(metavar="WORD", help="committed or aspirational.")] = "",
    weight: Weight = "",
    counts: Annotated[bool, typer.Option(help="Whether it counts in its parent.")] = True,
    partners: With = "",
    contributes: Annotated[
        str, typer.Option(metavar="TITLES", help="What else it serves, linked and counted once.")
    ] = "",
    audience: For = "",
) -> None:
    """Add an objective."""
    values = {"why": why, "perspective": perspective, "theme": theme, "team": team, "ambition": ambition}
    values |= {"weight": weight, "counts": "" if counts else "no", "partners": partners, "contributes": contributes}
    values["audience"] = audience
    fixed = {} if cycle == "-" else {"cycle": cycle}
    _add(ctx.obj, EntityKind.OBJECTIVE, title, under, values, owner, fixed)


def add_key_result(
    ctx: typer.Context,
    title: Line,
    under: Annotated[str, typer.Option(metavar="REF", help="Its objective; needed if there are several.")] = "",
    start: Annotated[str, typer.Option(metavar="NUMBER", help="Its value now.")] = "",
    target: Annotated[str, typer.Option(metavar="NUMBER")] = "",
    stretch: Annotated[str, typer.Option(metavar="NUMBER", help="Beyond the target; progress does not count it.")] = "",
    condition: Annotated[
        str, typer.Option(metavar="WORD", help="reach, at_least, at_most, between, done, milestones.")
    ] = "",
    low: Annotated[str, typer.Option(metavar="NUMBER", help="For between.")] = "",
    high: Annotated[str, typer.Option(metavar="NUMBER", help="For between.")] = "",
    unit: Unit = "",
    measure: Annotated[str, typer.Option(metavar="TITLE", help="A measure whose values it reads.")] = "",
    milestones: Annotated[str, typer.Option(metavar="TEXT", help="Instead of a target: 'Draft 15 Dec, Ship'.")] = "",
    phases: Annotated[str, typer.Option(metavar="TEXT", help="On the way: '15 Aug 30, 15 Sep 60'.")] = "",
    owner: Owner = None,
    due: Due = "",
    first_day: Annotated[str, typer.Option(metavar="DAY", help="Expected from this day; default: today.")] = "",
    cadence: Annotated[str, typer.Option(metavar="WORD", help="Check in every day, week, month …")] = "",
    weeks: Annotated[str, typer.Option(metavar="NUMBER", help="2: every second week.")] = "",
    weekday: Annotated[str, typer.Option(metavar="DAY", help="mon … sun, for weekly check-ins.")] = "",
    weight: Weight = "",
    description: Annotated[str, typer.Option(metavar="TEXT", help="What exactly it means.")] = "",
    partners: With = "",
) -> None:
    """Add a key result to an objective.

    \b
    Its title can say the rest, at its end and in any order:
    from 900 to 300 ms   start, target and unit; also 900 -> 300 ms, >= 95 %
    @bo  @"Bo Ek"        who owns it
    ^31 Dec  ^+2w        when it is due
    A title in double quotes is taken as it stands. What an option says is not looked for in it.
    """
    values = {"start": start, "target": target, "condition": condition, "low": low, "high": high, "unit": unit}
    if milestones and not (condition or target):
        values["condition"] = Condition.MILESTONES.value
    values |= {"phases": phases, "milestones": milestones, "measure": measure, "due": due, "first_day": first_day}
    values |= {"cadence": cadence, "weeks": weeks, "weekday": weekday, "weight": weight, "stretch": stretch}
    values |= {"description": description, "partners": partners}
    _add(ctx.obj, EntityKind.KEY_RESULT, title, under, values, owner)


def add_measure(
    ctx: typer.Context,
    title: Line,
    under: Under = "",
    perspective: Annotated[str, typer.Option(metavar="NAME", help="If it has no objective.")] = "",
    unit: Unit = "",
    scoring: Annotated[str, typer.Option(metavar="TEXT", help="Such as 'goal=1.5 red_flag=3' or yes_no.")] = "",
    frequency: Annotated[str, typer.Option(metavar="WORD", help="day, week, month, quarter …")] = "",
    aggregation: Annotated[str, typer.Option(metavar="WORD", help="last, sum, mean, min or max.")] = "",
    running: Annotated[str, typer.Option(metavar="WORD", help="Of a sum: elapsed or left_out until it ends.")] = "",
    kind: Annotated[str, typer.Option(metavar="WORD", help="lag or lead.")] = "",
    definition: Annotated[str, typer.Option(metavar="TEXT", help="What exactly is counted.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where the number comes from.")] = "",
    owner: Owner = None,
    updater: Annotated[str, typer.Option(metavar="NAME", help="Who enters the values, if not the owner.")] = "",
    team: Annotated[str, typer.Option(metavar="NAME")] = "",
    weight: Weight = "",
    key: Annotated[bool, typer.Option("--key", help="One of the few that matter most.")] = False,
    proxy_for: Annotated[str, typer.Option(metavar="TEXT", help="What it stands in for.")] = "",
    baseline_until: Annotated[str, typer.Option(metavar="DATE", help="It is scored from the day after.")] = "",
    in_words: Annotated[bool, typer.Option("--in-words", help="Judged in words, where there is no number.")] = False,
    audience: For = "",
    library: Annotated[bool, typer.Option("--library", help="TITLE is one of goaltui library.")] = False,
) -> None:
    """Add a measure to the scorecard."""
    if library:
        from goaltui.services.forms.measure_library import chosen

        title = chosen(title).title
    preset, numbers = preset_of(scoring)
    values = {"perspective": perspective, "unit": unit, "preset": preset, "numbers": numbers, "frequency": frequency}
    values |= {"aggregation": aggregation, "running": running, "kind": kind, "definition": definition, "source": source}
    values |= {"weight": weight, "team": team, "updater": updater, "key_measure": "yes" if key else ""}
    values |= {"proxy_for": proxy_for, "baseline_until": baseline_until, "in_words": "yes" if in_words else ""}
    values["audience"] = audience
    _add(ctx.obj, EntityKind.MEASURE, title, under, values, owner, library=library)


def add_initiative(
    ctx: typer.Context,
    title: Line,
    under: Annotated[str, typer.Option(metavar="REF", help="The objective, key result or measure it is work for.")],
    owner: Owner = None,
    due: Due = "",
    state: Annotated[str, typer.Option(metavar="WORD", help="planned, running, done or dropped.")] = "",
    begun: Annotated[str, typer.Option(metavar="DATE", help="The day on which it began.")] = "",
    ended: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was done or dropped.")] = "",
) -> None:
    """Add an initiative: work for an objective, a key result or a measure."""
    values = {"due": due, "state": state, "begun": begun, "ended": ended}
    _add(ctx.obj, EntityKind.INITIATIVE, title, under, values, owner)


def _add(
    session: Session,
    kind: EntityKind,
    title: str,
    under: str,
    values: Mapping[str, str],
    owner: str | None,
    fixed: Mapping[str, str] | None = None,
    *,
    library: bool = False,
) -> None:
    from goaltui.services.forms.goal_forms import open_form
    from goaltui.services.forms.quick_add import only_objective, save_quick
    from goaltui.services.parsing.naming import resolve_to_write

    above = [EntityKind.OBJECTIVE]
    above += [EntityKind.KEY_RESULT, EntityKind.MEASURE] if kind is EntityKind.INITIATIVE else []
    given = {"title": title} | {name: value for name, value in values.items() if value} | dict(fixed or {})
    given |= {} if owner is None else {"owner": owner}
    with session.writing() as workspace:
        parent = resolve_to_write(workspace.database, under, *above).id if under else None
        if kind is EntityKind.KEY_RESULT and parent is None:
            parent = only_objective(workspace)
        form = filled(open_form(workspace, kind, parent=parent), given)
        if form.quick is not None and not library:
            # What a title in a script says is not guessed.
            form = replace(form, quick=replace(form.quick, library=()))
        outcome = save_quick(workspace, form)
        report(session, outcome, workspace.refs().of)
        session.tell_off_screen_added(workspace, kind, outcome.created)


def preset_of(scoring: str) -> tuple[str, str]:
    """Preset and numbers of `goal=1.5 red_flag=3`, `yes_no` or `preset=yes_no …`."""
    pieces = scoring.replace("=", " ").split()
    if pieces[:1] == ["preset"]:
        return (pieces[1] if len(pieces) > 1 else ""), " ".join(pieces[2:])
    return (pieces[0], " ".join(pieces[1:])) if len(pieces) % 2 else ("", " ".join(pieces))
