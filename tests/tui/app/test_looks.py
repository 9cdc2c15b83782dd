"""Themes and signs: what terminals with few colours, none, or ASCII alone show."""

from pathlib import Path

import pytest
from rich.color import ColorType
from rich.style import Style
from textual.widgets import Input

from goaltui.tui.glyphs import ASCII
from goaltui.tui.widgets.goal_list import GoalList
from tests.tui.app.driving import Driver, running, sample
from tests.tui.app.test_sizes import filled, walk


def _styles(driver: Driver) -> list[tuple[str, Style]]:
    """What is painted, with its style."""
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    return [(segment.text, segment.style) for strip in strips for segment in strip if segment.style]


def _strange(driver: Driver, *known: ColorType) -> list[tuple[str, Style]]:
    """What is painted in colours of other kinds."""
    return [
        (text, style)
        for text, style in _styles(driver)
        if any(colour.type not in known for colour in (style.color, style.bgcolor) if colour)
    ]


async def test_the_terminals_own_colours_are_all_that_is_used(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(100, 30), theme="ansi") as driver:
        async for where in walk(driver):
            assert not _strange(driver, ColorType.DEFAULT, ColorType.STANDARD), where


@pytest.mark.parametrize("by", ["NO_COLOR", "theme"])
async def test_without_colour_the_cursor_and_every_status_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    filled(tmp_path / "work.db")
    if by == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    async with running(tmp_path / "work.db", size=(100, 30), theme="mono" if by == "theme" else "") as driver:
        await driver.press("2", "down", "down")
        await driver.sees("● on track", "◐ behind", "○ at risk", "– pending", "■ closed", "━━━", "───")
        cursor = "".join(text for text, style in _styles(driver) if style.reverse)
        assert driver.at in cursor
        assert "2 Objectives" in cursor
        async for where in walk(driver):
            assert not _strange(driver, ColorType.DEFAULT), where
            if isinstance(driver.app.focused, (GoalList, Input)):
                assert any(style.reverse for _, style in _styles(driver)), where


async def test_ascii_signs_are_all_that_is_used(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(100, 30), glyphs=ASCII) as driver:
        async for where in walk(driver):
            assert not [line for line in driver.text.splitlines() if not line.isascii()], f"{where}\n{driver.text}"


async def test_the_theme_command_goes_through_all_four_and_no_colour_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        seen = []
        for _ in range(4):
            await driver.app.action_command("theme")
            seen.append(driver.app.theme)
        assert seen == ["goaltui-light", "goaltui-ansi", "goaltui-mono", "goaltui-dark"]
        await driver.app.action_command("theme")
    with monkeypatch.context() as changed:
        changed.setenv("NO_COLOR", "1")
        async with running(path) as driver:
            assert driver.app.theme == "goaltui-mono"
    async with running(path) as driver:
        assert driver.app.theme == "goaltui-light"
