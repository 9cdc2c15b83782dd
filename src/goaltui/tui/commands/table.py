"""Every command once: menu, keys, footer, mouse and manual come from here."""

from goaltui.tui.commands.command import Command, Group
from goaltui.tui.commands.on_items import ON_ITEMS
from goaltui.tui.commands.on_places import ON_PLACES

COMMANDS: tuple[Command, ...] = tuple(
    command for group in Group for command in (*ON_ITEMS, *ON_PLACES) if command.group is group
)


def acting() -> tuple[Command, ...]:
    """Return the commands that the program carries out, those of the lists left out."""
    return tuple(command for command in COMMANDS if not command.moves)
