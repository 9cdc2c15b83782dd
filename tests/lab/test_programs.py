"""What goes wrong with a program that makes a drive is one line of the table, and the other drives go on."""

import pytest

from tests.lab.programs import goes, run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sh", "-c", "echo one; echo two >&2; exit 3"), "sh ended with 3: one two"),
        (("sh", "-c", "exit 1"), "sh ended with 1: without a word"),
        (("sleep", "60"), "sleep did not end within 0.1 s"),
        (("no-such-program",), "no-such-program cannot be run (No such file or directory)"),
    ],
)
def test_a_program_that_fails_is_told_in_one_line(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(RuntimeError) as caught:
        run(*words, seconds=0.1 if words[0] == "sleep" else 60)
    assert str(caught.value) == told
    assert words[0] == "sleep" or not goes(*words)
