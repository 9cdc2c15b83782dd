"""The screen for a reader of another language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from goaltui.model.quick import translation
from tests.tui.driving import running
from tests.tui.features.test_cycles import book

SAID = (
    ("key", "Space", "Mellanslag"),
    ("key", "mark", "markera"),
    ("cycle", "close", "avsluta"),
    ("key", "close", "stäng"),
    (None, "pending", "alldeles orört"),
    (None, "saved here", "sparat här"),
)


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that speaks a few words of Swedish."""
    catalogue = Catalog(locale="sv")
    for context, message, said in SAID:
        catalogue.add(message, said, context=context)
    folder = tmp_path / "locale" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "goaltui.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path / "locale")
    translation.speak("sv")
    yield
    translation.speak(translation.SOURCE)


async def test_a_click_on_a_key_with_a_word_for_a_name_presses_it_in_any_language(
    tmp_path: Path, swedish: None
) -> None:
    async with running(book(tmp_path / "a.db"), wait=("sparat här",)) as driver:
        await driver.press("o", "home")
        keys = driver.line("Mellanslag markera")
        assert "x avsluta" in keys and "n next one" in keys
        await driver.pilot.click("KeyBar", offset=(keys.index("Mellanslag"), 0))
        await driver.sees("✓")


async def test_a_long_word_for_a_status_is_not_cut(tmp_path: Path, swedish: None) -> None:
    async with running(book(tmp_path / "a.db"), wait=("sparat här",)) as driver:
        await driver.press("2")
        await driver.sees("– alldeles orört")
