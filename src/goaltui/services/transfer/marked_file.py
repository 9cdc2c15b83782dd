"""Several goals to a file, as Markdown to be read or as TOML to be taken in elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.config.typed_paths import typed_path
from goaltui.config.whole_files import write_whole
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.services.core.formatting import listed_some, quoted
from goaltui.services.transfer.clippings import copied_branches
from goaltui.services.transfer.toml_files import export_objectives
from goaltui.store.search import Match

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


def export_goals(workspace: "Workspace", things: Sequence[Match], name: str, *, replaced: bool) -> str:
    """Write goals with what is below them to a file whose ending says as what, and say so; raises Refused where it
    cannot be written, and for a file that is there unless it is to be `replaced`."""
    path = typed_path(name.strip())
    text = _text(workspace, things, path)
    try:
        write_whole(path, text, only_new=not replaced)
    except FileExistsError as error:
        raise Refused(_("{name} is there already; Enter once more replaces it.", name=quoted(path.name))) from error
    except OSError as error:
        raise Refused(
            _("{path} cannot be written ({reason}); name another file.", path=path, reason=reason_of(error))
        ) from error
    return _("Exported {titles} to {path}.", titles=listed_some([thing.title for thing in things]), path=path)


def _text(workspace: "Workspace", things: Sequence[Match], path: Path) -> str:
    match path.suffix.lower():
        case ".md" | ".markdown":
            return copied_branches(workspace, [thing.id for thing in things])
        case ".toml":
            other = next((thing for thing in things if thing.kind is not EntityKind.OBJECTIVE), None)
            if other is not None:
                raise Refused(
                    _(
                        "TOML takes objectives with all under them; unmark {title}, or use .md.",
                        title=quoted(other.title),
                    )
                )
            return export_objectives(workspace, [thing.id for thing in things])
    raise Refused(_("The name ends in .md for Markdown or in .toml for TOML."))
