"""Writing everything into a file, taking a file in, and working on one workspace with others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import N_p, _
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.welcome.elsewhere import join

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome


async def export(app: Context) -> None:
    """Write everything into a file whose name is typed."""
    from goaltui.services.transfer.exporters import kinds_told
    from goaltui.services.transfer.named_files import export_file, proposed_file
    from goaltui.tui.dialogs.prompt import LineDialog

    async def write(typed: str) -> str:
        return await app.gateway.run(lambda workspace: export_file(workspace, typed))

    async def told(sentence: str) -> None:
        app.say(sentence)

    name = await app.ask(proposed_file)
    if name is not None:
        question = _("Into which file? One that ends in {endings}.", endings=kinds_told())
        await app.open_dialog(LineDialog(_("Export"), question, write, value=name, verb=N_p("key", "write")), told)


async def take_in(app: Context) -> None:
    """Add what a file says, and change what is known."""
    from goaltui.services.transfer.named_files import import_file
    from goaltui.tui.dialogs.prompt import LineDialog

    async def read(typed: str) -> "Outcome":
        return await app.gateway.run(lambda workspace: import_file(workspace, typed))

    if await app.may_write():
        question = _("Which file? It is one that goaltui export wrote, or that you wrote (help files says how).")
        dialog = LineDialog(_("Import"), question, read, example="~/goals.toml", verb=N_p("key", "import"))
        await app.open_dialog(dialog, app.wrote)


async def share(app: Context) -> None:
    """Open the manual where it tells how a team works on one workspace."""
    from goaltui.tui.features.manual.screen import ManualFlow

    await app.push_screen(ManualFlow("team"))


HANDLERS: Mapping[str, Handler] = {"export": export, "import": take_in, "share": share, "join": join}
