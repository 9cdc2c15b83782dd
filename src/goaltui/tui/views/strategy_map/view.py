"""The strategy map: drawn where there is room, else as lanes below each other, and the chosen links in words."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_p, _
from goaltui.services.filters.query import Query
from goaltui.services.views.strategy_map import Arrow, MapNode, MapView
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut
from goaltui.tui.commands.view import View
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.strategy_map.canvas import MapPicture
from goaltui.tui.views.strategy_map.lanes import MapList
from goaltui.tui.views.view_spec import Listing, ViewRequest, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

NARROWEST_PICTURE = 92
"""Cells that the picture needs: a screen of 100, or one of 140 with the detail beside."""

_MORE = 14
"""Cells for saying how many more there are."""


class StrategyMap(Widget, can_focus=True):
    """One cursor for both faces of the map."""

    DEFAULT_CSS = """
    StrategyMap { height: 1fr; layout: vertical; }
    StrategyMap > #chain { height: 2; padding: 0 1; }
    StrategyMap > #loop { height: auto; max-height: 2; padding: 0 1; color: $error; }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self._list = MapList(glyphs=glyphs)
        self._picture = MapPicture(glyphs=glyphs)
        self._view: MapView | None = None
        self._drawn = False

    def compose(self) -> ComposeResult:
        yield Static(id="loop")
        yield self._list
        yield self._picture
        yield Static(id="chain")

    def on_mount(self) -> None:
        self._turn()

    def show(self, view: MapView) -> None:
        """Fill with this map."""
        self._view = view
        self._turn()

    @property
    def target(self) -> Widget:
        """The widget that gets the keys."""
        return self._picture if self._drawn else self._list

    @property
    def cursor_key(self) -> str | None:
        """The id of the objective under the cursor."""
        return self._picture.cursor_key if self._drawn else self._list.cursor_key

    def move_to(self, key: str) -> bool:
        """Put the cursor on an objective; false where it is not on the map."""
        return self._picture.move_to(key) if self._drawn else self._list.move_to(key)

    def on_focus(self) -> None:
        """Give the focus to the face in sight."""
        # At once: `focus()` comes later, when the other face may be in sight already.
        if self.screen.focused is self:
            self.screen.set_focus(self.target)

    def on_resize(self, event: Resize) -> None:
        """Change the face where the width asks for it."""
        self._turn()

    def on_goal_list_moved(self) -> None:
        """Show the links of the chosen objective in words."""
        self._say()

    def on_map_picture_moved(self) -> None:
        """Tell what listens to lists."""
        self._say()
        self.post_message(GoalList.Moved(self._list, self.cursor_key))

    def on_map_picture_chosen(self) -> None:
        """Tell what listens to lists."""
        if self.cursor_key is not None:
            self.post_message(GoalList.Chosen(self._list, self.cursor_key))

    def _turn(self) -> None:
        """Show the face that fits, with the cursor where it was."""
        view = self._view
        if view is None or not self.is_mounted:
            return
        key = self.cursor_key
        # Asked of the screen: what `has_focus` says comes with a message that may still be on its way.
        had_focus = self.screen.focused in (self, self._list, self._picture)
        self._drawn = bool(view.nodes) and self.size.width >= NARROWEST_PICTURE
        self._list.display, self._picture.display = not self._drawn, self._drawn
        if self._drawn:
            self._picture.show(view)
        else:
            self._list.show(view)
        if key is not None:
            self.move_to(key)
        if had_focus:
            self.screen.set_focus(self.target)
        self._say()

    def _say(self) -> None:
        view = self._view
        if view is None:
            return
        chain, loop = self.query_one("#chain", Static), self.query_one("#loop", Static)
        chain.display, loop.display = self._drawn, self._drawn and bool(view.loops)
        loops = "; ".join(" → ".join(titles) for titles in view.loops)
        loop.update(Content(_("A loop: {titles}", titles=loops)))
        node = next((node for node in view.nodes if node.id == self.cursor_key), None)
        if node is not None:
            chain.update(self._chain(node, self.size.width - 2))

    def _chain(self, node: MapNode, width: int) -> Content:
        if not node.drives and not node.driven_by:
            tail = _("It is linked to nothing yet: L links it to what it drives.")
            many = (
                _("\nToo many links to draw: only those of the objective under the cursor are shown.")
                if self._picture.partly
                else ""
            )
            return Content.styled(tail + many, "$dim")
        lines = []
        for word, arrows in ((_("drives"), node.drives), (_("driven by"), node.driven_by)):
            text = self._listed(arrows, width - 11) if arrows else _("nothing")
            lines.append(Content.assemble((f"{word:<11}", "$dim"), (text, "" if arrows else "$dim")))
        return Content("\n").join(lines)

    def _listed(self, arrows: tuple[Arrow, ...], width: int) -> str:
        """Return as many links as fit whole, and the number of the others."""
        said = ""
        for place, arrow in enumerate(arrows):
            piece = f"{'; ' if said else ''}{cut(arrow.title, 48)} ({arrow.text})"
            room = width if place == len(arrows) - 1 else width - _MORE
            if said and cell_len(said + piece) > room:
                return _("{titles} and {count} more", titles=said, count=len(arrows) - place)
            said += piece
        return cut(said, width)


class MapSpec(ViewSpec[MapView]):
    """Which objective drives which."""

    SOUGHT = N_p("sought", "objective")

    def read(self, workspace: "Workspace", asked: ViewRequest) -> MapView:
        from goaltui.services.views.strategy_map import strategy_map

        return strategy_map(workspace.look)

    def narrow(self, rows: MapView, query: Query, workspace: "Workspace") -> MapView:
        from goaltui.services.filters.filtered_views import asking_of
        from goaltui.services.strategy.by_theme import map_grouped
        from goaltui.services.views.strategy_map import narrow_map

        return map_grouped(narrow_map(rows, workspace.look, query, asking_of(workspace)), workspace.look, query)

    def is_empty(self, rows: MapView) -> bool:
        return not rows.nodes

    def selection(self, rows: MapView, identity: str) -> Selection | None:
        return in_map(rows, identity)

    def listing(self, glyphs: Glyphs) -> Listing[MapView]:
        made = StrategyMap(id=View.MAP.value, glyphs=glyphs)
        return Listing(made, made.show, made.move_to, lambda: made.cursor_key, lambda: made.target)


def in_map(view: MapView, identity: str) -> Selection | None:
    """Return the objective of this id."""
    for lane in view.lanes:
        for node in lane.nodes:
            if node.id == identity:
                return Selection(EntityKind.OBJECTIVE, identity, node.title, identity, node.title, lane.id)
    return None


SPEC = MapSpec()
