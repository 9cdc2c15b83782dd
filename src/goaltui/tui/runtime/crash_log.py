"""An error that nobody foresaw: written to the log in full, told in short."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _

_LIMIT = 1_000_000


def write_down(error: BaseException, log: Path) -> str:
    """Append an error to the log for the developers, without typed text; return the place to read of it."""
    told = "".join(traceback.format_exception(error))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old"))
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{moment}\n{told}\n")
    except OSError as failure:
        return _(
            "It was {error!r}; {log} could not be written ({reason}).",
            error=error,
            log=log,
            reason=reason_of(failure),
        )
    return _("Details are in {log}.", log=log)


def stopped(read: str) -> str:
    """Return the sentence at the end of a program that cannot go on."""
    return _("goaltui stopped because of an internal error; everything saved is safe. {read}", read=read)


def dropped(read: str) -> str:
    """Return the sentence where the program goes on without the action that failed."""
    return _("An internal error stopped that; check whether it was done. {read}", read=read)
