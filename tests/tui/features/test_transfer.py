"""Files out and in by the menu."""

from pathlib import Path

import pytest

from tests.tui.driving import running, sample


async def test_everything_is_written_and_taken_in_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(sample(tmp_path / "work.db", "Stay [/]").path, size=(80, 24)) as driver:
        await driver.press("question_mark", *"export", "enter")
        await driver.sees("Into which file?", "work.toml")
        await driver.press("enter")
        await driver.until(lambda: (tmp_path / "work.toml").exists(), "the file")
        assert "Stay [/]" in (tmp_path / "work.toml").read_text(encoding="utf-8")
        await driver.press("question_mark", *"export", "enter", "enter")
        await driver.sees("is there already")
        await driver.press("end", *["backspace"] * 4, *"md", "enter")
        await driver.until(lambda: (tmp_path / "work.md").exists(), "the list")
        assert (tmp_path / "work.md").read_text(encoding="utf-8").startswith("- **Stay \\[/\\]**")
    (tmp_path / "work.toml").rename(tmp_path / "taken.toml")
    async with running(sample(tmp_path / "other.db", "Other").path) as driver:
        await driver.press("question_mark", *"import", "enter")
        await driver.sees("Which file?")
        await driver.press(*"taken.toml", "enter")
        await driver.sees("Stay [/]")


async def test_how_to_share_is_one_word_away(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("question_mark", *"share with a colleague", "enter")
        await driver.sees("Manual   ", "team")


_AHEAD = """
[[objectives]]
title = "Grow"
  [[objectives.key_results]]
  title = "Customers"
  start = 0
  target = 10
  values = { 2026-11-20 = 2, 2026-12-24 = 9 }
"""


async def test_a_file_that_brings_days_to_come_is_asked_about_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ahead.toml").write_text(_AHEAD, encoding="utf-8-sig")
    (tmp_path / "none.toml").write_bytes(b"\0" * 100)
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("question_mark", *"import", "enter", *"none.toml", "enter")
        await driver.sees("it is no text")
        await driver.press("ctrl+u", *"ahead.toml", "enter")
        await driver.sees("1 check-in dated in the future", "saves it")
        await driver.press("enter")
        await driver.sees("Imported 1 objective")
        await driver.press("2")
        await driver.until(lambda: "20 %" in driver.line("Grow"), "how far it is today")
