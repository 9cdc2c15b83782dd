"""The command as a row of the table: key, words, group, and where it makes sense."""

from enum import StrEnum

from textual.keys import key_to_character

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_
from goaltui.model.quick_dataclass import dataclass


class View(StrEnum):
    """The views of the screen; `item` is one thing in full, closed with Escape."""

    TODAY = "today"
    OBJECTIVES = "objectives"
    SCORECARD = "scorecard"
    MAP = "map"
    HISTORY = "history"
    ITEM = "item"


class Group(StrEnum):
    """The purpose of a command, in the order and the words of the menu."""

    CHECK_IN = N_("Check in")
    WRITE = N_("Write")
    ARRANGE = N_("Arrange")
    LOOK = N_("Look")
    TIME = N_("Time")
    PLAN = N_("Plan and review")
    TEAM = N_("Team")
    PROGRAM = N_("Program")


LISTS = (View.TODAY, View.OBJECTIVES, View.SCORECARD, View.MAP, View.HISTORY)
EVERYWHERE = (*LISTS, View.ITEM)
GOALS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


@dataclass(frozen=True, slots=True)
class Command:
    """`key` is Textual's name of it, none for one that only the menu has; `words` are what else people call it;
    `kinds` are those of the item that it acts on, none for one that acts on no item; the smaller its `rank`, the
    earlier it stands in the footer, 0 for never, before all others in the views where it is `first`; `moves` marks
    what the lists do themselves."""

    id: str
    key: str
    label: str
    help: str
    group: Group
    words: str = ""
    views: tuple[View, ...] = EVERYWHERE
    kinds: tuple[EntityKind, ...] = ()
    writes: bool = False
    rank: int = 0
    first: tuple[View, ...] = ()
    moves: bool = False

    @property
    def key_text(self) -> str:
        """The key as people write it."""
        return written(self.key)


def written(key: str) -> str:
    """Return a key, by Textual's name, as people write it."""
    if key in _WRITTEN or not key:
        return _WRITTEN.get(key, "")
    sign = key_to_character(key) or ""
    if len(sign) == 1 and sign.isprintable() and not sign.isspace():
        return sign
    *held, last = key.split("+")
    return "+".join([*(part.capitalize() for part in held), last.upper() if held else last.capitalize()])


_WRITTEN = {
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "plus": "+",
    "minus": "-",
    "underscore": "_",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "full_stop": ".",
    "space": N_("Space"),
    "exclamation_mark": "!",
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "ctrl+p": "Ctrl+P",
    "up,down": "↑ ↓",
    "left,right": "← →",
}
