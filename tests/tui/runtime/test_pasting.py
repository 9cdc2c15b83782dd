"""Whatever is pasted arrives whole: its lines joined where a field has one, without the signs that nobody sees."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from textual.events import Paste
from textual.widgets import Input, TextArea

from goaltui.tui.runtime.pasting import Pastes, as_pasted
from tests.tui.driving import running, sample

_LINES = "12 went well\nbut Acme\r\n leaves \x1b[31min\tMay\n"
_JOINED = "12 went well but Acme leaves [31min May"


@pytest.mark.parametrize(
    "keys",
    [("2", "down", "c"), ("f",), ("slash",), ("ctrl+p",), ("2", "e", "ctrl+u"), ("2", "e", "f3", "tab", "tab")],
)
async def test_the_lines_of_a_paste_are_joined_in_every_field_that_has_one(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press(*keys)
        driver.app.post_message(Paste(_LINES))
        await driver.calm()
        field = driver.app.focused
        if isinstance(field, Input):
            assert field.value == _JOINED
        else:
            assert isinstance(field, TextArea), field
            assert field.text.splitlines() == ["12 went well", "but Acme", " leaves [31min\tMay"]
        await driver.press("escape", "escape")


async def test_a_pasted_note_is_kept_whole(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "down", "c")
        driver.app.post_message(Paste("12 went well\nbut Acme leaves in May\n"))
        await driver.press("enter", "5", "right")
        await driver.sees("went well but Acme leaves in May")


_ENDLESS = some.text("ab\n\x1b[20~日")


@given(some.lists(some.tuples(some.text("kl\x1b[A"), _ENDLESS), max_size=4), some.integers(1, 9))
def test_pastes_are_found_however_the_terminal_cuts_what_it_sends(parts: list[tuple[str, str]], chunk: int) -> None:
    parts = [(typed.rstrip("\x1b["), text) for typed, text in parts]
    sent = "".join(f"{typed}\x1b[200~{text}\x1b[201~" for typed, text in parts)
    pastes = Pastes()
    found = [piece for at in range(0, len(sent), chunk) for piece in pastes.split(sent[at : at + chunk], cut=True)]
    found += pastes.let_go()
    assert [piece.text for piece in found if isinstance(piece, Paste)] == [text for _, text in parts if text]
    assert "".join(piece for piece in found if isinstance(piece, str)) == "".join(typed for typed, _ in parts)


def test_a_paste_without_an_end_is_taken_as_it_is_and_keys_go_on() -> None:
    pastes = Pastes()
    assert list(pastes.split("k\x1b[200~half")) == ["k"]
    assert [piece.text for piece in pastes.let_go() if isinstance(piece, Paste)] == ["half"]
    assert list(pastes.split("j")) == ["j"]


@given(some.text())
def test_no_letter_of_a_paste_is_lost(text: str) -> None:
    pasted = as_pasted(Paste(text), Input())
    kept = {letter for letter in text if letter.isprintable() and not letter.isspace()}
    assert kept <= set(pasted.text)
    assert not set(pasted.text) & set("\x1b\n\r\0\t")
