"""The texts that every start runs are those that SQLAlchemy makes of the tables."""

from goaltui.store.statements import make_texts


def test_the_prepared_texts_are_those_of_the_tables_and_queries() -> None:
    """After a change of tables or queries: python -m goaltui.store.statements.make_texts."""
    assert make_texts.TEXTS.read_text(encoding="utf-8") == make_texts.whole_text()
