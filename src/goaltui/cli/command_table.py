"""Every command with the function that carries it out, `module:function` below `cli/commands/`, imported when asked."""

from collections.abc import Callable, Mapping
from importlib import import_module

COMMANDS: Mapping[str, str] = {
    "checkin": "things.checkin:checkin",
    "due": "show:due",
    "status": "prompt.status:status",
    "round": "round:walk",
    "tree": "show:tree",
    "scorecard": "show:scorecard",
    "map": "strategy_map:show_map",
    "balance": "balance:balance",
    "chart": "chart:chart",
    "people": "people:people",
    "cycles": "cycles:cycles",
    "close": "cycles:close",
    "records": "notes:records",
    "review": "review:review",
    "show": "things.show:show",
    "set": "things.setting:set_fields",
    "delete": "things.delete:delete",
    "find": "things.find:find",
    "why": "show:why",
    "check": "things.check:check",
    "log": "log:log",
    "edit": "transfer:edit",
    "move": "move:move_item",
    "tick": "move:tick",
    "done": "done:done",
    "undo": "writing:undo",
    "redo": "writing:redo",
    "init": "writing:init",
    "import": "transfer:take_in",
    "export": "transfer:export",
    "diff": "transfer:diff",
    "apply": "transfer:apply",
    "sync": "sync:sync",
    "merge": "sync:merge",
    "backup": "maintenance:backup",
    "doctor": "maintenance:doctor",
    "config": "maintenance:config",
    "guide": "setup.guide:guide",
    "library": "setup.library:library",
    "strategy": "strategy.strategy:strategy",
    "thread": "strategy.strategy:thread",
    "demo": "maintenance:demo",
    "schema": "prompt.schema:schema",
    "help": "manual:show_help",
}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "add": {
        "objective": "writing:add_objective",
        "kr": "writing:add_key_result",
        "measure": "writing:add_measure",
        "initiative": "writing:add_initiative",
        "note": "add_attachments:add_note",
        "milestone": "add_attachments:add_milestone",
        "target": "add_attachments:add_target",
        "link": "add_attachments:add_link",
        "cycle": "add_structure:add_cycle",
        "perspective": "add_structure:add_perspective",
        "theme": "add_structure:add_theme",
        "team": "add_structure:add_team",
        "person": "add_structure:add_person",
    },
    "hub": {"move": "sync:move"},
}
"""Commands of two words."""

LENIENT = frozenset({"checkin"})
"""Commands of which a word such as -2 is an argument."""


def function_of(where: str) -> Callable[..., None]:
    """Return the function of a command."""
    module, _, name = where.partition(":")
    found: Callable[..., None] = getattr(import_module(f"goaltui.cli.commands.{module}"), name)
    return found
