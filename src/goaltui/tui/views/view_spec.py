"""The specification of a view beside its names: how its rows are read, filtered and sorted, and its list."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from textual.widget import Widget

from goaltui.model.changes import Looked
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.filters.query import Query
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.view import View
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.selection import Selection

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


class ViewRows(Protocol):
    """The frozen rows of a view."""

    @property
    def header(self) -> ViewHeader:
        """The content of the bar above them."""


Rows = TypeVar("Rows", bound=ViewRows)


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """A request for a view: rows that a query lets through, `pages` of the History, all of it or that `about` one
    thing, which was asked for `back` there; what came since the journal was `looked` at is new; Today has the
    `first_steps`."""

    query: Query = field(default_factory=Query)
    pages: int = 1
    about: Selection | None = None
    back: View = View.OBJECTIVES
    looked: Looked | None = None
    first_steps: bool = False

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The filters for the bar, each a word and its subject; empty where nothing is left out."""
        narrowed = self.query.unsorted
        only = ((_("only"), narrowed),) if narrowed else ()
        return (*only, (_("history of"), self.about.title)) if self.about is not None else only


class Listing(Generic[Rows]):
    """The list of a view: `show` takes its rows, `reveal` puts the cursor on a thing and is false where it is not
    listed, `cursor` is the thing under it, `target` what the keys go to, itself where none is named."""

    def __init__(
        self,
        widget: Widget,
        show: Callable[[Rows], Awaitable[None] | None],
        reveal: Callable[[str], bool],
        cursor: Callable[[], str | None],
        target: Callable[[], Widget] | None = None,
    ) -> None:
        self.widget = widget
        self.reveal = reveal
        self.cursor = cursor
        self.target = target or (lambda: widget)
        self._show = show

    async def fill(self, rows: Rows) -> None:
        """Show these rows."""
        shown = self._show(rows)
        if shown is not None:
            await shown


class ViewSpec(Generic[Rows]):
    """One view; the rows are read on the database thread, the list belongs to the screen."""

    SOUGHT: ClassVar[str]
    """The things that a filter looks for in it, marked as `sought`."""
    ROOMY: ClassVar[int] = 140
    """The width of the screen from which on the item stands beside the list; less for a list of lines."""

    def read(self, workspace: "Workspace", asked: ViewRequest) -> Rows:
        """Return all rows."""
        raise NotImplementedError

    def narrow(self, rows: Rows, query: Query, workspace: "Workspace") -> Rows:
        """Return the rows that a query asks for."""
        raise NotImplementedError

    def sort(self, rows: Rows, order: str) -> Rows:
        """Return the rows in the order asked for, where they have none of their own."""
        return rows

    def is_empty(self, rows: Rows) -> bool:
        """Return whether nothing is listed."""
        raise NotImplementedError

    def selection(self, rows: Rows, identity: str) -> Selection | None:
        """Return the thing with this id; None where it is not listed."""
        raise NotImplementedError

    def siblings(self, rows: Rows, identity: str) -> tuple[str, ...]:
        """Return the ids among which a thing is moved up and down, in the order in sight."""
        return ()

    def due(self, rows: Rows) -> int:
        """Return the number of due check-ins."""
        return 0

    def is_all_done(self, rows: Rows) -> bool:
        """Return whether nothing is listed because nothing is left to do, and not because there is no goal."""
        return False

    def looked(self, rows: Rows) -> Looked | None:
        """Return the state of the journal whose news the rows tell; None where they tell none."""
        return None

    def kept(self, rows: Rows) -> WindowState:
        """Return the rows that the next start paints first."""
        return WindowState()

    def listing(self, glyphs: Glyphs) -> Listing[Rows]:
        """Return the list, empty."""
        raise NotImplementedError
