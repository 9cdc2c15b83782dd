"""The way in: what is asked decides what is imported."""

import os
import sys
from collections.abc import Sequence

from goaltui.cli.options import CommandLine, read_options, sort_out
from goaltui.model.errors import GoaltuiError

_COMPLETION = "_GOALTUI_COMPLETE"
_INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Carry out a command line; the exit code is 0 done, 1 refused, 2 wrong usage, 3 unreachable, 130 interrupted."""
    try:
        return _run(argv)
    except GoaltuiError as error:
        print(f"goaltui: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        _flush()


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
    return _command(line)


def _screen(line: CommandLine) -> int:
    from goaltui.cli.screen import open_screen
    from goaltui.cli.session import start_session

    return open_screen(start_session(read_options(line.options)), demo=bool(line.rest))


def _command(line: CommandLine) -> int:
    from goaltui.cli.app import build

    try:
        build()(args=[*line.options, *line.rest], prog_name="goaltui")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _flush() -> None:
    """Whoever reads our output may have left; that is no error, and nothing is to be said of it when Python ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
