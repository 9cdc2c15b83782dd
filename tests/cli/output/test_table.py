"""Tables where there is little room: what leaves, in which order, and how much a title keeps."""

import io

import pytest

from goaltui.cli.output import table
from goaltui.cli.output.console import Output
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.safe_stream import SafeStream
from goaltui.services.core.column_room import ColumnPriority

COLUMNS = (
    Column("ref"),
    Column("title", gives_way=True),
    Column("now", right=True, leaves=ColumnPriority.NOW),
    Column("bar", leaves=ColumnPriority.BAR),
    Column("status", leaves=ColumnPriority.STATUS),
    Column("conf.", leaves=ColumnPriority.CONFIDENCE),
    Column("who", leaves=ColumnPriority.WHO, enough=12),
    Column("cycle", leaves=ColumnPriority.CYCLE),
)
TITLE = "Customers tell others about us without being asked to"
ROW = [
    StyledText(text)
    for text in ("ab12", TITLE, "1 999 ≥ 2 000", "━" * 10, "● on track", "7", "A person with a long name", "2026-Q4")
]


def _door() -> SafeStream:
    return SafeStream(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


def test_of_many_rows_each_has_its_line() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="utf-8")
    out = Output(SafeStream(stream), _door(), False, None, False, False)
    out.lines(table.lines(COLUMNS[:2], [[StyledText(f"{row}"), StyledText("one\ntwo")] for row in range(2_500)], out))
    stream.flush()
    assert written.getvalue().decode().splitlines() == ["ref   title", *(f"{row:<4}  one two" for row in range(2_500))]


def drawn(columns: int | None, *, ascii_only: bool = False) -> list[str]:
    out = Output(_door(), _door(), False, columns, False, ascii_only)
    if ascii_only:
        out.data.keep_to_ascii()
    return list(table.lines(COLUMNS, [ROW], out))


@pytest.mark.parametrize(
    ("columns", "heading"),
    [
        (None, ["ref", "title", "now", "bar", "status", "conf.", "who", "cycle"]),
        (140, ["ref", "title", "now", "bar", "status", "conf.", "who", "cycle"]),
        (104, ["ref", "title", "now", "bar", "status", "conf.", "who"]),
        (80, ["ref", "title", "now", "bar", "status"]),
        (66, ["ref", "title", "now", "status"]),
        (46, ["ref", "title", "now"]),
    ],
)
def test_columns_leave_and_the_title_keeps_its_room(columns: int | None, heading: list[str]) -> None:
    head, row = drawn(columns)
    assert head.split() == heading
    assert columns is None or len(row) <= columns
    assert "1 999 ≥ 2 000" in row
    title = row[6:].partition("  ")[0]
    assert len(title) >= min(len(TITLE), 24 if columns != 46 else 15)


def test_signs_of_two_cells_are_measured_as_they_are_written() -> None:
    head, row = drawn(140, ascii_only=True)
    assert "1 999 >= 2 000" in row
    assert head.index("bar") == row.index("-" * 10)


def test_a_column_grows_into_the_room_that_a_title_leaves() -> None:
    columns = (Column("ref"), Column("title", gives_way=True), Column("in", enough=6))

    def lines(title: str, above: str) -> list[str]:
        row = [StyledText("ab12"), StyledText(title), StyledText(above)]
        return list(table.lines(columns, [row], Output(_door(), _door(), False, 50, False, False)))

    assert lines("Churn", "Customers stay and refer, as they do today") == [
        "ref   title  in",
        "ab12  Churn  Customers stay and refer, as they do…",
    ]
    assert lines("C" * 40, "Customers stay") == ["ref   title" + " " * 33 + "in", f"ab12  {'C' * 35}…  Custo…"]
