"""The way in: what is asked decides what is imported."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from goaltui.cli.options import CommandLine, read_options, sort_out
from goaltui.model.errors import GoaltuiError

_COMPLETION = "_GOALTUI_COMPLETE"
_REFUSED = 1
_INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Carry out a command line; the exit code is 0 done, 1 refused, 2 wrong usage, 3 unreachable, 130 interrupted."""
    try:
        code = _run(argv)
        sys.stdout.flush()
    except GoaltuiError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has enough of it; nothing is to be said of that.
        return _REFUSED
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return _say(f"The system refuses: {error.strerror or error}{where}; mend that and try again.", _REFUSED)
    return code


def _say(sentence: str, code: int) -> int:
    from goaltui.cli.output import printable

    with suppress(OSError):
        print(f"goaltui: {printable(sentence)}", file=sys.stderr, flush=True)
    return code


def _run(argv: Sequence[str]) -> int:
    if _COMPLETION in os.environ:
        return _command(CommandLine((), tuple(argv)))
    line = sort_out(argv)
    if line.rest[:1] == ("--version",):
        from goaltui import __version__

        print(__version__)
        return 0
    if not line.rest or line.rest == ("demo",):
        return _screen(line)
    if line.rest[:1] == ("checkin",) and _is_plain(line.rest[1:]):
        return _checkin(line)
    return _command(line)


def _is_plain(words: Sequence[str]) -> bool:
    """Whether it is a ref and a line, with nothing that Typer has to read."""
    return bool(words) and not any(word.startswith("--") for word in words) and not words[0].startswith("-")


def _checkin(line: CommandLine) -> int:
    from goaltui.cli.checkin import check_in
    from goaltui.cli.session import start_session

    _, ref, *words = line.rest
    check_in(start_session(read_options(line.options)), ref, words)
    return 0


def _screen(line: CommandLine) -> int:
    from goaltui.cli.screen import open_screen
    from goaltui.cli.session import start_session

    # The screen says itself what is wrong with the settings.
    return open_screen(start_session(read_options(line.options), quiet=True), demo=bool(line.rest))


def _command(line: CommandLine) -> int:
    from goaltui.cli.app import build

    try:
        build()(args=[*line.options, *line.rest], prog_name="goaltui")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
