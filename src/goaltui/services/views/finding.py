"""Search for `/`: things by their titles, then by their notes and closing words."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, fold
from goaltui.services.core.shown_by_method import hidden_ids
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.structure_rows import KINDS
from goaltui.services.parsing.naming import NAMED, find_named
from goaltui.services.views.notes import remark_rows
from goaltui.store.search import Match

_LATEST = 12
_LOOKED_BACK = 400
"""Fields of the journal in which what was touched last is looked for."""
_NEAR, _ALIKE = 8, 0.75
"""Words that a mistyped one may be, and how much they have in common with it."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A thing that was found, and what kind of thing the views list it as; `word` names what it is where the views
    list that with something else."""

    kind: EntityKind
    id: str
    title: str
    context: str
    word: str = ""

    @property
    def called(self) -> str:
        """Its kind in a word."""
        return self.word or self.kind.word


def found(workspace: Workspace, text: str) -> tuple[FoundItem, ...]:
    """Return things with this title, key or ref, then those with the words in any order or
    nearly so, the latest touched first.

    People come next, then notes and closing words. For no text it is what was touched last.
    """
    hidden = hidden_ids(workspace.look.records())
    return tuple(item for item in _found(workspace, text) if item.id not in hidden)


def _found(workspace: Workspace, text: str) -> tuple[FoundItem, ...]:
    if not fold(text):
        return _latest(workspace)
    by_title = [_listed(workspace, match) for match in find_named(workspace.database, text)]
    recent = {identity: place for place, identity in enumerate(_touched(workspace))}
    by_title.sort(key=lambda item: recent.get(item.id, len(recent)))
    return tuple(dict.fromkeys((*by_title, *_by_words(workspace, text, recent), *_said(workspace, text))))


def everything_found(workspace: Workspace, text: str) -> tuple[FoundItem, ...]:
    """Return the results of `found`, each thing as itself, and the things by name that goals stand in."""
    kinds = (*NAMED, EntityKind.MILESTONE, *KINDS)
    matches = workspace.database.things.find(text, kinds)
    by_title = [FoundItem(match.kind, match.id, match.title, match.context) for match in matches]
    beside = () if by_title else _by_words(workspace, text, {})
    return tuple(dict.fromkeys((*by_title, *beside, *_said(workspace, text))))


def _latest(workspace: Workspace) -> tuple[FoundItem, ...]:
    """Return the things that were touched last, the latest first."""
    known = {item.id: item for item in reversed(list(_titled(workspace)))}
    return tuple(known[identity] for identity in _touched(workspace) if identity in known)[:_LATEST]


def _touched(workspace: Workspace) -> list[str]:
    """Return the ids of the things changed or checked in on last, the latest first."""
    return list(dict.fromkeys(item.about for item in workspace.database.journal.history(limit=_LOOKED_BACK)))


def _titled(workspace: Workspace) -> Iterator[FoundItem]:
    """Yield everything with a title, with the thing above it, and people with their team."""
    records = workspace.look.records()
    titles = {item.id: item.title for item in records.objectives}
    titles |= {item.id: item.title for item in records.measures} | {item.id: item.title for item in records.key_results}
    teams = {item.id: item.name for item in records.teams}
    for objective in records.objectives:
        yield FoundItem(EntityKind.OBJECTIVE, objective.id, objective.title, titles.get(objective.parent or "", ""))
    for key_result in records.key_results:
        yield FoundItem(EntityKind.KEY_RESULT, key_result.id, key_result.title, titles.get(key_result.objective, ""))
    for measure in records.measures:
        yield FoundItem(EntityKind.MEASURE, measure.id, measure.title, titles.get(measure.objective or "", ""))
    for work in records.initiatives:
        match = Match(EntityKind.INITIATIVE, work.id, work.title, titles.get(work.serves or "", ""))
        yield _listed(workspace, match)
    for person in records.people:
        yield FoundItem(EntityKind.PERSON, person.id, person.name, teams.get(person.team or "", ""))


def _by_words(workspace: Workspace, text: str, recent: Mapping[str, int]) -> list[FoundItem]:
    """Return the things with all the words in their titles, in any order; without any, those with nearly the words."""
    wanted = fold(text).split()
    items = [(fold(item.title), item) for item in _titled(workspace)]
    kept = [item for title, item in items if all(word in title for word in wanted)]
    if not kept and wanted:
        known = {word for title, _ in items for word in title.split()}
        near = [{word, *get_close_matches(word, known, _NEAR, _ALIKE)} for word in wanted]
        kept = [item for title, item in items if all(any(word in title for word in words) for words in near)]
    return sorted(kept, key=lambda item: recent.get(item.id, len(recent)))


def named_around(workspace: Workspace, text: str) -> tuple[FoundItem, ...]:
    """Return people, teams and cycles by their names: the things that goals are filtered by."""
    matches = workspace.database.things.find(text, _AROUND)
    hidden = hidden_ids(workspace.look.records())
    return tuple(
        FoundItem(match.kind, match.id, match.title, match.context) for match in matches if match.id not in hidden
    )


_AROUND = (EntityKind.PERSON, EntityKind.TEAM, EntityKind.CYCLE)


def _listed(workspace: Workspace, match: Match) -> FoundItem:
    """Return the found item; an initiative for a measure is found with it, since the
    scorecard has no room for all of them.
    """
    if match.kind is not EntityKind.INITIATIVE:
        return FoundItem(match.kind, match.id, match.title, match.context)
    measures = {item.row.id: item.row.title for item in workspace.look.measured().values()}
    serves = next((item.serves for item in workspace.look.records().initiatives if item.id == match.id), None)
    if serves in measures:
        return FoundItem(EntityKind.MEASURE, serves or "", match.title, measures[serves or ""], match.kind.word)
    return FoundItem(match.kind, match.id, match.title, match.context)


def _said(workspace: Workspace, text: str) -> Iterator[FoundItem]:
    wanted = fold(text).split()
    for row in remark_rows(workspace):
        if (
            wanted
            and all(word in fold(row.text) for word in wanted)
            and row.title
            and row.kind is not RemarkKind.REVIEW
        ):
            about = _("on {title}", title=row.title)
            yield FoundItem(row.subject_kind, row.subject, clean_line(row.text), about, row.kind.word)
