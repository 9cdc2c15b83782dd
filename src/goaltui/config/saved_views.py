"""Queries saved by name, for all databases of a user; one small file that is replaced whole."""

import json
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.remembered import remember
from goaltui.model.errors import Refused


def saved_views_file(state: Path) -> Path:
    """Where they lie; the file need not exist."""
    return state / "views.json"


def load_views(path: Path) -> dict[str, str]:
    """Query by name; none where the file is missing or is not one of these."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: query for name, query in found.items() if isinstance(query, str)}


def save_views(path: Path, views: Mapping[str, str]) -> None:
    """Replace what is saved; raises Refused where it cannot be written."""
    if not remember(path, json.dumps(dict(views), ensure_ascii=False, indent=1)):
        raise Refused(f"{path} cannot be written, so the view was not saved; look at the folder's rights.")
