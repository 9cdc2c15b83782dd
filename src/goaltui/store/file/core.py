"""SQLAlchemy on an open connection."""

import sqlite3
from collections.abc import Callable

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool


def core_of(raw: sqlite3.Connection, in_words: Callable[[BaseException], Exception | None]) -> Connection:
    """Return SQLAlchemy's connection over an open one; `in_words` makes the errors that it raises."""
    # The first connection of an engine is rolled back once it is known; ours may be within a transaction.
    first = sqlite3.connect(":memory:", check_same_thread=False)
    connections = iter((first, raw))

    def tell(context: ExceptionContext) -> None:
        sentence = in_words(context.original_exception)
        if sentence is not None:
            raise sentence from context.original_exception

    engine = create_engine("sqlite://", creator=lambda: next(connections), poolclass=NullPool)
    engine.connect().close()
    event.listen(engine, "handle_error", tell)
    return engine.connect()
