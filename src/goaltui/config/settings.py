"""The settings file, written by people and only read by the program."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from goaltui.config.small_files import read_small
from goaltui.model.errors import InvalidField
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _, languages
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.model.text import clean_line

GLYPHS = ("unicode", "ascii")
SHARING = ("auto", "exchange")

_DECIDES = {"database": "database", "sharing": "database", "author": "author"}
"""The settings that decide which database and author are meant."""

_OPTIONS = {"db": "database", "as": "author", "exchange": "sharing"}
"""Names of settings by option."""


class Doubt(NamedTuple):
    """An open question about the settings: `about` is "database" or "author", `because` the cause in a sentence."""

    about: str
    because: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The contents of the file, empty where it says nothing; `keys` are (command, key), `problems` one
    sentence each.

    With `sharing` as "exchange" every database is worked on in a replica, wherever it lies. `doubts` are those of the
    problems that leave open which database or author is meant: going on without them would write to another one.
    """

    author: str = ""
    database: str = ""
    theme: str = ""
    glyphs: str = "unicode"
    keys: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = field(default=())
    sharing: str = "auto"
    doubts: tuple[Doubt, ...] = ()
    language: str = ""

    def doubt(self, about: str) -> str:
        """Return the reason why the database or the author is unknown, in a sentence; empty where it is known."""
        return next((doubt.because for doubt in self.doubts if doubt.about == about), "")


def load(path: Path) -> Settings:
    """Return the settings in a file, defaults where there is none; what cannot be read is left out and is a problem."""
    try:
        table = _table(read_small(path))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return _unreadable(
            _("{path} cannot be read: {reason}; none of it is used.", path=path, reason=reason_of(error))
        )
    except RecursionError:
        return _unreadable(_("{path} is not TOML: something in it is nested too deep; none of it is used.", path=path))
    except ValueError as error:
        return _unreadable(_("{path} is not TOML: {error}; none of it is used.", path=path, error=error))
    return _settings(table, path)


def _table(content: bytes) -> Mapping[str, object]:
    import tomllib

    try:
        # Notepad and PowerShell put a mark at the beginning that is no part of the text.
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(_("it is not UTF-8 text (at line {line}), so save it as UTF-8", line=line)) from error


def _unreadable(problem: str) -> Settings:
    return Settings(problems=(problem,), doubts=(Doubt("database", problem),))


def _settings(table: Mapping[str, object], path: Path) -> Settings:
    settings = Settings()
    found: list[Doubt] = []
    for name, value in table.items():
        if name in _READERS:
            try:
                settings = _READERS[name](settings, value)
            except ValueError as error:
                found.append(
                    Doubt(name, _("{path}: {name} {error}; it is left out.", path=path, name=name, error=error))
                )
        else:
            found.append(_unknown(name, path))
        found += _misplaced(name, value, path)
    doubts = tuple(Doubt(_DECIDES[about], because) for about, because in found if about in _DECIDES)
    return replace(settings, problems=tuple(because for _, because in found), doubts=doubts)


def _unknown(name: str, path: Path) -> Doubt:
    from difflib import get_close_matches

    meant = _OPTIONS.get(name) or next(iter(get_close_matches(name.casefold(), _READERS, 1)), "")
    hint = _("did you mean '{meant}'?", meant=meant) if meant else _("it knows {known}.", known=", ".join(_READERS))
    return Doubt(meant, _("{path} has an unknown key '{name}'; {hint}", path=path, name=name, hint=hint))


def _misplaced(name: str, value: object, path: Path) -> Iterator[Doubt]:
    """Yield a doubt for each deciding setting below the head of a table, where it belongs to that table by mistake."""
    if isinstance(value, dict):
        for word in value:
            if word in _DECIDES:
                yield Doubt(
                    word,
                    _(
                        "{path} has {word} below [{name}], where it means nothing; put it above all tables.",
                        path=path,
                        word=word,
                        name=name,
                    ),
                )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(_("is not text in quotes"))
    return value.strip()


def _name(value: object) -> str:
    text = _text(value)
    try:
        name = clean_line(text)
    except InvalidField as error:
        raise ValueError(_("is too long for a name")) from error
    if text and not name:
        raise ValueError(_("has no visible character"))
    return name


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(_("is not one of {known}", known=", ".join(known)))
    return str(value)


def _keys(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError(_('is not a table such as [keys] with check_in = "c"'))
    # A digit needs no quotes to be understood; what is no key at all is said of that one command, with the others kept.
    return tuple((command, str(key).strip()) for command, key in value.items())


_READERS: Mapping[str, Callable[[Settings, object], Settings]] = {
    "author": lambda settings, value: replace(settings, author=_name(value)),
    "database": lambda settings, value: replace(settings, database=_text(value)),
    "theme": lambda settings, value: replace(settings, theme=_text(value)),
    "language": lambda settings, value: replace(settings, language=_one_of(value, languages())),
    "glyphs": lambda settings, value: replace(settings, glyphs=_one_of(value, GLYPHS)),
    "sharing": lambda settings, value: replace(settings, sharing=_one_of(value, SHARING)),
    "keys": lambda settings, value: replace(settings, keys=_keys(value)),
}
