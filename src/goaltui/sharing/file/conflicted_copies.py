"""The files beside a hub that may be copies of it: conflicted copies of a sync tool, and others.

Only copies whose names no hand makes are taken in without asking. `team-old`, `team 2`, `team (anna)` and `Copy of
team` are made by people as well, so they are somebody's own until somebody merges them.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.sharing.file.hub_copy import COMPANIONS
from goaltui.sharing.file.visit_cache import Note, Seen

_DAY = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_PLAIN_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PLAIN_TIME = r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
_WORDS = (
    "conflicted copy",
    "in konflikt stehende kopie",
    "konfliktkopie",
    "copie en conflit",
    "copia en conflicto",
    "copia conflictiva",
    "copia in conflitto",
    "cópia em conflito",
    "conflicterende kopie",
    "motstridiga kopia",
    "motstridande kopia",
    "motstridende kopi",
    "modstridende kopi",
    "konfliktkopi",
    "kopia powodująca konflikt",
    "kopia w konflikcie",
    "konfliktní kopie",
    "конфликтующая копия",
    "конфликтная копия",
    "конфліктна копія",
    "競合コピー",
    "競合するコピー",
    "問題のあるコピー",
    "충돌된 사본",
    "충돌 사본",
    "冲突副本",
    "冲突的副本",
    "衝突副本",
    "衝突複本",
    "衝突的副本",
    "salinan konflik",
    "salinan bercanggah",
    "สำเนาที่ขัดแย้งกัน",
    "สำเนาที่ขัดแย้ง",
)
"""Names of such a copy in Dropbox's languages; the English words are those of Nextcloud and its kin too."""

_BY_A_TOOL = re.compile(
    rf"""
    \.sync-conflict-{_PLAIN_DAY}-{_PLAIN_TIME}(?:-[A-Z2-7]{{7}})?                 # Syncthing
    | [ ]\([^()]*(?i:{"|".join(map(re.escape, _WORDS))})[^()]*
      [ ]{_DAY}(?:[ ]{_PLAIN_TIME})?(?:[ ]\(\d+\))?\)                             # Dropbox, Nextcloud and its kin
    | _conflict-(?:[^_]+-)?{_PLAIN_DAY}-{_PLAIN_TIME}                             # ownCloud before 2.5
    | [ ]\(SFConflict[ ][^()]+[ ]{_DAY}(?:-\d\d){{3}}\)(?:-\d+)?                  # Seafile
    | (?:\.Conflict\d*)+                                                          # Resilio
    | _[^_]+_[A-Z][a-z]{{2}}-\d\d-\d{{4,6}}-\d{{4}}_[A-Za-z]*Conflict(?:_\d+)?    # Synology Drive
    | -conflict-{_DAY}T\d\d_\d\d_\d\d\.\d{{3}}Z                                   # Cozy, Twake
    """,
    re.VERBOSE,
)
_DAMAGED = ".damaged-"


class CopyCandidate(NamedTuple):
    """A file beside the hub that may be a copy of it."""

    path: Path
    seen: Seen


def is_conflicted(name: str, hub: Path) -> bool:
    """Return whether a sync tool alone names a conflicted copy of the hub so."""
    return name != hub.name and _BY_A_TOOL.fullmatch(_beyond(name, hub)) is not None


def conflicted(hub: Path, note: Note) -> Iterator[CopyCandidate]:
    """Return the conflicted copies of a sync tool, by their names; the workspace inside decides; raises OSError."""
    known = dict(note.others)
    return (found for found in _beside(hub) if is_conflicted(found.path.name, hub) and _is_news(found, known))


def others(hub: Path, note: Note) -> Iterator[CopyCandidate]:
    """Yield the files that may be copies that somebody made and that were not reported yet; raises OSError."""
    known = dict(note.others)
    for found in _beside(hub):
        name = found.path.name
        may_be = found.path.suffix == hub.suffix or hub.stem in name
        if may_be and name not in note.named and not is_conflicted(name, hub) and _is_news(found, known):
            yield found


def _is_news(found: CopyCandidate, known: dict[str, Seen]) -> bool:
    return known.get(found.path.name) != found.seen


def _beside(hub: Path) -> Iterable[CopyCandidate]:
    with os.scandir(hub.parent) as entries:
        for entry in entries:
            if entry.name == hub.name or _is_by_goaltui(entry.name, hub) or not entry.is_file(follow_symlinks=False):
                continue
            status = entry.stat(follow_symlinks=False)
            yield CopyCandidate(hub.with_name(entry.name), (status.st_size, status.st_ino, status.st_mtime_ns))


def _is_by_goaltui(name: str, hub: Path) -> bool:
    """Return whether goaltui or SQLite put a file beside the hub, or a tool hides it."""
    return name.startswith((".", f"{hub.stem}{_DAMAGED}", f"{hub.name}.goaltui-lock")) or name.endswith(COMPANIONS)


def _beyond(name: str, hub: Path) -> str:
    """Return the part of a name between the hub's name and its extension; empty for a name of another form."""
    if not name.startswith(hub.stem) or not name.endswith(hub.suffix):
        return ""
    return name[len(hub.stem) : len(name) - len(hub.suffix)]
