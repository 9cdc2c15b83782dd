"""What the manual has from the code: tables between two comments."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer

import goaltui
from goaltui.cli.app import build
from goaltui.cli.output.generated_tables import table_name
from goaltui.cli.output.typer_words import WORDS as TYPERS
from goaltui.config.settings_written import TEMPLATE
from goaltui.manual.pages import page
from goaltui.model.quick.translation import CATALOGUES, SOURCE, _, languages, speak, spoken
from goaltui.rules.checks import CHECKS
from goaltui.tui.commands.screen_keys import SENTENCES
from goaltui.tui.commands.table import COMMANDS
from hatch_build import compiled
from tests.catalogues.extraction import read
from tests.manual.swedish import WORDS, figures, keystrokes

FOLDER = Path(goaltui.__file__).parent / "manual"
SCHEMAS = Path(goaltui.__file__).parent / "cli" / "schemas"
CLI = Path(goaltui.__file__).parent / "cli"
_MOST = 0.9
"""The part of the messages that is translated before a page shows tables in a language, and not half in English."""


def table(heading: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [in_words(heading), ("---",) * len(heading), *rows]
    told = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return (
        "".join(f"{line}\n" for line in told)
        .replace("| --- | --- | --- |", "|---|---|---|")
        .replace("| --- | --- |", "|---|---|")
    )


def keys() -> str:
    """Every key of the main screen."""
    return table(
        ("key", "what it does"), ((f"`{command.key_text}`", _(command.help)) for command in COMMANDS if command.key)
    )


def screens() -> str:
    """Every key of what opens over a view."""
    rows = (
        (_(name), f"`{key}`", _first_sentence(_(told)))
        for name, keys in SENTENCES.items()
        for key, told in keys.items()
    )
    return table(("screen", "key", "what it does"), rows)


def commands() -> str:
    """Every command of the shell with its arguments."""
    return table(("command", "does"), ((f"`{usage}`", does) for usage, does in every_command()))


def checks() -> str:
    """Every check with what it finds and what to do."""
    return table(
        ("check", "finds", "what to do"),
        ((f"`{check.id}`", _(check.what), _(check.advice)) for check in sorted(CHECKS, key=lambda check: check.id)),
    )


def settings() -> str:
    """Every setting, as the file says it that `goaltui config --init` writes."""
    blocks = (block.splitlines() for block in _(TEMPLATE).split("\n\n")[1:])
    lines = ([line.removeprefix("# ") for line in block] for block in blocks)
    rows = ((" ".join(f"`{line}`" for line in block[1:]), block[0]) for block in lines)
    return table(("setting, for example", "means"), rows)


def shapes() -> str:
    """Every command that writes JSON, with the fields of its object."""
    alike: dict[str, list[str]] = {}
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        fields = ", ".join(f"`{name}`" for name in schema.get("properties", {}) if name != "format")
        title = schema["title"]
        if title.endswith(" --json"):
            # A command is typed, even one that is also a word of a heading: check.
            title = title.removeprefix("goaltui ").removesuffix(" --json")
        else:
            (title,) = in_words((title,))
        alike.setdefault(fields, []).append(f"`{title}`")
    return table(("commands", "fields"), ((", ".join(titles), fields) for fields, titles in alike.items() if fields))


TABLES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "the keys": ("keys", keys),
    "the keys of the screens": ("keys", screens),
    "the commands": ("shell", commands),
    "the checks": ("checks", checks),
    "the settings": ("settings", settings),
    "the shapes": ("json", shapes),
}
"""The tables by their comment: the page that each stands in, and what makes it."""

IN_SWEDISH: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "the keystrokes": ("keys", keystrokes),
    "the figures": ("speed", figures),
}
"""The tables of the English pages that the Swedish ones have too: where they stand, and what puts them in Swedish."""


def every_command() -> list[tuple[str, str]]:
    """How each command is called, and the first sentence of its help."""
    return list(_commands(typer.main.get_command(build()), "goaltui"))


def _commands(group: Any, above: str) -> Iterator[tuple[str, str]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _commands(command, f"{above} {name}")
        else:
            yield f"{above} {name}{_arguments(command)}", _first_sentence(command.help or "")


def _arguments(command: Any) -> str:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    names = [(argument.metavar or argument.name.upper()).strip("[]{}") for argument in arguments]
    told = [name if argument.required else f"[{name}]" for name, argument in zip(names, arguments, strict=True)]
    return "".join(f" {word}" for word in told)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=\.)\s|\n\n", " ".join(text.split("\n\n")[0].split()))[0]


def with_table(text: str, name: str, made: str) -> str:
    """A page with one of its tables made anew."""
    before, _, rest = text.partition(f"<!-- {name} -->\n")
    _, ending, after = rest.partition(f"<!-- /{name} -->\n")
    assert ending, f"the page has no comments for {name}"
    return f"{before}<!-- {name} -->\n{made}<!-- /{name} -->\n{after}"


def pages_made_anew() -> dict[Path, str]:
    """Every file with something generated, as the code says that it is to be."""
    return {**_pages(), **{path: text for language in languages() for path, text in _tables(language).items()}}


def _tables(language: str) -> dict[Path, str]:
    """What is made from the commands, in a language; nothing until most of the program speaks it."""
    if language != SOURCE and not _is_spoken(language):
        return {}
    speak(language)
    try:
        root: Any = typer.main.get_command(build())
        made = {"help_texts": help_texts(), "completion_table": completion_table(root, root.context_class(root))}
    finally:
        speak(SOURCE)
    return {
        CLI / f"{table_name(name, language)}.json": json.dumps(table, indent=1, ensure_ascii=language == SOURCE) + "\n"
        for name, table in made.items()
    }


def _pages() -> dict[Path, str]:
    """Every page with a table of the code, and the Swedish ones with a table that the English ones hold."""
    english = _of_the_code(SOURCE)
    swedish = _of_the_code("sv")
    for name, (topic, translate) in IN_SWEDISH.items():
        made = translate(held(page(topic).text, name))
        swedish[topic] = with_table(swedish.get(topic, page(topic, "sv").text), name, made)
    pages = {SOURCE: english, "sv": swedish}
    return {FOLDER / language / f"{topic}.md": text for language in pages for topic, text in pages[language].items()}


def _of_the_code(language: str) -> dict[str, str]:
    """The pages with a table of the code in a language; empty tables until most of the program speaks it."""
    made: dict[str, str] = {}
    speaks = language == SOURCE or _is_spoken(language)
    speak(language)
    try:
        for name, (topic, make) in TABLES.items():
            text = made.get(topic, page(topic, language).text)
            made[topic] = with_table(text, name, make() if speaks else "")
    finally:
        speak(SOURCE)
    return made


@cache
def _is_spoken(language: str) -> bool:
    """Whether most messages are translated; what the program reads is made from the text of the catalogue then."""
    path = CATALOGUES / language / "LC_MESSAGES" / "goaltui.po"
    messages = [message for message in read(path) if message.id]
    compiled(path)
    return sum(1 for message in messages if message.string) > _MOST * len(messages)


def in_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a table in the language that is spoken."""
    return words if spoken() == SOURCE else tuple(WORDS.get(word, word) for word in words)


