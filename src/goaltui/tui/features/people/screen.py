"""The screen of people by team: owned goals, due check-ins, latest check-in."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.filters.query import asking_for
from goaltui.services.team.people import TeamView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.features.people.people_list import PeopleList
from goaltui.tui.features.sorting_flow import SORT, SortingFlow

_KEYS = (
    ("Enter", N_p("key", "show what is theirs")),
    ("t", N_p("key", "page of the team")),
    SORT,
    ("Esc", N_p("key", "back")),
)


class PeopleFlow(SortingFlow[str]):
    """Answers with the query for a person or a team."""

    NAMED: ClassVar[str] = N_("People")
    DEFAULT_CSS: ClassVar[str] = """
    PeopleFlow > #none { padding: 1 2; color: $dim; height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "team_page", show=False)]

    def __init__(self, view: TeamView, glyphs: Glyphs, page: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(_("People"), _KEYS)
        self._view = view
        self._page = page
        self._glyphs = glyphs

    def where(self) -> str:
        people = self._view.people
        silent = self._view.silent
        owing = (
            _n(", {count} owes a check-in", ", {count} owe a check-in", silent)
            if silent
            else _(", nobody owes a check-in")
        )
        return "   " + _n("{count} person", "{count} people", len(people)) + owing if people else ""

    def body(self) -> Iterable[Widget]:
        text = _("No people yet. Whoever owns an objective or a measure (e) is listed here.")
        yield Static(Content(text), id="none")
        yield PeopleList(id="people", glyphs=self._glyphs)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(PeopleList))
        self.show(self._view)

    def show(self, view: TeamView) -> None:
        """Show who there is now."""
        self._view = view
        found = self.query_one(PeopleList)
        found.show(view)
        found.display = bool(view.teams)
        self.show_keys(_KEYS if view.teams else _KEYS[-1:])
        self.query_one("#none").display = not view.people
        self.show_heading()

    async def action_team_page(self) -> None:
        """Show the page of the team under the cursor, or of whoever stands there."""
        line = self.query_one(PeopleList).cursor_row
        if line is not None and line.team is not None and line.team.id:
            await self._page(line.team.id)

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        line = self.query_one(PeopleList).cursor_row
        if line is not None and line.person is not None:
            self.answer(asking_for("owner", (line.person.name,)))
        elif line is not None and line.team is not None:
            self.answer(asking_for("team", (line.team.name,)))
