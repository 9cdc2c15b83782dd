"""Make the man page from the manual while the wheel is built."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPage(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the man page where `man` looks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it to a folder of its own and name it among the shared data."""
        sys.path.insert(0, str(Path(self.root, "src")))
        from goaltui.manual.man_page import man_page

        self._folder = Path(tempfile.mkdtemp())
        made = self._folder / "goaltui.1"
        made.write_text(man_page(), encoding="utf-8")
        build_data["shared_data"][str(made)] = "share/man/man1/goaltui.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take it away again once it is in the wheel."""
        shutil.rmtree(self._folder)
