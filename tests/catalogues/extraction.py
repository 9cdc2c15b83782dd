"""What the program says, collected from the source, and the catalogues that translate it."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import goaltui
from goaltui.cli.app import everywhere
from goaltui.cli.command_table import COMMANDS, GROUPS, function_of
from goaltui.cli.declared import Declared
from goaltui.rules.dates import MONTHS, WEEKDAYS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "goaltui"
ONE = frozenset({"_", "N_"})
COUNTED = {"_n": 0, "counted": 1}
"""Where the singular stands among what is given; the plural follows it."""
WITH_CONTEXT = frozenset({"_p", "N_p"})


def collected() -> Catalog:
    """Return all messages of the source, each with the files that it stands in."""
    catalogue = Catalog(project="goaltui", charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        place = [(path.relative_to(SOURCE).as_posix(), 0)]
        for message, context in _messages(ast.parse(path.read_text(encoding="utf-8"))):
            catalogue.add(message, locations=place, context=context)
    for name, message in _helps():
        catalogue.add(message, locations=[(name, 0)])
    return catalogue


def _messages(tree: ast.Module) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Yield each message, singular and plural where it counts, with its context.

    Babel's own reader sees nothing within an f-string before Python 3.12.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [item.value if isinstance(item, ast.Constant) else None for item in node.args]
        if name in ONE and texts and isinstance(texts[0], str) and texts[0]:
            yield texts[0], None
        elif name in WITH_CONTEXT and len(texts) == 2 and isinstance(texts[0], str) and isinstance(texts[1], str):
            yield texts[1], texts[0]
        elif name in COUNTED:
            one, many = (*texts[COUNTED[name] :], None, None)[:2]
            if isinstance(one, str) and isinstance(many, str):
                yield (one, many), None


def _helps() -> Iterator[tuple[str, str]]:
    """Yield the help of every command of the shell, which is its docstring, and that of its options and arguments."""
    within = (where for group in GROUPS.values() for where in group.values())
    for command in (everywhere, *map(function_of, (*COMMANDS.values(), *within))):
        path = Path(inspect.getfile(command)).relative_to(Path(goaltui.__file__).parent).as_posix()
        yield path, inspect.cleandoc(command.__doc__ or "")
        for item in inspect.signature(command).parameters.values():
            for declared in get_args(item.annotation)[1:2]:
                told = declared.told.get("help") if isinstance(declared, Declared) else getattr(declared, "help", None)
                if told:
                    yield path, told


def begun(language: str) -> Catalog:
    """Return the catalogue of a new language with what the Unicode locale data know: days, months, the decimal sign."""
    catalogue = Catalog(
        locale=language, project="goaltui", version="1", msgid_bugs_address="", last_translator="", language_team=""
    )
    known = Locale.parse(language)
    for number, month in enumerate(MONTHS, 1):
        catalogue.add(month, known.months["format"]["abbreviated"][number].rstrip("."))
    for number, weekday in enumerate(WEEKDAYS):
        catalogue.add(weekday, known.days["format"]["abbreviated"][number].rstrip("."))
    catalogue.add(".", known.number_symbols["latn"]["decimal"], context="decimal sign")
    return catalogue


def catalogue_files() -> Iterator[Path]:
    """Yield the text of each catalogue."""
    yield from sorted(SOURCE.glob("locale/*/LC_MESSAGES/goaltui.po"))


def said(message: Message) -> tuple[str, ...]:
    """Return the forms of a translation, as many as its language counts by; empty ones are not translated."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def read(path: Path) -> Catalog:
    """Return a catalogue from its text."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])
