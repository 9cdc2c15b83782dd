"""The parts of the screen that a method leaves out: its commands say so, and the digits of the views stay."""

from collections.abc import Mapping, Sequence

from goaltui.model.enums import Method
from goaltui.tui.commands.command import Command
from goaltui.tui.commands.view import View

_WITHOUT: Mapping[Method, frozenset[str]] = {
    Method.OKR: frozenset({"view_scorecard", "view_map", "balance", "bet", "link", "library"}),
    Method.SCORECARD: frozenset({"cycles", "close_cycle", "bet"}),
}
_FIRST: Mapping[Method, View] = {Method.SCORECARD: View.SCORECARD}


def without(method: Method) -> frozenset[str]:
    """Return the ids of the commands that a method has no use for."""
    return _WITHOUT.get(method, frozenset())


def of_method(commands: Sequence[Command], method: Method | None) -> tuple[Command, ...]:
    """Return the commands that a method has; all of them as long as it is not known."""
    left_out = without(method) if method is not None else frozenset()
    return tuple(command for command in commands if command.id not in left_out)


def shows(method: Method, view: View) -> bool:
    """Return whether a view is among those of a method."""
    return view.command not in without(method)


def first_view(method: Method) -> View:
    """Return the view on which a workspace opens for the first time."""
    return _FIRST.get(method, View.OBJECTIVES)
