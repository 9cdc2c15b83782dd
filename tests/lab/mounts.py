"""Drives as two machines see them, set up on this machine alone and taken down again."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_SSH_PORT = 22931
_SMB_PORT = 22932
_WAIT_SECONDS = 20.0


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
    key = _sshd(stack, folder)
    for machine in machines:
        _run("sshfs", f"root@127.0.0.1:{server}", str(machine), "-p", str(_SSH_PORT), *_ssh_options(key))
        stack.callback(_unmount, machine)
    return Drive(server, machines)


def _smb(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    _need("smbd", "smbnetfs")
    place = folder / "samba"
    for name in ("state", "cache", "lock", "private", "ncalrpc", "pid"):
        (place / name).mkdir(parents=True)
    settings = place / "smb.conf"
    folders = "\n".join(
        f"{option} = {place / name}"
        for option, name in (
            ("state directory", "state"),
            ("cache directory", "cache"),
            ("lock directory", "lock"),
            ("private dir", "private"),
            ("ncalrpc dir", "ncalrpc"),
            ("pid directory", "pid"),
        )
    )
    settings.write_text(
        f"[global]\nserver role = standalone server\ninterfaces = lo\nbind interfaces only = yes\n"
        f"smb ports = {_SMB_PORT}\ndisable netbios = yes\nmap to guest = Bad User\nguest account = root\n"
        f"load printers = no\ndisable spoolss = yes\nlog file = {place}/log\n{folders}\n"
        f"[share]\npath = {server}\nguest ok = yes\nread only = no\nforce user = root\n",
        encoding="utf-8",
    )
    _start(stack, place / "smbd.out", "smbd", "--foreground", "--no-process-group", "-s", str(settings))
    client = place / "client.conf"
    client.write_text(f"[global]\nsmb ports = {_SMB_PORT}\nclient min protocol = SMB2\n", encoding="utf-8")
    for number, machine in enumerate(machines):
        home = place / f"client-{number}"
        (home / ".smb").mkdir(parents=True)
        shutil.copy(client, home / ".smb" / "smb.conf")
        (home / ".smb" / "smbnetfs.conf").write_text("show_$_shares off\n", encoding="utf-8")
        net = folder / f"net-{number}"
        net.mkdir()
        _start(stack, home / "out", "smbnetfs", str(net), "-f", HOME=str(home))
        stack.callback(_unmount, net)
        machine.rmdir()
        machine.symlink_to(net / "127.0.0.1" / "share")
        _wait(partial(os.path.ismount, net), "smbnetfs")
        _wait(machine.is_dir, "the share")
    return Drive(server, machines)


def _gluster(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    _need("glusterd", "gluster", "mount.glusterfs")
    host = "10.77.7.9"
    _run("ip", "addr", "replace", f"{host}/32", "dev", "lo")
    _start(stack, folder / "glusterd.out", "glusterd", "-N", "-p", str(folder / "glusterd.pid"))
    brick = server / "brick"
    _wait(lambda: _goes("gluster", "--mode=script", "volume", "list"), "glusterd")
    name = "goaltuilab"
    _run("gluster", "--mode=script", "volume", "create", name, f"{host}:{brick}", "force")
    stack.callback(_goes, "gluster", "--mode=script", "volume", "delete", name)
    _run("gluster", "--mode=script", "volume", "start", name)
    stack.callback(_goes, "gluster", "--mode=script", "volume", "stop", name, "force")
    for machine in machines:
        _run("mount.glusterfs", f"{host}:/{name}", str(machine))
        stack.callback(_unmount, machine)
    return Drive(brick, machines)


def _rclone(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    _need("rclone")
    key = _sshd(stack, folder)
    remote = f":sftp,host=127.0.0.1,port={_SSH_PORT},user=root,key_file={key}:{server}"
    for number, machine in enumerate(machines):
        _start(
            stack,
            folder / f"rclone-{number}.out",
            *("rclone", "mount", remote, str(machine), "--config", os.devnull),
            *("--cache-dir", str(folder / f"cache-{number}"), "--vfs-cache-mode", "full", "--vfs-write-back", "2s"),
            *("--dir-cache-time", "2s", "--poll-interval", "0"),
        )
        stack.callback(_unmount, machine)
        _wait(partial(os.path.ismount, machine), "rclone")
    return Drive(server, machines, settle=6.0)


def _syncthing(stack: ExitStack, folder: Path, server: Path, machines: tuple[Path, ...]) -> Drive:
    from tests.lab.syncthing import pair

    _need("syncthing")
    pair(stack, folder, machines, _start)
    return Drive(machines[0], machines, settle=12.0)


KINDS: Mapping[str, Callable[[ExitStack, Path, Path, tuple[Path, ...]], Drive]] = {
    "local": _local,
    "sshfs": _sshfs,
    "smb": _smb,
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
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / name))
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
    _start(stack, place / "out", sshd, "-D", "-f", os.devnull, "-h", str(place / "host"), "-p", str(_SSH_PORT), *told)
    reach = ("ssh", "root@127.0.0.1", "-p", str(_SSH_PORT), *_ssh_options(place / "key"), "true")
    _wait(lambda: _goes(*reach), "sshd")
    return place / "key"


def _ssh_options(key: Path) -> tuple[str, ...]:
    told = (f"IdentityFile={key}", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR")
    return tuple(word for option in told for word in ("-o", option))


def _need(*programs: str) -> None:
    for program in programs:
        if shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is None:
            raise Missing(program)


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")


def _goes(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, check=False, timeout=60).returncode == 0


def _start(stack: ExitStack, out: Path, *words: str, **variables: str) -> None:
    with out.open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, env={**os.environ, **variables})
    stack.callback(_end, process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def _unmount(folder: Path) -> None:
    if not (_goes("umount", str(folder)) or _goes("fusermount3", "-uz", str(folder))):
        _goes("umount", "-l", str(folder))


def _wait(ready: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + _WAIT_SECONDS
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"{what} did not come up")
        time.sleep(0.2)
