"""A connection to a PostgreSQL server for one visit: made in bounded time, cut at its deadline, its errors in words."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import namedtuple_row

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.model.quick.os_reasons import known_reason
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line

Connected: TypeAlias = psycopg.Connection[Any]

_SCHEME = re.compile(r"^postgres(ql)?(\+psycopg)?://")
_CONNECT_SECONDS = 10.0
_LONGEST_REASON = 300
_NOT_REASONS = ("LINE", "^", "Is the server running", "connection to server on socket", "HINT")
_MAY_NOT_WRITE = frozenset({"42501", "25006"})
"""Insufficient privilege, and a read-only transaction (PostgreSQL manual, appendix A)."""


@contextmanager
def connected(url: str, where: str, deadline: float) -> Iterator[Connected]:
    """Yield a connection that commits every statement by itself and is cut at the deadline; raise HubUnreachable.

    libpq adds what the address leaves out: PGPASSWORD, ~/.pgpass, a service file.
    """
    with in_words(where):
        connection = _connect(_SCHEME.sub("postgresql://", url, count=1), deadline)
        cut = threading.Timer(max(deadline - time.monotonic(), 0.0), _cut, (connection,))
        cut.daemon = True
        cut.start()
        try:
            yield connection
        finally:
            cut.cancel()
            connection.close()


@contextmanager
def in_words(where: str) -> Iterator[None]:
    """Raise a server's errors as errors for the user, which never hold a password."""
    try:
        yield
    except psycopg.Error as error:
        raise _told(error, where) from None


def _connect(url: str, deadline: float) -> Connected:
    left = min(max(deadline - time.monotonic(), 1.0), _CONNECT_SECONDS)
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=max(round(left), 2),
        # Through a pool in front of the server the next statement may meet another session.
        prepare_threshold=None,
        row_factory=namedtuple_row,
        client_encoding="utf8",
        fallback_application_name="goaltui",
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
    )


def _cut(connection: Connected) -> None:
    """End a connection that somebody waits on: nothing else ends the wait for a server that hangs."""
    with suppress(OSError, psycopg.Error):
        own = socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM)
        with own:
            own.shutdown(socket.SHUT_RDWR)


def _told(error: psycopg.Error, where: str) -> HubUnreachable | DatabaseRefused:
    reason = _reason(error)
    if error.sqlstate in _MAY_NOT_WRITE:
        return HubUnreachable(
            _("This user may read {where} but not write to it; the work is saved here and waits.", where=where)
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return HubUnreachable(_(_advised(reason), where=where, reason=reason))
    return DatabaseRefused(
        _(
            "{where} holds tables that goaltui did not make ({reason}); give it a database or a schema of its own.",
            where=where,
            reason=reason,
        )
    )


def _reason(error: psycopg.Error) -> str:
    """Return the last line of an error with a reason of its own; it is about the last address that was tried."""
    lines = [line for line in str(error).splitlines() if line.strip() and not line.lstrip().startswith(_NOT_REASONS)]
    said = clean_line(lines[-1][:_LONGEST_REASON]) if lines else type(error).__name__
    return known_reason(said) or said.rpartition("FATAL:")[2].strip().rstrip(".")


def _advised(reason: str) -> str:
    """Return the sentence on a server that could not be reached, with what to do where the reason tells it."""
    if "password" in reason or "authentication" in reason:
        return N_(
            "{where} could not be reached ({reason}), put the password into ~/.pgpass, PGPASSWORD or a service file;"
            " the work is saved here."
        )
    if "does not exist" in reason:
        return N_(
            "{where} could not be reached ({reason}), create it or name another with --db; the work is saved here."
        )
    return N_("{where} could not be reached ({reason}); the work is saved here.")
