"""Themes and signs: what terminals with few colours, none, or ASCII alone show."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widgets import Input

from goaltui.tui.appearance.glyphs import ASCII
from goaltui.tui.appearance.terminal_style import AsciiFilter
from goaltui.tui.components.row_list import GoalList
from tests.tui.driving import Driver, running, sample
from tests.tui.views.test_sizes import filled, walk


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
    async with running(tmp_path / "work.db", size=(100, 40), theme="mono" if by == "theme" else "") as driver:
        await driver.press("2", "down", "down", "down")
        await driver.sees("● on track", "◐ behind", "○ at risk", "– pending", "■ closed", "━━━", "───")
        cursor = "".join(text for text, style in _styles(driver) if style.reverse)
        assert driver.at in cursor
        assert "2 Objectives" in cursor
        assert not _strange(driver, ColorType.DEFAULT)
        if by == "NO_COLOR":
            # It sets the same theme, which is walked through under its name.
            assert driver.app.theme == "goaltui-mono"
            return
        async for where in walk(driver):
            assert not _strange(driver, ColorType.DEFAULT), where
            if isinstance(driver.app.focused, (GoalList, Input)):
                assert any(style.reverse for _, style in _styles(driver)), where


async def test_ascii_signs_are_all_that_is_used(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(100, 30), glyphs=ASCII) as driver:
        async for where in walk(driver):
            # The manual names what is typed in Swedish, and letters are no signs.
            letters = str.maketrans("åäöÅÄÖ", "aaoAAO") if where == "manual" else {}
            assert not [line for line in driver.text.translate(letters).splitlines() if not line.isascii()], (
                f"{where}\n{driver.text}"
            )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("▌ Title        76 ≥ 90 % ━━━━┃──", "| Title       76 >= 90 % ----|--"),
        ("2.4 → 1.8 %     ○", "2.4 -> 1.8 %    o"),
        ("日本 ≤ 5", "日本<= 5"),
        ("≥≥", ">="),
    ],
)
def test_a_line_keeps_its_width_where_a_sign_takes_two_cells(line: str, shown: str) -> None:
    middle = len(line) // 2
    written = AsciiFilter().apply([Segment(line[:middle]), Segment(line[middle:])], Color(0, 0, 0))
    assert "".join(segment.text for segment in written) == shown
    assert Segment.get_line_length(written) == cell_len(line)


async def test_the_theme_command_goes_through_all_four_and_no_colour_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.app.action_command("theme")
        seen = []
        for _ in range(3):
            await driver.press("down")
            seen.append(driver.app.theme)
        assert seen == ["goaltui-light", "goaltui-ansi", "goaltui-mono"]
        await driver.press("up", "up", "enter")
    with monkeypatch.context() as changed:
        changed.setenv("NO_COLOR", "1")
        async with running(path) as driver:
            assert driver.app.theme == "goaltui-mono"
    async with running(path) as driver:
        assert driver.app.theme == "goaltui-light"
