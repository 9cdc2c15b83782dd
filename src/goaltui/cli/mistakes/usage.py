"""Says in a sentence what is wrong with the words of a command, and what to type instead."""

import re
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence

from goaltui.cli.command_table import COMMANDS, GROUPS, LENIENT, function_of
from goaltui.cli.examples import examples_of
from goaltui.cli.mistakes.elsewhere import needless, piped
from goaltui.cli.mistakes.meant_options import meant_option
from goaltui.cli.plain_words import Parameter, choices_of, is_list, is_number, number_of, options_of, parameters_of
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.services.parsing.cycle_words import is_cycle_word

_HELP = ("-h", "--help")
_DASHES_AND_LETTER = 2
_FEW = 5
_TITLES = ("--title", "--name", "--summary", "--text")
_FIELDS = re.compile(r"[a-z_]+(,[a-z_]+)+")
_CYCLE = re.compile(r"(FY)?\d\d(\d\d)?(-?[QHT]\d)?$|[QHT]\d$", re.IGNORECASE)


def wrong_usage(name: str, command: Callable[..., None], words: Sequence[str]) -> str:
    """Return what is wrong with the words of a command; empty where nothing is, or where only Typer can tell."""
    parameters = parameters_of(command)
    options_end = words.index("--") if "--" in words else len(words)
    if parameters is None or any(word in _HELP for word in words[:options_end]):
        return ""
    options = options_of(parameters)
    arguments: list[str] = []
    told = _wrong_options(name, options, list(words[:options_end]), arguments)
    arguments += words[options_end + 1 :]
    places = [item for item in parameters if not item.declared.is_option]
    return told or _wrong_arguments(name, options, places, arguments)


def wrong_option(words: Sequence[str]) -> str:
    """Return what is wrong with the words of a line that begins with an option that no command takes."""
    option = clean_line(words[0].partition("=")[0])
    if option != "-v" and (why := needless("", option)):
        return _("goaltui has no option {option}: {why}", option=option, why=why)
    if meant := meant_option(option, ("--version",)):
        return _("goaltui has no option {option}; did you mean {meant}?", option=option, meant=meant)
    command = next((word for word in words[1:] if word in COMMANDS), None)
    if command is not None and option in options_of(parameters_of(function_of(COMMANDS[command])) or ()):
        return _(
            "{option} is an option of goaltui {command} alone; it stands behind that word.",
            option=option,
            command=command,
        )
    return _("goaltui has no option {option}; goaltui --help lists those it has.", option=option)


def missing_command(group: str) -> str:
    """Return that a command of two words lacks its second."""
    return _(
        "goaltui {group} needs one more word: {kinds}, as in {example}.",
        group=group,
        kinds=", ".join(GROUPS[group]),
        example=_example(group),
    )


def _wrong_options(name: str, options: Mapping[str, Parameter], waiting: list[str], arguments: list[str]) -> str:
    """Return what is wrong with the options, having put the other words among the arguments; empty for nothing."""
    given: set[str] = set()
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("-") or word == "-":
            arguments.append(word)
            continue
        option, is_joined, value = word.partition("=")
        item = options.get(option)
        if item is None and name in LENIENT:
            arguments.append(word)
            continue
        if item is None:
            short = word[:_DASHES_AND_LETTER]
            return "" if short != "--" and short in options else _unknown(name, options, word, waiting)
        if item.kind is bool and is_joined:
            return _("{option} takes no value; leave ={value} out.", option=option, value=clean_line(value))
        if item.kind is bool:
            continue
        if not is_joined and (not waiting or waiting[0].partition("=")[0] in options):
            return _("{name} needs a value after it.", name=option)
        if told := _wrong_value(option, item, value if is_joined else waiting.pop(0), given):
            return told
        given.add(item.name)
    return ""


def _wrong_value(option: str, item: Parameter, value: str, given: Collection[str]) -> str:
    word = clean_line(value)
    if is_number(item) and number_of(item, value) is None:
        return _(
            "{option} is '{word}'; write a whole number such as {least}.",
            option=option,
            word=word,
            least=item.declared.least or 1,
        )
    if (known := choices_of(item)) and value not in known:
        return _("{option} is '{word}'; it can be {known}.", option=option, word=word, known=", ".join(known))
    if item.name in given and not is_list(item):
        return _("{option} is given twice; give it once.", option=option)
    return ""


def _unknown(name: str, options: Mapping[str, Parameter], word: str, behind: Sequence[str]) -> str:
    option = word.partition("=")[0] if word.startswith("--") else word[:_DASHES_AND_LETTER]
    value = word.partition("=")[2] or next((more for more in behind[:1] if not more.startswith("-")), "")
    if "--limit" in options and word[1:].isdigit():
        return _no_option(name, options, clean_line(word), f"--limit {word[1:]}")
    if " " in option or word[1:2].isdigit():
        return _(
            "'{word}' begins with a dash like an option; put -- before it, as in goaltui {command} -- {quoted}.",
            word=clean_line(word),
            command=name,
            quoted=shlex.quote(clean_line(word)),
        )
    if name == "set" and option.startswith("--"):
        return _(
            "goaltui set has no option {option}; fields are set without dashes, as in {example}.",
            option=clean_line(option),
            example=_example(name),
        )
    if name.startswith("add ") and option in _TITLES:
        return _(
            "goaltui {command} has no option {option}; the title stands alone, as in goaltui {command} {title}.",
            command=name,
            option=option,
            title=shlex.quote(clean_line(value)) if value else "TITLE",
        )
    return _elsewhere(name, options, clean_line(option), clean_line(value))


