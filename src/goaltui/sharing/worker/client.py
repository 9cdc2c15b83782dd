"""The program's side of the visiting process: one thread asks it, and waits only as long as the user would."""

import importlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO

from goaltui.config.language import LANGUAGE
from goaltui.model.errors import HubUnreachable
from goaltui.model.quick.translation import _, spoken
from goaltui.sharing.location import shown
from goaltui.sharing.progress import Tell, silent
from goaltui.sharing.worker.messages import Report, Request, report_of

_HANDLES = 1024
_GRACE = 1.0
"""Seconds beyond a request's own, for a process that still starts."""


class WorkerClient:
    """A visiting process. One that does not answer in time is not asked again until it has answered: a drive that hangs
    costs one process, not one a visit.
    """

    def __init__(self, requests: IO[str], reports: IO[str], ended: Callable[[], object]) -> None:
        self._requests = requests
        self._ended = ended
        self._reports: queue.Queue[Report | None] = queue.Queue()
        self._waiting = False
        threading.Thread(target=self._listen, args=(reports,), name="courier", daemon=True).start()

    @classmethod
    def spawned(cls) -> "WorkerClient":
        """Return a client with a process of its own, which outlives this one until its last job is done."""
        process = subprocess.Popen(
            [sys.executable, "-m", "goaltui.sharing.worker.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env={**os.environ, LANGUAGE: spoken()},
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both were asked for")
        return cls(process.stdin, process.stdout, process.wait)

    @classmethod
    def forked(cls) -> "WorkerClient":
        """Return a client whose process shares what this one has imported; only for a process without other threads."""
        # What a visit needs, before its time begins to count: a slow import is no drive that does not answer.
        importlib.import_module("goaltui.sharing.worker.process")
        importlib.import_module("goaltui.sharing.worker.jobs")
        from_us, to_it = os.pipe()
        from_it, to_us = os.pipe()
        child = os.fork()
        if child == 0:
            _be_the_courier(from_us, to_us)
        os.close(from_us)
        os.close(to_us)
        requests, reports = os.fdopen(to_it, "w", encoding="utf-8"), os.fdopen(from_it, encoding="utf-8")
        return cls(requests, reports, partial(os.waitpid, child, 0))

    @property
    def is_stuck(self) -> bool:
        """Whether it has yet to answer what it was asked before."""
        while self._waiting and not self._reports.empty():
            report = self._reports.get_nowait()
            self._waiting = report is not None and bool(report.step)
        return self._waiting

    def ask(self, request: Request, patience: float | None = None, tell: Tell = silent) -> Report:
        """Return the report on a job, passing its progress on to `tell`; raises HubUnreachable where it does not come
        in the request's time, or where nothing was heard for `patience` seconds.
        """
        late = HubUnreachable(_("{hub} does not answer; the work is saved here and waits.", hub=shown(request.hub)))
        if self.is_stuck:
            raise late
        try:
            self._requests.write(request.line())
            self._requests.flush()
            self._waiting = True
            report = self._heard(request.seconds + _GRACE if patience is None else patience, tell)
        except (OSError, queue.Empty) as error:
            raise late from error
        self._waiting = False
        if report is None:
            raise HubUnreachable(
                _("The visit to {hub} broke off; the work is saved here and waits.", hub=shown(request.hub))
            )
        return report

    def _heard(self, patience: float, tell: Tell) -> Report | None:
        told = ""
        while (report := self._reports.get(timeout=patience)) is not None and report.step:
            # A step that takes long is reported again and again: a sign of life, and no news.
            if report.step != told:
                tell(report.step)
            told = report.step
        return report

    def leave(self) -> None:
        """Let the process end once it has done what it was asked."""
        try:
            self._requests.close()
        except OSError:
            return

    def _listen(self, reports: IO[str]) -> None:
        with suppress(OSError, ValueError), reports:
            for line in reports:
                self._reports.put(report_of(line))
        self._reports.put(None)
        self._ended()


def _be_the_courier(requests: int, reports: int) -> None:
    """Serve requests in a fresh fork, then end it. It keeps nothing of the terminal, so that nobody waits for it."""
    code = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        _close_all_but(requests, reports)
        from goaltui.sharing.worker.process import serve

        with os.fdopen(requests, encoding="utf-8") as told, os.fdopen(reports, "w", encoding="utf-8") as answers:
            serve(told, answers)
        code = 0
    finally:
        os._exit(code)


def _close_all_but(*kept: int) -> None:
    """Close all inherited files but these: the other end of a pipe, kept open here, would never end."""
    edge = 3
    for handle in sorted(kept):
        os.closerange(edge, handle)
        edge = handle + 1
    os.closerange(edge, _HANDLES)
