"""A parsed TOML file before it is validated: whether it is empty, and the part of the journal that it knew."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goaltui.formats.toml.table import shown
from goaltui.model.errors import Refused, SaysNothing
from goaltui.model.quick.translation import _

FORMAT = 1
_ABOUT_ITSELF = frozenset({"format", "part", "known"})
_WHERE = re.compile(r"^(?P<words>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A file: its name in messages, its text, and its tables."""

    name: str
    text: str
    tables: Mapping[str, Any]

    @property
    def known(self) -> Mapping[str, int]:
        """The number of each replica's last change that the export knew; empty for a file written by hand."""
        told = self.tables.get("known")
        items = told.items() if isinstance(told, dict) else ()
        return {name: number for name, number in items if isinstance(number, int) and not isinstance(number, bool)}

    @property
    def part(self) -> str | None:
        """The objective that the file is of, where it is a part of a workspace."""
        told = self.tables.get("part")
        return told if isinstance(told, str) else None


def parse(text: str, name: str) -> Document:
    """Return the file; raises Refused where it is no TOML, SaysNothing where there is nothing in it."""
    document = Document(name, text, _parsed(text.removeprefix("\ufeff"), name))
    told = (item for key, item in document.tables.items() if key not in _ABOUT_ITSELF)
    if document.tables.get("format", FORMAT) == FORMAT and not any(item not in ({}, []) for item in told):
        raise SaysNothing(_("{name} is empty, so nothing was written.", name=name))
    return document


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(_syntax(str(error), name, text)) from error
    except (ValueError, RecursionError) as error:
        # What the parser of the standard library lets through: numbers of thousands of digits, endless nesting.
        raise Refused(
            _("{name}: a number is too long or lists are nested too deeply; nothing was written.", name=name)
        ) from error


def _syntax(message: str, name: str, text: str) -> str:
    found = _WHERE.match(message)
    if found is None:
        return _("{name}: this is not TOML: {message}; nothing was written.", name=name, message=shown(message))
    line = found["line"] or str(text.count("\n") + 1)
    return _(
        "{name}:{line}: this is not TOML: {found}; nothing was written.",
        name=name,
        line=line,
        found=shown(found["words"]),
    )


def says_the_same(text: str, other: str) -> bool:
    """Return whether two exports differ only in the part of the journal that they knew, which is at their end."""
    first, second = (item.rpartition("\n[known]\n") for item in (text, other))
    return (first[0] or first[2]) == (second[0] or second[2])
