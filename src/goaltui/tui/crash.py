"""An error that nobody foresaw: written to the log in full, told in short."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

_LIMIT = 1_000_000


def write_down(error: BaseException, log: Path) -> str:
    """The sentence for the user; what the developers need is appended to the log, without what was typed."""
    told = "".join(traceback.format_exception(error))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LIMIT:
            log.replace(log.with_suffix(".old"))
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{moment}\n{told}\n")
    except OSError as failure:
        return f"goaltui stopped on an error ({error!r}), and {log} could not be written: {failure.strerror}."
    return f"goaltui stopped on an error of its own; everything saved is safe. What happened stands in {log}."
