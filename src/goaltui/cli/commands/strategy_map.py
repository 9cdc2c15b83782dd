"""The strategy map as lines, as JSON, and as a graph for Mermaid and Graphviz."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.commands.show import Asked, ByTheme, placed_query
from goaltui.cli.output import text_output
from goaltui.cli.output.console import FORMAT, Json, Output, Ref, printable
from goaltui.cli.output.json_output import initiatives
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind, Method
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.filters import unknown_names
from goaltui.services.filters.filtered_views import asking_of
from goaltui.services.strategy.by_theme import map_grouped
from goaltui.services.transfer.exporters import OF_THE_MAP
from goaltui.services.transfer.graphs import links
from goaltui.services.views.link_evidence import Histories, evidence_text
from goaltui.services.views.strategy_map import Arrow, MapNode, MapView, narrow_map, strategy_map


class MapFormat(StrEnum):
    """The format of the map."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"


def show_map(
    ctx: typer.Context,
    form: Annotated[MapFormat, typer.Option("--format", help="Lines, or a graph for other tools.")] = MapFormat.TEXT,
    by: ByTheme = "",
    asked: Asked = "",
) -> None:
    """Show the strategy map: which objective drives which."""
    session: Session = ctx.obj
    query = placed_query(session, by, asked)
    with session.reading() as workspace:
        session.tell_off_screen(workspace, Method.SCORECARD)
        if form is not MapFormat.TEXT and not session.out.as_json:
            exporter = next(item for item in OF_THE_MAP if item.name == form)
            for line in exporter.write(workspace).split("\n"):
                session.out.line(line)
            return
        view, ref = strategy_map(workspace.look), workspace.refs().of
        if query.terms:
            unknown_names.refuse_unknown(workspace, query)
            view = narrow_map(view, workspace.look, query, asking_of(workspace))
        histories = Histories(workspace.look)
        if session.out.as_json:
            session.out.json(_shape(view, ref, histories))
            return
        session.out.line(text_output.heading(view.header, session.out))
        for line in _lines(map_grouped(view, workspace.look, query), ref, histories, session.out):
            session.out.line(line)
        if query.leaves_out and not view.nodes:
            session.out.say(_(formatting.NOTHING_LIKE_THAT))


def _lines(view: MapView, ref: Ref, histories: Histories, out: Output) -> Iterator[str]:
    arrow = "->" if out.ascii_only else "→"
    for lane in view.lanes:
        yield out.styled(printable(lane.name), "bold")
        for node in lane.nodes:
            yield f"  {ref(node.id)}  {printable(node.title)}  {_said(node, okr=view.header.method.uses_okr)}"
            for work in node.initiatives:
                told = printable(f"{work.title} ({formatting.work_told(work, view.header.as_of)})")
                yield out.styled(f"      {ref(work.id)}  {_('initiative')} {told}", "dim")
            for link in node.drives:
                why = f": {printable(link.why)}" if link.why else ""
                yield f"      {_('drives')} {arrow} {printable(link.title)} ({link.text}){why}"
                found = histories.evidence(node.id, link.other, link.delay)
                if found is not None:
                    yield f"        {_('evidence: {numbers}', numbers=evidence_text(found))}"
    for loop in view.loops:
        yield _("Loop: {loop}", loop=f" {arrow} ".join(map(printable, loop)))


def _said(node: MapNode, *, okr: bool) -> str:
    trend = "" if node.trend is None else f" ({formatting.rounded(node.trend):+d})"
    key_results = f", {EntityKind.KEY_RESULT.counted(node.key_results)}" if okr else ""
    return f"{_score(node)}{trend}, {EntityKind.MEASURE.counted(node.measures)}{key_results}"


def _score(node: MapNode) -> str:
    return formatting.scored(node.score, node.band, node.coverage)


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
        "links": [_link(node, link, ref, histories) for node, link in links(view)],
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
