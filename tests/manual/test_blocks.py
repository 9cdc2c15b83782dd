"""The Markdown of the pages, read into blocks."""

from goaltui.manual.blocks import BlockKind, blocks
from goaltui.manual.pages import pages


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def test_headings_paragraphs_items_and_code_are_told_apart() -> None:
    text = "# Title\n\nTwo\nlines.\n\n- one\n  goes on\n- two\n\n1. first\n2. second\n\n"
    text += "```console\n$ goaltui\n\n# no title\n```\n"
    assert kinds(text) == [
        (BlockKind.HEADING, "Title"),
        (BlockKind.PARAGRAPH, "Two lines."),
        (BlockKind.ITEM, "one goes on"),
        (BlockKind.ITEM, "two"),
        (BlockKind.ITEM, "first"),
        (BlockKind.ITEM, "second"),
        (BlockKind.CODE, "$ goaltui\n\n# no title"),
    ]


def test_a_table_has_its_cells_with_the_bars_that_belong_to_them() -> None:
    (table,) = blocks("<!-- the keys -->\n| key | does |\n|---|---|\n| `a\\|b` | [adds](page) |\n<!-- /the keys -->\n")
    assert table.rows == (("key", "does"), ("`a|b`", "adds"))


def test_every_page_consists_of_nothing_else() -> None:
    for page in pages():
        for block in blocks(page.text):
            text = block.text if block.kind is not BlockKind.CODE else ""
            assert not text.startswith(("|", "#", ">", "![", "    ", "* ", "<")), (page.topic, text)
            assert len({len(row) for row in block.rows}) <= 1, (page.topic, block.rows)
