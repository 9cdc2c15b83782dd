"""The options that every command takes, found wherever they stand on the command line."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goaltui.model.errors import WrongUsage
from goaltui.model.text import clean_line

WITH_VALUE = ("--db", "--as", "--as-of", "--known-at", "--timeout")
FLAGS = ("--json", "--no-color", "--exchange")
TIMEOUT = 10.0
_LONGEST = 86_400.0


@dataclass(frozen=True, slots=True)
class Options:
    """`database` is a path or URL and `author` a name, both as typed, empty where not given.

    `timeout` is how many seconds a shared database may take to answer.
    """

    database: str = ""
    author: str = ""
    as_of: date | None = None
    known_at: datetime | None = None
    json: bool = False
    no_color: bool = False
    exchange: bool = False
    timeout: float = TIMEOUT


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The arguments with the options that every command takes moved to the front."""

    options: tuple[str, ...]
    rest: tuple[str, ...]


def sort_out(arguments: Sequence[str]) -> CommandLine:
    """Part the options of every command from the rest; after `--` nothing is an option. Raises WrongUsage."""
    options: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, given, value = word.partition("=")
        if word == "--":
            rest.extend((word, *waiting))
            break
        if name in WITH_VALUE:
            if not given and not waiting:
                raise WrongUsage(f"{name} needs a value after it.")
            options.extend((name, value if given else waiting.pop(0)))
        elif word in FLAGS:
            options.append(word)
        else:
            rest.append(word)
    return CommandLine(tuple(options), tuple(rest))


def read_options(words: Sequence[str]) -> Options:
    """The options that `sort_out` found, the last of each counting; raises WrongUsage."""
    waiting = list(words)
    values: dict[str, str] = {}
    while waiting:
        name = waiting.pop(0)
        values[name] = waiting.pop(0) if name in WITH_VALUE else "yes"
    return options_of(
        database=values.get("--db", ""),
        author=values.get("--as", ""),
        as_of=values.get("--as-of", ""),
        known_at=values.get("--known-at", ""),
        json="--json" in values,
        no_color="--no-color" in values,
        exchange="--exchange" in values,
        timeout=values.get("--timeout", ""),
    )


def options_of(
    *,
    database: str,
    author: str,
    as_of: str,
    known_at: str,
    json: bool,
    no_color: bool,
    exchange: bool = False,
    timeout: str = "",
) -> Options:
    """The options from their texts; raises WrongUsage for a day, a moment or a time that is none."""
    if as_of and known_at:
        raise WrongUsage("--as-of and --known-at are two ways of looking back; give one of them.")
    return Options(
        database=database,
        author=clean_line(author),
        as_of=_day(as_of) if as_of else None,
        known_at=moment(known_at, "--known-at") if known_at else None,
        json=json,
        no_color=no_color or bool(os.environ.get("NO_COLOR")),
        exchange=exchange,
        timeout=_seconds(timeout) if timeout else TIMEOUT,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage(f"--as-of is '{clean_line(text)}'; write a day as 2026-11-20.") from error


def moment(text: str, option: str) -> datetime:
    """What an option says of a day or a moment, on the clock of this place; raises WrongUsage."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUsage(f"{option} is '{clean_line(text)}'; write a day or moment as 2026-11-20T14:30.") from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < _LONGEST:
        raise WrongUsage(f"--timeout is '{clean_line(text)}'; write seconds as 10 or 0.5.")
    return seconds
