"""Every screen at every size, with nothing in the workspace, with the sample, and with titles that break things."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.screen import Screen

from goaltui.model.enums import EntityKind
from goaltui.model.text import clean_line
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.demo.sample import load_sample
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.tui.appearance.text import steady
from goaltui.tui.commands.command import Command
from goaltui.tui.commands.table import acting
from goaltui.tui.commands.view import View
from goaltui.tui.components.footer import KeyBar
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.form import FormDialog
from tests.tui.driving import Driver, opened, running

SIZES = ((60, 20), (80, 24), (100, 30), (120, 36), (200, 50))

TITLES = (
    "[/]",
    "[@click=app.quit]x",
    "[red]x[/red]",
    "\x1b[31mred",
    "日本語の目標",
    "👨‍👩‍👧",
    "⚠️ warn",
    "שלום עולם",
    "two\nlines",
    "t" * 500,
)

_NOT_OPENED = {
    "mark",
    "act_on_marked",
    "quit",
    "undo",
    "redo",
    "theme",
    "back",
    "restore",
    "week_back",
    "week_on",
    "duplicate",
}
"""Leaves, writes, or shows what others show."""


def empty(path: Path) -> None:
    opened(path).close()


def filled(path: Path) -> None:
    workspace = opened(path)
    load_sample(workspace)
    workspace.close()


def hostile(path: Path) -> None:
    workspace = opened(path)
    for text in map(clean_line, TITLES):
        form = (
            open_form(workspace, EntityKind.OBJECTIVE).with_value("title", text).with_value("perspective", "Customer")
        )
        above = save_form(workspace, form.with_value("team", text[:40])).created
        form = (
            open_form(workspace, EntityKind.KEY_RESULT, parent=above)
            .with_value("title", text)
            .with_value("target", "5")
        )
        below = save_form(workspace, form.with_value("owner", text[:40]).with_value("unit", text[:20])).created or ""
        form = open_form(workspace, EntityKind.MEASURE, parent=above).with_value("title", text)
        save_form(workspace, form.with_value("unit", "[/]"))
        save_form(workspace, open_form(workspace, EntityKind.REMARK, parent=below).with_value("text", text))
        for line in ("1 @3 [/] ", "2 @4 日本語", f"3 {text}"):
            write_check_in(workspace, below, line)
    workspace.close()


@pytest.mark.parametrize("fill", [empty, filled, hostile])
async def test_every_screen_shows_what_it_is_and_the_way_out(tmp_path: Path, fill: Callable[[Path], None]) -> None:
    fill(tmp_path / "work.db")
    async with running(tmp_path / "work.db") as driver:
        if fill is empty:
            await driver.sees("Welcome")
            await driver.press("escape")
        for size in SIZES[::2] if fill is filled else SIZES[:4:3]:
            await driver.pilot.resize_terminal(*size)
            async for where in walk(driver):
                _check(driver, f"{where} at {size[0]} × {size[1]}")


async def test_hostile_titles_stand_as_they_are_and_columns_hold(tmp_path: Path) -> None:
    hostile(tmp_path / "work.db")
    short = [steady(clean_line(title)) for title in TITLES[:-1]]
    async with running(tmp_path / "work.db") as driver:
        for size in SIZES[:4:3]:
            await driver.pilot.resize_terminal(*size)
            for key in ("1", "2", "4"):
                await driver.press(key)
                await driver.app.main.settled()
                seen = await _scrolled(driver)
                assert not [title for title in short if title not in seen], (key, size)
                assert "t" * 15 in seen
            await driver.press("2")
            rows = [line for line in driver.text.splitlines() if "● on track" in line]
            assert len(rows) > 10
            assert len({cell_len(line[: line.index("● on")]) for line in rows}) == 1
            for key in ("p", "x", "r", "s"):
                await driver.press(key)
                await driver.until(lambda: driver.app.screen is not driver.app.main, f"the screen of {key}")
                seen = await _scrolled(driver)
                assert not [title for title in short if title not in seen], (key, size)
                await driver.press("escape")


async def test_below_the_smallest_size_one_line_says_what_is_needed(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db") as driver:
        for size in [(49, 15), (50, 14), (20, 5)]:
            for key in ("o", "C", "question_mark"):
                await driver.press(key)
                await driver.pilot.resize_terminal(*size)
                await driver.sees("goaltui needs")
                needed = f"goaltui needs 50 × 15; this is {size[0]} × {size[1]}. Ctrl+Q quits."
                assert " ".join(driver.text.split()) == needed
                await driver.pilot.resize_terminal(80, 24)
                await driver.misses("goaltui needs")
                if driver.app.screen is not driver.app.main:
                    await driver.press("escape")


async def walk(driver: Driver) -> AsyncIterator[str]:
    """Open one screen of the program after the other, saying which."""
    main = driver.app.main
    for command in acting():
        if command.id in _NOT_OPENED or not command.key:
            continue
        if not command.id.startswith("view_"):
            view = command.views[0] if command.views[0] in (View.SCORECARD, View.MAP) else View.OBJECTIVES
            await main.show_view(view)
        await main.settled()
        await driver.press(command.key)
        await main.settled()
        await driver.pilot.pause(0.02)
        yield command.id
        for key in _inside(driver.app.screen, command):
            await driver.press(key)
            await driver.pilot.pause(0.05)
            yield f"{command.id} {key}"
            await driver.press("escape")
        if driver.app.screen is not main or main.view is View.ITEM or not _footer(driver).display:
            await driver.press("escape")
        if isinstance(driver.app.screen, Dialog):
            # Something was typed there, so the first one asked.
            await driver.press("escape")
        assert driver.app.screen is main, command.id


def _inside(screen: Screen[object], command: Command) -> tuple[str, ...]:
    return ("p", "x") if isinstance(screen, Flow) and command.id == "cycles" else ()


def _footer(driver: Driver) -> KeyBar:
    return driver.app.main.query_one(KeyBar)


def _check(driver: Driver, where: str) -> None:
    width, height = driver.app.size
    text, screen = driver.text, driver.app.screen
    strips = screen._compositor.render_strips(driver.app.size)
    assert len(strips) == height, where
    for strip in strips:
        line = "".join(segment.text for segment in strip)
        assert cell_len(line) == width, f"{where}: {line!r}\n{text}"
        # What is being edited is shown as it will be kept.
        assert line.isprintable() or isinstance(screen, FormDialog), f"{where}: {line!r}"
        assert not any("@click" in segment.style.meta for segment in strip if segment.style), where
    lines = text.splitlines()
    if isinstance(screen, Flow):
        assert lines[0].strip() and set(lines[1].strip()) <= {"─"}, f"{where}\n{text}"
        assert "Esc" in lines[-1] and len(lines) == height, f"{where}\n{text}"
    elif isinstance(screen, Dialog):
        assert any("╭─ " in line and "─╮" in line for line in lines), f"{where}\n{text}"
        assert any("Esc" in line and "─╯" in line for line in lines), f"{where}\n{text}"
    elif "check_in" not in where:
        assert "goaltui" in lines[0], f"{where}\n{text}"
        assert "? actions" in lines[-1] and "q quit" in lines[-1], f"{where}\n{text}"


async def _scrolled(driver: Driver) -> str:
    """What a list shows while it is paged through to its end."""
    await driver.press("home")
    seen: list[str] = []
    for _ in range(12):
        await driver.pilot.pause()
        if driver.text in seen:
            break
        seen.append(driver.text)
        await driver.press("pagedown")
    return "\n".join(seen)
