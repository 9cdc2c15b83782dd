"""The strategy map as lines and as JSON."""

from collections.abc import Iterator

import typer

from goaltui.cli import texts
from goaltui.cli.output import Json, Output, printable
from goaltui.cli.session import Session
from goaltui.cli.shapes import FORMAT, Ref
from goaltui.services import words
from goaltui.services.strategy_map import MapNode, MapView, strategy_map


def show_map(ctx: typer.Context) -> None:
    """Show the strategy map: which objective drives which."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        view, ref = strategy_map(workspace.look), workspace.refs().of
        if session.out.as_json:
            session.out.json(_shape(view, ref))
            return
        session.out.line(texts.heading(view.header, session.out))
        for line in _lines(view, ref, session.out):
            session.out.line(line)


def _lines(view: MapView, ref: Ref, out: Output) -> Iterator[str]:
    arrow = "->" if out.ascii_only else "→"
    for lane in view.lanes:
        yield out.styled(printable(lane.name), "bold")
        for node in lane.nodes:
            yield f"  {ref(node.id)}  {printable(node.title)}  {_said(node)}"
            for link in node.drives:
                why = f": {printable(link.why)}" if link.why else ""
                yield f"      drives {arrow} {printable(link.driven_title)} ({link.text}){why}"


def _said(node: MapNode) -> str:
    score = "no score" if node.score is None else f"{words.points(node.score)} {words.band_word(node.band)}"
    trend = "" if node.trend is None else f" ({words.rounded(node.trend):+d})"
    counts = f"{words.counted(node.measures, 'measure')}, {words.counted(node.key_results, 'key result')}"
    return f"{score}{trend}, {counts}"


def _shape(view: MapView, ref: Ref) -> Json:
    nodes = [node for lane in view.lanes for node in lane.nodes]
    return {
        "format": FORMAT,
        "as_of": view.header.as_of.isoformat(),
        "lanes": [
            {"key": lane.key, "name": lane.name, "nodes": [_node(node, ref) for node in lane.nodes]}
            for lane in view.lanes
        ],
        "links": [
            {
                "driver": ref(node.id),
                "driven": ref(link.driven),
                "strength": link.strength,
                "delay": link.delay,
                "why": link.why,
            }
            for node in nodes
            for link in node.drives
        ],
    }


def _node(node: MapNode, ref: Ref) -> Json:
    return {
        "ref": ref(node.id),
        "id": node.id,
        "title": node.title,
        "score": node.score,
        "band": node.band.value if node.band else None,
        "trend": node.trend,
        "measures": node.measures,
        "key_results": node.key_results,
    }
