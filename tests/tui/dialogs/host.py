"""A tiny program around one dialog."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.app import App
from textual.pilot import Pilot

from goaltui.tui.appearance import theme
from goaltui.tui.dialogs.base import Dialog

Result = TypeVar("Result")

HOSTILE = (
    "[",
    "[/",
    "[/foo]",
    "[Q3] grow",
    "[red]x",
    "[@click=app.quit]x",
    "日本語",
    "👨‍👩‍👧",
    "⚠️ warn",
    "t" * 500,
    "שלום עולם",
    "two\nlines",
)


class Host(App[None], Generic[Result]):
    """Opens a dialog at once and keeps what it answered."""

    def __init__(self, dialog: Dialog[Result]) -> None:
        super().__init__()
        for known in theme.themes():
            self.register_theme(known)
        self.theme = theme.DARK
        self.dialog = dialog
        self.answers: list[Result | None] = []

    async def on_mount(self) -> None:
        await self.push_screen(self.dialog, self.answers.append)


async def wait_for(pilot: Pilot[None], happened: Callable[[], object], what: str, turns: int = 200) -> None:
    """Let the program run until something is so; fails, saying what was waited for."""
    for _ in range(turns):
        if happened():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"never came: {what}")


def text_of(app: App[None]) -> str:
    """The screen as a person reads it."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
