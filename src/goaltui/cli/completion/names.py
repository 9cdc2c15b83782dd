"""Names in the workspace that complete a word: refs, titles, cycles, people, teams, fields and saved filters."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from goaltui.cli.completion.candidates import Wanted
from goaltui.cli.completion.protocol import Candidate
from goaltui.cli.session import Session
from goaltui.model.errors import GoaltuiError
from goaltui.model.text import fold
from goaltui.rules.dates import span
from goaltui.services.prompt.renewal import is_large

if TYPE_CHECKING:
    from goaltui.model.records import Records
    from goaltui.services.core.workspace import Workspace

MOST = 200
_ASKED = ("is:mine", "is:team", "is:late", "is:stale", "is:open", "is:closed", "status:risk", "status:behind")


def names(session: Session, wanted: Wanted, typed: str) -> tuple[Candidate, ...]:
    """Return the names in the workspace that complete a word; none where it cannot be opened."""
    found: dict[str, Candidate] = {}
    with suppress(GoaltuiError, OSError), session.reading(visits=False) as workspace:
        for kind in wanted.kinds:
            for item in _KINDS[kind](session, workspace, wanted, typed):
                if len(found) < MOST:
                    found.setdefault(item.value, item)
    return tuple(found.values())


def _refs(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    """Yield titles and refs that begin with the typed text, and the refs of titles that hold it."""
    from goaltui.services.parsing.naming import NAMED, RefsOnDemand, find_named

    folded, refs = fold(typed), RefsOnDemand(workspace.database)
    if is_large(workspace.path):
        # Not everything is read for a word, only what it names.
        found = (*workspace.database.things.begun(typed, NAMED), *find_named(workspace.database, typed))
        things = list(dict.fromkeys((item.title, item.id) for item in found))
    else:
        things = list(_all(workspace.look.records()))
    for title, identity in sorted(things):
        ref = refs.of(identity)
        if ref.startswith(folded):
            yield Candidate(ref, title)
        elif folded and fold(title).startswith(folded):
            yield Candidate(title, ref)
        elif folded and folded in fold(title):
            yield Candidate(ref, title)


def _all(records: "Records") -> Iterator[tuple[str, str]]:
    """Title and id of everything that a ref names."""
    for items in (records.objectives, records.key_results, records.measures, records.initiatives):
        yield from ((item.title, item.id) for item in items)


def _cycles(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    today = workspace.today
    for item in sorted(workspace.database.things.structure().cycles, key=lambda item: item.start, reverse=True):
        yield Candidate(
            item.name,
            span(item.start, item.end, today),
        )


def _people(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    return (Candidate(item.name) for item in workspace.database.things.structure().people)


def _teams(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    return (Candidate(item.name) for item in workspace.database.things.structure().teams)


def _perspectives(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    return (Candidate(item.key, item.name) for item in workspace.database.things.structure().ordered_perspectives)


def _filters(session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    from goaltui.config.saved_views import load_views, saved_views_file

    for name, query in load_views(saved_views_file(session.folders.state)).items():
        yield Candidate(f"@{name}", query)
    yield from map(Candidate, _ASKED)
    records = workspace.database.things.structure()
    named = (("owner", records.people), ("team", records.teams), ("cycle", records.cycles))
    for key, items in named:
        yield from (Candidate(f"{key}:{item.name}") for item in items if " " not in item.name)


def _fields(_session: Session, workspace: "Workspace", wanted: Wanted, typed: str) -> Iterator[Candidate]:
    """Yield the fields of the named things, and the words that one of them takes."""
    from goaltui.cli.form_options import asked_for
    from goaltui.services.editing.any_thing import form_alone, meant

    thing = meant(workspace, wanted.named[0], to_write=False)
    workspace.look_about(thing.id)
    form = form_alone(workspace, thing)
    name, equals, _begun = typed.partition("=")
    if equals and name in asked_for(form):
        like = _LIKE.get(name)
        named = (item.value for item in like(_session, workspace, wanted, "")) if like else form.field(name).choices
        yield from (Candidate(f"{name}={choice}") for choice in named if choice)
        return
    for field in asked_for(form):
        yield Candidate(f"{field}=", form.field(field).label)


_Names = Callable[[Session, "Workspace", Wanted, str], Iterator[Candidate]]
_LIKE: Mapping[str, _Names] = {
    **dict.fromkeys(("owner", "partners", "updater"), _people),
    "cycle": _cycles,
    "team": _teams,
    "perspective": _perspectives,
}
"""The fields that take a name."""

_KINDS: Mapping[str, _Names] = {
    "ref": _refs,
    "cycle": _cycles,
    "person": _people,
    "team": _teams,
    "perspective": _perspectives,
    "filter": _filters,
    "field": _fields,
}
