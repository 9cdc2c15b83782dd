"""A keymap of the user's own: what works is used, what does not is named."""

import pytest

from goaltui.tui.commands.table import COMMANDS
from goaltui.tui.keymap import keymap_of


def key_of(identity: str, wanted: list[tuple[str, str]]) -> str:
    return next(command.key_text for command in keymap_of(wanted).commands if command.id == identity)


def test_another_key_is_taken_and_shown_as_people_write_it() -> None:
    found = keymap_of([("find", "#"), ("why", "f5")])
    assert found.problems == ()
    assert found.changed == {"find": "number_sign", "why": "f5"}
    assert key_of("find", [("find", "#")]) == "#"
    assert key_of("why", [("why", "f5")]) == "F5"


def test_two_commands_may_change_keys() -> None:
    found = keymap_of([("undo", "U"), ("redo", "u")])
    assert found.problems == ()
    assert found.changed == {"undo": "U", "redo": "u"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ([("chekc_in", "z")], "did you mean 'check_in'"),
        ([("undo", "z"), ("redo", "z")], "taken by undo"),
        ([("undo", "c")], "taken by check_in"),
        ([("undo", "j")], "would hide the list's own j"),
        ([("undo", "ctrl+c")], "is not safe"),
        ([("undo", "f11")], "is not safe"),
        ([("undo", "alt+x")], "is not safe"),
        ([("undo", "delete")], "is not safe"),
        ([("undo", "")], "undo = '' is not a key; choose a letter"),
        ([("undo", "foo")], "undo = 'foo' is not a key; did you mean 'f'?"),
        ([("undo", "m,M")], "undo = 'm,M' is not a key; did you mean 'm'?"),
        ([("undo", "f-5")], "undo = 'f-5' is not a key; did you mean 'f5'?"),
        ([("undo", " ")], "is not safe"),
        ([("undo", "c"), ("check_in", "q")], "taken by quit"),
    ],
)
def test_what_would_not_work_is_named_and_left_out(wanted: list[tuple[str, str]], said: str) -> None:
    found = keymap_of(wanted)
    assert any(said in problem for problem in found.problems)
    keys = [command.key for command in found.commands if command.key and not command.moves]
    assert len(keys) == len(set(keys))


def test_without_wishes_nothing_changes() -> None:
    assert keymap_of([]).commands == COMMANDS
