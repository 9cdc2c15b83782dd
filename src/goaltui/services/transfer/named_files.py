"""Files that are named on the screen: everything written into one, one taken in."""

import re

from goaltui.config.small_files import read_given
from goaltui.config.typed_paths import typed_path
from goaltui.config.whole_files import write_whole
from goaltui.model.errors import Doubtful, Refused, WouldRejudge
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.services.checkin.surprises import AGAIN
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.exporters import OF_EVERYTHING
from goaltui.services.transfer.toml_files import import_toml

_SECONDS = 10.0
"""Seconds that a pipe may take to begin."""
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def proposed_file(workspace: Workspace) -> str:
    """Return a name for the file, after the workspace."""
    name = _NOT_IN_A_NAME.sub("-", workspace.look.records().workspace.name).strip("-.")
    return f"{name[:60] or 'goals'}{OF_EVERYTHING[0].suffix}"


def export_file(workspace: Workspace, typed: str) -> str:
    """Write everything into a new file and return a sentence; raises Refused where that cannot be."""
    path = typed_path(typed.strip())
    exporter = next((item for item in OF_EVERYTHING if item.suffix == path.suffix), None)
    if exporter is None:
        kept, *others = (item.suffix for item in OF_EVERYTHING)
        raise Refused(
            _(
                "'{name}' does not say what to write; end it in {kept}, or in {others} for a list to read.",
                name=path.name,
                kept=kept,
                others=", ".join(others),
            )
        )
    text = exporter.write(workspace)
    try:
        write_whole(path, text, only_new=True)
    except FileExistsError as error:
        raise Refused(_("{path} is there already; name another file.", path=path)) from error
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}); name another file.", path=path, reason=reason_of(error))
        ) from error
    return _("Wrote {path}.", path=path.absolute())


def import_file(workspace: Workspace, typed: str) -> Outcome:
    """Take in the TOML file at a path as it was typed; raises Refused with what to do where it cannot be read, and
    Doubtful the first time where it brings what surprises or judges earlier values anew."""
    path = typed_path(typed.strip())
    try:
        text = read_given(path, _SECONDS).decode("utf-8-sig")
    except OSError as error:
        raise Refused(
            _("{path} cannot be read ({reason}); name another file.", path=path, reason=reason_of(error))
        ) from error
    except UnicodeError as error:
        raise Refused(_("{path} is not UTF-8 text; name a file that goaltui export wrote.", path=path)) from error
    anew = surprising = False
    while True:
        try:
            return import_toml(workspace, text, path.name, judge_anew=anew, surprising=surprising)
        except WouldRejudge as error:
            workspace.ask_once(str(path), str(error), str(error), _(AGAIN))
            anew = True
        except Doubtful as error:
            workspace.ask_once(str(path), str(error), str(error), _(AGAIN))
            surprising = True
