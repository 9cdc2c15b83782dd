"""The guide in the shell: read, asked, proposed; it needs no workspace."""

import json

from tests.cli.conftest import Shell


def test_it_is_read_whole_or_by_section(empty: Shell) -> None:
    whole = empty("guide")
    assert whole.code == 0
    assert "Side by side" in whole.out
    assert "**" not in whole.out
    part = empty("guide", "how to begin")
    assert "Win over the leadership." in part.out
    assert "Side by side" not in part.out
    refused = empty("guide", "nothing")
    assert refused.code == 1
    assert "Which when" in refused.err
    assert not empty.database.exists()


def test_answers_end_in_a_proposal(empty: Shell) -> None:
    said = empty("guide", "--answers", "baaaaaaa")
    assert said.code == 0
    assert said.out.startswith("Begin with OKR.")
    assert "--template software-team --method okr" in said.err
    found = json.loads(empty("guide", "--answers", "dccccbcb", "--json").out)
    assert (found["method"], found["template"], len(found["steps"])) == ("scorecard", "municipality", 3)
    assert empty("guide", "--answers", "x").code == 2


def test_the_questions_are_asked_one_after_the_other(empty: Shell) -> None:
    said = empty.process("guide", "--ask", typed=b"b\nq\na\na\na\na\na\na\na\n")
    assert said.code == 0
    assert "1 of 8" in said.err
    assert "has no answer 'q'" in said.err
    assert "Begin with OKR." in said.out
    left = empty.process("guide", "--ask", typed=b"b\n")
    assert left.code == 2
    assert "there is no proposal" in left.err
