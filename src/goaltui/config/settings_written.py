"""The settings file as the program writes it: begun with every setting and none set, and with a team that was joined at
the first start, so that the next one opens the same. All else in it people write."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from goaltui.config.small_files import read_small
from goaltui.config.whole_files import write_whole
from goaltui.model.quick.translation import N_, _

TEMPLATE = N_("""\
# The settings of goaltui. You write this file; the program only adds a team that you join.
# Take the # away in front of a setting to use it. goaltui config shows what is in force.

# Your name: who writes, and whose goals are "mine". Default: the system's user name.
# author = "anna"

# The database that opens without --db or GOALTUI_DB.
# database = "~/goals.db"

# The theme of the screen: dark, light, ansi, mono, or one of Textual's.
# theme = "textual-dark"

# The language of the program: en or sv. Default: the system's.
# language = "sv"

# Symbols: unicode, or ascii for terminals and fonts without them.
# glyphs = "unicode"

# auto works in place on a local disk; exchange works on a replica wherever the database is.
# sharing = "auto"

# Other keys for commands; goaltui config lists the commands.
# [keys]
# find = "#"
""")


def add_settings(path: Path, wanted: Mapping[str, str]) -> frozenset[str]:
    """Add to the settings file at `path` what it does not have, above all that is in it; which those were.

    What it says already stays as it is. Raises OSError, ValueError where what would come of it is no settings file.
    """
    try:
        before = read_small(path).decode("utf-8-sig")
    except FileNotFoundError:
        before = _(TEMPLATE)
        path.parent.mkdir(parents=True, exist_ok=True)
    known = tomllib.loads(before)
    new = {name: value for name, value in wanted.items() if name not in known}
    after = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in new.items()) + before
    if tomllib.loads(after) != known | new:
        raise ValueError(_("{path} would not say what it is meant to.", path=path))
    if new:
        write_whole(path, after)
    return frozenset(new)
