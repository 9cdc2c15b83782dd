"""The cycles: seen, and what can be done with one."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from goaltui.services import words
from goaltui.tui.commands import View
from goaltui.tui.handlers.charts import chart_cycle
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.planning import answered, next_cycle, plan_cycle

if TYPE_CHECKING:
    from goaltui.services.closing import Answers
    from goaltui.services.cycles import CycleRow
    from goaltui.services.rows import ObjectiveRow, Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.close import Left
    from goaltui.tui.screens.cycles import CycleKey

Doing: TypeAlias = "Callable[[GoaltuiApp, CycleRow | None, Back], Awaitable[None]]"
"""What a key of the screen does with the cycle under the cursor; it calls `Back` with what there is to say."""

Back: TypeAlias = "Callable[[str], Awaitable[None]]"
"""Shows the cycles as they stand now, and a sentence where it is not empty."""


async def cycles(app: "GoaltuiApp") -> None:
    """Every cycle; those that are chosen are shown in the tree."""
    from goaltui.services.cycles import cycles_view
    from goaltui.tui.screens.cycles import CyclesFlow

    view = await app.ask(cycles_view)
    if view is None:
        return

    async def back(sentence: str) -> None:
        found = await app.ask(cycles_view)
        app.main.mark_stale()
        if found is not None:
            flow.show(found)
        flow.note(sentence)

    flow: CyclesFlow = CyclesFlow(view, tuple(_keys(app, back)), app.main.glyphs)
    await app.open_dialog(flow, lambda query: _narrow(app, query))


def _keys(app: "GoaltuiApp", back: "Back") -> "list[CycleKey]":
    from goaltui.tui.screens.cycles import CycleKey

    def run(do: "Doing") -> "Callable[[CycleRow | None], Awaitable[None]]":
        return lambda row: do(app, row, back)

    return [CycleKey(key, label, run(do)) for key, (label, do) in ON_CYCLES.items()]


async def _narrow(app: "GoaltuiApp", query: str) -> None:
    from goaltui.services.query import parse_query

    app.main.narrow(parse_query(query))
    await app.main.show_view(View.OBJECTIVES)
    app.say(f"Only {query}; f and Enter on nothing shows everything again.")


async def close_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Back") -> None:
    """Close a cycle, one objective after the other; what was closed before stays."""
    from goaltui.services import closing as closings
    from goaltui.services.closing import Closing, Stop
    from goaltui.tui.screens.close import CloseFlow, Doing

    if row is None:
        return

    def begin(workspace: "Workspace") -> "tuple[Closing, Stop | None]":
        workspace.refuse_looking()
        found = closings.closing(workspace, row.id)
        return found, closings.stop(workspace, found.open[0]) if found.open else None

    begun = await answered(app, begin)
    if isinstance(begun, str):
        await back(begun)
        return
    found, first = begun
    if first is None:
        await back(f"Everything in {row.name} is closed already.")
        return

    async def stop(objective: "ObjectiveRow") -> "Stop | str":
        return await answered(app, lambda workspace: closings.stop(workspace, objective.id))

    async def save(at: "Stop", answers: "Answers", batch: str) -> "Outcome | str":
        return await answered(app, lambda workspace: closings.save(workspace, at, answers, batch))

    async def over(left: "Left | None") -> None:
        if left is not None and left.undo:
            undone = await answered(app, lambda workspace: workspace.undo())
            await back(undone if isinstance(undone, str) else undone.sentence)
        elif left is not None:
            await back(_left(row.name, left) if left.closed else "")

    await app.push_screen(CloseFlow(found, first, Doing(stop, save), app.main.glyphs), over)


def _left(cycle: str, left: "Left") -> str:
    rest = f"{left.open} left open, x goes on there" if left.open else "nothing is left open"
    return f"Closed {words.counted(left.closed, 'objective')} of {cycle}; {rest}. One u takes it back."


async def undo(app: "GoaltuiApp", row: "CycleRow | None", back: "Back") -> None:
    """Take the latest change back without leaving the cycles."""
    undone = await answered(app, lambda workspace: workspace.undo())
    await back(undone if isinstance(undone, str) else undone.sentence)


ON_CYCLES: "Mapping[str, tuple[str, Doing]]" = {
    "p": ("plan", plan_cycle),
    "x": ("close", close_cycle),
    "n": ("next one", next_cycle),
    "v": ("charts", chart_cycle),
    "u": ("undo", undo),
}
"""The keys of the screen, each with its label and what it does."""


async def close_from_palette(app: "GoaltuiApp") -> None:
    """Close the cycle that ended last and is open, else the one that runs; the list says which others there are."""
    from goaltui.tui.screens.cycles import CyclesFlow

    await cycles(app)
    if isinstance(app.screen, CyclesFlow):
        await app.screen.press("x")


HANDLERS: Mapping[str, Handler] = {"cycles": cycles, "close_cycle": close_from_palette}
