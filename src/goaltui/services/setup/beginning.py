"""The beginning of a workspace: who is there, a team, a file to start from."""

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.refs import WORKSPACE_ID, natural_id
from goaltui.model.text import clean_line, fold
from goaltui.services.core.formatting import quoted
from goaltui.services.core.ownership import persons
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace


def proposed_name(workspace: Workspace) -> str:
    """Return what the author is called as far as that is known; empty where there are others, who know it."""
    records = workspace.look.records()
    own = persons(records, workspace.author)
    if len(own) < len(records.people):
        return ""
    return own[0].name if own else workspace.author


def introduce(workspace: Workspace, typed: str) -> Outcome:
    """Make a person of the author under the name that was typed, or name the one that is there.

    Where somebody is called so already, the author is that one for as long as the workspace is open.
    """
    workspace.refuse_looking()
    name = clean_line(typed)
    if not name:
        raise InvalidField(_("The name is empty; type what others call you."), "name")
    records = workspace.look.records()
    own = next(iter(persons(records, workspace.author)), None)
    known = next((person for person in records.people if fold(person.name) == fold(name)), None)
    if known is not None:
        if known != own:
            workspace.author = known.name
        return Outcome(_("You are {name}.", name=quoted(known.name)), frozenset())
    if own is not None:
        return workspace.write(
            [Operation(EntityKind.PERSON, own.id, {"name": name})], _("You are {name}.", name=quoted(name))
        )
    made = Operation(
        EntityKind.PERSON,
        natural_id(EntityKind.PERSON, workspace.author),
        {"key": workspace.author, "name": name, "deleted": False},
    )
    return workspace.write([made], _("You are {name}.", name=quoted(name)))


def begin_team(workspace: Workspace, typed: str) -> Outcome:
    """Begin with a team's OKR, the author being in the team; one undo."""
    workspace.refuse_looking()
    name = clean_line(typed)
    if not name:
        raise InvalidField(_("The name is empty; type what the team is called."), "name")
    team = natural_id(EntityKind.TEAM, name)
    drafts = [
        Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"method": Method.OKR.value, "name": name}),
        Operation(EntityKind.TEAM, team, {"key": name, "name": name, "deleted": False}),
        *(
            Operation(EntityKind.PERSON, person.id, {"team": team})
            for person in persons(workspace.look.records(), workspace.author)
        ),
    ]
    return workspace.write(
        drafts, _("This workspace holds the OKR of {team}; a adds the first objective.", team=quoted(name))
    )
