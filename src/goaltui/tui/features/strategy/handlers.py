"""The strategy on a page, edited there, and the thread of the item under the cursor."""

from collections.abc import Mapping

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.structure.handlers import StructureSource, open_list


async def strategy(app: Context) -> None:
    """Show vision, mission, values, strategy, destination and themes, with the gaps and the serving goals."""
    from goaltui.services.strategy import editing as of

    source = StructureSource(
        of.strategy_rows,
        of.strategy_form,
        of.save_strategy,
        of.effects,
        of.delete_theme,
        {EntityKind.THEME: "t"},
    )
    await open_list(app, _("Strategy"), source, of.KINDS)


async def thread(app: Context) -> None:
    """Show the thread from the item under the cursor up to mission and vision, and where it is torn."""
    from textual.content import Content

    from goaltui.services.views.strategy_thread import thread as thread_of
    from goaltui.tui.appearance.text import steady
    from goaltui.tui.dialogs.text_dialog import ReadingDialog

    place = app.place()
    if place is None:
        return
    found = await app.ask(lambda workspace: thread_of(workspace.look, place.id))
    if found is None:
        return
    column = max((2 * depth + len(step.word) for depth, step in enumerate(found.steps)), default=0)
    lines = [
        Content.assemble((f"{'  ' * depth + step.word:{column}}  ", "$dim"), steady(" ".join(step.title.split())))
        for depth, step in enumerate(found.steps)
    ]
    lines += [Content.assemble((_("also  "), "$dim"), steady(title)) for title in found.also]
    if found.torn:
        lines += [Content(""), Content.assemble((_("Torn here: "), "$warning bold"), steady(found.torn))]
    if found.unwritten:
        lines += [Content(""), Content.styled(_("{lacking} V writes it.", lacking=found.unwritten), "$dim")]
    await app.open_dialog(ReadingDialog(_("What it serves"), Content("\n").join(lines)))


HANDLERS: Mapping[str, Handler] = {"strategy": strategy, "thread": thread}
