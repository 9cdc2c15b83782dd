"""The tour of seven steps through a sample: each says what there is and which key to press, and goes on by that key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from goaltui.config.remembered import first_time
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.tui.commands.command import in_words
from goaltui.tui.components.footer import KeyBar
from goaltui.tui.components.header import THROWN_AWAY
from goaltui.tui.context import Context
from goaltui.tui.method import without

if TYPE_CHECKING:
    from goaltui.model.enums import Method


class TourStep(NamedTuple):
    """A step of the tour: its words, and the command that ends it."""

    command: str
    text: str


STEPS = (
    TourStep("view_today", N_("Today: what you owe, and what is red without an owner or work.")),
    TourStep(
        "check_in", N_("This is the habit, once a week: the number of today, then a note if you like. Enter saves it.")
    ),
    TourStep("view_objectives", N_("Objectives, each with the key results that prove it. The arrows fold and unfold.")),
    TourStep("why", N_("Every number can say why it is what it is. Esc goes back.")),
    TourStep("view_scorecard", N_("Measures in perspectives: is everything in balance, not only what changes now?")),
    TourStep("view_map", N_("What drives what: from learning up to money.")),
    TourStep("actions", N_("Everything that can be done here, found by typing. That is all you have to remember.")),
)
_INSTEAD: Mapping[str, TourStep] = {
    "view_scorecard": TourStep(
        "round", N_("The round: all check-ins that are due, one after the other. Esc leaves it.")
    ),
    "view_map": TourStep("view_history", N_("Who changed what, and when; nothing is ever lost.")),
}
"""The steps of a method that has no scorecard."""


_CHECK_IN = "check_in"
_OPENS = ("why", "round", "actions")
"""Commands that are done once they have opened something over the views."""


class TourBar(Static):
    """The bar of the tour, above the keys."""

    DEFAULT_CSS: ClassVar[str] = """
    TourBar { height: auto; max-height: 4; padding: 0 1; background: $panel; border-top: solid $accent; }
    """

    def __init__(self, steps: tuple[TourStep, ...], keys: Mapping[str, str]) -> None:
        super().__init__()
        self._steps = steps
        self._keys = keys
        self._at = 0

    def on_mount(self) -> None:
        self._show()

    def follow(self, command: str) -> None:
        """Go on where this command is what the step asks for; go away after the last one."""
        if command != self._steps[self._at].command:
            return
        self._at += 1
        if self._at == len(self._steps):
            self.remove()
        else:
            self._show()

    def _show(self) -> None:
        step = self._steps[self._at]
        key = self._keys.get(step.command) or "?"
        self.update(
            Content.assemble(
                (_("Tour {at} of {count}   ", at=self._at + 1, count=len(self._steps)), "bold $accent"),
                (_("press "), "$dim"),
                (in_words(key), "bold $accent"),
                "   ",
                _(step.text),
            )
        )


def steps_for(method: "Method") -> tuple[TourStep, ...]:
    """Return the steps of a method, each with a command that it has."""
    left_out = without(method)
    return tuple(_INSTEAD[step.command] if step.command in left_out else step for step in STEPS)


async def tour(app: Context) -> None:
    """Begin the tour, or end it."""
    if running := app.main.query(TourBar):
        await running.remove()
        app.say(_("The tour is over; the menu (?) starts it again."))
        return
    await app.main.settled()
    header = app.main.views.header
    if header is None:
        return
    keys = {command.id: command.key_text for command in app.keys.commands}
    await app.main.mount(TourBar(steps_for(header.method), keys), before=app.main.query_one(KeyBar))


async def offer_tour(app: Context) -> None:
    """Begin the tour of a sample where it was asked for; else say, the first time, that there is one."""
    if app.start.saved != THROWN_AWAY:
        return
    if app.start.tour:
        await tour(app)
    elif first_time(app.start.log.parent, "tour"):
        app.say(_("The first time here? A tour of seven steps shows the way: ? tour."))


def follow(app: Context, command: str) -> None:
    """Tell a tour that a command was carried out: one that opens something counts once that is open."""
    if command != _CHECK_IN and (command not in _OPENS or app.screen is not app.main):
        _tell(app, command)


def checked_in(app: Context) -> None:
    """Tell a tour that a check-in was written; the key that opens its line is not enough."""
    _tell(app, _CHECK_IN)


def _tell(app: Context, command: str) -> None:
    for bar in app.main.query(TourBar):
        bar.follow(command)
