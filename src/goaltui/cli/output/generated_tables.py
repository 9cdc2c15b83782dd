"""The JSON tables generated from the commands, one for each language: `python -m tests.manual` writes them."""

import json
from pathlib import Path
from typing import Any

from goaltui.model.quick.translation import SOURCE

_FOLDER = Path(__file__).parents[1]


def generated_table(name: str, language: str) -> dict[str, Any]:
    """Return a table in a language; empty where there is none."""
    # By its path: `importlib.resources` takes longer to import than all the rest that completes a word.
    file = _FOLDER / f"{table_name(name, language)}.json"
    try:
        table: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return table


def table_name(name: str, language: str) -> str:
    """Return the name of a table in a language: `help_texts`, `help_texts_sv`."""
    return name if language == SOURCE else f"{name}_{language}"
