"""What programs read from a command is the same whatever the language of whoever runs it."""

import pytest

from tests.catalogues.extraction import catalogue_files, compiled
from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--json"),
        ("tree", "--format", "tsv"),
        ("check", "--json"),
        ("log", "--limit", "30", "--json"),
        ("log", "--limit", "30", "--format", "tsv"),
        ("records", "--format", "tsv"),
        ("why", "--json"),
        ("export",),
        ("tree", "--depth", "x", "--json"),
    ],
    ids=" ".join,
)
def test_what_a_program_reads_is_in_english(shell: Shell, words: tuple[str, ...]) -> None:
    for path in catalogue_files():
        compiled(path)
    english, swedish = (shell.process(*words, GOALTUI_LANGUAGE=language) for language in ("en", "sv"))
    assert english.out or english.err
    assert swedish == english
