"""The strategy map as a graph for Mermaid and for Graphviz."""

import sys
from collections.abc import Iterator

from goaltui.model.text import clean_line, shown
from goaltui.services.core import formatting
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.strategy_map import Arrow, MapNode, MapView, strategy_map

_PLAIN = " .,-_/+()"
_MERMAID_LINES = {"strong": "==>", "medium": "-->", "weak": "-.->"}
_DOT_LINES = {"strong": "bold", "medium": "solid", "weak": "dashed"}
_LAST_ASCII = 127


def mermaid(workspace: Workspace) -> str:
    """Return a flowchart; every sign that could mean something to Mermaid stands as a character code."""
    return "\n".join(_mermaid(strategy_map(workspace.look)))


def dot(workspace: Workspace) -> str:
    """Return a digraph for Graphviz, with a cluster for each lane."""
    return "\n".join(_dot(strategy_map(workspace.look)))


def _mermaid(view: MapView) -> Iterator[str]:
    names = _names(view)
    yield "flowchart BT"
    for place, lane in enumerate(view.lanes):
        yield f'  subgraph lane{place}["{_coded(lane.name)}"]'
        yield from (f'    {names[node.id]}["{_coded(node.title)}<br/>{_coded(_score(node))}"]' for node in lane.nodes)
        yield "  end"
    for node, link in links(view):
        label = f'|"{_coded(link.text)}"|'
        yield f"  {names[node.id]} {_MERMAID_LINES[link.strength]}{label} {names[link.other]}"


def _dot(view: MapView) -> Iterator[str]:
    names = _names(view)
    yield "digraph strategy_map {"
    yield "  rankdir=BT;"
    yield "  node [shape=box, style=rounded];"
    for place, lane in enumerate(view.lanes):
        yield f"  subgraph cluster_lane{place} {{"
        yield f"    label={_in_quotes(lane.name)};"
        yield from (f"    {names[node.id]} [label={_in_quotes(node.title, _score(node))}];" for node in lane.nodes)
        yield "  }"
    for node, link in links(view):
        style = f"label={_in_quotes(link.text)}, style={_DOT_LINES[link.strength]}"
        yield f"  {names[node.id]} -> {names[link.other]} [{style}];"
    yield "}"


def _names(view: MapView) -> dict[str, str]:
    return {node.id: f"n{number}" for number, node in enumerate(view.nodes)}


def links(view: MapView) -> Iterator[tuple[MapNode, Arrow]]:
    """Yield every link with the objective that drives."""
    return ((node, link) for node in view.nodes for link in node.drives)


def _score(node: MapNode) -> str:
    return formatting.scored(node.score, node.band, node.coverage)


def _coded(text: str) -> str:
    return "".join(
        char if char.isalnum() or char in _PLAIN or ord(char) > _LAST_ASCII else f"#{ord(char)};"
        for char in _one_line(text)
    )


def _in_quotes(*lines: str) -> str:
    escaped = (_one_line(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _one_line(text: str) -> str:
    return shown(clean_line(text, limit=sys.maxsize))
