"""The options that every command takes, found wherever they stand on the command line."""

import os
from collections.abc import Sequence
from datetime import date, datetime

from goaltui.model.bounds import kept_day
from goaltui.model.errors import InvalidField, WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line

WITH_VALUE = ("--db", "--as", "--as-of", "--known-at", "--timeout")
FLAGS = ("--json", "--no-color", "--exchange")
DATABASE = "GOALTUI_DB"
"""The variable that names the database where --db does not."""

TIMEOUT = 10.0
_LONGEST = 86_400.0


@dataclass(frozen=True, slots=True)
class GlobalOptions:
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
            if not given and (not waiting or waiting[0].startswith("--")):
                raise WrongUsage(_("{name} needs a value after it.", name=name))
            options.extend((name, _told(name, value if given else waiting.pop(0))))
        elif word in FLAGS:
            options.append(word)
        else:
            rest.append(word)
    return CommandLine(tuple(options), tuple(rest))


def _told(name: str, value: str) -> str:
    """Return the value of an option; raises WrongUsage for an empty one, which a script gives that lacks a variable."""
    if not value.strip():
        raise WrongUsage(_("{name} is empty; write a value after it, or leave it out.", name=name))
    return value


def read_options(words: Sequence[str]) -> GlobalOptions:
    """Return the options that `sort_out` found, the last of each counting; raises WrongUsage."""
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
) -> GlobalOptions:
    """Return the options from their texts; raises WrongUsage for a day, a moment or a time that is none."""
    if as_of and known_at:
        raise WrongUsage(_("--as-of and --known-at exclude each other; give one of them."))
    return GlobalOptions(
        database=database or os.environ.get(DATABASE, "").strip(),
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
        return kept_day(date.fromisoformat(text))
    except InvalidField as error:
        raise WrongUsage(_("--as-of {error}.", error=error)) from error
    except ValueError:
        found = _typed_day(text)
    if found is None:
        raise WrongUsage(
            _(
                "--as-of is '{word}'; write a day as yesterday, mon, 2 weeks ago, 20 Nov or 2026-11-20.",
                word=clean_line(text),
            )
        )
    return found


def _typed_day(text: str) -> date | None:
    from goaltui.services.core.clock import SystemClock
    from goaltui.services.parsing.looking_back import day_looked_at

    return day_looked_at(text, SystemClock().today())


def moment(text: str, option: str, *, begins: bool = False) -> datetime:
    """Return the moment that an option's day or moment means, on the clock of this place; raises WrongUsage.

    With `begins` it is where what is asked for begins, and `October` its first day.
    """
    try:
        found = datetime.fromisoformat(text)
        # Before the clock of this place is asked: at the ends of the calendar it has no answer.
        kept_day(found.date())
        found = found.astimezone()
    except InvalidField as error:
        raise WrongUsage(f"{option} {error}.") from error
    except (ValueError, OverflowError, OSError) as error:
        meant = _typed_moment(text, option, begins=begins)
        if meant is not None:
            return meant
        raise WrongUsage(
            _(
                "{option} is '{word}'; write a day or moment as yesterday, mon, 2 weeks ago or 2026-11-20T14:30.",
                option=option,
                word=clean_line(text),
            )
        ) from error
    return found


def _typed_moment(text: str, option: str, *, begins: bool) -> datetime | None:
    from goaltui.services.core.clock import SystemClock
    from goaltui.services.parsing.looking_back import day_meant, day_since, moment_meant

    try:
        return moment_meant(text, SystemClock().now().astimezone(), day_since if begins else day_meant)
    except WrongUsage as error:
        raise WrongUsage(f"{option} {error}") from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < _LONGEST:
        raise WrongUsage(_("--timeout is '{word}'; write seconds as 10 or 0.5.", word=clean_line(text)))
    return seconds
