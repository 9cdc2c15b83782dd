"""Where settings, databases and what is remembered lie; GOALTUI_HOME puts all of it into one folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = "GOALTUI_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """The three folders of the program; none of them has to exist yet."""

    config: Path
    data: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """What people write and the program only reads."""
        return self.config / "settings.toml"

    @property
    def default_database(self) -> Path:
        """The database of whoever names none."""
        return self.data / "goaltui.db"

    @property
    def backups(self) -> Path:
        """Where backups lie, and what was taken away from a shared folder."""
        return self.data / "backups"

    @property
    def log_file(self) -> Path:
        """Where a crash is written down."""
        return self.state / "goaltui.log"


def folders(environment: Mapping[str, str]) -> Folders:
    """The folders for these environment variables, as each system has them."""
    home = environment.get(HOME)
    if home:
        root = Path(home).expanduser()
        return Folders(root / "config", root / "data", root / "state")
    # Imported here because whoever sets GOALTUI_HOME need not wait for it.
    from platformdirs import PlatformDirs

    system = PlatformDirs("goaltui", appauthor=False)
    return Folders(system.user_config_path, system.user_data_path, system.user_state_path)
