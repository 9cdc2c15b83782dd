"""Drives as two machines see them, set up on this machine alone and taken down again."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.lab.programs import goes, run, start, wait

_SSH_PORT = 22931
_SLOW_PORT = 22933


@dataclass(frozen=True)
class Drive:
    """The server's own folder, and the folder of each machine; `settle` is how long it may take to pass things on."""

    server: Path
    machines: tuple[Path, ...]
    settle: float = 0.0


class Missing(Exception):
    """A program that this kind of drive needs is not installed."""


@contextmanager
def drive(kind: str, folder: Path) -> Iterator[Drive]:
    """A drive of a kind in an empty folder; raises Missing."""
    server = folder / "server"
    machines = (folder / "a", folder / "b")
    for path in (server, *machines):
        path.mkdir(parents=True)
    with ExitStack() as stack:
        yield KINDS[kind](stack, folder, server, machines)


def _local(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    return Drive(server, (server, server))


def _sshfs(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    return _mounted(stack, _sshd(stack, folder), server, machines, _SSH_PORT)


def _slow(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    """sshfs whose every answer takes ten milliseconds longer."""
    key = _sshd(stack, folder)
    ports = (str(_SLOW_PORT), str(_SSH_PORT), "0.005")
    start(stack, folder / "proxy.out", sys.executable, "-m", "tests.lab.proxy", *ports)
    wait(lambda: goes("ssh", "root@127.0.0.1", "-p", str(_SLOW_PORT), *_ssh_options(key), "true"), "the proxy")
    return _mounted(stack, key, server, machines, _SLOW_PORT)


def _mounted(stack: ExitStack, key: Path, server: Path, machines: tuple[Path, ...], port: int) -> Drive:
    for machine in machines:
        run("sshfs", f"root@127.0.0.1:{server}", str(machine), "-p", str(port), *_ssh_options(key))
        stack.callback(_unmount, machine)
    return Drive(server, machines)


def _gluster(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    _need("glusterd", "gluster", "mount.glusterfs")
    host = "10.77.7.9"
    # It refuses 127.0.0.1, so loopback gets a second address.
    run("ip", "addr", "replace", f"{host}/32", "dev", "lo")
    stack.callback(goes, "ip", "addr", "del", f"{host}/32", "dev", "lo")
    start(stack, folder / "glusterd.out", "glusterd", "-N", "-p", str(folder / "glusterd.pid"))
    brick = server / "brick"
    wait(lambda: goes("gluster", "--mode=script", "volume", "list"), "glusterd")
    name = "goaltuilab"
    run("gluster", "--mode=script", "volume", "create", name, f"{host}:{brick}", "force")
    stack.callback(goes, "gluster", "--mode=script", "volume", "delete", name)
    run("gluster", "--mode=script", "volume", "start", name)
    stack.callback(goes, "gluster", "--mode=script", "volume", "stop", name, "force")
    for machine in machines:
        run("mount.glusterfs", f"{host}:/{name}", str(machine))
        stack.callback(_unmount, machine)
    return Drive(brick, machines)


def _rclone(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    _need("rclone")
    key = _sshd(stack, folder)
    remote = f":sftp,host=127.0.0.1,port={_SSH_PORT},user=root,key_file={key}:{server}"
    for number, machine in enumerate(machines):
        start(
            stack,
            folder / f"rclone-{number}.out",
            *("rclone", "mount", remote, str(machine), "--config", os.devnull),
            *("--cache-dir", str(folder / f"cache-{number}"), "--vfs-cache-mode", "full", "--vfs-write-back", "2s"),
            *("--dir-cache-time", "2s", "--poll-interval", "0"),
        )
        stack.callback(_unmount, machine)
        wait(partial(os.path.ismount, machine), "rclone")
    return Drive(server, machines, settle=6.0)


def _syncthing(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    from tests.lab.syncthing import pair

    _need("syncthing")
    pair(stack, folder, machines)
    return Drive(machines[0], machines, settle=12.0)


KINDS: Mapping[str, Callable[[ExitStack, Path, Path, tuple[Path, ...]], Drive]] = {
    "local": _local,
    "sshfs": _sshfs,
    "slow": _slow,
    "gluster": _gluster,
    "rclone": _rclone,
    "syncthing": _syncthing,
}


def _sshd(stack: ExitStack, folder: Path) -> Path:
    """A private server on loopback that only the key made here opens."""
    _need("sshd", "ssh-keygen", "sshfs")
    place = folder / "sshd"
    place.mkdir()
    Path("/run/sshd").mkdir(exist_ok=True)
    for name in ("host", "key"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name))
    (place / "allowed").write_bytes((place / "key.pub").read_bytes())
    options = {
        "ListenAddress": "127.0.0.1",
        "PidFile": str(place / "pid"),
        "AuthorizedKeysFile": str(place / "allowed"),
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "Subsystem": "sftp internal-sftp",
    }
    told = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    start(stack, place / "out", sshd, "-D", "-f", os.devnull, "-h", str(place / "host"), "-p", str(_SSH_PORT), *told)
    reach = ("ssh", "root@127.0.0.1", "-p", str(_SSH_PORT), *_ssh_options(place / "key"), "true")
    wait(lambda: goes(*reach), "sshd")
    return place / "key"


def _ssh_options(key: Path) -> tuple[str, ...]:
    told = (f"IdentityFile={key}", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR")
    return tuple(word for option in told for word in ("-o", option))


def _need(*programs: str) -> None:
    for program in programs:
        if shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is None:
            raise Missing(program)


def _unmount(folder: Path) -> None:
    if not (goes("umount", str(folder)) or goes("fusermount3", "-uz", str(folder))):
        goes("umount", "-l", str(folder))
