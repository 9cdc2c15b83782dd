"""Everything in a file that is named on the screen: TOML to be taken in again, Markdown to read."""

import re

from goaltui.config.typed_paths import typed_path
from goaltui.config.whole_files import write_whole
from goaltui.model.errors import Refused
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.clippings import copied_tree
from goaltui.services.transfer.toml_files import export_toml

_READ = ".md"
_KEPT = ".toml"
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def proposed_file(workspace: Workspace) -> str:
    """Return a name for the file, after the workspace."""
    name = _NOT_IN_A_NAME.sub("-", workspace.look.records().workspace.name).strip("-.")
    return f"{name[:60] or 'goals'}{_KEPT}"


def export_file(workspace: Workspace, typed: str) -> str:
    """Write everything into a new file and return a sentence; raises Refused where that cannot be."""
    path = typed_path(typed.strip())
    if path.suffix not in (_KEPT, _READ):
        raise Refused(f"'{path.name}' says not what to write; end it in {_KEPT}, or in {_READ} for a list to read.")
    text = export_toml(workspace) if path.suffix == _KEPT else copied_tree(workspace)
    try:
        write_whole(path, text, only_new=True)
    except FileExistsError as error:
        raise Refused(f"{path} is there already; name another file.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}); name another file.") from error
    return f"Wrote {path.absolute()}."
