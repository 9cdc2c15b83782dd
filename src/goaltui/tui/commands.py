"""Every command once: key, words and where it makes sense; bindings, palette, footer and help come from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.keys import key_to_character


class View(StrEnum):
    """What the screen shows; `item` is one thing in full, left again with Escape."""

    TODAY = "today"
    OBJECTIVES = "objectives"
    SCORECARD = "scorecard"
    MAP = "map"
    HISTORY = "history"
    ITEM = "item"


LISTS = (View.TODAY, View.OBJECTIVES, View.SCORECARD, View.MAP, View.HISTORY)
_ORDERED = (View.OBJECTIVES, View.SCORECARD)
EVERYWHERE = (*LISTS, View.ITEM)
_GOALS = (View.TODAY, View.OBJECTIVES, View.SCORECARD, View.MAP)
_SHOWN = (*_GOALS, View.ITEM)


@dataclass(frozen=True, slots=True)
class Command:
    """`key` is Textual's name of it, none for one that only the palette has; `footer` names the views whose footer
    shows it; `moves` marks what the lists do themselves."""

    id: str
    key: str
    label: str
    help: str
    views: tuple[View, ...] = EVERYWHERE
    footer: tuple[View, ...] = ()
    moves: bool = False

    @property
    def key_text(self) -> str:
        """The key as people write it."""
        return _WRITTEN.get(self.key) or (key_to_character(self.key) or self.key.upper() if self.key else "")


COMMANDS = (
    Command("view_today", "1", "today", "Today: what is due, what is red, what others changed"),
    Command("view_objectives", "2", "objectives", "Objectives with their key results"),
    Command("view_scorecard", "3", "scorecard", "Scorecard: measures in their perspectives"),
    Command("view_map", "4", "map", "Map: which strategic objective drives which"),
    Command("view_history", "5", "history", "History: who changed what; Enter takes it back or shows what was known"),
    Command("cycles", "o", "cycles", "Cycles: where each stands and what was reached in it"),
    Command("move", "up,down", "move", "Move through the list; PgUp, PgDn, Home and End too", LISTS, moves=True),
    Command("fold", "left,right", "fold", "Close or open what is under an objective", (View.OBJECTIVES,), moves=True),
    Command("open", "enter", "open", "Everything about the item under the cursor", LISTS, (View.HISTORY,), moves=True),
    Command("back", "escape", "back", "Back to the list, or out of what is open", footer=(View.ITEM,)),
    Command("check_in", "c", "check in", "Check in on the item under the cursor", footer=_SHOWN),
    Command("round", "C", "round", "The round: check in on everything due, one after the other", footer=(View.TODAY,)),
    Command("add", "a", "add", "Add what fits where you stand", LISTS, footer=_GOALS),
    Command("remark", "n", "note", "Note what was learnt, decided or stands in the way of the item under the cursor"),
    Command("bet", "K", "key result", "Make a key result from the measure under the cursor", (View.SCORECARD,)),
    Command("edit", "e", "edit", "Edit the item under the cursor", footer=_SHOWN),
    Command("parts", "E", "parts", "Edit what hangs on the item: check-ins, targets, milestones, notes"),
    Command("move_item", "m", "move to", "Move the item under the cursor under another one, or to the top"),
    Command("shift_down", "J", "down", "Put the item under the cursor below its next sibling", _ORDERED),
    Command("shift_up", "I", "up", "Put the item under the cursor above its previous sibling", _ORDERED),
    Command("duplicate", "y", "duplicate", "Make another one like the item under the cursor, with what is in it"),
    Command(
        "link", "L", "link", "Link an objective to what it drives, or change and remove its links", footer=(View.MAP,)
    ),
    Command("delete", "d", "delete", "Delete the item under the cursor; undo brings it back"),
    Command("find", "slash", "find", "Find by part of the title, by key or ref, and jump there", footer=LISTS),
    Command(
        "filter",
        "f",
        "filter",
        "Show only what a query asks for, such as is:mine or status:risk, on every view",
        footer=(View.HISTORY,),
    ),
    Command("scope", "S", "scope", "Show what is mine, then what is my teams', then everybody's"),
    Command("people", "p", "people", "People and teams: who owns what, who owes a check-in"),
    Command(
        "structure", "s", "structure", "Structure: workspace, perspectives, cycles, teams and people, to add and edit"
    ),
    Command("records", "x", "records", "Records: what was learnt, decided, is missing or stands in the way"),
    Command("review", "r", "review", "The review: what is red, stale or changed, noted as you go, with a protocol"),
    Command("balance", "b", "balance", "Balance: how goals, work and check-ins spread over the perspectives"),
    Command("chart", "v", "chart", "The chart of the item under the cursor, with its check-ins"),
    Command("why", "w", "why", "The arithmetic behind the numbers of the item under the cursor", footer=_SHOWN),
    Command("history", "h", "history", "Who changed what on the item under the cursor, as a History of its own"),
    Command("week_back", "left_square_bracket", "week", "Every view as it stood a week earlier"),
    Command("week_on", "right_square_bracket", "week", "A week on again"),
    Command("today", "t", "today", "Back to today"),
    Command("other_day", "T", "day", "Every view as it stood on the day that you type"),
    Command("health", "exclamation_mark", "health", "What the checks find, what to do, and which of them are on"),
    Command(
        "restore",
        "R",
        "restore",
        "Let a value that somebody's change replaced stand again",
        (View.HISTORY,),
        (View.HISTORY,),
    ),
    Command("undo", "u", "undo", "Undo your latest change", footer=(View.ITEM, View.HISTORY)),
    Command("redo", "U", "redo", "Redo what you undid last"),
    Command("help", "question_mark", "help", "Keys and commands", footer=EVERYWHERE),
    Command("palette", "ctrl+p", "palette", "All commands, found by typing"),
    Command("close_cycle", "", "close a cycle", "Close the cycle that ended: grade, learn, carry over"),
    Command("theme", "", "theme", "Change between dark, light, the terminal's own colours and none"),
    Command("quit", "q", "quit", "Leave; everything is saved already", footer=EVERYWHERE),
)

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
    "exclamation_mark": "!",
    "escape": "Esc",
    "enter": "Enter",
    "ctrl+p": "Ctrl+P",
    "up,down": "↑ ↓",
    "left,right": "← →",
}


def footer_of(view: View, commands: Sequence[Command], due: int = 0) -> tuple[tuple[str, str], ...]:
    """Key and label of the commands that the footer of a view shows; the round says how much is `due`."""
    owed = {"round": f"round, {due} due"} if due else {}
    owed |= {"open": "take back, as known"} if view is View.HISTORY else {}
    return tuple(
        (command.key_text, owed.get(command.id, command.label)) for command in commands if view in command.footer
    )


def acting() -> tuple[Command, ...]:
    """The commands that the program carries out, those of the lists left out."""
    return tuple(command for command in COMMANDS if not command.moves)
