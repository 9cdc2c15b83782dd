"""A real PostgreSQL server that the tests start themselves, and a way to it that can be made to hang."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

PASSWORD = "s3cret/of:anna"
"""With the signs that spoil a URL; it must never be seen anywhere."""

GIVEN = "GOALTUI_TEST_POSTGRES"
"""Names the URL of a server to use instead of starting one; its user may make databases and roles."""

_QUERIES = frozenset(b"QP")
"""The messages that begin a statement: Query and Parse (PostgreSQL manual, message formats)."""


class Server:
    """A server on a port of its own, for people who log in with a password."""

    user = "anna"

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def start(self) -> None:
        """Begin to serve."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -k {self._folder}"
        self._run("pg_ctl", "-D", str(self._data), "-o", options, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self) -> None:
        """End at once, as a server does that is restarted in the middle of the day."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    def make(self) -> None:
        """The folder of the databases; everybody may do everything with the password."""
        if os.getuid() == 0:
            shutil.chown(self._folder, "nobody")
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        flags = ("-U", "anna", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "--no-sync", "--no-locale")
        self._run("initdb", "-D", str(self._data), *flags)

    def database(self) -> str:
        """The name of a new, empty database."""
        name = f"team_{uuid4().hex[:12]}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return name

    def url(self, database: str, *, user: str = "", port: int | None = None) -> str:
        """The address of a database without a password."""
        return f"postgresql+psycopg://{user or self.user}@127.0.0.1:{port or self.port}/{database}"

    def sql(self, database: str, *statements: str) -> list[tuple[object, ...]]:
        """Run statements; the rows of the last."""
        with psycopg.connect(
            host="127.0.0.1", port=self.port, dbname=database, user=self.user, password=PASSWORD, autocommit=True
        ) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *words: str) -> None:
        user = "nobody" if os.getuid() == 0 else None
        done = subprocess.run(
            [str(self._programs / program), *words],
            user=user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr


class GivenServer(Server):
    """A server that runs already, seen at a port of this machine; what was made on it is dropped at the end."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg:", "postgresql:", 1)
        self._made: list[str] = []
        self.user = f"tester_{uuid4().hex[:12]}"
        with psycopg.connect(self._url) as connection:
            self._way = Proxy(connection.info.port, connection.info.host)
            connection.execute(f"CREATE ROLE {self.user} LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'".encode())
        self.port = self._way.port

    def stop(self) -> None:
        """Not ours to stop."""
        pytest.skip(f"the server that {GIVEN} names is not stopped by a test")

    def database(self) -> str:
        """The name of a new, empty database."""
        self._made.append(super().database())
        return self._made[-1]

    def clear(self) -> None:
        """Drop the databases and roles."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            for name in self._made:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
                connection.execute(f"DROP ROLE IF EXISTS reader_{name}".encode())
            connection.execute(f"DROP ROLE {self.user}".encode())
        self._way.close()


@contextmanager
def served() -> Iterator[Server]:
    """A server for as long as it takes; skips, saying why, where there is none to start."""
    if url := os.environ.get(GIVEN):
        given = GivenServer(url)
        try:
            yield given
        finally:
            given.clear()
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL here: pgserver has no wheel for this Python and the system has no initdb")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Server(programs, folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Those of pgserver, found without importing it, or the system's newest."""
    found = importlib.util.find_spec("pgserver")
    inside = [Path(place) / "pginstall" / "bin" for place in (found.submodule_search_locations or [])] if found else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in (*inside, *system) if (place / "initdb").exists()), None)


class Proxy:
    """A way to the server that counts what passes and can stop to forward, as a network does that has gone."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._to = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.bytes = 0
        self.statements = 0
        self._flowing = threading.Event()
        self._flowing.set()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        """Forward nothing any more; connections are taken and never answered."""
        self._flowing.clear()

    def flow(self) -> None:
        """Forward again."""
        self._flowing.set()

    def forget(self) -> None:
        """Count from nothing."""
        self.bytes = self.statements = 0

    def close(self) -> None:
        """End everything."""
        self._flowing.set()
        for each in (self._listening, *self._open):
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                there = socket.create_connection(self._to)
                self._open += [here, there]
                threading.Thread(target=self._forward, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._forward, args=(there, here, False), daemon=True).start()

    def _forward(self, source: socket.socket, to: socket.socket, asks: bool) -> None:
        waiting = b""
        begun = False
        with suppress(OSError):
            while piece := source.recv(65_536):
                self._flowing.wait()
                self.bytes += len(piece)
                if asks:
                    waiting += piece
                    # The first messages have no letter; they are short and come alone.
                    if not begun and waiting[:1] == b"\0":
                        waiting, begun = b"", int.from_bytes(waiting[4:8]) == 196_608
                    while begun and len(waiting) > 4 and len(waiting) > (size := int.from_bytes(waiting[1:5])):
                        self.statements += waiting[0] in _QUERIES
                        waiting = waiting[size + 1 :]
                # Counted by now: whoever has the answer may look at once.
                to.sendall(piece)
            to.shutdown(socket.SHUT_WR)
