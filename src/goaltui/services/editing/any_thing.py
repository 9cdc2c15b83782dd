"""Any thing by what people type, with the form that it is edited in and what saving or deleting it changes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound, Refused
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _, _n
from goaltui.model.records import InitiativeRecord, ObjectiveRecord, Records
from goaltui.model.refs import WORKSPACE_ID
from goaltui.model.text import clean_line, fold
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.forms.attachments import part_changes, part_form
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import edit_form, open_form
from goaltui.services.forms.links import edit_link
from goaltui.services.forms.structure_forms import structure_changes, structure_form
from goaltui.services.forms.structure_rows import FEWEST, KINDS
from goaltui.services.forms.submit import Submitted, submit
from goaltui.services.parsing import naming
from goaltui.services.parsing.cycle_words import cycle_meant, is_cycle_word
from goaltui.services.parsing.naming import NAMED, only_one
from goaltui.store.search import Match

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.store.things import Things

_Record = TypeVar("_Record")
_STRUCTURE = (EntityKind.WORKSPACE, *KINDS)
_TITLED = (*NAMED, *KINDS, EntityKind.MILESTONE)
_BY_REF = (EntityKind.REMARK, EntityKind.CHECK_IN, EntityKind.TARGET, EntityKind.LINK)
"""Kinds without a title, so that only a ref names them."""

_READ_ALONE = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.INITIATIVE)
"""Kinds whose fields are told by one of them; those of a measure by its targets too."""

_WORDS: Mapping[str, EntityKind] = {
    "kr": EntityKind.KEY_RESULT,
    "note": EntityKind.REMARK,
    **{kind.typed.replace(" ", "-"): kind for kind in (*_TITLED, *_BY_REF)},
}


def meant(workspace: "Workspace", text: str, *, to_write: bool) -> Match:
    """Return the one thing that a ref, a title or a name means, of one kind where that stands before it as in
    `team:care`; `workspace` is the workspace itself. Raises NotFound."""
    if fold(text.strip()) == EntityKind.WORKSPACE.value:
        return Match(EntityKind.WORKSPACE, WORKSPACE_ID, workspace.look.records().workspace.name, "")
    word, colon, name = text.partition(":")
    kind = _WORDS.get(fold(word.strip())) if colon else None
    wanted, kinds = (name.strip(), (kind,)) if kind is not None else (text, _TITLED)
    titled = [one for one in kinds if one in _TITLED]
    database = workspace.database
    if kind is EntityKind.CYCLE and is_cycle_word(wanted, ()):
        days = workspace.look.records().cycle_days
        wanted = cycle_meant(days, wanted, workspace.today) or wanted
    named = database.things.find(wanted, titled) if titled else ()
    if not named:
        found = list(_by_ref(workspace, wanted, [one for one in _BY_REF if kind in (None, one)]))
        if len(found) == 1:
            return found[0]
    if not titled:
        raise NotFound(
            _(
                "No {kind} has the ref {name}; goaltui find shows refs.",
                kind=word.strip(),
                name=formatting.quoted(clean_line(name)),
            )
        )
    chosen = only_one(database, wanted, named, titled)
    return naming.to_write(database, wanted, chosen) if to_write else chosen


def _by_ref(workspace: "Workspace", text: str, kinds: Sequence[EntityKind]) -> Iterator[Match]:
    things = workspace.database.things
    yield from (found for found in things.find(text, kinds) if things.is_named(text, found.kind, found.id))


def form_of(workspace: "Workspace", thing: Match) -> Form:
    """Return the form that the thing is edited in, filled with what stands; raises Refused or NotFound."""
    if thing.kind in _STRUCTURE:
        return structure_form(workspace, thing.kind, thing.id)
    if thing.kind in NAMED:
        return open_form(workspace, thing.kind, thing.id)
    if thing.kind is EntityKind.LINK:
        return edit_link(workspace, thing.id)
    return part_form(workspace, _subject(workspace, thing), thing.kind, thing.id)


def form_alone(workspace: "Workspace", thing: Match) -> Form:
    """Return the form of a thing, of whose fields those that hold another goal may be empty; it has the same fields and
    choices as that of `form_of` and is told without a look at all goals. Raises Refused or NotFound.
    """
    if thing.kind not in _READ_ALONE:
        return form_of(workspace, thing)
    records = _alone(workspace.database.things, thing, workspace.today)
    return edit_form(thing.kind, thing.id, records, workspace.today)


def _alone(things: "Things", thing: Match, day: date) -> Records:
    """Return what stands, of the goals only one and the objective that it is in."""
    found = things.structure()
    if thing.kind is EntityKind.INITIATIVE:
        return found._replace(initiatives=_one(things.record(thing.kind, thing.id, InitiativeRecord)))
    key_results = _one(things.key_result(thing.id, day)) if thing.kind is EntityKind.KEY_RESULT else ()
    objective = key_results[0].objective if key_results else thing.id
    objectives = _one(things.record(EntityKind.OBJECTIVE, objective, ObjectiveRecord))
    return found._replace(objectives=objectives, key_results=key_results)


def _one(record: _Record | None) -> tuple[_Record, ...]:
    return () if record is None else (record,)


def _subject(workspace: "Workspace", thing: Match) -> str:
    """Return the thing that a part hangs on; raises NotFound where it is gone."""
    records = workspace.look.records()
    on: dict[str, str | None] = {item.id: item.key_result for item in records.milestones}
    on |= {item.id: item.subject for item in records.remarks} | {item.id: item.measure for item in records.targets}
    subject = on.get(thing.id)
    if thing.kind is EntityKind.CHECK_IN:
        entity = workspace.database.things.get(thing.kind, thing.id)
        series = getattr(entity, "measure", None)
        own = next((item.id for item in records.key_results if item.measure == series and item.own_measure), None)
        subject = own or series
    if subject is None:
        raise NotFound(_("What it belongs to is no longer there; somebody may have deleted it."))
    return subject


def changes_of(workspace: "Workspace", form: Form) -> Submitted:
    """Return the changes that saving a form of any kind makes; raises InvalidField or NotFound with what to mend."""
    if form.kind in _STRUCTURE:
        return structure_changes(workspace, form)
    if form.kind in (*NAMED, EntityKind.LINK):
        look = workspace.look
        return submit(form, look.records(), look.day, workspace.author, look.valued(form.id))
    return part_changes(workspace, form)


def save_all(workspace: "Workspace", forms: Sequence[Form]) -> Outcome:
    """Save these forms as one change, or none of them; raises InvalidField or NotFound with what to mend."""
    workspace.refuse_looking()
    found = [changes_of(workspace, form) for form in forms]
    drafts = [draft for one in found for draft in one.drafts]
    sentence = " ".join(dict.fromkeys(one.sentence for one in found))
    saved = workspace.write(drafts, sentence, found[0].id if len(found) == 1 else None)
    return saved if saved.touched else Outcome(_("Nothing was changed."), saved.touched, saved.created)


def deletion_effects(workspace: "Workspace", things: Sequence[Match]) -> tuple[str, ...]:
    """Return the parts and children of these things in words; raises Refused where one of them must stay."""
    # Imported here because whoever only shows or sets something deletes nothing.
    from goaltui.services.editing.deletion import delete_effects
    from goaltui.services.editing.structure import hanging

    lost = sum(thing.kind is EntityKind.PERSPECTIVE for thing in things)
    if lost and len(workspace.look.records().perspectives) - lost < FEWEST:
        raise Refused(_("A scorecard needs at least {fewest} perspectives; add another one first.", fewest=FEWEST))
    found: list[str] = []
    for thing in things:
        if thing.kind in _STRUCTURE:
            told = hanging(workspace, thing.kind, thing.id)
        else:
            told = delete_effects(workspace, thing.id) if thing.kind in NAMED else ()
        name = f"{formatting.quoted(thing.title, 40)}: " if len(things) > 1 else ""
        found += [f"{name}{sentence}" for sentence in told]
    return tuple(found)


def delete_all(workspace: "Workspace", things: Sequence[Match]) -> Outcome:
    """Delete these things as one change; raises Refused where one of them must stay."""
    workspace.refuse_looking()
    deletion_effects(workspace, things)
    named = listed(" ".join((thing.kind.word, _called(thing))).strip() for thing in things)
    sentence = _n(
        "Deleted {named}; undo brings it back.", "Deleted {named}; undo brings them back.", len(things), named=named
    )
    return workspace.write([Operation(thing.kind, thing.id, {"deleted": True}) for thing in things], sentence)


def _called(thing: Match) -> str:
    return formatting.quoted(" ".join(thing.title.split())) if thing.title else ""