def _elsewhere(name: str, options: Mapping[str, Parameter], option: str, value: str) -> str:
    """Return what stands here for an option of another program: no option, one of this command, or a pipe."""
    why = needless(name, option)
    is_file = "." in value and "--output" not in options
    meant = (is_file and piped(name, option, value)) or (
        (value or not why) and (meant_option(option, options, value) or piped(name, option, value))
    )
    if why and not meant:
        return _("goaltui {command} has no option {option}: {why}", command=name, option=option, why=why)
    return _no_option(name, options, option, meant or "")


def _no_option(name: str, options: Mapping[str, Parameter], option: str, meant: str) -> str:
    if meant:
        return _(
            "goaltui {command} has no option {option}; did you mean {meant}?", command=name, option=option, meant=meant
        )
    if 0 < len(options) <= _FEW:
        return _(
            "goaltui {command} has no option {option}; it has {known}.",
            command=name,
            option=option,
            known=", ".join(options),
        )
    return _(
        "goaltui {command} has no option {option}; goaltui {command} --help shows what it takes.",
        command=name,
        option=option,
    )


def _wrong_arguments(
    name: str, options: Mapping[str, Parameter], places: Sequence[Parameter], arguments: list[str]
) -> str:
    needed = [item for item in places if item.is_needed]
    if len(arguments) < len(needed):
        return _(
            "goaltui {command} needs {what}, as in {example}.",
            command=name,
            what=needed[len(arguments)].declared.told.get("metavar", ""),
            example=_example(name),
        )
    if len(arguments) <= len(places) or any(map(is_list, places)):
        return ""
    return _too_many(name, options, places, [clean_line(word) for word in arguments])


def _too_many(name: str, options: Mapping[str, Parameter], places: Sequence[Parameter], words: list[str]) -> str:
    extra = words[len(places)]
    if extra in ("help", "?") and len(words) == 1:
        return _("goaltui {command} takes no word for help; did you mean goaltui help {command}?", command=name)
    if not places:
        return _options_alone(name, options, words)
    if name == "move" and extra in ("top", "root", "/"):
        return _("goaltui move has an option for that: goaltui move {moved} --top.", moved=shlex.quote(words[0]))
    if name == "move":
        return _(
            "goaltui move takes one thing, and where it goes behind an option, as in goaltui move {moved} "
            "{option} {where}.",
            moved=shlex.quote(words[0]),
            option="--cycle" if _is_cycle(extra) else "--under",
            where=shlex.quote(extra),
        )
    if places[0].declared.told.get("metavar") == "FILE":
        return _("goaltui {command} takes one FILE; for several, as with *.toml, run it once for each.", command=name)
    if len(places) == 1:
        return _(
            "goaltui {command} takes one {what}; several words that are one stand in quotes, as in "
            "goaltui {command} {quoted}.",
            command=name,
            what=places[0].declared.told.get("metavar", "").strip("[]"),
            quoted=shlex.quote(" ".join(words)),
        )
    return _(
        "goaltui {command} has no place for '{word}'; it is used as {example}.",
        command=name,
        word=extra,
        example=_example(name),
    )


def _options_alone(name: str, options: Mapping[str, Parameter], words: list[str]) -> str:
    """Return what is wrong with words for a command that takes options alone."""
    word = words[0]
    if _FIELDS.fullmatch(word):
        return _(
            "goaltui {command} shows every field; jq chooses among them, as in goaltui {command} --json | jq .",
            command=name,
        )
    if "--cycle" in options and _is_cycle(word):
        return _(
            "goaltui {command} takes options alone, and '{word}' is none; did you mean --cycle {word}?",
            command=name,
            word=word,
        )
    if "--filter" in options:
        return _(
            "goaltui {command} takes options alone, and '{word}' is none; did you mean --filter {quoted}?",
            command=name,
            word=word,
            quoted=shlex.quote(" ".join(words)),
        )
    return _(
        "goaltui {command} takes options alone, and '{word}' is none; goaltui {command} --help lists them.",
        command=name,
        word=word,
    )


def _is_cycle(word: str) -> bool:
    return _CYCLE.match(word) is not None or is_cycle_word(word, ())


def _example(name: str) -> str:
    """Return the first example that is of the command itself, and does not prepare it."""
    examples = examples_of(name)
    return next((line for line in examples if line.startswith(f"goaltui {name} ")), examples[0])
