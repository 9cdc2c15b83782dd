"""Editing as text: out to a file, into the user's editor, and the difference back in."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.cli.output import Output
from goaltui.model.errors import GoaltuiError, Refused
from goaltui.services.rows import Outcome

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace

_FALLBACK = "notepad" if os.name == "nt" else "vi"


def edited(workspace: "Workspace", identity: str | None, out: Output) -> Outcome:
    """Let the user edit and apply what changed; raises Refused, naming the file where their text is kept."""
    before = workspace.export_toml(identity)
    handle, name = tempfile.mkstemp(prefix="goaltui-", suffix=".toml")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(before)
    while True:
        _open(path)
        after = path.read_text(encoding="utf-8", errors="replace")
        if after == before:
            path.unlink()
            return Outcome("Nothing was changed.", frozenset())
        try:
            if workspace.changed_elsewhere() and workspace.export_toml(identity) != before:
                raise Refused("Somebody else changed this meanwhile, so nothing was applied; edit it again.")
            outcome = workspace.apply_toml(after, path.name, only=identity)
        except GoaltuiError as error:
            if not _once_more(error, out):
                raise Refused(f"{error} Your text is kept in {path}.") from error
        else:
            path.unlink()
            return outcome


def _open(path: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _FALLBACK
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise Refused(f"The editor '{command}' cannot be started; set VISUAL or EDITOR. The text is {path}.") from error
    if done.returncode != 0:
        raise Refused(f"The editor ended with {done.returncode}, so nothing was applied; your text is kept in {path}.")


def _once_more(error: GoaltuiError, out: Output) -> bool:
    if not sys.stdin.isatty():
        return False
    out.say(str(error))
    out.words.write("Open it again? [Y/n] ")
    out.words.flush()
    answer = sys.stdin.readline()
    return bool(answer) and answer.strip().casefold() in ("", "y", "yes", "j", "ja")
