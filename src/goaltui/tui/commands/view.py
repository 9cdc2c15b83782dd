"""The views, each declared once: its names, its key, and the module of `tui/views/` with its rows and its list."""

from enum import StrEnum

from goaltui.model.quick.translation import N_, N_p, _p
from goaltui.model.quick_dataclass import dataclass


class View(StrEnum):
    """The views of the screen; `item` is one thing in full, closed with Escape."""

    TODAY = N_p("view", "today")
    OBJECTIVES = N_p("view", "objectives")
    SCORECARD = N_p("view", "scorecard")
    MAP = N_p("view", "map")
    HISTORY = N_p("view", "history")
    ITEM = N_p("view", "item")

    @property
    def word(self) -> str:
        """The view in the reader's language."""
        return _p("view", self.value)

    @property
    def command(self) -> str:
        """The id of the command that shows it."""
        return f"view_{self.value}"


@dataclass(frozen=True, slots=True)
class ViewDeclaration:
    """A view with a list: the `key` and `title` of its tab, its command (`label`, `help` and other `words` for it), its
    `page` of the manual, and the `module` with its `SPEC`. `added` is what the key that adds is called while nothing is
    listed, empty where nothing is added. Its items can be marked where it `marks`, are sorted by a column where it
    `sorts`, moved up and down where they are `ordered`, and grouped by theme and nothing else where it is `themed`."""

    view: View
    key: str
    title: str
    label: str
    help: str
    words: str
    page: str
    module: str
    added: str = ""
    marks: bool = False
    sorts: bool = False
    ordered: bool = False
    themed: bool = False


VIEWS = (
    ViewDeclaration(
        View.TODAY,
        "1",
        N_("Today"),
        N_p("key", "today"),
        N_("Today: what is due, what is red, what others changed"),
        N_("due late overdue red start home dashboard inbox"),
        page="check-in",
        module="today",
        added=N_p("key", "add a goal"),
        marks=True,
        sorts=True,
    ),
    ViewDeclaration(
        View.OBJECTIVES,
        "2",
        N_("Objectives"),
        N_p("key", "objectives"),
        N_("Objectives with their key results"),
        N_("okr goals tree list key results"),
        page="objectives",
        module="objectives",
        added=N_p("key", "add an objective"),
        marks=True,
        sorts=True,
        ordered=True,
    ),
    ViewDeclaration(
        View.SCORECARD,
        "3",
        N_("Scorecard"),
        N_p("key", "scorecard"),
        N_("Scorecard: measures in their perspectives"),
        N_("bsc kpi measures perspectives score quadrants"),
        page="scorecard",
        module="scorecard.view",
        added=N_p("key", "add a measure"),
        marks=True,
        sorts=True,
        ordered=True,
        themed=True,
    ),
    ViewDeclaration(
        View.MAP,
        "4",
        N_("Map"),
        N_p("key", "map"),
        N_("Map: which strategic objective drives which"),
        N_("strategy map cause effect arrows links"),
        page="map",
        module="strategy_map.view",
        added=N_p("key", "add an objective"),
        themed=True,
    ),
    ViewDeclaration(
        View.HISTORY,
        "5",
        N_("History"),
        N_p("key", "history"),
        N_("History: who changed what; Enter reverts it or shows what was known"),
        N_("journal log changes audit activity take back older undo revert earlier"),
        page="history",
        module="history",
    ),
)
"""In the order of their tabs."""

LISTS = tuple(declared.view for declared in VIEWS)
EVERYWHERE = (*LISTS, View.ITEM)
MARKING = tuple(declared.view for declared in VIEWS if declared.marks)
SORTED = tuple(declared.view for declared in VIEWS if declared.sorts)
ORDERED = tuple(declared.view for declared in VIEWS if declared.ordered)
THEMED = tuple(declared.view for declared in VIEWS if declared.themed)
