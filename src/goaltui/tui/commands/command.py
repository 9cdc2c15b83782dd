"""The command as a row of the table: key, words, group, and where it makes sense."""

from enum import StrEnum

from textual.keys import key_to_character

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_, N_p, _, _p
from goaltui.model.quick_dataclass import dataclass
from goaltui.tui.commands.view import EVERYWHERE, View


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

    @property
    def word(self) -> str:
        """The purpose in the reader's language."""
        return _(self.value)


SPACE = N_p("key", "Space")
"""The one key whose name is a word; it is known by the English one."""

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

    @property
    def word(self) -> str:
        """The label in the reader's language."""
        return _p("key", self.label)

    @property
    def does(self) -> str:
        """The sentence of the help, in the reader's language."""
        return _(self.help)

    @property
    def called(self) -> str:
        """Other names of it, in the reader's language, and its id."""
        return f"{_(self.words)} {self.id.replace('_', ' ')}"


def in_words(key: str) -> str:
    """Return a key as people write it in the reader's language."""
    return _p("key", key) if key == SPACE else key


def labelled(*keys: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return keys, each with its label in the reader's language."""
    return tuple((key, _p("key", label)) for key, label in keys)


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
    "space": SPACE,
    "exclamation_mark": "!",
    "escape": "Esc",
    "enter": "Enter",
    "ctrl+p": "Ctrl+P",
    "up,down": "↑ ↓",
    "left,right": "← →",
}
