"""The strategy on a page, and the thread from a goal up to it."""

from enum import StrEnum
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.filter_options import AudienceOption, audience_of
from goaltui.cli.output.console import FORMAT, Json, printable
from goaltui.cli.session import Session
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.services.strategy.editing import serving, told
from goaltui.services.strategy.one_page import one_page
from goaltui.services.strategy.page import Share, StrategyPage, sponsor_of, strategy_page
from goaltui.services.views.approval import Approval, approval_of
from goaltui.services.views.strategy_thread import Thread
from goaltui.services.views.strategy_thread import thread as thread_of


class StrategyFormat(StrEnum):
    """The form of the page: lines, or Markdown or HTML for others to read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def strategy(
    ctx: typer.Context,
    form: Annotated[
        StrategyFormat, typer.Option("--format", help="Lines, or a page to hand out.")
    ] = StrategyFormat.TEXT,
    audience: AudienceOption = "",
) -> None:
    """Show vision, mission, values, strategy and themes, and what they lack."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        if form is not StrategyFormat.TEXT and not session.out.as_json:
            text = one_page(workspace, audience_of(audience))
            if form is StrategyFormat.HTML:
                from goaltui.formats.html import page_of

                session.out.raw(page_of(text, _("Strategy"), workspace.look.records().workspace.name))
                return
            for line in text.split("\n"):
                session.out.line(line)
            return
        if audience:
            raise WrongUsage(_("--audience goes with --format markdown or html."))
        page, refs = strategy_page(workspace.look), workspace.refs().of
        if session.out.as_json:
            themes: list[Json] = [
                {
                    "ref": refs(row.id),
                    "id": row.id,
                    "name": row.name,
                    "text": row.text,
                    "objectives": row.objectives,
                    "score": row.score,
                    "coverage": row.coverage,
                    "progress": row.progress,
                }
                for row in page.themes
            ]
            session.out.json(
                {
                    "format": FORMAT,
                    **_statements(page),
                    "themes": themes,
                    **_rest(page),
                    "sponsor": sponsor_of(workspace.look) or None,
                    "approval": _approval(approval_of(workspace)),
                }
            )
            return
        approval = approval_of(workspace)
        _print(session, page, sponsor_of(workspace.look), approval.told(workspace.today) if approval else "")


def thread(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="An objective, key result, measure or initiative.")],
) -> None:
    """Show what a goal serves, up to mission and vision.

    The exit code is 1 where the thread is torn.
    """
    from goaltui.services.parsing.naming import resolve

    session: Session = ctx.obj
    with session.reading() as workspace:
        found = thread_of(workspace.look, resolve(workspace.database, ref).id)
        if session.out.as_json:
            steps: list[Json] = [{"what": step.what, "id": step.id, "title": step.title} for step in found.steps]
            session.out.json(
                {
                    "format": FORMAT,
                    "steps": steps,
                    "torn": found.torn or None,
                    "unwritten": found.unwritten or None,
                    "also": list(found.also),
                }
            )
        else:
            for line in lines(found):
                session.out.line(line)
            for title in found.also:
                session.out.line(f"{_('also')}  {printable(' '.join(title.split()))}")
    if found.unwritten:
        session.out.say(found.unwritten)
    if found.torn:
        session.out.say(_("Torn: {torn}", torn=found.torn))
        raise typer.Exit(1)


def lines(found: Thread) -> list[str]:
    """Return a line for each step, each under the step it serves."""
    return [f"{'  ' * depth}{step.word}  {' '.join(step.title.split())}" for depth, step in enumerate(found.steps)]


def _approval(found: Approval | None) -> Json:
    if found is None:
        return None
    changed: dict[str, Json] = {kind.typed: count for kind, count in found.changed.items()}
    return {"by": found.by, "on": found.day.isoformat(), "changed_since": changed}


def _print(session: Session, page: StrategyPage, sponsor: str, approval: str) -> None:
    for statement in page.statements:
        if statement.text:
            session.out.line(f"{statement.label}: {statement.text}")
    if sponsor:
        session.out.line(f"{_('Sponsor')}: {sponsor}")
    if approval:
        session.out.line(f"{_('Approval')}: {approval}")
    for theme in page.themes:
        session.out.line(_("Theme {theme}: {told}", theme=theme.name, told=told(theme)))
    for share in (*page.by_cycle, *page.by_team):
        session.out.line(_("Serving the strategy, {name}: {serving}", name=share.name, serving=serving(share)))
    for sentence in page.lacking:
        session.out.line(_("Lacking: {sentence}", sentence=sentence))


def _statements(page: StrategyPage) -> dict[str, Json]:
    return {statement.field: statement.text for statement in page.statements}


def _rest(page: StrategyPage) -> dict[str, Json]:
    return {
        "lacking": list(page.lacking),
        "alignment": {"cycles": [_share(row) for row in page.by_cycle], "teams": [_share(row) for row in page.by_team]},
    }


def _share(row: Share) -> Json:
    return {"name": row.name, "serving": row.serving, "objectives": row.count, "share": row.part}
