"""The strategy map: strategic objectives in lanes, a perspective each, and which of them drives which."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goaltui.model.enums import Band
from goaltui.rules import rollup
from goaltui.services import words
from goaltui.services.rows import Header, ScorecardObjectiveRow

if TYPE_CHECKING:
    from goaltui.services.look import Look


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link seen from its driver; `delay` in months."""

    driven: str
    driven_title: str
    strength: str
    delay: int
    why: str

    @property
    def text(self) -> str:
        """How strong and how late: `strong, 2 months`."""
        return f"{self.strength}, {words.counted(self.delay, 'month')}" if self.delay else self.strength


@dataclass(frozen=True, slots=True)
class MapNode:
    """A strategic objective; `trend` is the change of its score since the period before, in points."""

    id: str
    title: str
    score: float | None
    band: Band | None
    trend: float | None
    measures: int
    key_results: int
    drives: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A perspective with its nodes; `key` is empty for what stands in none."""

    key: str
    name: str
    nodes: tuple[MapNode, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The lanes, in the order of the perspectives."""

    header: Header
    lanes: tuple[Lane, ...]


def strategy_map(look: "Look") -> MapView:
    """The map on the day looked at; links to or from what does not stand on the scorecard are left out."""
    view = look.scorecard()
    titles = {row.id: row.title for perspective in view.perspectives for row in perspective.objectives}
    arrows: dict[str, list[Arrow]] = {}
    for link in look.records().links:
        if link.driver in titles and link.driven in titles:
            arrow = Arrow(link.driven, titles[link.driven], link.strength, link.delay, link.why)
            arrows.setdefault(link.driver, []).append(arrow)
    lanes = (
        Lane(row.key, row.name, tuple(_node(item, arrows.get(item.id, ()), look) for item in row.objectives))
        for row in view.perspectives
    )
    return MapView(view.header, tuple(lanes))


def _node(row: ScorecardObjectiveRow, arrows: "list[Arrow] | tuple[()]", look: "Look") -> MapNode:
    measured = look.measured()
    before = rollup.score([measured[measure.id].before for measure in row.measures]).score
    trend = None if row.score is None or before is None else row.score - before
    drives = tuple(sorted(arrows, key=lambda arrow: (arrow.driven_title, arrow.driven)))
    return MapNode(row.id, row.title, row.score, row.band, trend, len(row.measures), len(row.bets), drives)
