"""The settings file: written by people, only read by the program."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

GLYPHS = ("unicode", "ascii")
SHARING = ("auto", "exchange")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says, empty where it says nothing; `keys` are (command, key); `problems` one sentence each.

    With `sharing` as "exchange" every database is worked on in a replica, wherever it lies.
    """

    author: str = ""
    database: str = ""
    theme: str = ""
    glyphs: str = "unicode"
    keys: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = field(default=())
    sharing: str = "auto"


def load(path: Path) -> Settings:
    """The settings in a file, defaults where there is none; what cannot be read is left out and listed as a problem."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return Settings(problems=(f"{path} cannot be read: {error.strerror}; goaltui goes on without it.",))
    except ValueError as error:
        return Settings(problems=(f"{path} is not TOML: {error}; goaltui goes on without it.",))
    return _settings(table, path)


def _settings(table: Mapping[str, object], path: Path) -> Settings:
    readers: Mapping[str, Callable[[Settings, object], Settings]] = {
        "author": lambda settings, value: replace(settings, author=_text(value)),
        "database": lambda settings, value: replace(settings, database=_text(value)),
        "theme": lambda settings, value: replace(settings, theme=_text(value)),
        "glyphs": lambda settings, value: replace(settings, glyphs=_one_of(value, GLYPHS)),
        "sharing": lambda settings, value: replace(settings, sharing=_one_of(value, SHARING)),
        "keys": lambda settings, value: replace(settings, keys=_keys(value)),
    }
    settings = Settings()
    problems = []
    for name, value in table.items():
        if name not in readers:
            close = get_close_matches(name, readers, 1)
            hint = f"did you mean '{close[0]}'?" if close else f"it knows {', '.join(readers)}."
            problems.append(f"{path} has an unknown key '{name}'; {hint}")
            continue
        try:
            settings = readers[name](settings, value)
        except ValueError as error:
            problems.append(f"{path}: {name} {error}; it is left out.")
    return replace(settings, problems=tuple(problems))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text in quotes")
    return value.strip()


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"is not one of {', '.join(known)}")
    return str(value)


def _keys(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError('is not a table such as [keys] with check_in = "c"')
    # A digit needs no quotes to be understood; what is no key at all is said of that one command, with the others kept.
    return tuple((command, str(key).strip()) for command, key in value.items())
