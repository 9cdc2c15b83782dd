"""Make the man pages and the catalogues of other languages while the wheel is built."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Made(BuildHookInterface):  # type: ignore[type-arg]
    """Puts a man page for each language where `man` looks for it, and a catalogue beside the text it is made from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages to a folder of their own and name them among the shared data; write the catalogues."""
        for source in Path(self.root, "src/goaltui/locale").glob("*/LC_MESSAGES/goaltui.po"):
            compiled(source)
        sys.path.insert(0, str(Path(self.root, "src")))
        from goaltui.manual.man_page import man_page

        self._folder = Path(tempfile.mkdtemp())
        for language, place in (("en", "man1"), ("sv", "sv/man1")):
            made = self._folder / f"goaltui.{language}.1"
            made.write_text(man_page(language), encoding="utf-8")
            build_data["shared_data"][str(made)] = f"share/man/{place}/goaltui.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the pages away again once they are in the wheel."""
        shutil.rmtree(self._folder)


def compiled(source: Path) -> None:
    """Make what the program reads from the text of a catalogue, for whoever reads it meanwhile as a whole.

    What is not translated stays out: it is said in English, one and many by the rule of English.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3])
    for message in list(catalogue):
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and not all(forms):
            catalogue.delete(message.id, message.context)
    made = source.with_suffix(f".{os.getpid()}")
    with made.open("wb") as file:
        write_mo(file, catalogue)
    made.replace(source.with_suffix(".mo"))
