"""The program on a screen: hands what is asked to the workspace, and what comes of it back to the screen."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, InputEvent, Key
from textual.screen import Screen
from textual.widgets import Input, TextArea

from goaltui.config.remembered import remember
from goaltui.model.errors import GoaltuiError
from goaltui.services.rows import Outcome
from goaltui.tui import theme
from goaltui.tui.collecting import Collector
from goaltui.tui.commands import View, acting
from goaltui.tui.crash import write_down
from goaltui.tui.dress import CSS, dress
from goaltui.tui.gateway import Gateway
from goaltui.tui.handlers import HANDLERS
from goaltui.tui.handlers.items import submit_check_in
from goaltui.tui.handlers.program import welcome
from goaltui.tui.messages import Failed
from goaltui.tui.opening import Start
from goaltui.tui.remember import text_of
from goaltui.tui.screens.main import MainScreen
from goaltui.tui.screens.places import Place
from goaltui.tui.waiting import Patience, taken_in
from goaltui.tui.watching import watch
from goaltui.tui.widgets.key_bar import KeyBar
from goaltui.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class GoaltuiApp(App[None]):
    """One workspace on a screen."""

    CSS: ClassVar[str] = CSS

    # With priority a command is carried out before the next key is looked at, so that what is typed ahead goes to
    # what it opens; `check_action` keeps them out of dialogs, and Textual keeps letters out of text fields.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.key, f"command({command.id!r})", command.label, show=False, priority=True, id=command.id)
        for command in acting()
        if command.key and command.id != "palette"
    ]

    def __init__(self, gateway: Gateway, start: Start, driver: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.gateway = gateway
        self.main = MainScreen(gateway, start.remembered, start.glyphs, start.keys.commands)
        self.keys = start.keys
        self.state = start.log.parent
        self.set_keymap(start.keys.changed)
        self._start = start
        self._leaving = False
        self._patience = Patience(start.patience)
        self.collector = Collector()
        dress(self, start)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(theme.defaults(dark=self.current_theme.dark))

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def on_mount(self) -> None:
        if not self.is_headless and sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.call_later, self.action_quit)
        # After the first frame: opening imports what the frame could do without.
        self.main.call_after_refresh(self._live)

    @work(group="live")
    async def _live(self) -> None:
        """Open the workspace, fill the screen from it, then look now and then for what others wrote."""
        # The theme first: only a screen knows which there are, and the shell says the others.
        problems = (*theme.problems(self._start.theme, self.available_themes), *self._start.problems)
        if problems:
            more = f" And {len(problems) - 1} more: goaltui config says which." if problems[1:] else ""
            self.say(f"{problems[0]}{more}", error=True)
        try:
            read_only = await self.gateway.run(lambda workspace: workspace.read_only)
            empty = await self.gateway.run(lambda workspace: workspace.is_empty())
        except GoaltuiError as error:
            self.main.filled.set()
            self.exit(return_code=error.exit_code, message=Text(str(error)))
            return
        self.main.say_saved("saved here")
        self.main.mark_stale()
        await self.main.settled()
        self._start.leaving.callback(self.collector.begin())
        if empty and not read_only:
            # In the queue of the keys: one that came while it opens would find a dialog without anything in it.
            self.call_later(welcome, self)
        await watch(self, self._start.backups)

    async def on_event(self, event: Event) -> None:
        first_hand = isinstance(event, Key) and not event.is_forwarded
        if isinstance(event, InputEvent):
            self.collector.typed()
        if first_hand and self.screen is self.main and not await self._patience.lasts(self.main.filled, event):
            return
        if isinstance(event, Key) and first_hand and await self._bound(event):
            event.stop()
        else:
            await super().on_event(event)
        if first_hand:
            await taken_in(self)

    async def _bound(self, event: Key) -> bool:
        """Do what a key is bound to at once, where it is not text for a field: Textual first sends it up from the
        widget with the focus, and it would come back behind keys that were typed after it."""
        if isinstance(self.focused, Input | TextArea) and event.is_printable:
            return False
        if isinstance(self.focused, TextArea) and event.key == "enter":
            return False
        return await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command_palette":
            return self.screen is self.main
        if action != "command":
            return True
        # Textual keeps no sign out of a text field whose Unicode name it shortened: / @ - + _ and the backslash.
        if isinstance(self.focused, Input | TextArea) and any(
            command.id == parameters[0] and len(command.key_text) == 1 for command in self.keys.commands
        ):
            return False
        return self.screen is self.main and (parameters != ("back",) or self.main.goes_back)

    async def action_command(self, name: str) -> None:
        await HANDLERS[name](self)

    async def action_quit(self) -> None:
        """Leave: what was asked is done, the file closed, the window remembered."""
        if self._leaving:
            return
        self._leaving = True
        self.workers.cancel_all()
        text = text_of(self.main.views.remembered(self._start.remembered.theme if self.no_color else self.theme))
        await self.gateway.close()
        if self._start.memory is not None:
            remember(self._start.memory, text)
        self._start.leaving.close()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for command in acting():
            if command.id not in ("palette", "back"):
                run = partial(self.call_later, self.action_command, command.id)
                yield SystemCommand(command.label.capitalize(), command.help, run)

    async def ask(self, question: "Callable[[Workspace], Answer]") -> Answer | None:
        """What the workspace answers; none where it refuses, having said why."""
        try:
            return await self.gateway.run(question)
        except GoaltuiError as error:
            self.say(str(error), error=True)
            return None

    async def write(self, change: "Callable[[Workspace], Outcome]") -> Outcome | None:
        """Change something and say what was done; none where it was refused."""
        outcome = await self.ask(change)
        if outcome is not None:
            self.wrote(outcome)
        return outcome

    def wrote(self, outcome: Outcome) -> None:
        """Say what was done and show it."""
        self.say(outcome.sentence)
        self.main.mark_stale(reveal=outcome.created)

    async def may_write(self) -> bool:
        """Whether something may be written here; says why where not."""
        reason = await self.ask(lambda workspace: workspace.read_only)
        if reason:
            self.say(reason, error=True)
        return not reason

    def place(self) -> Place | None:
        """What a command acts on; says so where there is nothing."""
        place = self.main.place
        if place is None:
            self.say("There is nothing under the cursor; press a to add something.")
        return place

    async def open_dialog(
        self, dialog: Screen[Result | None], then: Callable[[Result], Awaitable[None]] | None = None
    ) -> None:
        """Show a dialog or a flow and go on with its answer; one on top of another is refused."""
        if self.screen is not self.main:
            return

        async def answered(value: Result | None) -> None:
            if value is not None and then is not None:
                await then(value)

        await self.push_screen(dialog, answered)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """A sentence for the user, with nothing of it read as markup."""
        self.main.say(sentence, error=error)

    def turn_theme(self) -> None:
        """From dark to light, to the terminal's own colours, to none, and round again."""
        self.theme = theme.after(self.theme)

    async def action_submit_check_in(self) -> None:
        await submit_check_in(self, *self.main.typed_check_in())

    def action_leave_check_in(self) -> None:
        self.main.close_check_in()

    @on(TopBar.Picked)
    async def _tab_clicked(self, message: TopBar.Picked) -> None:
        await self.main.show_view(View(message.view))

    @on(KeyBar.Pressed)
    async def _key_clicked(self, message: KeyBar.Pressed) -> None:
        command = next(command for command in self.keys.commands if command.key_text == message.key)
        if command.moves:
            self.simulate_key(command.key)
        else:
            await self.action_command(command.id)

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self.say(str(message.error), error=True)

    def _fatal_error(self) -> None:
        # Textual's own prints every local variable, and so what was typed, into the terminal.
        error = sys.exc_info()[1]
        sentence = write_down(error, self._start.log) if error else "goaltui stopped on an error of its own."
        self.panic(Text(sentence))
