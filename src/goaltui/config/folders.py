"""The folders of settings, databases and state; GOALTUI_HOME puts all of them into one."""

import sys
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.typed_paths import typed_path
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass

HOME = "GOALTUI_HOME"
_NAME = "goaltui"
_XDG = (
    ("XDG_CONFIG_HOME", ".config"),
    ("XDG_DATA_HOME", ".local/share"),
    ("XDG_STATE_HOME", ".local/state"),
)
"""The variables of Linux desktops, and what they stand for where they are not set (XDG Base Directory, version 0.8)."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The three folders of the program; none of them has to exist yet."""

    config: Path
    data: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """The settings file, which people write and the program only reads."""
        return self.config / "settings.toml"

    @property
    def default_database(self) -> Path:
        """The database that is opened where none is named."""
        return self.data / "goaltui.db"

    @property
    def backups(self) -> Path:
        """The folder of backups, and of files taken away from a shared folder."""
        return self.data / "backups"

    @property
    def templates(self) -> Path:
        """The folder of the user's templates."""
        return self.config / "templates"

    @property
    def log_file(self) -> Path:
        """The file in which a crash is recorded."""
        return self.state / "goaltui.log"


def folders(environment: Mapping[str, str]) -> Folders:
    """Return the folders for these environment variables, as each system has them; raises Refused without a home."""
    home = environment.get(HOME)
    if home:
        root = typed_path(home)
        return Folders(root / "config", root / "data", root / "state")
    return _on_linux(environment) or _of_system()


def _on_linux(environment: Mapping[str, str]) -> Folders | None:
    """Return the folders on a plain Linux, without the import of the library that knows every system; else none."""
    home = environment.get("HOME", "")
    if sys.platform != "linux" or "ANDROID_ROOT" in environment or not home.startswith("/"):
        return None
    roots = [Path(environment.get(name) or Path(home, usual)) for name, usual in _XDG]
    return Folders(*(root / _NAME for root in roots)) if all(root.is_absolute() for root in roots) else None


def _of_system() -> Folders:
    from platformdirs import PlatformDirs

    system = PlatformDirs(_NAME, appauthor=False)
    found = Folders(system.user_config_path, system.user_data_path, system.user_state_path)
    if not found.data.is_absolute():
        raise Refused(_("There is no home folder; set HOME or {variable} to one.", variable=HOME))
    return found
