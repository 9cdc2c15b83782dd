"""Editing as text: out to a file, into the user's editor, and the difference back in."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.cli.output.console import Output
from goaltui.cli.text_input import asked, insisted, utf_8
from goaltui.formats.document import says_the_same
from goaltui.model.errors import GoaltuiError, Refused, SaysNothing
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.services.core.rows.outcome import Outcome

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_FALLBACK = "notepad" if os.name == "nt" else "vi"


def edited(
    workspace: "Workspace", identity: str | None, out: Output, *, delete: bool = False, yes: bool = False
) -> Outcome:
    """Let the user edit and apply what changed; raises Refused, naming the file where their text is kept."""
    from goaltui.services.transfer.toml_files import export_toml

    _refuse_without_screen()
    before = export_toml(workspace, identity)
    handle, name = tempfile.mkstemp(prefix="goaltui-", suffix=".toml")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(before)
    while True:
        _open(path)
        try:
            outcome = _applied(workspace, identity, path, before, out, delete=delete, yes=yes)
        except GoaltuiError as error:
            if not asked(str(error), _("Open it again? [Y/n] "), out, otherwise=True):
                kept = _(" Your text is kept in {path}.", path=path) if path.exists() else ""
                raise Refused(f"{error}{kept}") from error
        else:
            path.unlink(missing_ok=True)
            return outcome


def _applied(
    workspace: "Workspace", identity: str | None, path: Path, before: str, out: Output, *, delete: bool, yes: bool
) -> Outcome:
    from goaltui.services.transfer.toml_files import apply_toml, export_toml

    try:
        after = utf_8(path.read_bytes(), str(path))
    except OSError as error:
        raise Refused(
            _("{path} cannot be read ({reason}), so nothing was changed.", path=path, reason=reason_of(error))
        ) from error
    if after == before:
        return Outcome(_("Nothing was changed."), frozenset())
    if workspace.changed_elsewhere() and not says_the_same(export_toml(workspace, identity), before):
        raise Refused(_("Somebody else changed this meanwhile, so nothing was applied; edit it again."))

    def write(gone: bool, anew: bool, surprising: bool) -> Outcome:
        name = path.name
        return apply_toml(workspace, after, name, only=identity, delete=gone, judge_anew=anew, surprising=surprising)

    try:
        return insisted(write, out, delete=delete, yes=yes)
    except SaysNothing:
        return Outcome(_("The text was emptied, so nothing was changed."), frozenset())


def _refuse_without_screen() -> None:
    """Raise Refused where nobody chose an editor and the usual one would wait for keys that nobody can type."""
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise Refused(
            _(
                "There is no terminal for the editor {editor} here; set EDITOR, or change goaltui export and give it "
                "to goaltui apply.",
                editor=_FALLBACK,
            )
        )


def _open(path: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _FALLBACK
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise Refused(
            _(
                "The editor '{command}' cannot be started; set VISUAL or EDITOR. The text is {path}.",
                command=command,
                path=path,
            )
        ) from error
    if done.returncode != 0:
        raise Refused(
            _(
                "The editor exited with {returncode}, so nothing was applied; your text is kept in {path}.",
                returncode=done.returncode,
                path=path,
            )
        )
