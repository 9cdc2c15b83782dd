"""The commands that show."""

from typing import TYPE_CHECKING, Annotated

import typer

from goaltui.cli import shapes, texts
from goaltui.cli.filters import Filter, filtered
from goaltui.cli.options import moment
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind
from goaltui.model.text import clean_line, fold
from goaltui.services.narrowing import asking_of, narrow_roots, narrow_scorecard, narrow_today
from goaltui.services.rows import Detail, ScorecardView
from goaltui.services.words import NOTHING_LIKE_THAT, counted

if TYPE_CHECKING:
    from goaltui.services.query import Query
    from goaltui.services.workspace import Workspace

Cycle = Annotated[str, typer.Option(metavar="NAME", help="Only this cycle.")]
Team = Annotated[str, typer.Option(metavar="NAME", help="Only this team.")]
Owner = Annotated[str, typer.Option(metavar="NAME", help="Only what this person owns.")]
Mine = Annotated[bool, typer.Option("--mine", help="Only what I own, as is:mine; --as says who I am.")]
Asked = Annotated[
    str,
    typer.Option("--filter", metavar="QUERY", help="Such as 'is:mine status:risk churn', or @NAME of a saved one."),
]
Depth = Annotated[int | None, typer.Option(min=1, metavar="N", help="How many levels; 1 is the top objectives.")]
Ref = Annotated[str, typer.Argument(metavar="REF", help="A ref, or a part of a title that only one has.")]


def tree(
    ctx: typer.Context,
    cycle: Cycle = "",
    team: Team = "",
    owner: Owner = "",
    mine: Mine = False,
    depth: Depth = None,
    asked: Asked = "",
) -> None:
    """Show the objectives with their key results."""
    session: Session = ctx.obj
    query = session.query(asked)
    if mine:
        query = session.query(f"is:mine {asked}")
    wanted = Filter(cycle, team, owner, depth)
    with session.reading() as workspace:
        view, ref = workspace.tree(), workspace.refs().of
        roots = filtered(narrow_roots(view.roots, query, asking_of(workspace)), wanted)
        if session.out.as_json:
            session.out.json(shapes.tree(view, roots, workspace.forecasts(), ref))
            return
        session.out.line(texts.heading(view.header, session.out))
        for line in texts.tree(roots, ref, session.out):
            session.out.line(line)
        if not roots:
            nothing = (
                NOTHING_LIKE_THAT if wanted.asks or query.terms else "No objective yet; goaltui add objective TITLE."
            )
            session.out.say(nothing)


def scorecard(ctx: typer.Context, asked: Asked = "") -> None:
    """Show the perspectives with their measures and scores."""
    session: Session = ctx.obj
    query = session.query(asked)
    with session.reading() as workspace:
        view, ref = narrow_scorecard(workspace.scorecard(), query, asking_of(workspace)), workspace.refs().of
        if session.out.as_json:
            session.out.json(shapes.scorecard(view, ref))
            return
        session.out.line(texts.heading(view.header, session.out))
        for line in texts.scorecard(view, ref, session.out):
            session.out.line(line)


def due(ctx: typer.Context, mine: Mine = False, asked: Asked = "") -> None:
    """Show the check-ins that are owed."""
    session: Session = ctx.obj
    query = session.query(asked)
    with session.reading() as workspace:
        view, ref = narrow_today(workspace.today_view(), query, asking_of(workspace)), workspace.refs().of
        rows = [row for row in view.due if row.mine or not mine]
        if session.out.as_json:
            session.out.json(shapes.due(view, rows, ref))
            return
        for line in texts.due(rows, view.header.as_of, ref, session.out):
            session.out.line(line)
        if not rows:
            session.out.say(nothing_due(query, mine=mine))


def nothing_due(query: "Query", *, mine: bool = False) -> str:
    """That nothing is due, of everything or of what was asked for."""
    if query.terms:
        return "Nothing is due that matches."
    return "Nothing of yours is due." if mine else "Nothing is due."


def why(
    ctx: typer.Context,
    ref: Annotated[
        str, typer.Argument(metavar="[REF]", help="What to explain; the scorecard's total without one.")
    ] = "",
) -> None:
    """Show the arithmetic behind a number."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        if ref:
            detail = workspace.detail(_identity(workspace.scorecard(), ref) or workspace.resolve(ref).id)
        else:
            detail = _total(workspace.scorecard())
        if session.out.as_json:
            session.out.json(shapes.why(detail, workspace.today, workspace.refs().of))
            return
        for line in texts.why(detail, session.out):
            session.out.line(line)


def check(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One thing instead of everything.")] = "",
) -> None:
    """Show what the checks find.

    The exit code is 1 where they find anything.
    """
    session: Session = ctx.obj
    with session.reading() as workspace:
        found = workspace.findings(workspace.resolve(ref).id if ref else None)
        refs = workspace.refs().of
        if session.out.as_json:
            session.out.json(shapes.findings(found, workspace.today, refs))
        else:
            for line in texts.findings(found, refs, session.out):
                session.out.line(line)
    session.out.say(f"{counted(len(found), 'finding')}." if found else "Nothing to find fault with.")
    if found:
        raise typer.Exit(1)


def log(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[REF]", help="One thing or cycle instead of everything.")] = "",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many changes at most.")] = 200,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only what this person changed.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only from this day or moment on.")] = "",
) -> None:
    """Show who changed what, newest first."""
    session: Session = ctx.obj
    begin = moment(since, "--since") if since else None
    with session.reading() as workspace:
        identity = _named(workspace, ref) if ref else None
        rows = workspace.history(identity, limit=limit, since=begin, author=clean_line(by))
        refs = workspace.refs().of
        if session.out.as_json:
            session.out.json(shapes.log(rows, refs))
            return
        for line in texts.log(rows, refs, session.out):
            session.out.line(line)
        if not rows:
            session.out.say(NOTHING_LIKE_THAT)


def _named(workspace: "Workspace", text: str) -> str:
    """The id of a person, a team, a perspective or a cycle by its whole name, else of what a ref or a title names;
    raises NotFound."""
    from goaltui.services.fields import Names

    names, wanted = Names.of(workspace.look.records()), fold(clean_line(text))
    named = {**names.people, **names.teams, **names.perspectives, **names.cycles}
    found = next((identity for identity, name in named.items() if fold(name) == wanted), None)
    return found or workspace.resolve(text).id


def _identity(view: ScorecardView, key: str) -> str | None:
    return next((row.id for row in view.perspectives if row.key and key in (row.key, row.name)), None)


def _total(view: ScorecardView) -> Detail:
    from goaltui.model.refs import WORKSPACE_ID
    from goaltui.services.why import total_lines

    title = view.header.workspace or "Scorecard"
    return Detail(WORKSPACE_ID, EntityKind.WORKSPACE, title, "total of the scorecard", (), tuple(total_lines(view)), ())
