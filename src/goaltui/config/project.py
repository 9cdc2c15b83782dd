"""The file of a project, `.goaltui.toml`, in the current folder or above it: it names a database and a filter.

It comes with what was cloned or unpacked, so it is believed little: it names a database in its own folder and a query,
and nothing that runs or writes elsewhere.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.small_files import read_small
from goaltui.model.errors import Refused
from goaltui.model.listing import listed
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line

NAME = ".goaltui.toml"
_KEYS = ("database", "filter")


@dataclass(frozen=True, slots=True)
class Project:
    """The contents of the file: an absolute path, and a query, each empty where the file has none."""

    file: Path
    database: str = ""
    filter: str = ""


def find_project(folder: Path) -> Path | None:
    """Return the nearest file of a project in a folder or above it; None where there is none."""
    for place in (folder, *folder.parents):
        path = place / NAME
        try:
            if stat.S_ISREG(path.stat().st_mode):
                return path
        except OSError:
            continue
    return None


def load_project(path: Path) -> Project:
    """Return the contents of a file; raises Refused where any of it cannot be used: going on would mean another
    database than the file's.
    """
    _refuse_strangers(path)
    table = _table(path)
    for name, value in table.items():
        if name not in _KEYS:
            raise Refused(
                _(
                    "{path} has an unknown key '{word}'; it knows {known}.",
                    path=path,
                    word=clean_line(name),
                    known=listed(_KEYS),
                )
            )
        if not isinstance(value, str):
            raise Refused(_("{path}: {name} is not text in quotes; put quotes around it.", path=path, name=name))
    named = str(table.get("database", "")).strip()
    return Project(path, _inside(path, named) if named else "", str(table.get("filter", "")).strip())


def _table(path: Path) -> Mapping[str, object]:
    import tomllib

    try:
        return tomllib.loads(read_small(path).decode("utf-8-sig"))
    except OSError as error:
        raise Refused(
            _(
                "{path} cannot be read ({reason}); correct it, or name a database with --db.",
                path=path,
                reason=reason_of(error),
            )
        ) from error
    except (ValueError, RecursionError) as error:
        told = clean_line(str(error)) if isinstance(error, ValueError) else _("it is nested too deep")
        raise Refused(
            _("{path} is not TOML: {told}; correct it, or name a database with --db.", path=path, told=told)
        ) from error


def _inside(path: Path, named: str) -> str:
    """Return the path of the database that the file names, in the file's folder or below it."""
    folder = path.parent.resolve()
    if "\0" in named or "://" in named or not (folder / named).resolve().is_relative_to(folder):
        raise Refused(
            _(
                "{path} names a database outside its folder, '{word}', which a project may not; "
                "name it with --db or GOALTUI_DB.",
                path=path,
                word=clean_line(named),
            )
        )
    return str(path.parent / named)


def _refuse_strangers(path: Path) -> None:
    """Raise Refused for a file that another user put there, as in a folder for everybody."""
    if not hasattr(os, "getuid"):
        return
    owner = path.stat().st_uid
    if owner not in (os.getuid(), 0):
        raise Refused(_("{path} belongs to another user, so it is not used; name a database with --db.", path=path))
