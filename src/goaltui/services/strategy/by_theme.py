"""The scorecard and the map by theme: a quadrant or a lane for each, with its roll-up, in place of perspectives."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.services.core import formatting
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.top_issue import gap
from goaltui.services.filters.query import Query
from goaltui.services.strategy.page import ThemeRow, theme_rows
from goaltui.services.views.strategy_map import Lane, MapNode, MapView

THEME = "theme"
"""The grouping of a query that asks for it."""


def scorecard_grouped(view: ScorecardView, look: Snapshot, query: Query) -> ScorecardView:
    """Return the scorecard with its objectives by theme where the query asks for that, else as it is; a theme's score
    is that of the whole theme, whatever the query leaves out."""
    if query.group != THEME:
        return view
    held: defaultdict[str, list[ScorecardObjectiveRow]] = defaultdict(list)
    names = _names(look)
    for item in (item for row in view.perspectives for item in row.objectives):
        held[names.get(item.id, "")].append(item)
    rows = [_quadrant(theme, held[theme.name], (), view, query) for theme in theme_rows(look)]
    direct = tuple(item for row in view.perspectives for item in row.measures)
    if held[""] or direct:
        rows.append(_quadrant(None, held[""], direct, view, query))
    return replace(view, perspectives=tuple(rows))


def map_grouped(view: MapView, look: Snapshot, query: Query) -> MapView:
    """Return the map with a lane for each theme where the query asks for that, else as it is."""
    if query.group != THEME:
        return view
    held: defaultdict[str, list[MapNode]] = defaultdict(list)
    names = _names(look)
    for node in view.nodes:
        held[names.get(node.id, "")].append(node)
    return replace(view, lanes=tuple(_lanes(held, look)))


def _names(look: Snapshot) -> Mapping[str, str]:
    """Return the name of the theme that each objective is in, by its id."""
    return {row.id: row.theme for row in look.outline().objectives.values() if row.theme is not None}


def _lanes(held: Mapping[str, list[MapNode]], look: Snapshot) -> Iterator[Lane]:
    for theme in theme_rows(look):
        nodes = tuple(held.get(theme.name, ()))
        yield Lane("", theme.name, theme.name, theme.score, theme.band, nodes, theme.coverage)
    if loose := held.get(""):
        yield Lane("", "", _("No theme"), None, None, tuple(loose))


def _quadrant(
    theme: ThemeRow | None,
    objectives: list[ScorecardObjectiveRow],
    direct: tuple[MeasureRow, ...],
    view: ScorecardView,
    query: Query,
) -> PerspectiveRow:
    """Return a theme as a quadrant, or what is in none; it has no id, so nothing is added to it as to a perspective."""
    left_out = query.leaves_out and not (objectives or direct)
    sentence = gap(objectives, direct, view.header.as_of, view.header.method)
    return PerspectiveRow(
        id="",
        key=theme.name if theme is not None else "",
        name=theme.name if theme is not None else _("No theme"),
        weight=0.0,
        share=None,
        part=0.0,
        score=theme.score if theme is not None else None,
        band=theme.band if theme is not None else None,
        trend=None,
        coverage=theme.coverage if theme is not None else None,
        objectives=tuple(objectives),
        gap=_(formatting.NOTHING_LIKE_THAT) if left_out else sentence,
        measures=direct,
    )