def held(text: str, name: str) -> str:
    """What a page holds between the two comments of a name."""
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->\n")[0]


def completion_table(command: Any, context: Any) -> dict[str, Any]:
    """The words of a command: options with what they take, arguments, and what stands below it."""
    options = [item for item in command.params if item.param_type_name == "option"]
    below = getattr(command, "commands", {})
    return {
        "help": _first_sentence(command.help or ""),
        "options": {
            name: ["" if item.is_flag else _takes(item, context), item.help or ""]
            for item in options
            for name in (*item.opts, *item.secondary_opts)
        },
        "arguments": [item.metavar or "" for item in command.params if item.param_type_name == "argument"],
        **({"commands": {name: completion_table(below[name], context) for name in sorted(below)}} if below else {}),
    }


def _takes(option: Any, context: Any) -> str:
    """What a value is called, `<a|b>` for words to choose from."""
    record = option.get_help_record(context)
    told: str = re.split(r"[ ,]", record[0])[-1] if record else ""
    return told if told and not told.startswith("--") else "TEXT"


def help_texts() -> dict[str, str]:
    """The help of every command as Typer writes it to a terminal of the usual width."""
    root: Any = typer.main.get_command(build())
    formatter = root.context_class.formatter_class
    with patch("typer.core._", _), patch.object(formatter, "write_usage", _with_usage(formatter.write_usage)):
        return dict(_helps(root.context_class(root, info_name="goaltui", help_option_names=["-h", "--help"]), ""))


def _with_usage(write: Callable[..., None]) -> Callable[..., None]:
    """What writes the first line of a help, its first word in the reader's language."""
    return lambda formatter, program, arguments="": write(formatter, program, arguments, _("Usage: "))


def _translate(command: Any, context: Any) -> None:
    """Put in the reader's language what Typer itself says of a command."""
    command.options_metavar = _(command.options_metavar)
    if hasattr(command, "commands"):
        command.subcommand_metavar = _(command.subcommand_metavar)
    for item in command.get_params(context):
        if getattr(item, "help", None) in TYPERS:
            item.help = _(item.help)


def _helps(context: Any, words: str) -> Iterator[tuple[str, str]]:
    context.terminal_width = 78
    _translate(context.command, context)
    yield words, f"{context.get_help()}\n"
    for name, command in sorted(getattr(context.command, "commands", {}).items()):
        yield from _helps(type(context)(command, parent=context, info_name=name), f"{words} {name}".strip())
