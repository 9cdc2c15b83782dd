"""The strategy map: strategic objectives in lanes, a perspective each, and which of them drives which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import Band
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import LinkRecord
from goaltui.rules.scoring import rollup
from goaltui.rules.structure.graph import looping, loops
from goaltui.services.core import formatting
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.scorecard import ScorecardObjectiveRow, ScorecardView
from goaltui.services.filters.filtered_views import FilterContext, narrow_scorecard
from goaltui.services.filters.query import Query

if TYPE_CHECKING:
    from goaltui.services.core.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link seen from one of its ends; `other` is the id of the other end, `delay` in months, `loops` marks one that
    leads back to where it began."""

    link: str
    other: str
    title: str
    strength: str
    delay: int
    why: str
    loops: bool = False

    @property
    def text(self) -> str:
        """Strength and delay: `strong, 2 months`."""
        return formatting.link(self.strength, self.delay)


@dataclass(frozen=True, slots=True)
class MapNode:
    """A strategic objective; `trend` is the change of its score since the period before, in points, `coverage` the part
    0–1 of its weight that was measured, none where nothing applies."""

    id: str
    title: str
    owner: str | None
    score: float | None
    band: Band | None
    trend: float | None
    measures: int
    key_results: int
    drives: tuple[Arrow, ...]
    driven_by: tuple[Arrow, ...]
    initiatives: tuple[InitiativeRow, ...] = ()
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A perspective with its nodes and the `coverage` of its score; `id` and `key` are empty for what stands in
    none."""

    id: str
    key: str
    name: str
    score: float | None
    band: Band | None
    nodes: tuple[MapNode, ...]
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class MapView:
    """The lanes, in the order of the perspectives; `loops` holds the titles along each loop, the first one again at
    its end."""

    header: ViewHeader
    lanes: tuple[Lane, ...]
    loops: tuple[tuple[str, ...], ...] = ()

    @property
    def nodes(self) -> tuple[MapNode, ...]:
        """The objectives of all lanes."""
        return tuple(node for lane in self.lanes for node in lane.nodes)


def strategy_map(look: "Snapshot") -> MapView:
    """Return the map on the day looked at; links to or from objectives that are not on the scorecard are left out."""
    view = look.scorecard()
    titles = _titles(view)
    links = [link for link in look.records().links if link.driver in titles and link.driven in titles]
    edges = [(link.driver, link.driven) for link in links]
    drives, driven_by = _arrows(links, titles, looping(edges))
    lanes = []
    for row in view.perspectives:
        nodes = (_node(item, drives[item.id], driven_by[item.id], look) for item in row.objectives)
        lanes.append(Lane(row.id, row.key, row.name, row.score, row.band, tuple(nodes), row.coverage))
    named = tuple(tuple(titles[node] for node in loop) for loop in loops(edges))
    return MapView(view.header, tuple(lanes), named)


def narrow_map(view: MapView, look: "Snapshot", query: Query, asking: FilterContext) -> MapView:
    """Return the map with the objectives that match, or with a measure that does, and the links between them."""
    kept = _titles(narrow_scorecard(look.scorecard(), query, asking)).keys()

    def inside(arrows: tuple[Arrow, ...]) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in arrows if arrow.other in kept)

    lanes = []
    for lane in view.lanes:
        nodes = (node for node in lane.nodes if node.id in kept)
        left = (replace(node, drives=inside(node.drives), driven_by=inside(node.driven_by)) for node in nodes)
        lanes.append(replace(lane, nodes=tuple(left)))
    return replace(view, lanes=tuple(lanes))


def _titles(view: ScorecardView) -> dict[str, str]:
    return {row.id: row.title for perspective in view.perspectives for row in perspective.objectives}


def _arrows(
    links: Iterable[LinkRecord], titles: Mapping[str, str], looped: frozenset[tuple[str, str]]
) -> tuple[Mapping[str, Sequence[Arrow]], Mapping[str, Sequence[Arrow]]]:
    drives: defaultdict[str, list[Arrow]] = defaultdict(list)
    driven_by: defaultdict[str, list[Arrow]] = defaultdict(list)
    for link in links:
        about = (link.strength, link.delay, link.why, (link.driver, link.driven) in looped)
        drives[link.driver].append(Arrow(link.id, link.driven, titles[link.driven], *about))
        driven_by[link.driven].append(Arrow(link.id, link.driver, titles[link.driver], *about))
    return drives, driven_by


def _node(row: ScorecardObjectiveRow, drives: Sequence[Arrow], driven_by: Sequence[Arrow], look: "Snapshot") -> MapNode:
    measured = look.measured()
    trend = rollup.change(*rollup.alike(measured[measure.id].moved for measure in row.measures))
    counts = (len(row.measures), len(row.key_results))
    work = (*row.work, *(item for measure in row.measures for item in measure.initiatives))
    arrows = (_in_order(drives), _in_order(driven_by))
    return MapNode(row.id, row.title, row.owner, row.score, row.band, trend, *counts, *arrows, work, row.coverage)


def _in_order(arrows: Sequence[Arrow]) -> tuple[Arrow, ...]:
    return tuple(sorted(arrows, key=lambda arrow: (arrow.title, arrow.other)))
