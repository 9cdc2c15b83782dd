"""Reads the words of a command as Typer would, where they are plain: known options, spelled out, and arguments.

Whatever is not plain is left to Typer: help, mistakes, words that only look like options, values of other types. So
nothing that is read here can come out otherwise there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import EnumType
from typing import Any

from goaltui.cli.declared import Declared
from goaltui.model.quick.quick_tuple import NamedTuple

_TEXT = (str, str | None)
_NUMBER = (int, int | None)
_LIST = (list[str], list[str] | None)
_TYPERS = frozenset({"--", "-h", "--help"})
"""Options that Typer alone answers."""

_MISSING = object()


class Parameter(NamedTuple):
    """An option or argument of a command, with the type of its value."""

    name: str
    kind: Any
    declared: Declared
    default: Any

    @property
    def is_needed(self) -> bool:
        """Return whether the command cannot be called without it."""
        return self.default is _MISSING


def read(command: Callable[..., None], words: Sequence[str], *, lenient: bool = False) -> dict[str, Any] | None:
    """Return the arguments with which these words call a command; none where Typer has to read them."""
    parameters = parameters_of(command)
    if parameters is None:
        return None
    options = options_of(parameters)
    given: dict[str, Any] = {}
    arguments: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("-") or word == "-":
            arguments.append(word)
            continue
        name, is_joined, value = word.partition("=")
        item = options.get(name)
        if item is None and lenient and word not in _TYPERS:
            arguments.append(word)
        elif item is None or not _take(item, name, value if is_joined else None, waiting, given):
            return None
    return _filled(parameters, arguments, given)


def parameters_of(command: Callable[..., None]) -> list[Parameter] | None:
    """Return the parameters of a command behind its context; none where one is declared in Typer's own words."""
    code = command.__code__
    names = code.co_varnames[1 : code.co_argcount]
    if code.co_kwonlyargcount:
        return None
    defaults = command.__defaults__ or ()
    behind: Mapping[str, Any] = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    found = []
    for name in names:
        hint = command.__annotations__[name]
        declared = getattr(hint, "__metadata__", (None,))[0]
        if not isinstance(declared, Declared):
            return None
        found.append(Parameter(name, hint.__origin__, declared, behind.get(name, _MISSING)))
    return found


def options_of(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    """Return the options among the parameters of a command, by every spelling."""
    return {spelled: item for item in parameters if item.declared.is_option for spelled in names_of(item)}


def names_of(item: Parameter) -> tuple[str, ...]:
    """Return every spelling of an option."""
    spelled = f"--{item.name.replace('_', '-')}"
    if item.declared.names:
        return item.declared.names
    return (spelled, f"--no-{spelled[2:]}") if item.kind is bool else (spelled,)


def is_list(item: Parameter) -> bool:
    """Return whether it takes every value that is given, not one."""
    return item.kind in _LIST


def choices_of(item: Parameter) -> tuple[str, ...]:
    """Return the words that an option takes, where it takes no others; else none."""
    return tuple(map(str, item.kind)) if isinstance(item.kind, EnumType) else ()


def is_number(item: Parameter) -> bool:
    """Return whether its value is a whole number."""
    return item.kind in _NUMBER


def _take(item: Parameter, name: str, value: str | None, waiting: list[str], given: dict[str, Any]) -> bool:
    """Take an option, its value from the waiting words where none is joined to it; return whether that was possible."""
    if item.kind is bool:
        given[item.name] = bool(item.declared.names) or name == names_of(item)[0]
        return value is None and "/" not in name
    if value is None:
        if not waiting or waiting[0].startswith("-"):
            return False
        value = waiting.pop(0)
    if item.kind in _LIST:
        given.setdefault(item.name, []).append(value)
        return True
    if item.name in given:
        # Which of the two was meant is not ours to guess.
        return False
    if item.kind in _TEXT:
        given[item.name] = value
        return True
    if value in choices_of(item):
        given[item.name] = item.kind(value)
        return True
    number = number_of(item, value)
    given[item.name] = number
    return number is not None


def number_of(item: Parameter, text: str) -> int | None:
    """Return the whole number that an option takes for a text; None where it takes none."""
    if item.kind not in _NUMBER or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    return number if item.declared.least is None or number >= item.declared.least else None


def _filled(parameters: Sequence[Parameter], arguments: list[str], given: dict[str, Any]) -> dict[str, Any] | None:
    """Return all parameters with their values; none where the arguments do not fit."""
    for item in parameters:
        if not item.declared.is_option and not _take_argument(item, arguments, given):
            return None
    for item in parameters:
        given.setdefault(item.name, item.default)
    return None if arguments or _MISSING in given.values() else given


def _take_argument(item: Parameter, arguments: list[str], given: dict[str, Any]) -> bool:
    """Take an argument's value, where there is one; return whether its kind is plain."""
    if arguments and item.kind in _LIST:
        given[item.name] = arguments[:]
        arguments.clear()
    elif arguments and item.kind in _TEXT:
        given[item.name] = arguments.pop(0)
    return item.kind in _LIST or item.kind in _TEXT
