"""A keymap of the user's own, checked before it is used: what would not work is named and left out."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from textual.keys import Keys
from textual.keys import _character_to_key as name_of_character

from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.tui.commands.command import Command
from goaltui.tui.commands.table import COMMANDS, acting

LIST_KEYS = frozenset("jkgG")
"""Letters that move through every list."""

_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(2, 10))
"""Those that no terminal, multiplexer or browser keeps for itself."""

_NAMED_KEYS = frozenset(key.value for key in Keys) | {" "}
_MODIFIERS = frozenset(("ctrl", "alt", "shift", "meta", "super"))
_RIGHT = N_("choose a letter, a digit, a sign or f2 to f9.")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys in force; `changed` are Textual's key names by command; `problems` are sentences."""

    commands: tuple[Command, ...] = COMMANDS
    changed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def keymap_of(wanted: Sequence[tuple[str, str]]) -> Keymap:
    """Return the keymap that results from pairs of command and key, as the settings file has them."""
    movable = {command.id: command for command in acting()}
    changed: dict[str, str] = {}
    problems: list[str] = []
    for identity, key in wanted:
        problem = _unknown(identity, movable) or _unsafe(identity, key)
        if problem:
            problems.append(problem)
        else:
            changed[identity] = _name(key)
    for identity, problem in _clashes(changed, movable):
        del changed[identity]
        problems.append(problem)
    commands = tuple(replace(command, key=changed.get(command.id, command.key)) for command in COMMANDS)
    return Keymap(commands, changed, tuple(problems))


def _unknown(identity: str, movable: Mapping[str, Command]) -> str | None:
    if identity in movable:
        return None
    close = get_close_matches(identity, movable, 1)
    hint = _("did you mean '{close}'?", close=close[0]) if close else _("goaltui config lists them.")
    return _("[keys] names no command '{identity}'; {hint}", identity=identity, hint=hint)


def _unsafe(identity: str, key: str) -> str | None:
    if (len(key) == 1 and key.isprintable() and not key.isspace()) or key.lower() in _FUNCTION_KEYS:
        if key in LIST_KEYS:
            return _(
                "[keys] {identity} = '{key}' would hide the list's own {key}; choose another key.",
                identity=identity,
                key=key,
            )
        return None
    if not _is_key(key):
        close = get_close_matches(key.lower(), sorted(_FUNCTION_KEYS), 1) or [sign for sign in key if sign.isalnum()]
        hint = _("did you mean '{close}'?", close=close[0]) if close and close[0] not in LIST_KEYS else _(_RIGHT)
        return _("[keys] {identity} = '{key}' is not a key; {hint}", identity=identity, key=key, hint=hint)
    return _(
        "[keys] {identity} = '{key}' is not safe: terminals, tmux or browsers may keep it to themselves; {hint}",
        identity=identity,
        key=key,
        hint=_(_RIGHT),
    )


def _is_key(written: str) -> bool:
    """Return whether a keyboard has it, alone or held together with others."""
    *held, key = written.lower().split("+")
    return written.lower() in _NAMED_KEYS or (bool(held) and set(held) <= _MODIFIERS and bool(key))


def _clashes(wanted: Mapping[str, str], movable: Mapping[str, Command]) -> Iterator[tuple[str, str]]:
    """Yield wishes to be left out until no key has two commands; a command keeps the key that it comes with."""
    changed = dict(wanted)
    while True:
        holders: dict[str, str] = {}
        order = sorted(movable, key=lambda identity: identity in changed)
        for identity in order:
            key = changed.get(identity, movable[identity].key)
            if key and key in holders:
                taker = movable[holders[key]]
                del changed[identity]
                written = replace(taker, key=key).key_text
                yield (
                    identity,
                    _(
                        "[keys] {identity} = '{written}' is taken by {other}; give one of them another key.",
                        identity=identity,
                        written=written,
                        other=taker.id,
                    ),
                )
                break
            holders[key] = identity
        else:
            return


def _name(key: str) -> str:
    return name_of_character(key) if len(key) == 1 else key.lower()
