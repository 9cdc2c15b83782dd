"""The protocol through which a handler sees the app; the app alone imports the handlers."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.keymap import Keymap
    from goaltui.tui.runtime.database_thread import Gateway
    from goaltui.tui.runtime.launch_options import LaunchOptions
    from goaltui.tui.views.main_screen import MainScreen
    from goaltui.tui.views.selection import Selection

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Context(Protocol):
    """The program as a handler sees it; `GoaltuiApp` is the one that runs."""

    start: "LaunchOptions"
    """The options of the start."""

    @property
    def main(self) -> "MainScreen":
        """The screen with the views."""

    @property
    def screen(self) -> "Screen[Any]":
        """The screen on top: the main screen, or one opened over it."""

    @property
    def gateway(self) -> "Gateway":
        """The database thread, for a dialog that says itself why it was refused."""

    @property
    def keys(self) -> "Keymap":
        """The commands with the keys in force."""

    @property
    def state(self) -> Path:
        """The folder of what the program remembers."""

    async def ask(self, question: "Callable[[Workspace], Answer]") -> Answer | None:
        """Return what the workspace answers, or say why it refuses and return None."""

    async def write(self, change: "Callable[[Workspace], Outcome]") -> "Outcome | None":
        """Change something and say what was done, or say why not and return None."""

    async def wrote(self, outcome: "Outcome") -> None:
        """Say what was done and show it."""

    async def may_write(self) -> bool:
        """Return whether something may be written here; say why where not."""

    def place(self) -> "Selection | None":
        """Return what the command acts on; say so where there is nothing."""

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Say a sentence on the main screen."""

    async def open_dialog(
        self, dialog: "Screen[Result | None]", then: Callable[[Result], Awaitable[None]] | None = None
    ) -> None:
        """Open a dialog over the main screen and go on with its answer; one on top of another is refused."""

    def push_screen(
        self, screen: "Screen[Result]", callback: Callable[[Result | None], Awaitable[None]] | None = None
    ) -> Awaitable[None]:
        """Open a screen over whatever is in sight and go on with its answer."""

    theme: str
    """The theme in force."""

    @property
    def available_themes(self) -> Mapping[str, object]:
        """The themes by name."""

    async def action_command(self, name: str) -> None:
        """Carry out a command of the table."""

    def copy_to_clipboard(self, text: str) -> None:
        """Hand a text to the clipboard of the terminal."""

    def simulate_key(self, key: str) -> None:
        """Do as if a key were pressed."""

    async def action_quit(self) -> None:
        """Quit the program."""


Handler: TypeAlias = Callable[[Context], Awaitable[None]]
"""Carries out one command of the table."""
