"""What goes wrong is data where data was asked for."""

import json

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    ("words", "code", "kind", "says"),
    [
        (("tre", "--json"), 2, "wrong_usage", "did you mean goaltui tree"),
        (("--json", "tree", "--mien"), 2, "wrong_usage", "--mine"),
        (("show", "--json"), 2, "wrong_usage", "REF"),
        (("show", "nothing like it", "--json"), 1, "refused", "nothing like it"),
        (("due", "--format", "json", "--as-of", "x"), 2, "wrong_usage", "2026-11-20"),
        (("due", "--format=json", "--db", "missing/x.db"), 1, "refused", "missing/x.db"),
        (("checkin", "--json", "a000", "\x1b[31mx"), 2, "wrong_usage", "[31mx"),
    ],
)
def test_an_error_is_one_line_of_json_on_stderr(
    shell: Shell, words: tuple[str, ...], code: int, kind: str, says: str
) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (code, "")
    assert "\x1b" not in said.err
    told = json.loads(said.err.splitlines()[-1])
    assert told["format"] == 1
    assert (told["error"]["code"], told["error"]["kind"]) == (code, kind)
    assert says in told["error"]["message"]


def test_without_json_an_error_is_a_sentence(shell: Shell) -> None:
    assert shell("show", "nothing like it").err.startswith("goaltui: Nothing is called")
    assert "wrong_usage" not in shell("show", "nothing", "--", "--json").err
