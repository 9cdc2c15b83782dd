"""What the program says, collected from the source, and the catalogues that translate it."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from goaltui.cli.app import everywhere
from goaltui.cli.command_table import COMMANDS, GROUPS, function_of
from goaltui.cli.declared import Declared

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "goaltui"
KEYWORDS = {
    "_": None,
    "N_": None,
    "_n": (1, 2),
    "counted": (2, 3),
    "_p": ((1, "c"), 2),
    "N_p": ((1, "c"), 2),
}
"""The functions that take a message, with the places of singular, plural and context."""


def collected() -> Catalog:
    """Return all messages of the source, each with the files that it stands in."""
    catalogue = Catalog(project="goaltui", charset="utf-8")
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for path, _line, message, _comments, context in found:
        if message:
            catalogue.add(message, locations=[(path, 0)], context=context)
    for path, message in _helps():
        catalogue.add(message, locations=[(path, 0)])
    return catalogue


def _helps() -> Iterator[tuple[str, str]]:
    """Yield the help of every command of the shell, which is its docstring, and that of its options and arguments."""
    within = (where for group in GROUPS.values() for where in group.values())
    for command in (everywhere, *map(function_of, (*COMMANDS.values(), *within))):
        path = str(Path(inspect.getfile(command)).relative_to(SOURCE))
        yield path, inspect.cleandoc(command.__doc__ or "")
        for item in inspect.signature(command).parameters.values():
            declared = get_args(item.annotation)[1:2]
            if declared and isinstance(declared[0], Declared) and declared[0].told.get("help"):
                yield path, declared[0].told["help"]


def catalogue_files() -> Iterator[Path]:
    """Yield the text of each catalogue."""
    yield from sorted(SOURCE.glob("locale/*/LC_MESSAGES/goaltui.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue from its text."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(path: Path) -> None:
    """Make what the program reads from the text of a catalogue, for whoever reads it meanwhile as a whole."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as made:
        write_mo(made, read(path))
    Path(made.name).replace(path.with_suffix(".mo"))
