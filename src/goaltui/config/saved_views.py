"""Queries saved by name, for all databases of a user, in one small file that is replaced whole."""

import json
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.remembered import replace_whole
from goaltui.config.small_files import read_json
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _


def saved_views_file(state: Path) -> Path:
    """Return the path of the saved queries; the file need not exist."""
    return state / "views.json"


def load_views(path: Path) -> dict[str, str]:
    """Return the saved queries by name; none where the file is missing or is no file of queries."""
    try:
        return _views(path)
    except (OSError, ValueError):
        return {}


def save_views(path: Path, views: Mapping[str, str]) -> None:
    """Replace the saved queries; raises Refused where they cannot be written, or the old ones cannot be read."""
    try:
        _views(path)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise Refused(
            _("{path} cannot be read, so the filter was not saved; fix or remove that file.", path=path)
        ) from error
    if not replace_whole(path, json.dumps(dict(views), ensure_ascii=False, indent=1).encode()):
        raise Refused(
            _("{path} cannot be written, so the filter was not saved; check the folder's permissions.", path=path)
        )


def _views(path: Path) -> dict[str, str]:
    found = read_json(path)
    if not isinstance(found, dict):
        raise ValueError(_("{path} holds no saved filters", path=path))
    return {name: query for name, query in found.items() if isinstance(query, str)}
