"""The lead of this computer's clock over the hub's: measured at a visit, and remembered beside the replica."""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from goaltui.model.quick.translation import _
from goaltui.services.checkin.clock_ahead import OFF, span

_LATELY = timedelta(hours=12)


def against_the_hub(ahead: float | None) -> str:
    """Return a sentence on a clock that is so many seconds ahead of the hub's; empty where it is right."""
    if ahead is None or abs(ahead) <= OFF.total_seconds():
        return ""
    apart = span(timedelta(seconds=abs(ahead)))
    if ahead > 0:
        return _(
            "This computer's clock is {span} ahead of the hub's; set it right, or the wrong one of two edits counts as"
            " the newer.",
            span=apart,
        )
    return _(
        "This computer's clock is {span} behind the hub's; set it right, or the wrong one of two edits counts as"
        " the newer.",
        span=apart,
    )


def remember(replica: Path, ahead: float, now: datetime) -> None:
    """Keep what a visit measured, in a small file beside the replica; where that cannot be written it is told less."""
    with suppress(OSError):
        _file(replica).write_text(json.dumps({"ahead": ahead, "at": now.isoformat()}), encoding="utf-8")


def is_measured(replica: Path, now: datetime) -> bool:
    """Return whether a visit measured it in the last hours, or a measurement could not be kept anyway."""
    try:
        at = datetime.fromisoformat(json.loads(_file(replica).read_text(encoding="utf-8"))["at"])
        return now - _LATELY <= at <= now
    except FileNotFoundError:
        return False
    except OSError:
        return True
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def measured(replica: Path, now: datetime) -> float | None:
    """Return the lead that a visit measured last; none where none did, or the clock was turned back since."""
    try:
        told = json.loads(_file(replica).read_text(encoding="utf-8"))
        ahead, at = float(told["ahead"]), datetime.fromisoformat(told["at"])
        return ahead if at <= now else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _file(replica: Path) -> Path:
    return replica.with_name(f"{replica.name}.clock")
