"""The probe of a folder: its place, its response times, and the clock of its drive."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from goaltui.model.quick.translation import _, _n
from goaltui.rules import dates, figures
from goaltui.sharing.file import drive
from goaltui.sharing.file.drive_errors import kept_by_its_owner, unreachable
from goaltui.sharing.file.visit_cache import read_note
from goaltui.sharing.location import note_of
from goaltui.sharing.places import Mode, place_of

_TRIES = 5
_BYTES = b"goaltui" * 16


def probed(path: Path, replica: Path) -> Iterator[tuple[str, str]]:
    """Yield the facts about a place, as (name, words); raise HubUnreachable where nothing can be written there."""
    place = place_of(path)
    yield _("place"), f"{place.path}"
    yield _("file system"), _(place.kind)
    yield _("local disk"), _("yes") if place.local else _("no")
    yield _("synced by"), _(place.synced) or _("nothing seen")
    note = read_note(note_of(replica), str(place.path)) if replica.exists() else None
    yield _("mode"), Mode.EXCHANGE.word if note is not None else place.mode.word
    seen = drive.glimpse(place.path)
    yield _("size"), _size(seen.size) if seen else _("nothing there yet")
    if note is not None:
        for at, number in note.returned:
            yield (
                _("restored"),
                f"{dates.moment(at)} {_lost(number)}",
            )
    if kept := kept_by_its_owner(place.path):
        yield _("replacing"), kept
    yield from _tried(place.path)


def clock_ahead(path: Path) -> float | None:
    """Return the lead of this computer's clock over the drive's, in seconds; none
    where nothing can be written there.
    """
    part = _part(path)
    try:
        return _written(part)
    except OSError:
        return None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _size(number: int) -> str:
    """Return a size in words, with advice for a large file: a file is moved whole at every visit."""
    return f"{figures.fixed(number / (1 << 20), 1)} MiB" + (
        _("; a PostgreSQL server would serve better") if number > drive.LARGE else ""
    )


def _tried(path: Path) -> Iterator[tuple[str, str]]:
    part = _part(path)
    written, read, ahead = [], [], 0.0
    try:
        for _try in range(_TRIES):
            begun = time.perf_counter()
            ahead = _written(part)
            written.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            part.read_bytes()
            read.append(time.perf_counter() - begun)
            part.unlink()
    except OSError as error:
        raise unreachable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    yield _("write, fsync"), _span(written)
    yield _("open, read"), _span(read)
    yield (
        _("clock"),
        _("this computer's is {seconds} s ahead of the drive's", seconds=f"{ahead:.0f}")
        if ahead > 0
        else _("this computer's is {seconds} s behind the drive's", seconds=f"{-ahead:.0f}"),
    )


def _lost(number: int) -> str:
    return _n("{count} change that the drive had lost", "{count} changes that the drive had lost", number)


def _span(seconds: list[float]) -> str:
    return _(
        "{least} to {most} ms", least=figures.fixed(min(seconds) * 1000, 1), most=figures.fixed(max(seconds) * 1000, 1)
    )


def _part(path: Path) -> Path:
    return path.with_name(f".~{path.name}.{secrets.token_hex(6)}.tmp")


def _written(part: Path) -> float:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, _BYTES)
        os.fsync(handle)
        return time.time() - os.fstat(handle).st_mtime
    finally:
        os.close(handle)
