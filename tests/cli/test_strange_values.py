"""Values that another program wrote into a file too large to be looked through at every start."""

import sqlite3
from uuid import uuid4

import pytest

from tests.cli.conftest import Shell

_MORE_THAN_IS_LOOKED_THROUGH = 17 * 1024 * 1024


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE objective SET ambition = 'boundless'", ("tree", "--json")),
        ("UPDATE key_result SET share = 'half'", ("balance",)),
        ("UPDATE key_result SET share = 'half'", ("tree",)),
        ("UPDATE check_in SET value = CAST(x'ff' AS TEXT)", ("tree",)),
        ("UPDATE check_in SET date = '9999-99-99'", ("tree",)),
        ("UPDATE cycle SET start = 'soon'", ("due",)),
    ],
)
def test_they_are_said_in_a_sentence_where_something_breaks_off_over_them(
    shell: Shell, statement: str, words: tuple[str, ...]
) -> None:
    connection = sqlite3.connect(shell.database)
    # Of a kind that is not known here, which is what a later version would write.
    row = (str(uuid4()), 1, 1, str(uuid4()), "eve", 1, "poem", str(uuid4()), "x" * _MORE_THAN_IS_LOOKED_THROUGH)
    connection.execute(f"INSERT INTO change VALUES ({', '.join('?' * len(row))})", row)
    assert connection.execute(statement).rowcount
    connection.commit()
    connection.close()
    said = shell(*words)
    assert said.code in (0, 1)
    assert said.code == 0 or "goaltui doctor --rebuild" in said.err
    assert shell("doctor", "--rebuild").code == 0
    assert shell(*words).code == 0
