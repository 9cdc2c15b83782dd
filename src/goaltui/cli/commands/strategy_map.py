"""The strategy map as lines, as JSON, and as a graph for Mermaid and Graphviz."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output import text_output
from goaltui.cli.output.console import Json, Output, printable
from goaltui.cli.output.json_output import FORMAT, Ref, initiatives
from goaltui.cli.session import Session
from goaltui.model.enums import Method
from goaltui.services.core import formatting
from goaltui.services.views.link_evidence import Histories, evidence_text
from goaltui.services.views.strategy_map import Arrow, MapNode, MapView, strategy_map

_PLAIN = " .,-_/+()"
_MERMAID_LINES = {"strong": "==>", "medium": "-->", "weak": "-.->"}
_DOT_LINES = {"strong": "bold", "medium": "solid", "weak": "dashed"}
_LAST_ASCII = 127


class MapFormat(StrEnum):
    """How the map is written."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"


def show_map(
    ctx: typer.Context,
    form: Annotated[MapFormat, typer.Option("--format", help="Lines, or a graph for other tools.")] = MapFormat.TEXT,
) -> None:
    """Show the strategy map: which objective drives which."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        session.tell_off_screen(workspace, Method.SCORECARD)
        view, ref = strategy_map(workspace.look), workspace.refs().of
        histories = Histories(workspace.look)
        if session.out.as_json:
            session.out.json(_shape(view, ref, histories))
            return
        graphs = {MapFormat.MERMAID: _mermaid, MapFormat.DOT: _dot}
        if form in graphs:
            lines = graphs[form](view)
        else:
            lines = _lines(view, ref, histories, session.out)
            session.out.line(text_output.heading(view.header, session.out))
        for line in lines:
            session.out.line(line)


def _lines(view: MapView, ref: Ref, histories: Histories, out: Output) -> Iterator[str]:
    arrow = "->" if out.ascii_only else "→"
    for lane in view.lanes:
        yield out.styled(printable(lane.name), "bold")
        for node in lane.nodes:
            yield f"  {ref(node.id)}  {printable(node.title)}  {_said(node, okr=view.header.method.uses_okr)}"
            for work in node.initiatives:
                told = printable(f"{work.title} ({formatting.work_told(work, view.header.as_of)})")
                yield out.styled(f"      {ref(work.id)}  initiative {told}", "dim")
            for link in node.drives:
                why = f": {printable(link.why)}" if link.why else ""
                yield f"      drives {arrow} {printable(link.title)} ({link.text}){why}"
                found = histories.evidence(node.id, link.other, link.delay)
                if found is not None:
                    yield f"        evidence: {evidence_text(found)}"
    for loop in view.loops:
        yield f"Loop: {f' {arrow} '.join(map(printable, loop))}"


def _said(node: MapNode, *, okr: bool) -> str:
    trend = "" if node.trend is None else f" ({formatting.rounded(node.trend):+d})"
    bets = f", {formatting.counted(node.key_results, 'key result')}" if okr else ""
    return f"{_score(node)}{trend}, {formatting.counted(node.measures, 'measure')}{bets}"


def _mermaid(view: MapView) -> Iterator[str]:
    """A flowchart; every sign that could mean something to Mermaid stands as a character code."""
    names = _names(view)
    yield "flowchart BT"
    for place, lane in enumerate(view.lanes):
        yield f'  subgraph lane{place}["{_coded(lane.name)}"]'
        yield from (f'    {names[node.id]}["{_coded(node.title)}<br/>{_coded(_score(node))}"]' for node in lane.nodes)
        yield "  end"
    for node, link in _links(view):
        label = f'|"{_coded(link.text)}"|'
        yield f"  {names[node.id]} {_MERMAID_LINES[link.strength]}{label} {names[link.other]}"


def _dot(view: MapView) -> Iterator[str]:
    """A digraph for Graphviz, a cluster for each lane."""
    names = _names(view)
    yield "digraph strategy_map {"
    yield "  rankdir=BT;"
    yield "  node [shape=box, style=rounded];"
    for place, lane in enumerate(view.lanes):
        yield f"  subgraph cluster_lane{place} {{"
        yield f"    label={_in_quotes(lane.name)};"
        yield from (f"    {names[node.id]} [label={_in_quotes(node.title, _score(node))}];" for node in lane.nodes)
        yield "  }"
    for node, link in _links(view):
        style = f"label={_in_quotes(link.text)}, style={_DOT_LINES[link.strength]}"
        yield f"  {names[node.id]} -> {names[link.other]} [{style}];"
    yield "}"


def _names(view: MapView) -> dict[str, str]:
    return {node.id: f"n{number}" for number, node in enumerate(view.nodes)}


def _links(view: MapView) -> Iterator[tuple[MapNode, Arrow]]:
    return ((node, link) for node in view.nodes for link in node.drives)


def _score(node: MapNode) -> str:
    return formatting.scored(node.score, node.band, node.coverage)


def _coded(text: str) -> str:
    return "".join(
        char if char.isalnum() or char in _PLAIN or ord(char) > _LAST_ASCII else f"#{ord(char)};"
        for char in printable(text)
    )


def _in_quotes(*lines: str) -> str:
    escaped = (printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _shape(view: MapView, ref: Ref, histories: Histories) -> Json:
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "lanes": [
            {
                "key": lane.key,
                "name": lane.name,
                "score": lane.score,
                "band": lane.band.value if lane.band else None,
                "coverage": lane.coverage,
                "nodes": [_node(node, ref) for node in lane.nodes],
            }
            for lane in view.lanes
        ],
        "links": [_link(node, link, ref, histories) for node, link in _links(view)],
        "loops": [list(loop) for loop in view.loops],
    }


def _link(node: MapNode, link: Arrow, ref: Ref, histories: Histories) -> Json:
    found = histories.evidence(node.id, link.other, link.delay)
    return {
        "driver": ref(node.id),
        "driven": ref(link.other),
        "strength": link.strength,
        "delay": link.delay,
        "why": link.why,
        "loops": link.loops,
        "evidence": {"correlation": found.correlation, "pairs": found.pairs} if found else None,
    }


def _node(node: MapNode, ref: Ref) -> Json:
    return {
        "ref": ref(node.id),
        "id": node.id,
        "title": node.title,
        "score": node.score,
        "band": node.band.value if node.band else None,
        "coverage": node.coverage,
        "trend": node.trend,
        "measures": node.measures,
        "key_results": node.key_results,
        "initiatives": initiatives(node.initiatives, ref),
    }
