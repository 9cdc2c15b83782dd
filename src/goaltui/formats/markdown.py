"""User text in Markdown: it is escaped and never becomes markup."""

import re

from goaltui.model.text import clean_line

_MARKUP = re.compile(r"([\\`*_{}\[\]#|<>~&]|^[+\-]|^[0-9]+(?=[.)](?:\s|$)))")
"""Signs of markup: anywhere, and at the beginning of a line alone."""


def escaped(text: str) -> str:
    """Return one line of user text with everything that Markdown or HTML would read as markup made plain."""
    return _MARKUP.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", clean_line(text))
