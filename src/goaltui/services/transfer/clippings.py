"""The text of a goal for the clipboard: one line with its ref and figures, or its branch as Markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goaltui.formats.markdown import escaped
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.services.core import formatting
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.naming import ref_of


@dataclass(frozen=True, slots=True)
class Clipping:
    """A goal with its place and the things below it."""

    id: str
    title: str
    standing: str
    below: tuple["Clipping", ...] = ()


def copied_line(workspace: Workspace, identity: str) -> str:
    """Return ref, title and standing of a goal in one line: `kfm2 Churn 2.4 ≤ 1.5 %, 33 behind`."""
    found = _found(workspace, identity)
    parts = (ref_of(workspace.database, identity), clean_line(found.title), found.standing)
    return "  ".join(part for part in parts if part)


def copied_branch(workspace: Workspace, identity: str) -> str:
    """Return a goal and everything below it as a list in Markdown."""
    return "".join(f"{line}\n" for line in _lines(_found(workspace, identity), 0))


def copied_branches(workspace: Workspace, identities: Iterable[str]) -> str:
    """Return goals and everything below them as a list in Markdown; what stands below another of them comes there."""
    found = [_found(workspace, identity) for identity in identities]
    below = {inner.id for one in found for inner in _with_all_below(one) if inner is not one}
    return "".join(f"{line}\n" for one in found if one.id not in below for line in _lines(one, 0))


def copied_tree(workspace: Workspace) -> str:
    """Return all objectives, and the scorecard where there is one, as lists in Markdown."""
    roots = [*_of_tree(workspace), *(one for one in _of_scorecard(workspace) if one.below)]
    return "\n".join("".join(f"{line}\n" for line in _lines(root, 0)) for root in roots)


def _lines(clipping: Clipping, depth: int) -> Iterator[str]:
    title = escaped(clipping.title)
    standing = f": {escaped(clipping.standing)}" if clipping.standing else ""
    yield f"{'  ' * depth}- {title if depth else f'**{title}**'}{standing}"
    for below in clipping.below:
        yield from _lines(below, depth + 1)


def _found(workspace: Workspace, identity: str) -> Clipping:
    """Return the goal of an id; raises NotFound where no view lists it."""
    for root in (*_of_tree(workspace), *_of_scorecard(workspace)):
        for clipping in _with_all_below(root):
            if clipping.id == identity:
                return clipping
    raise NotFound(_("That is not listed any more; copy something else."))


def _with_all_below(clipping: Clipping) -> Iterator[Clipping]:
    yield clipping
    for below in clipping.below:
        yield from _with_all_below(below)


def _of_tree(workspace: Workspace) -> Iterator[Clipping]:
    return (_objective(workspace, row) for row in workspace.look.tree().roots)


def _of_scorecard(workspace: Workspace) -> Iterator[Clipping]:
    for row in workspace.look.scorecard().perspectives:
        below = (*_measures(workspace, row.measures), *(_scored_objective(workspace, one) for one in row.objectives))
        yield Clipping(row.id, row.name, formatting.scored(row.score, row.band, row.coverage), below)


def _objective(workspace: Workspace, row: ObjectiveRow) -> Clipping:
    below = (
        *(_key_result(workspace, one) for one in row.key_results),
        *_initiatives(workspace, row.initiatives),
        *(_objective(workspace, one) for one in row.children),
    )
    progress = formatting.covered(row.progress, row.coverage)
    scored, stands = row.by_measures, (progress, row.status.word)
    if scored is not None and scored.score is not None:
        stands = ("", formatting.scored(scored.score, scored.band, scored.coverage))
    standing = _told(*stands, row.owner)
    return Clipping(row.id, row.title, standing, below)


def _scored_objective(workspace: Workspace, row: ScorecardObjectiveRow) -> Clipping:
    below = (
        *_measures(workspace, row.measures),
        *(_key_result(workspace, one) for one in row.key_results),
        *_initiatives(workspace, row.work),
    )
    return Clipping(row.id, row.title, _told(formatting.scored(row.score, row.band, row.coverage), row.owner), below)


def _key_result(workspace: Workspace, row: KeyResultRow) -> Clipping:
    stands = (formatting.now_text(row), formatting.percent(row.progress), row.status.word)
    return Clipping(row.id, row.title, _told(*stands, row.owner), tuple(_initiatives(workspace, row.initiatives)))


def _measures(workspace: Workspace, rows: Iterable[MeasureRow]) -> Iterator[Clipping]:
    for row in rows:
        stands = (f"{formatting.number(row.value)} {row.unit}".strip(), row.goal_text)
        standing = _told(" / ".join(filter(None, stands)), formatting.scored(row.score, row.band, None), row.owner)
        yield Clipping(row.id, row.title, standing, tuple(_initiatives(workspace, row.initiatives)))


def _initiatives(workspace: Workspace, rows: Iterable[InitiativeRow]) -> Iterator[Clipping]:
    return (Clipping(row.id, row.title, formatting.work_told(row, workspace.today)) for row in rows)


def _told(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part and part != formatting.NOTHING)
