"""The Textual app: passes requests to the workspace and outcomes back to the screen."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import on, work
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Click, Event, InputEvent, Key, Paste
from textual.screen import Screen

from goaltui.config.remembered import remember
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _
from goaltui.services.core.rows.outcome import Outcome
from goaltui.tui.appearance import theme
from goaltui.tui.appearance.terminal_style import CSS, dress
from goaltui.tui.change_poller import watch
from goaltui.tui.commands.screen_state import FROM_ANYWHERE
from goaltui.tui.commands.table import acting
from goaltui.tui.commands.view import View
from goaltui.tui.components.footer import KeyBar
from goaltui.tui.components.header import TopBar
from goaltui.tui.components.result_screen import Answering
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.features.menu.leaving import DeadKeys, leave_for_views
from goaltui.tui.method import first_view, shows, without
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.runtime.error_boundary import ResilientApp, Written
from goaltui.tui.runtime.idle_gc import Collector
from goaltui.tui.runtime.input_queue import InputQueue, bound, in_sight, is_field, taken_in
from goaltui.tui.runtime.launch_options import LaunchOptions
from goaltui.tui.runtime.pasting import as_pasted
from goaltui.tui.runtime.window_state import WindowState, text_of
from goaltui.tui.views.main_screen import MainScreen
from goaltui.tui.views.selection import Selection

if TYPE_CHECKING:
    from goaltui.model.enums import Method
    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.context import Handler

Answer = TypeVar("Answer")
Result = TypeVar("Result")
_RIGHT = 3


class GoaltuiApp(ResilientApp):
    """One workspace on a screen."""

    CSS: ClassVar[str] = CSS
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    # With priority a command is carried out before the next key is looked at, so that what is typed ahead goes to
    # what it opens; `check_action` keeps them out of dialogs, and Textual keeps letters out of text fields.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(command.key, f"command({command.id!r})", command.label, show=False, priority=True, id=command.id)
        for command in acting()
        if command.key
    ]
    BINDINGS.append(Binding("ctrl+p", "menu", show=False, priority=True))

    def __init__(self, gateway: Gateway, start: LaunchOptions, driver: type[Driver] | None = None) -> None:
        super().__init__(start.log, driver, ansi_color=True if "NO_COLOR" in os.environ else None)
        self.gateway = gateway
        self.main = MainScreen(gateway, start.remembered, start.glyphs, start.keys.commands, start.query)
        gateway.changed = self.main.mark_stale
        self.keys = start.keys
        self.state = start.log.parent
        self.set_keymap(start.keys.changed)
        self.start = start
        self._leaving = False
        self._dead_keys = DeadKeys()
        self._patience = InputQueue(start.patience)
        self.collector = Collector()
        dress(self, start.theme or start.remembered.theme, in_ascii=start.glyphs.spelling is not None)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(theme.defaults(dark=self.current_theme.dark))

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()

        def heard(words: str) -> None:
            loop.call_soon_threadsafe(self._copying, words)

        self.start.first_copy.heard_by(heard)
        # After the first frame: opening imports what the frame could do without.
        self.main.call_after_refresh(self._live)

    def _copying(self, words: str) -> None:
        """Show how far the first copy of a shared workspace is."""
        if not self.opened:
            self.main.say_saved(_("first copy: {words}", words=words))

    @work(group="live")
    async def _live(self) -> None:
        """Open the workspace, fill the screen from it, then look now and then for what others wrote."""
        terminal: object = self._driver
        if isinstance(terminal, Written):
            await terminal.written()
        # The theme first: only a screen knows which there are, and the shell says the others.
        problems = (*theme.problems(self.start.theme, self.available_themes), *self.start.problems)
        if problems:
            more = _(" And {count} more: goaltui config says which.", count=len(problems) - 1) if problems[1:] else ""
            self.say(f"{problems[0]}{more}", error=True)
        try:
            asks, empty, method = await self.gateway.run(_first_look)
        except GoaltuiError as error:
            self.main.filled.set()
            self.exit(return_code=error.exit_code, message=Text(str(error)))
            return
        self.opened = True
        self.main.views.first_steps |= empty and self.start.remembered == WindowState()
        if shows(method, self.main.views.view) and self.start.remembered != WindowState():
            self.main.mark_stale()
        else:
            await self.main.show_view(first_view(method))
        await self.main.settled()
        # Rows of the last time are marked as such until those of now are there.
        self.main.say_saved(self.start.saved)
        # Imported here, as below, because the first frame needs no handler; from here on every key finds them.
        from goaltui.tui.features.application import say_update
        from goaltui.tui.features.welcome.handlers import welcome
        from goaltui.tui.features.welcome.tour import offer_tour

        _handlers()
        self.start.leaving.callback(self.collector.begin())
        if asks:
            # In the queue of the keys: one that came while it opens would find a dialog without anything in it.
            self.call_later(welcome, self)
        if self.start.memory is not None and not problems:
            say_update(self)
        await offer_tour(self)
        await watch(self, self.start.backups)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Paste):
            event = as_pasted(event, self.focused)
        first_hand = isinstance(event, Key | Paste) and not event.is_forwarded
        if isinstance(event, InputEvent):
            self.collector.typed()
            self.told_again()
        if first_hand and self.screen is self.main and not await self._patience.lasts(self.main.filled, event):
            return
        if isinstance(event, Key) and first_hand and (not in_sight(self, event) or await bound(self, event)):
            event.stop()
        else:
            await super().on_event(event)
        if first_hand:
            await taken_in(self, self.gateway)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "menu":
            return not (isinstance(self.screen, Answering) and self.screen.IS_MENU)
        if action != "command":
            return True
        # Textual keeps no sign out of a text field whose Unicode name it shortened: / @ - + _ and the backslash.
        # And Escape in a field is for the field.
        if is_field(self.focused) and any(
            command.id == parameters[0] and (len(command.key_text) == 1 or command.id == "back")
            for command in self.keys.commands
        ):
            return False
        if isinstance(self.screen, Answering):
            return self._lets_through(self.screen, str(parameters[0]))
        return self.screen is self.main and (parameters != ("back",) or self.main.goes_back)

    def _lets_through(self, screen: Answering[Any], name: str) -> bool:
        """Return whether a screen open over a view lets a command through: its own keys come first."""
        if screen.IS_MENU or name not in FROM_ANYWHERE or (name.startswith("view_") and not screen.GOES_TO_VIEWS):
            return False
        return not screen.means(next(command.key for command in self.keys.commands if command.id == name))

    async def action_command(self, name: str) -> None:
        if isinstance(self.screen, Answering) and name not in ("actions", "manual"):
            if name == "quit":
                self.screen.action_leave()
                return
            if not await leave_for_views(self):
                return
        header = self.main.views.header
        if header is not None and name in without(header.method):
            from goaltui.tui.features.navigation.views import say_left_out

            await say_left_out(self, header.method, name)
        else:
            from goaltui.tui.features.welcome.tour import follow

            await _handlers()[name](self)
            follow(self, name)

    async def action_menu(self) -> None:
        """Open the menu, also where the other key of it is text for a field."""
        await self.action_command("actions")

    async def action_quit(self) -> None:
        """Quit: finish what was asked, close the file, remember the window."""
        if self._leaving:
            return
        self._leaving = True
        self.take_no_more()
        self.workers.cancel_all()
        with self.surviving():
            text = text_of(self.main.views.remembered(self.start.remembered.theme if self.no_color else self.theme))
            status = await self._status() if self.opened else None
            await self.gateway.close()
            if self.start.memory is not None:
                remember(self.start.memory, text)
            if self.start.status is not None and status is not None:
                remember(self.start.status, status)
        with self.surviving():
            self.start.leaving.close()
        self.exit()

    async def _status(self) -> str | None:
        """Return the status for prompts from now on; None where they have it already."""
        if self.start.status is None:
            return None
        from goaltui.services.prompt.renewal import StatusRenewal

        return await self.gateway.run(StatusRenewal(self.start.status).text)

    async def ask(self, question: "Callable[[Workspace], Answer]") -> Answer | None:
        """Return the workspace's answer; none where it refuses, once the reason is shown."""
        try:
            return await self.gateway.run(question)
        except GoaltuiError as error:
            self.say(str(error), error=True)
            return None

    async def write(self, change: "Callable[[Workspace], Outcome]") -> Outcome | None:
        """Change something and say what was done; none where it was refused."""
        if (outcome := await self.ask(change)) is not None:
            await self.wrote(outcome)
        return outcome

    async def wrote(self, outcome: Outcome) -> None:
        """Say what was done, and what is known against the clock under which it was written, and show it."""
        from goaltui.services.sync.clock_doubt import clock_doubt

        self.say(f"{outcome.sentence} {await self.ask(clock_doubt) or ''}".strip())
        self.main.offer("undo")
        self.main.mark_stale(reveal=outcome.created)

    async def may_write(self) -> bool:
        """Return whether something may be written here; says why where not."""
        reason = await self.ask(lambda workspace: workspace.read_only)
        if reason:
            self.say(reason, error=True)
        return not reason

    def place(self) -> Selection | None:
        """Return the thing that a command acts on; say so where there is none."""
        place = self.main.views.place
        if place is None:
            self.say(_("There is nothing under the cursor; press a to add something."))
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

    def wait_no_longer(self) -> None:
        self.main.wait_no_longer()

    def say_wrong(self, sentence: str) -> None:
        if isinstance(self.screen, Answering):
            self.screen.say_wrong(sentence)
        else:
            self.say(sentence, error=True)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence to the user, with nothing of it read as markup."""
        self.main.say(sentence, error=error)

    async def action_submit_check_in(self) -> None:
        from goaltui.tui.features.editing.items import submit_check_in

        await submit_check_in(self, *self.main.check_in_place.typed)

    def action_leave_check_in(self) -> None:
        self.main.check_in_place.close(unsaved=True)

    async def on_click(self, event: Click) -> None:
        """Open the menu on what the right button was pressed on; the list has put its cursor there."""
        if event.button == _RIGHT:
            await self.action_menu()

    @on(Key)
    def _unbound(self, event: Key) -> None:
        """Say of a key that nothing wanted which one does what was meant."""
        if not is_field(self.focused) and (told := self._dead_keys.told_of(self, event.key)):
            if isinstance(self.screen, Answering):
                self.screen.say_aside(told)
            else:
                self.say(told)

    @on(TopBar.Picked)
    async def _tab_clicked(self, message: TopBar.Picked) -> None:
        await self.main.show_view(View(message.view))

    @on(GoalList.HeadClicked)
    async def _head_clicked(self, message: GoalList.HeadClicked) -> None:
        from goaltui.tui.features.navigation.filtering import sort_by

        await sort_by(self, message.column)

    @on(KeyBar.Pressed)
    async def _key_clicked(self, message: KeyBar.Pressed) -> None:
        command = next(command for command in self.keys.commands if command.key_text == message.key)
        if command.moves:
            self.simulate_key(command.key)
        else:
            await self.action_command(command.id)


def _first_look(workspace: "Workspace") -> "tuple[bool, bool, Method]":
    # On the database thread: it brings what the first frame could do without.
    from goaltui.services.setup.first_start import first_look

    return first_look(workspace)


def _handlers() -> "Mapping[str, Handler]":
    from goaltui.tui.handlers import HANDLERS

    return HANDLERS
