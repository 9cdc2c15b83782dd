"""The JSON tables generated from the commands, one for each language: `python -m tests.manual` writes them."""

import json
from importlib import resources
from typing import Any

from goaltui.model.quick.translation import SOURCE


def generated_table(name: str, language: str) -> dict[str, Any]:
    """Return a table in a language; empty where there is none."""
    file = resources.files("goaltui.cli") / f"{table_name(name, language)}.json"
    try:
        table: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return table


def table_name(name: str, language: str) -> str:
    """Return the name of a table in a language: `help_texts`, `help_texts_sv`."""
    return name if language == SOURCE else f"{name}_{language}"
