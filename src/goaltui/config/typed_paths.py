"""Paths as people type them, made into paths of the system."""

import os
from pathlib import Path

from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _

_NAME_BYTES = 255
_PATH_BYTES = 4095


def typed_path(text: str) -> Path:
    """Return the path that was typed, with `~` as the home folder; raises Refused for no path. It asks no disk."""
    if not text.strip():
        raise Refused(_("The path is empty; name a file."))
    if "\0" in text:
        raise Refused(_("'{text}' contains a NUL character; name another file.", text=text))
    path = _expanded(text)
    if any(_bytes_in(part) > _NAME_BYTES for part in path.parts) or _bytes_in(str(path)) > _PATH_BYTES:
        raise Refused(
            _(
                "'{path}' is too long for a path (255 bytes a name); name a shorter one.",
                path=_beginning(text),
            )
        )
    if not path.is_absolute():
        _refuse_lost_folder(text)
    return path


def _expanded(text: str) -> Path:
    # Not `Path.expanduser`: to that, a file named `~x` in this folder, written `./~x`, is somebody's home.
    found = os.path.expanduser(text)  # noqa: PTH111
    if found.startswith("~"):
        whose = Path(text).parts[0]
        raise Refused(
            _(
                "'{path}' cannot be read: there is no home folder for '{whose}'; write the whole path.",
                path=_beginning(text),
                whose=whose,
            )
        )
    return Path(found)


def _refuse_lost_folder(text: str) -> None:
    try:
        Path.cwd()
    except OSError as error:
        raise Refused(
            _(
                "'{path}' cannot be found: the current folder is gone; change to another one.",
                path=_beginning(text),
            )
        ) from error


def _bytes_in(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _beginning(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:60]}…"
