"""What the program says, collected from the source, and the catalogues that translate it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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
    return catalogue


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
