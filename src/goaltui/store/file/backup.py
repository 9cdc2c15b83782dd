"""Checked copies of a database, in a new file or in the place of a damaged one."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from goaltui.config.whole_files import written_beside
from goaltui.model.errors import Refused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.store.file.connection import Connection, connect, quick_check

_COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside a database; beside a copy in its place they would be played back."""


def back_up(connection: Connection, to: Path) -> None:
    """Write the whole database into a new file, on disk and checked; raises Refused where that cannot be done."""
    if not to.parent.is_dir():
        raise Refused(_("The folder {parent} does not exist; make it first.", parent=to.parent))
    try:
        with written_beside(to, only_new=True) as part:
            _copy(connection, part)
    except FileExistsError as error:
        raise Refused(_("{to} exists already; name a file that does not.", to=to)) from error
    except OSError as error:
        raise Refused(
            _("{to} cannot be written ({reason}); name another place.", to=to, reason=reason_of(error))
        ) from error


def replace_damaged(connection: Connection, path: Path, aside: Path) -> None:
    """Put a copy of the database in the place of a damaged file, which keeps a second name; raises Refused."""
    with in_place_of(path, aside) as part:
        _copy(connection, part)


def free_name(path: Path) -> Path:
    """Return a name that nothing has yet: two within a second are two."""
    target, number = path, 1
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return target


@contextmanager
def in_place_of(path: Path, aside: Path) -> Iterator[Path]:
    """Give an empty file that takes the place of a damaged one, which keeps a second name; raises Refused.

    Until the new one is whole and on disk the damaged one stays where it is, so at no moment there is nothing.
    """
    try:
        with written_beside(path) as part:
            yield part
            for ending in ("", *_COMPANIONS):
                _name_also(_beside(path, ending), _beside(aside, ending))
            for ending in _COMPANIONS:
                _beside(path, ending).unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            _("{path} cannot be replaced ({reason}), so it is left as it was.", path=path, reason=reason_of(error))
        ) from error


def _copy(connection: Connection, to: Path) -> None:
    try:
        connection.copy_into(to)
        _check(to)
    finally:
        _beside(to, "-journal").unlink(missing_ok=True)


def _check(path: Path) -> None:
    copy = connect(path, read_only=True)
    try:
        faults = quick_check(copy)
    finally:
        copy.close()
    if faults:
        raise Refused(
            _("The copy came out damaged ({faults}), so it was not kept; try another disk.", faults=faults[0])
        )


def _name_also(path: Path, other: Path) -> None:
    if path.exists():
        try:
            other.hardlink_to(path)
        except FileExistsError:
            raise
        except OSError:
            # The disk knows no links.
            shutil.copy2(path, other)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


class Upkeep:
    """The care for the file of one database."""

    def __init__(
        self,
        current: Callable[[], Connection],
        write: Callable[[Callable[[Connection], None]], None],
        path: Path,
    ) -> None:
        self._current = current
        self._write = write
        self._path = path

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the projections anew from the journal, telling (done, all) on the way."""
        from goaltui.store import rebuild

        self._write(lambda connection: rebuild.make_anew(connection, progress))

    def faults(self) -> tuple[str, ...]:
        """Return the faults of the file, a line each; empty where it is whole. It reads all of the file."""
        from goaltui.store import file_faults

        return tuple(file_faults.faults(self._current()))

    def unbelieved(self) -> int:
        """Return the number of the journal's rows that goaltui cannot have written; they are left out everywhere."""
        from goaltui.store import file_faults

        return file_faults.unbelieved(self._current())

    def refuse_strange(self) -> None:
        """Raise DatabaseDamaged for values that goaltui did not write. It takes a second in a large file."""
        from goaltui.store.file import file_checks

        file_checks.refuse_strange(self._current(), self._path)

    def backup(self, to: Path) -> None:
        """Write a checked copy of the database to a new file; raises Refused where it exists or cannot be made."""
        back_up(self._current(), to)

    def replace_damaged(self, path: Path, aside: Path) -> None:
        """Put a checked copy in the place of a damaged file, then `aside`; raises Refused, with all as it was."""
        replace_damaged(self._current(), path, aside)
