"""Undoing a large import: `python -m tests.bench.undoing FILE CHECK_INS` prints how long it took against the import.

It also prints how many MiB more it held in memory.
"""

import gc
import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.store.database import Database

_KIB_PER_MIB = 1_024


def _import(path: Path, number: int) -> float:
    """Write so many check-ins as one batch; the seconds it took."""
    database = Database.open(path, create=True)
    measure = new_id()
    drafts = [
        Operation(EntityKind.CHECK_IN, new_id(), {"measure": measure, "date": "2026-09-01", "value": float(place)})
        for place in range(number)
    ]
    began = time.perf_counter()
    database.apply(drafts, author="anna", now=datetime.now(UTC))
    taken = time.perf_counter() - began
    database.close()
    return taken


def _imported(path: Path, number: int) -> float:
    """The same in a process of its own, so that its memory is not counted here."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, str(_import(path, number)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return float(os.read(reader, 100))


def measured(path: Path, number: int) -> tuple[float, float]:
    """How long undo takes against the import, and how many MiB more it holds."""
    imported = _imported(path, number)
    database = Database.open(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    database.undo(author="anna", now=datetime.now(UTC))
    taken = time.perf_counter() - began
    database.close()
    return taken / imported, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / _KIB_PER_MIB


if __name__ == "__main__":
    # As in the program.
    gc.disable()
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
