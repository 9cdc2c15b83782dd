"""The repair of a damaged hub: it is set aside under a name that says so, and its readable rest is taken in."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shlex import quote

from goaltui.model.errors import DatabaseDamaged
from goaltui.model.quick.translation import _, _n
from goaltui.sharing.file import drive
from goaltui.store.database import Database
from goaltui.store.file.salvage import salvage, workspace_of


@contextmanager
def kept_beside(path: Path, now: datetime) -> Iterator[Path]:
    """Keep the damaged file under a second name while another takes its place; drop that name where none does."""
    kept = drive.keep_beside(path, f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    try:
        yield kept
    except BaseException:
        with suppress(OSError):
            kept.unlink()
        raise


def take_in_rest(path: Path, kept: Path, replica: Database, copy: Path, error: DatabaseDamaged, now: datetime) -> str:
    """Take in what the local `copy` of the damaged file still yields; return a sentence on what was done."""
    saved = 0
    if copy.exists() and workspace_of(copy) in (None, replica.uuid):
        before = sum(item.number for item in replica.exchange.holdings().values())
        replica.exchange.merge(salvage(copy), now=now)
        saved = sum(item.number for item in replica.exchange.holdings().values()) - before
    replica.exchange.acknowledge({})
    found = (
        _n(
            "; {count} change that nobody here had seen was still read from it",
            "; {count} changes that nobody here had seen were still read from it",
            saved,
        )
        if saved
        else ""
    )
    merge = f"goaltui --db {quote(str(path))} merge {quote(str(kept))}"
    return _(
        "The team's file {reason}; it is kept as {name}, and a new one was written from "
        "here{found}. If something is missing, recover what can be read with {merge}",
        reason=error.reason or _("is damaged"),
        name=kept.name,
        found=found,
        merge=merge,
    )
