"""The drawn strategy map: whatever is linked, arrows run between the boxes and stay within the map."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from goaltui.model.enums import Method
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.views.strategy_map import Arrow, Lane, MapNode, MapView
from goaltui.tui.views.strategy_map.labels import titled
from goaltui.tui.views.strategy_map.layout import MOST_ARROWS, NARROWEST, PADDING, ground, lay_out

HEADER = ViewHeader("Nordvik", Method.BOTH, date(2026, 11, 24))


def a_map(count: int, links: set[tuple[int, int]], titles: Sequence[str] = ()) -> MapView:
    def arrow(driver: int, driven: int, other: int) -> Arrow:
        return Arrow(f"{driver}-{driven}", str(other), str(other), "strong", 0, "")

    nodes = [
        MapNode(
            str(place),
            titles[place] if titles else f"Objective {place}",
            None,
            None,
            None,
            None,
            0,
            0,
            tuple(arrow(a, b, b) for a, b in sorted(links) if a == place),
            tuple(arrow(a, b, a) for a, b in sorted(links) if b == place),
        )
        for place in range(count)
    ]
    return MapView(HEADER, tuple(Lane(str(k), str(k), f"Lane {k}", None, None, tuple(nodes[k::4])) for k in range(4)))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 24).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=MOST_ARROWS + 5),
        )
    ),
    st.integers(92, 220),
    st.integers(10, 60),
)
def test_arrows_run_between_the_boxes(drawn: tuple[int, set[tuple[int, int]]], width: int, height: int) -> None:
    count, links = drawn
    picture = lay_out(ground(a_map(count, links), width), height, "0")
    boxes = [(picture.tops[box.row], box) for row in picture.rows for box in row]
    assert {box.node.id for _, box in boxes} == {str(place) for place in range(count)}
    assert all(box.left >= 0 and box.left + box.width <= width for _, box in boxes)
    for y, line in picture.arrows.items():
        for x in line:
            assert 0 <= x < width
            assert 0 <= y < picture.height
            assert not any(
                top <= y < top + picture.box_height and box.left <= x < box.left + box.width for top, box in boxes
            )
    heads = sum(1 for line in picture.arrows.values() for found in line.values() for cell in found if cell.head)
    assert heads == len(picture.links)
    assert picture.partly == (len(links) > MOST_ARROWS)


def test_a_single_link_is_a_straight_arrow() -> None:
    picture = lay_out(ground(a_map(8, {(1, 0)}), 120), 30, "0")
    (column,) = {x for line in picture.arrows.values() for x in line}
    assert picture.exits[column, picture.tops[1]] == "┴"


@given(st.lists(st.text(max_size=80), min_size=1, max_size=6), st.integers(1, 3))
def test_titles_stand_in_their_boxes(titles: list[str], lines: int) -> None:
    boxes = ground(a_map(len(titles), set(), titles), 120).boxes.values()
    for box in boxes:
        shown = titled(boxes, lines)[box.node.id]
        assert len(shown) == lines
        assert all(cell_len(line) <= box.width - PADDING for line in shown)


def test_titles_that_begin_alike_show_how_they_end() -> None:
    same = "The indicators with which we measure again and again what was reached for those"
    titles = [f"{same} who buy services", f"{same} who keep services", "Grow"]
    boxes = ground(a_map(3, set(), titles), 70).boxes.values()
    two = titled(boxes, 2)
    assert [two[str(place)][1] for place in range(3)] == [
        "… was reached for those who buy services",
        "… was reached for those who keep services",
        "",
    ]
    one = titled(boxes, 1)
    assert [one[str(place)][0].split("…")[-1] for place in range(3)] == [
        " who buy services",
        " who keep services",
        "Grow",
    ]


def test_an_empty_lane_at_the_foot_has_room_for_its_name_and_that_it_is_empty() -> None:
    lanes = [*a_map(1, set()).lanes[:1], Lane("x", "x", "Learning & growth", None, None, ())]
    picture = lay_out(ground(MapView(HEADER, tuple(lanes)), 120), 40, "0")
    assert picture.height - picture.tops[-1] == 4


def test_it_can_be_laid_out_as_soon_as_it_is_drawn() -> None:
    view = a_map(6, {(0, 5), (1, 4), (2, 3)})
    for width in range(NARROWEST, NARROWEST + 20):
        assert lay_out(ground(view, width), 30, None).arrows
