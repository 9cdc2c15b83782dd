"""The location behind `--db`: the shared place, the mode of work, and the file that is opened for it."""

import os
import re
from contextlib import suppress
from pathlib import Path

from goaltui.config.small_files import read_json
from goaltui.config.typed_paths import typed_path
from goaltui.model.quick.digests import sha256_of
from goaltui.model.quick.host_name import host_name
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick_dataclass import dataclass
from goaltui.sharing.places import Mode, place_of

_SECRET = lazy(r"(://[^/@:]*):.*@", re.DOTALL)
"""A password may hold any sign, so everything up to the last @ goes."""

_SECRET_OPTION = lazy(r"([?&](?:password|sslpassword|oauth_client_secret)=)[^&]*", re.IGNORECASE)
_NOT_A_NAME = lazy(r"[^\w.-]+")
_REPLICAS = "replicas"


@dataclass(frozen=True, slots=True)
class Location:
    """`named` is an absolute path or a URL with its password, `file` what is opened: that path, or the replica.

    `kind` is the file system, the sync tool or the server's kind.
    """

    named: str
    mode: Mode
    file: Path
    kind: str

    @property
    def shown(self) -> str:
        """The name of the place in a sentence, without a password."""
        return shown(self.named)

    @property
    def title(self) -> str:
        """The name of a workspace that is made there."""
        return Path(self.named.split("?")[0]).stem

    @property
    def folder(self) -> Path:
        """The folder of the replica and the files beside it; only where there is a replica."""
        return self.file.parent


def locate(named: str | Path, state: Path, *, exchange: bool = False) -> Location:
    """Return the location of a path or URL; raises Refused for a text that is no path.

    A path that was worked on by exchange before stays so: a drive that is not mounted looks like a folder on the local
    disk.
    """
    text = str(named)
    if "://" in text:
        return Location(text, Mode.SERVER, replica_file(state, text), text.partition(":")[0])
    path = typed_path(text)
    place = place_of(path)
    kind = place.synced or place.kind
    if exchange or place.mode is Mode.EXCHANGE or _was_exchanged(state, str(place.path)):
        return Location(str(place.path), Mode.EXCHANGE, replica_file(state, str(place.path)), kind)
    return Location(str(place.path), Mode.DIRECT, path, kind)


def _was_exchanged(state: Path, named: str) -> bool:
    """Return whether there is a replica of a place. Without any sharing the folder is
    missing, which spares the digest.
    """
    return (state / _REPLICAS).exists() and replica_file(state, named).exists()


def shown(named: str) -> str:
    """Return a path or URL without the password in it."""
    return _SECRET_OPTION.sub(r"\1***", _SECRET.sub(r"\1@", named))


def replica_file(state: Path, named: str) -> Path:
    """Return the replica for a place; each machine has its own, also where machines share a home folder."""
    told = shown(named)
    digest = sha256_of(os.fsencode(f"{host_name()}\n{told}"))[:12]
    stem = _NOT_A_NAME.sub("-", Path(told.split("?")[0]).stem)[:40]
    return state / _REPLICAS / f"{stem}-{digest}" / "replica.db"


def note_of(replica: Path) -> Path:
    """Return the file beside a replica that says which place it is the replica of."""
    return replica.with_name("hub.json")


def siblings(replica: Path, named: str) -> list[Path]:
    """Return other replicas of the same place in the same state folder; a machine that changed its name leaves one."""
    found = []
    for note in sorted(replica.parent.parent.glob("*/hub.json")):
        with suppress(OSError, ValueError):
            told = read_json(note)
            other = note.with_name(replica.name)
            if isinstance(told, dict) and told.get("hub") == shown(named) and other != replica and other.exists():
                found.append(other)
    return found
