"""Checking a TOML file by itself: what the checks find in it, with the lines, and nothing of it kept."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from goaltui.formats.toml.source_lines import lines_of
from goaltui.model.findings import Finding
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.services.core.clock import Clock
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.check_input import findings_of

_NAMING = ("title", "name", "key", "text")
"""The fields by which a file calls things, what people read first."""


class FoundInFile(NamedTuple):
    """A finding and the line of the file that names the thing; None where no line does."""

    finding: Finding
    line: int | None


def findings_in(text: str, name: str, *, author: str, clock: Clock, day: date | None = None) -> tuple[FoundInFile, ...]:
    """Return what the checks find in a file as it stands on a day, today without one; raises Refused where the file
    cannot be taken in."""
    with TemporaryDirectory(prefix="goaltui-check-") as folder:
        workspace = Workspace.open(Path(folder) / "check.db", author=author, clock=clock, create=True)
        try:
            import_toml(workspace, text, name, judge_anew=True)
            workspace.look_at(day)
            found = findings_of(workspace)
        finally:
            workspace.close()
    lines = _named_lines(text)
    return tuple(FoundInFile(item, lines.get(item.title)) for item in found)


def _named_lines(text: str) -> Mapping[str, int]:
    """Return the first line of each name that the file gives."""
    plain = text.removeprefix("\ufeff")
    tables, found = tomllib.loads(plain), dict[str, int]()
    for path, line in lines_of(plain).items():
        if path and path[-1] in _NAMING:
            value = _at(tables, path)
            if isinstance(value, str):
                found.setdefault(value, line)
    return found


def _at(tables: Any, path: tuple[str | int, ...]) -> object:
    for step in path:
        tables = tables[step]
    return tables
