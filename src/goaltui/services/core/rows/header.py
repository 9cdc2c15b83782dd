"""The bar above every view."""

from datetime import date

from goaltui.model.enums import (
    Method,
)
from goaltui.model.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ViewHeader:
    """The bar above every view; `back` says how long ago the day looked at is, none for today; `narrowed` is whether
    only what a query asks for is shown, `unmatched` says what it asks in vain where that is nothing; `today` is the day
    on which it is looked at."""

    workspace: str
    method: Method
    as_of: date
    vision: str = ""
    cycle: str | None = None
    cycle_start: date | None = None
    cycle_end: date | None = None
    known_at: str | None = None
    read_only: str | None = None
    back: str | None = None
    narrowed: bool = False
    unmatched: str = ""
    today: date | None = None
