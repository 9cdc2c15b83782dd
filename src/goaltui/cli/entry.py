"""The entry point of the shell: the command line decides what is imported."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import cast

from goaltui.cli.command_table import COMMANDS, GROUPS, LENIENT, function_of
from goaltui.cli.errors import ErrorStyle, wants_json
from goaltui.cli.global_options import CommandLine, read_options, sort_out
from goaltui.cli.safe_stream import safe_streams
from goaltui.cli.streams import Delivery, streams_kept
from goaltui.config.folders import folders
from goaltui.config.language import chosen_language
from goaltui.model.errors import GoaltuiError, Refused, WrongUsage
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import SOURCE, _, speak

_COMPLETION = "_GOALTUI_COMPLETE"
_OF_TYPER = ("--", "-h", "--help", "--show-completion", "--install-completion", "--version")
_HELP = frozenset({"--help", "-h"})
_REFUSED = 1
_INTERRUPTED = 130
_DAY = 86_400


def run(argv: Sequence[str]) -> int:
    """Carry out a command line; the exit code is 0 done, 1 refused, 2 wrong usage, 3 unreachable, 130 interrupted."""
    delivery = Delivery()
    with streams_kept(delivery), safe_streams():
        said = ErrorStyle(as_json=wants_json(argv))
        code = _ended(argv, delivery, said)
        sys.stdout.flush()
        return _delivered(code, delivery, said)


def _ended(argv: Sequence[str], delivery: Delivery, said: ErrorStyle) -> int:
    """Return the exit code by the fate of the data, once errors are said."""
    try:
        return _run(argv, delivery, said)
    except GoaltuiError as error:
        return said.error(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        reason = f"{reason_of(error)}{where}"
        if delivery.stored:
            return said.error(_("It is saved; only what came after failed: {reason}.", reason=reason), 0)
        return said.error(_("The system refused: {reason}; fix that and try again.", reason=reason), _REFUSED)


def _delivered(code: int, delivery: Delivery, said: ErrorStyle) -> int:
    """Return the exit code where stdout did not take everything: stored data stays stored, and
    a reader who stops has enough.
    """
    lost = delivery.lost
    if lost is None or isinstance(lost, BrokenPipeError):
        return code
    if delivery.stored:
        return said.error(_("It is saved; only stdout could not be written ({reason}).", reason=reason_of(lost)), code)
    return said.error(
        _(
            "stdout could not be written ({reason}), so not everything was written; fix that and try again.",
            reason=reason_of(lost),
        ),
        code or _REFUSED,
    )


def _text(word: str) -> str:
    """Return a word as the UTF-8 text that it is, whatever the locale took it for.

    Raises WrongUsage where it holds bytes that are no text: half of it would be stored as if it were all.
    """
    try:
        return os.fsencode(word).decode()
    except UnicodeError as error:
        shown = word.encode(errors="replace").decode()
        raise WrongUsage(
            _(
                "'{shown}' holds bytes that are no UTF-8 text (where the ? stands); nothing was done, so type it "
                "in UTF-8.",
                shown=shown,
            )
        ) from error


def _run(argv: Sequence[str], delivery: Delivery, said: ErrorStyle) -> int:
    argv = tuple(map(_text, argv))
    # What a program reads never changes with the language of whoever runs it.
    speak(SOURCE if said.as_json else chosen_language(os.environ, folders(os.environ).settings_file))
    if _COMPLETION in os.environ:
        from goaltui.cli.completion.protocol import asked

        if (question := asked(os.environ)) is not None:
            from goaltui.cli.completion.complete import complete

            return complete(question, delivery)
        return _command(CommandLine((), tuple(argv)), delivery, said)
    line = sort_out(argv)
    if line.rest[:1] in (("--version",), ("-V",)) or line.rest == ("version",):
        from goaltui import __version__

        print(f'{{"format": 1, "version": "{__version__}"}}' if said.as_json else __version__)
        return 0
    if line.rest[:1] == ("--install-completion",):
        from goaltui.cli.completion.installing import installed

        print(installed(line.rest[1:]))
        return 0
    if line.rest[:1] == ("--show-completion",):
        from goaltui.cli.completion.installing import shown

        sys.stdout.write(shown(line.rest[1:]))
        return 0
    if _HELP.intersection((*line.rest[:1], *line.rest[-1:])):
        from goaltui.cli.help_texts import kept_help

        # Of a command it is asked for behind it, and by some before it.
        words = line.rest if line.rest[-1] in _HELP else (*line.rest[1:], line.rest[0])
        if (text := kept_help(words)) is not None:
            sys.stdout.write(text)
            return 0
    _refuse_impossible_zone()
    if not line.rest or line.rest == ("demo",):
        return _screen(line, delivery)
    return _plainly(line, delivery, said)


def _refuse_impossible_zone() -> None:
    """Raise Refused where TZ puts this place a whole day or more from UTC: no day can be told there."""
    if max(abs(time.timezone), abs(time.altzone)) >= _DAY:
        raise Refused(
            _(
                "TZ is '{zone}', which is a day or more from UTC; set one such as Europe/Stockholm, or none.",
                zone=os.environ.get("TZ", ""),
            )
        )


def _plainly(line: CommandLine, delivery: Delivery, said: ErrorStyle) -> int:
    """Run a command without Typer, which takes longer to import than all the rest, where its words are plain."""
    name, *words = line.rest
    where = GROUPS[name].get(words.pop(0)) if name in GROUPS and words else COMMANDS.get(name)
    if where is None and _is_word(line.rest):
        raise WrongUsage(_meant(line.rest))
    if where is None:
        _refuse_beginning(line.rest)
        return _command(line, delivery, said)
    from goaltui.cli.declared import Context, Exit
    from goaltui.cli.plain_words import read
    from goaltui.cli.session import start_session

    command = function_of(where)
    given = read(command, words, lenient=name in LENIENT)
    if given is None:
        _refuse_mistake(line.rest, command, words)
        return _command(line, delivery, said)
    try:
        command(Context(start_session(read_options(line.options), delivery)), **given)
    except Exit as end:
        return end.exit_code
    return 0


def _refuse_mistake(line: Sequence[str], command: Callable[..., None], words: Sequence[str]) -> None:
    """Raise WrongUsage where the words of a command are a habit from elsewhere or wrong, saying what to type."""
    from goaltui.cli.mistakes.suggestions import habit_suggestion
    from goaltui.cli.mistakes.usage import wrong_usage

    name = " ".join(line[: len(line) - len(words)])
    if told := habit_suggestion(line) or wrong_usage(name, command, words):
        raise WrongUsage(told)


def _refuse_beginning(line: Sequence[str]) -> None:
    """Raise WrongUsage where no command begins the line; Typer knows what is left, such as help."""
    from goaltui.cli.mistakes.usage import missing_command, wrong_option

    if len(line) == 1 and line[0] in GROUPS:
        raise WrongUsage(missing_command(line[0]))
    if line[0].startswith("-") and line[0] not in _OF_TYPER:
        raise WrongUsage(wrong_option(line))


def _is_word(words: Sequence[str]) -> bool:
    """Return whether it is a word where a command has to be, and no option or a group without more."""
    within = words[1:] if words[0] in GROUPS else words
    return bool(within) and not within[0].startswith("-")


def _meant(words: Sequence[str]) -> str:
    # Imported here because hardly anybody mistypes.
    from goaltui.cli.mistakes.suggestions import command_suggestion, kind_suggestion

    if words[0] not in GROUPS:
        return command_suggestion(words)
    return kind_suggestion(words[1]) if words[0] == "add" else _("goaltui hub move TO is all that hub can do.")


def _screen(line: CommandLine, delivery: Delivery) -> int:
    from goaltui.cli.session import start_session
    from goaltui.cli.tui_launcher import open_screen
    from goaltui.model.enums import Method

    # The screen itself reports errors in the settings.
    return open_screen(
        start_session(read_options(line.options), delivery, quiet=True), demo=Method.BOTH if line.rest else None
    )


def _command(line: CommandLine, delivery: Delivery, said: ErrorStyle) -> int:
    """Run a command by Typer, with its errors as ours."""
    import typer

    from goaltui.cli.app import build

    # Typer's own error, by whichever name its version has for it: a wrong option is one of a kind with the others.
    kinds = (kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
    wrong = cast("type[typer.BadParameter]", next(kinds))
    try:
        code = build()(args=[*line.options, *line.rest], prog_name="goaltui", obj=delivery, standalone_mode=False)
    except wrong as error:
        if said.as_json:
            return said.error(error.format_message(), error.exit_code)
        from goaltui.cli.output.typer_words import told

        return said.error(told(error), error.exit_code)
    except typer.Abort:
        return _INTERRUPTED
    return code if isinstance(code, int) else 0
