"""The version that ran on this computer last."""

from pathlib import Path

from goaltui.config.remembered import replace_whole
from goaltui.config.small_files import read_small

_LIMIT = 100


def is_updated(state: Path, version: str) -> bool:
    """Return whether another version ran with this state folder before. It is told once, and never on a first start."""
    path = state / "version"
    try:
        before = read_small(path, _LIMIT).decode(errors="replace").strip()
    except OSError:
        # The first version that wrote this file came after the first that remembered windows.
        before = "earlier" if (state / "remembered").is_dir() else ""
    if before == version or not replace_whole(path, f"{version}\n".encode()):
        return False
    return bool(before)
