"""Bring the catalogues up to what the source says, and make what the program reads: `python -m tests.catalogues`.

What is new in the source comes in untranslated, what has gone goes. `python -m tests.catalogues de` begins a language.
"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from hatch_build import compiled
from tests.catalogues.extraction import SOURCE, begun, catalogue_files, collected, read, said

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = "# What goaltui says. `python -m tests.catalogues` brings it up to the source; CONTRIBUTING tells the rest."


def main(new: Iterable[str]) -> None:
    """Renew every catalogue, those of the new languages too."""
    found = collected()
    for language in new:
        _write(SOURCE / "locale" / language / "LC_MESSAGES" / "goaltui.po", begun(language), found)
    for path in catalogue_files():
        _write(path, read(path), found)


def _write(path: Path, catalogue: Catalog, found: Catalog) -> None:
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # One word that is counted here and stands alone there is one message, no doubtful one.
    for message in catalogue:
        message.flags.discard("fuzzy")
    # A moment would make every run a change.
    catalogue.revision_date = catalogue.creation_date = _ALWAYS
    catalogue.header_comment = _HEAD
    catalogue.fuzzy = False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as text:
        write_po(text, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=False)
    compiled(path)
    missing = sum(1 for message in catalogue if message.id and not all(said(message)))
    print(f"{path.parent.parent.name}: {len(catalogue)} messages, {missing} without a translation")


main(sys.argv[1:])
