"""The messages to and from the visiting process, as lines of JSON."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum

from goaltui.model.errors import DatabaseRefused, GoaltuiError, HubMoved, HubUnreachable, NotFound, Refused, WrongUsage

_ERRORS: dict[str, type[GoaltuiError]] = {
    kind.__name__: kind for kind in (DatabaseRefused, HubUnreachable, NotFound, Refused, WrongUsage)
}


class Job(StrEnum):
    """The jobs: `fetch` makes the replica where there is none and the hub holds something, `look` only takes in,
    `visit` takes in and gives, `probe` tries out the place, `mark` has the hub name the place that the team moved to.
    """

    FETCH = "fetch"
    LOOK = "look"
    VISIT = "visit"
    PROBE = "probe"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Request:
    """A job at `hub` (a path or URL) for a replica file; `backups` is the local folder for what is moved away.

    `now` is the program's clock, `seconds` the time limit. `moved` is the place that the team moved to (`mark`). With
    `measures` the hub's clock is read even where nothing else has to be written there.
    """

    errand: Job
    hub: str
    replica: str
    backups: str
    now: datetime
    seconds: float
    moved: str = ""
    measures: bool = False

    def line(self) -> str:
        """Return the request as a line."""
        return json.dumps({**asdict(self), "now": self.now.isoformat()}) + "\n"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a job, in words where it failed; see `sharing.hub.Visit` for the numbers.

    A report with a `step` tells the progress of a job that goes on. `workspace` is whether the hub held one (`fetch`),
    `details` are the (name, words) of a `probe`. `error` is a sentence, `kind` the name of the error's class, and
    `moved` the place that the team moved to where that is the error.
    """

    received: int = 0
    sent: int = 0
    returned: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = field(default=())
    ahead: float | None = None
    workspace: bool = True
    step: str = ""
    details: tuple[tuple[str, str], ...] = ()
    error: str = ""
    kind: str = ""
    moved: str = ""

    def line(self) -> str:
        """Return the report as a line."""
        return json.dumps(asdict(self)) + "\n"

    def raised(self) -> GoaltuiError | None:
        """Return the error that ended the job; none where it went well."""
        if self.kind == HubMoved.__name__:
            return HubMoved(self.error, self.moved)
        return _ERRORS.get(self.kind, Refused)(self.error) if self.error else None


def request_of(line: str) -> Request:
    """Return the request in a line."""
    told = json.loads(line)
    return Request(**{**told, "errand": Job(told["errand"]), "now": datetime.fromisoformat(told["now"])})


def report_of(line: str) -> Report:
    """Return the report in a line."""
    told = json.loads(line)
    authors = tuple((str(name), int(number)) for name, number in told["authors"])
    details = tuple((str(name), str(text)) for name, text in told["details"])
    return Report(**{**told, "authors": authors, "problems": tuple(told["problems"]), "details": details})
