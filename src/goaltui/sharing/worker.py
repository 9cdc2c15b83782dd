"""The visiting process: everything that touches the drive or the server happens here, so that one that hangs, even
beyond being killed, hangs a process that nobody waits for."""

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from goaltui.model.errors import GoaltuiError
from goaltui.sharing.answers import Errand, Report, Request, request_of


def serve(requests: TextIO, reports: TextIO) -> None:
    """Answer requests, a line each, until there are no more."""
    for line in requests:
        report = _carried_out(request_of(line))
        # Whoever asked may have left; what was done is done.
        with suppress(OSError):
            reports.write(report.line())
            reports.flush()


def _carried_out(request: Request) -> Report:
    # Imported here so that the process can be started before it is needed at no cost to the one that starts it.
    from goaltui.sharing import errands

    deadline = time.monotonic() + request.seconds
    try:
        if request.errand is Errand.FETCH:
            return errands.fetch(request, deadline)
        if request.errand is Errand.PROBE:
            return errands.probe(request, deadline)
        if request.errand is Errand.MARK:
            return errands.mark(request, deadline)
        return errands.visit(request, deadline)
    except GoaltuiError as error:
        return Report(error=str(error), kind=type(error).__name__)
    except OSError as error:
        where = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        sentence = f"The visit failed: {error.strerror or error}{where}; the work is saved here and waits."
        return Report(error=sentence, kind="HubUnreachable")


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
