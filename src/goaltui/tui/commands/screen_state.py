"""The state of the screen with views: the view, the item and the mode, and the commands that make sense in it."""

from collections.abc import Sequence

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.model.quick_dataclass import dataclass
from goaltui.tui.commands.command import Command, labelled
from goaltui.tui.commands.view import LISTS, VIEWS, View

_WAYS_IN_TIME = ("today", "week_back", "week_on", "other_day")
_FIRST_OF_ALL = ("add", "structure", "strategy", "manual")
_ON_MARKED = ("act_on_marked", "mark", "move_item", "delete", "undo")
_ALWAYS = ("actions", "quit")
_ADDED = {shown.view: shown.added for shown in VIEWS}
"""Names of the key that adds, by view, where nothing is listed."""
FROM_ANYWHERE = frozenset(("actions", "manual", "quit", *(view.command for view in LISTS)))
"""The commands that what is open over a view lets through."""
_CLEARS = ("Esc", N_p("key", "clears"))
_UNMARKS = ("Esc", N_p("key", "unmarks"))
_BACK = ("Esc", N_p("key", "back"))


@dataclass(frozen=True, slots=True)
class ScreenState:
    """The view, the kind of the item under the cursor, none where it stands on no item, and the state: another day is
    looked at (`past`), nothing may be written, a `query` narrows, nothing is listed, a command is `offered` for what
    was written just now, so many check-ins are `due`, somebody's change `replaced` a value under the cursor, Escape
    leads somewhere, so many items are `marked`."""

    view: View
    kind: EntityKind | None = None
    past: bool = False
    read_only: bool = False
    query: str = ""
    empty: bool = False
    offered: str = ""
    due: int = 0
    replaced: bool = False
    goes_back: bool = False
    marked: int = 0

    def offers(self, command: Command) -> bool:
        """Return whether a command makes sense here: the view has it, it acts on such an item, and it may write."""
        if command.id == "back":
            return self.goes_back or bool(self.query or self.marked)
        if command.id == "act_on_marked":
            return bool(self.marked) and not (self.past or self.read_only)
        if command.id == "restore" and not self.replaced:
            return False
        if command.id == "open" and self.view is View.HISTORY:
            # It opens the change, whatever that is about.
            return not self.empty
        if self.view not in command.views or (command.writes and (self.past or self.read_only)):
            return False
        return not command.kinds or self.kind in command.kinds

    def refuses(self, command: Command) -> str:
        """Return the reason why a command makes no sense here, in a sentence; empty where it does."""
        if command.writes and (self.past or self.read_only):
            return _("Not on a past day: t goes back to today.") if self.past else _("Nothing can be written here.")
        if self.view not in command.views:
            return _("In the view {views}.", views=_(" or ").join(view.word for view in command.views))
        if self.offers(command):
            return ""
        if command.id == "restore":
            return _("No value here was replaced.")
        if not command.kinds:
            return _("Nothing is open.")
        return _("For {kinds}.", kinds=_(" or ").join(kind.word for kind in command.kinds))


def footer_of(standing: ScreenState, commands: Sequence[Command]) -> tuple[tuple[str, str], ...]:
    """Key and label of what the footer shows, the weightiest first, and last what it always shows."""
    named = {command.id: command for command in commands}
    chosen = [named[name] for name in _chosen(standing, commands) if name in named]
    ends = [named[name] for name in _ALWAYS if name in named]
    pairs = [(command.key_text, _label(command, standing)) for command in (*chosen, *ends) if command.key]
    return (*_ways_out(standing), *pairs)


def _ways_out(standing: ScreenState) -> Sequence[tuple[str, str]]:
    # An item is left before anything is unmarked.
    if standing.marked and standing.view is not View.ITEM:
        return labelled(_UNMARKS)
    if standing.goes_back:
        return labelled(_BACK)
    return labelled(_CLEARS) if standing.query else []


def _chosen(standing: ScreenState, commands: Sequence[Command]) -> Sequence[str]:
    if standing.past:
        return _WAYS_IN_TIME
    if standing.marked:
        return _ON_MARKED
    if standing.empty:
        return ("filter", "scope") if standing.query else _of_empty(standing)
    nothing_due = standing.view is View.TODAY and not standing.due
    offered = [command for command in commands if command.rank and standing.offers(command)]
    offered.sort(key=lambda command: (standing.view not in command.first, command.rank))
    names = [command.id for command in offered if not (nothing_due and command.id == "round")]
    return [standing.offered, *(name for name in names if name != standing.offered)] if standing.offered else names


def _of_empty(standing: ScreenState) -> tuple[str, ...]:
    nothing_added = standing.read_only or _ADDED.get(standing.view) == ""
    return _FIRST_OF_ALL[-1:] if nothing_added else _FIRST_OF_ALL


def _label(command: Command, standing: ScreenState) -> str:
    if command.id == "round" and standing.due:
        return _("round, {count} due", count=standing.due)
    if command.id == "open" and standing.view is View.HISTORY:
        return _("revert, view as of then")
    if command.id == "add" and standing.empty:
        added = _ADDED.get(standing.view)
        return _p("key", added) if added else command.word
    return command.word
