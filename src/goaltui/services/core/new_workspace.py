"""The file of a new workspace with its first contents: its name and the four perspectives."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_, SOURCE, _, spoken
from goaltui.model.refs import WORKSPACE_ID, natural_id

if TYPE_CHECKING:
    from goaltui.store.database import Database

SETUP_AUTHOR = "goaltui"
PERSPECTIVES = (
    ("financial", N_("Financial")),
    ("customer", N_("Customer")),
    ("internal-process", N_("Internal process")),
    ("learning-growth", N_("Learning & growth")),
)


def make_workspace(path: Path, now: datetime, name: str) -> None:
    """Make the file of a workspace, all of it or nothing, unless another program was quicker; raises Refused."""
    # Imported here because who made a workspace is asked where no database is.
    from goaltui.config.whole_files import written_beside
    from goaltui.store.clock import refuse_impossible
    from goaltui.store.database import Database
    from goaltui.store.file.opening import refuse_unmakable

    refuse_impossible(now)
    refuse_unmakable(path)
    try:
        with written_beside(path, only_new=True) as part:
            database = Database.open(part, create=True)
            try:
                begin_workspace(database, now, name)
            finally:
                database.close()
    except FileExistsError:
        return
    except OSError as error:
        raise Refused(
            _("{path} cannot be made ({reason}); name another place with --db.", path=path, reason=reason_of(error))
        ) from error


def begin_workspace(database: "Database", now: datetime, name: str) -> None:
    """Write the first contents of a workspace of this name."""
    database.apply(_first_drafts(name), author=SETUP_AUTHOR, now=now)


def _first_drafts(name: str) -> list[Operation]:
    """Return the changes that make a workspace of this name, in the language of who makes it: it decides what a comma
    in a number means, and which words the checks look for."""
    language: dict[str, Value] = {} if spoken() == SOURCE else {"language": spoken()}
    drafts = [Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"name": name, **language})]
    for position, (key, label) in enumerate(PERSPECTIVES):
        fields: dict[str, Value] = {"key": key, "name": _(label), "position": position, "weight": 1.0}
        drafts.append(Operation(EntityKind.PERSPECTIVE, natural_id(EntityKind.PERSPECTIVE, key), fields))
    return drafts
