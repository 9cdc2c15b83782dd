"""The texts and fields that every start uses are those of the tables and entities."""

from goaltui.model.plain import make_table
from goaltui.store.statements import make_texts


def test_the_prepared_texts_are_those_of_the_tables_and_queries() -> None:
    """After a change of tables or queries: python -m goaltui.store.statements.make_texts."""
    assert make_texts.TEXTS.read_text(encoding="utf-8") == make_texts.whole_text()


def test_the_plain_fields_are_those_of_the_entities() -> None:
    """After a change of entities: python -m goaltui.model.plain.make_table."""
    assert make_table.TABLE.read_text(encoding="utf-8") == make_table.whole_text()
