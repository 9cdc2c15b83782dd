"""The commands that show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.filter_options import AudienceOption, Filter, audience_of, filtered
from goaltui.cli.kept_answer import CommandAnswer, KeptAnswer
from goaltui.cli.output.console import Output, Ref, printable
from goaltui.cli.output.list_format import Form, ListFormat, list_format, written
from goaltui.cli.session import Session
from goaltui.model.enums import Audience, EntityKind, Method
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.services.core import formatting
from goaltui.services.core.formatting import NOTHING_LIKE_THAT
from goaltui.services.core.rows.detail import Detail
from goaltui.services.core.rows.objectives import ObjectiveRow, TreeView
from goaltui.services.core.rows.scorecard import ScorecardView
from goaltui.services.filters.query import GROUPS
from goaltui.services.filters.sorting import Sorting, sort_tree
from goaltui.services.parsing.naming import RefsOnDemand

if TYPE_CHECKING:
    from goaltui.cli.output import json_output, list_rows, text_output
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.filters import filtered_views, unknown_names
    from goaltui.services.filters.query import Query
else:
    # What one form of an answer needs, or a filter, whoever asks for another need not wait for.
    json_output, list_rows, text_output = (
        lazy_module(f"goaltui.cli.output.{name}") for name in ("json_output", "list_rows", "text_output")
    )
    filtered_views, unknown_names = (
        lazy_module(f"goaltui.services.filters.{name}") for name in ("filtered_views", "unknown_names")
    )

Cycle = Annotated[str, typer.Option(metavar="NAME", help="Only this cycle, or current, next, last, Q4.")]
Team = Annotated[str, typer.Option(metavar="NAME", help="Only this team.")]
Owner = Annotated[str, typer.Option(metavar="NAME", help="Only what this person owns, or me.")]
Mine = Annotated[bool, typer.Option("--mine", help="Only what I own, as is:mine; --as says who I am.")]
Asked = Annotated[
    str,
    typer.Option("--filter", metavar="QUERY", help="Such as 'is:mine status:risk churn', or @NAME of a saved one."),
]
Depth = Annotated[int | None, typer.Option(min=1, metavar="N", help="How many levels; 1 is the top objectives.")]


ByTheme = Annotated[str, typer.Option("--by", metavar="WORD", help="Grouped by perspective or theme.")]


def placed_query(session: Session, by: str, asked: str) -> "Query":
    """Return the query of what stands in perspectives or themes; raises WrongUsage for another grouping."""
    query = session.query(f"group:{by} {asked}" if by else asked)
    if query.group in (GROUPS[0], "perspective", "theme") and by != GROUPS[0]:
        return query
    raise WrongUsage(_("This is grouped by perspective or theme; write --by theme."))


def tree(
    ctx: typer.Context,
    cycle: Cycle = "",
    team: Team = "",
    owner: Owner = "",
    mine: Mine = False,
    depth: Depth = None,
    by: Annotated[str, typer.Option(metavar="WORD", help="Grouped by perspective, theme or team.")] = "",
    asked: Asked = "",
    form: Form = "",
) -> None:
    """Show the objectives with their key results and initiatives."""
    session: Session = ctx.obj
    asked = f"group:{by} {asked}" if by else asked
    query = session.query(f"is:mine {asked}" if mine else asked)
    wanted, how = Filter(cycle, team, owner, depth), list_format(form, session.out)
    kept = KeptAnswer(session, "tree", query, wanted, how)
    answer = kept.read()
    if answer is None:
        with session.reading() as workspace:
            answer = _tree_told(workspace, query, wanted, how, session.out)
        kept.keep(answer)
    answer.write(session.out)


def _tree_told(workspace: "Workspace", query: "Query", wanted: Filter, how: ListFormat, out: Output) -> CommandAnswer:
    view, ref = workspace.look.tree(), workspace.refs().of
    roots = sort_tree(view, Sorting.of(query.sort)).roots
    if query.terms or wanted.asks:
        asking = filtered_views.asking_of(workspace)
        named, wanted = wanted, wanted.meant(asking)
        unknown_names.refuse_unknown(workspace, query, cycle=wanted.cycle, team=named.team, owner=wanted.owner)
        roots = filtered(filtered_views.narrow_roots(roots, query, asking), wanted)
    if how is ListFormat.JSON:
        from goaltui.services.views.forecasts import forecasts

        told = json_output.tree(view, roots, forecasts(workspace.database, workspace.look), ref)
        return CommandAnswer(out.json_text(told))
    if how is not ListFormat.TABLE:
        rows = written(how, list_rows.tree(roots, ref), _("Objectives"), view.header.workspace)
        return CommandAnswer(out.lines_text(rows))
    lines = _grouped(workspace, replace(view, roots=roots), query, ref, out)
    nothing = "" if roots else _nothing(workspace, view.roots, query, wanted)
    return CommandAnswer(
        out.lines_text((text_output.heading(view.header, out), *lines)),
        tuple(filter(None, (view.kept, nothing))),
    )


def _grouped(workspace: "Workspace", view: TreeView, query: "Query", ref: Ref, out: Output) -> Iterator[str]:
    """Yield the objectives, under headings where they are grouped by something else than their cycle."""
    if query.group == GROUPS[0]:
        yield from text_output.tree(view, ref, out)
        return
    from goaltui.services.core.cycle_groups import cycle_groups
    from goaltui.services.strategy.editing import with_headings

    for group in cycle_groups(with_headings(replace(view, group=query.group), workspace.look)):
        yield ""
        yield out.styled(printable(group.heading), "bold") + (f"  {printable(group.when)}" if group.when else "")
        yield from text_output.tree(replace(view, roots=group.roots), ref, out)


def _nothing(workspace: "Workspace", roots: tuple[ObjectiveRow, ...], query: "Query", wanted: Filter) -> str:
    """Return the reason why no objective is listed."""
    from goaltui.services.filters.nothing_found import unmatched

    if query.narrows and not wanted.asks:
        asking = filtered_views.asking_of(workspace)
        return unmatched(query, _("objective"), lambda one: bool(filtered_views.narrow_roots(roots, one, asking)))
    return _(NOTHING_LIKE_THAT) if wanted.asks or query.narrows else _("No objective yet; goaltui add objective TITLE.")


def scorecard(
    ctx: typer.Context,
    by: ByTheme = "",
    key: Annotated[bool, typer.Option("--key", help="The key measures alone.")] = False,
    audience: AudienceOption = "",
    asked: Asked = "",
    form: Form = "",
) -> None:
    """Show the perspectives with their measures and scores."""
    session: Session = ctx.obj
    asked = f"is:key {asked}" if key else asked
    query, how = placed_query(session, by, asked), list_format(form, session.out)
    with session.reading() as workspace:
        session.tell_off_screen(workspace, Method.SCORECARD)
        view, ref = workspace.look.scorecard(), workspace.refs().of
        if query.terms:
            unknown_names.refuse_unknown(workspace, query)
            view = filtered_views.narrow_scorecard(view, query, filtered_views.asking_of(workspace))
        told, level = "", audience_of(audience)
        if level is not Audience.INTERNAL:
            from goaltui.services.filters.audience import hidden_from, left_out, shown_to

            records = workspace.look.records()
            hidden = hidden_from(records, level)
            view, told = shown_to(view, hidden), left_out(records, hidden, level)
        if told:
            session.out.say(told)
        if how is ListFormat.JSON:
            session.out.json(json_output.scorecard(view, ref))
            return
        from goaltui.services.strategy.by_theme import scorecard_grouped

        view = scorecard_grouped(view, workspace.look, query)
        if how is not ListFormat.TABLE:
            session.out.lines(written(how, list_rows.scorecard(view, ref), _("Scorecard"), view.header.workspace))
            return
        session.out.line(text_output.heading(view.header, session.out))
        for line in text_output.scorecard(view, ref, session.out):
            session.out.line(line)


def due(ctx: typer.Context, mine: Mine = False, asked: Asked = "", form: Form = "") -> None:
    """Show the check-ins that are owed, and the initiatives that are due."""
    from goaltui.services.views.today import due_of

    session: Session = ctx.obj
    query, how = session.query(asked), list_format(form, session.out)
    with session.reading() as workspace:
        view, ref = due_of(workspace, whole=bool(query.terms)), RefsOnDemand(workspace.database).of
        if query.terms:
            unknown_names.refuse_unknown(workspace, query)
            view = filtered_views.narrow_today(view, query, filtered_views.asking_of(workspace))
        rows = [row for row in view.due if row.mine or not mine]
        work = [row for row in view.work if row.mine or not mine]
        if how is ListFormat.JSON:
            session.out.json(json_output.due(view, rows, work, ref))
            return
        if how is not ListFormat.TABLE:
            session.out.lines(written(how, list_rows.due(rows, work, ref), _("Check-ins due"), view.header.workspace))
            return
        for line in text_output.due(rows, view.header.as_of, ref, session.out):
            session.out.line(line)
        if rows and work:
            session.out.line("")
        for line in text_output.work(work, view.header.as_of, ref, session.out):
            session.out.line(line)
        if not rows and not work:
            until = formatting.day(view.paused_until, view.header.as_of) if view.paused_until else ""
            session.out.say(
                f"{_('A pause until {until}. ', until=until) if until else ''}{nothing_due(query, mine=mine)}"
            )


def nothing_due(query: "Query", *, mine: bool = False) -> str:
    """Return the sentence for nothing due, of everything or of what was asked for."""
    if query.narrows:
        return _("Nothing that matches is due.")
    return _("Nothing of yours is due.") if mine else _("Nothing is due.")


def why(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="What to explain; default: the scorecard's total.")] = "",
) -> None:
    """Show the arithmetic behind a number."""
    from goaltui.services.views.detail import detail_of

    session: Session = ctx.obj
    with session.reading() as workspace:
        if ref:
            detail = detail_of(workspace, _perspective(workspace, ref) or _thing(workspace, ref))
        else:
            detail = _total(workspace.look.scorecard())
        if session.out.as_json:
            session.out.json(json_output.why(detail, workspace.today, workspace.refs().of))
            return
        for line in text_output.why(detail, session.out):
            session.out.line(line)


def _perspective(workspace: "Workspace", name: str) -> str | None:
    things, kind = workspace.database.things, EntityKind.PERSPECTIVE
    found = things.find(name, [kind])
    return next((item.id for item in found if item.title == name or things.is_named(name, kind, item.id)), None)


def _thing(workspace: "Workspace", text: str) -> str:
    from goaltui.services.parsing.naming import resolve

    identity = resolve(workspace.database, text).id
    workspace.look_about(identity)
    return identity


def _total(view: ScorecardView) -> Detail:
    from goaltui.model.refs import WORKSPACE_ID
    from goaltui.services.views.explanation import total_lines

    title = view.header.workspace or _("Scorecard")
    return Detail(
        WORKSPACE_ID, EntityKind.WORKSPACE, title, _("total of the scorecard"), (), tuple(total_lines(view)), ()
    )
