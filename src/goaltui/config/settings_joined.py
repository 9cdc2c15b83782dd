"""The one time that the program writes the settings: where a team is joined at the first start, so that the next start
opens the same."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.settings_template import TEMPLATE
from goaltui.config.small_files import read_small
from goaltui.config.whole_files import write_whole


def add_settings(path: Path, wanted: Mapping[str, str]) -> frozenset[str]:
    """Add to the settings file at `path` what it does not have, above all that is in it; which those were.

    What it says already stays as it is. Raises OSError, ValueError where what would come of it is no settings file.
    """
    try:
        before = read_small(path).decode("utf-8-sig")
    except FileNotFoundError:
        before = TEMPLATE
        path.parent.mkdir(parents=True, exist_ok=True)
    known = tomllib.loads(before)
    new = {name: value for name, value in wanted.items() if name not in known}
    after = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in new.items()) + before
    if tomllib.loads(after) != known | new:
        raise ValueError(f"{path} would not say what it is meant to.")
    if new:
        write_whole(path, after)
    return frozenset(new)
