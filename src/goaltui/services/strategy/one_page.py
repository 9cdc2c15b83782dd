"""The strategy on a page of Markdown, for employees, customers and whoever else asks what all of it is for."""

from collections.abc import Iterator

from goaltui.formats.markdown import escaped
from goaltui.model.enums import Audience, Method
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import PerspectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.audience import hidden_from, left_out, shown_to
from goaltui.services.strategy.page import StrategyPage, ThemeRow, strategy_page
from goaltui.services.views.approval import approval_of


def one_page(workspace: Workspace, audience: Audience = Audience.INTERNAL) -> str:
    """Return statements, themes and strategic objectives for an audience, with how they stand; names of people and what
    is still lacking are left out."""
    return "\n".join(_lines(workspace, strategy_page(workspace.look), audience))


def _lines(workspace: Workspace, page: StrategyPage, audience: Audience) -> Iterator[str]:
    hidden = hidden_from(workspace.look.records(), audience)
    home = workspace.look.records().workspace
    yield f"# {escaped(home.name) or _('Strategy')}"
    yield ""
    yield _("As of {day}.", day=formatting.day(workspace.today))
    approval = approval_of(workspace)
    if approval is not None:
        day = formatting.day(approval.day, workspace.today)
        yield _("Approved on {day}, {since}.", day=day, since=approval.since)
    for statement in page.statements:
        if statement.text:
            yield from ("", f"## {statement.label}", "")
            yield from (escaped(line) for line in statement.text.splitlines())
    if page.themes:
        yield from ("", f"## {_('Themes')}", "")
        yield from (f"- {_theme(theme)}" for theme in page.themes)
    if Method(home.method).uses_scorecard:
        yield from _by_perspective(workspace, hidden)
    else:
        yield from _listed(tuple(row for row in workspace.look.tree().roots if row.id not in hidden))
    if told := left_out(workspace.look.records(), hidden, audience):
        yield from ("", escaped(told))


def _theme(theme: ThemeRow) -> str:
    text = f": {escaped(theme.text)}" if theme.text else ""
    score = f" ({formatting.scored(theme.score, theme.band, theme.coverage)})" if theme.score is not None else ""
    return f"**{escaped(theme.name)}**{text}{score}"


def _by_perspective(workspace: Workspace, hidden: frozenset[str]) -> Iterator[str]:
    view = shown_to(workspace.look.scorecard(), hidden)
    for row in view.perspectives:
        if row.objectives:
            yield from ("", f"## {escaped(row.name)}", "")
            yield from _scored(row)
    if view.score is not None:
        yield from ("", _("All of it: {score}.", score=formatting.scored(view.score, view.band, view.coverage)))


def _scored(row: PerspectiveRow) -> Iterator[str]:
    for item in row.objectives:
        stands = (
            formatting.scored(item.score, item.band, item.coverage) if item.score is not None else _("not measured")
        )
        yield f"- {escaped(item.title)} ({stands})"


def _listed(roots: tuple[ObjectiveRow, ...]) -> Iterator[str]:
    """Yield the objectives at the top, of strategic ones and of those that run."""
    if roots:
        yield from ("", f"## {_('Objectives')}", "")
    for row in roots:
        cycle = f", {escaped(row.cycle)}" if row.cycle else ""
        yield f"- {escaped(row.title)} ({formatting.covered(row.progress, row.coverage)}{cycle})"
