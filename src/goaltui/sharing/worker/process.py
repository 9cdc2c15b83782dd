"""The visiting process. All access to the drive or the server happens here, so that a hanging one hangs a process that
nobody waits for, even if it cannot be killed.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from goaltui.config.language import LANGUAGE
from goaltui.model.errors import GoaltuiError, HubMoved
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import SOURCE, _, speak
from goaltui.sharing.progress import Progress, Tell
from goaltui.sharing.worker.messages import Job, Report, Request, request_of


def serve(requests: TextIO, reports: TextIO) -> None:
    """Answer requests, a line each, until there are no more."""
    for line in requests:
        report = _carried_out(request_of(line), lambda step: _send(Report(step=step), reports))
        _send(report, reports)


def _send(report: Report, reports: TextIO) -> None:
    # The program may have left; the job is done.
    with suppress(OSError):
        reports.write(report.line())
        reports.flush()


def _carried_out(request: Request, tell: Tell) -> Report:
    # Imported here so that the process can be started before it is needed at no cost to the one that starts it.
    from goaltui.sharing.worker import jobs

    deadline = time.monotonic() + request.seconds
    try:
        if request.errand is Job.FETCH:
            return jobs.fetch(request, deadline, Progress(tell))
        if request.errand is Job.PROBE:
            return jobs.probe(request, deadline)
        if request.errand is Job.MARK:
            return jobs.mark(request, deadline)
        return jobs.visit(request, deadline)
    except GoaltuiError as error:
        moved = error.to if isinstance(error, HubMoved) else ""
        return Report(error=str(error), kind=type(error).__name__, moved=moved)
    except OSError as error:
        where = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        reason = f"{reason_of(error)}{where}"
        if request.errand is Job.FETCH:
            return Report(
                error=_("This computer's copy could not be made: {reason}; nothing was saved.", reason=reason),
                kind="Refused",
            )
        return Report(
            error=_("The visit failed: {reason}; the work is saved here and waits.", reason=reason),
            kind="HubUnreachable",
        )


if __name__ == "__main__":
    speak(os.environ.get(LANGUAGE, SOURCE))
    serve(sys.stdin, sys.stdout)
