"""The language of the reader: that of the settings, else that of the system's locale."""

from collections.abc import Mapping
from pathlib import Path

from goaltui.config.small_files import read_small

LANGUAGE = "GOALTUI_LANGUAGE"
_KEY = b"language"
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name the language of messages, the first that is set counts (GNU gettext, section 2.3)."""


def chosen_language(environment: Mapping[str, str], settings_file: Path) -> str:
    """Return a language such as `sv`: that of `GOALTUI_LANGUAGE`, of the settings, or of the locale, else English."""
    return environment.get(LANGUAGE) or _set_in(settings_file) or _of_locale(environment)


def _set_in(path: Path) -> str:
    """Return the language in the settings file; empty where it names none. Errors in the file are told elsewhere."""
    try:
        if _KEY not in read_small(path):
            return ""
    except OSError:
        return ""
    from goaltui.config.settings import load

    return load(path).language


def _of_locale(environment: Mapping[str, str]) -> str:
    named = next((value for name in _LOCALE if (value := environment.get(name))), "")
    return named.partition(":")[0].partition(".")[0].partition("_")[0].partition("@")[0].lower()
